import assert from "node:assert/strict";
import { join } from "node:path";
import { installCrds } from "../../tools/kubernetes/crds";
import { repositoryRoot } from "../../tools/lib/paths";
import { type BuiltSchemas, builtFromSource } from "../server/schemas/support";
import { sharedControlPlane } from "../support/cluster";
import { compare } from "./compare";
import { forTestServer } from "./definitions";
import { builtinKinds, customKinds, type Kind } from "./kinds";
import { mutantsOf, type Subject, samplesOf } from "./mutants/index";
import { Random } from "./random";
import { lineOf, Report } from "./report";
import { Interrogator, mapConcurrently } from "./server";
import { placesOf } from "./shape";

const seed = numberFrom("EDGEWISE_SEED", 42);
const leastCustom = 5000;
/** Mutants of custom and of built-in kinds. */
const counts = { custom: numberFrom("EDGEWISE_MUTANTS", 5200), builtin: numberFrom("EDGEWISE_BUILTIN_MUTANTS", 1300) };
const atOnce = 8;
const folder = join(repositoryRoot, "test", ".out");

describe("conformance with a real API server", function () {
	this.timeout(10 * 60_000);

	it("agrees on objects of every custom kind", async () => {
		const [{ crds, kinds }, cluster] = await Promise.all([customKinds(), sharedControlPlane()]);
		const definitions = crds.flatMap(forTestServer).map((crd) => JSON.stringify(crd));
		await Promise.all([installCrds(cluster, definitions), builtFromSource()]);
		const report = await ask(kinds, counts.custom);
		await finish(report, "conformance");
		const mutants = kinds.map(({ id }) => report.mutantsOf(id)).reduce((sum, one) => sum + one, 0);
		assert.ok(mutants >= Math.min(leastCustom, counts.custom), `there are only ${mutants} mutants`);
		for (const { id } of kinds) assert.ok(report.mutantsOf(id) > 0, `${id} has no mutant`);
	});

	it("agrees on objects of built-in kinds", async () => {
		const kinds = await builtinKinds(await builtFromSource());
		await finish(await ask(kinds, counts.builtin), "conformance-builtin");
	});
});

async function ask(kinds: readonly Kind[], mutants: number): Promise<Report> {
	const [schemas, cluster] = [await builtFromSource(), await sharedControlPlane()];
	const parts = shares(kinds, mutants);
	const questions = kinds.flatMap((kind, index) =>
		subjectsOf(kind, parts[index] ?? 0).map((subject) => ({ kind, subject })),
	);
	const server = await Interrogator.start(cluster, atOnce);
	const report = new Report(seed);
	try {
		const verdicts = await mapConcurrently(questions, atOnce, async ({ kind, subject }) => {
			const own = { kind: kind.kind, ...subject.object };
			const answer = await server.create(kind.path, { apiVersion: kind.sentAs ?? kind.apiVersion, ...own });
			const sent = { apiVersion: kind.apiVersion, ...own };
			return { kind, subject, sent, ours: findings(schemas, kind.id, sent), server: answer };
		});
		for (const one of verdicts) report.add(one, compare(one));
	} finally {
		server.end();
	}
	return report;
}

function subjectsOf(kind: Kind, mutants: number): Subject[] {
	const samples = samplesOf(kind.subjects, Random.of(seed, `samples of ${kind.id}`));
	return [...samples, ...mutantsOf(kind.subjects, mutants, seed, kind.id)];
}

/** How many mutants each kind gets: half of all equally, half by how much there is to it. */
function shares(kinds: readonly Kind[], mutants: number): number[] {
	const sizes = kinds.map(({ subjects }) => Math.sqrt(placesOf(subjects.root, subjects.definitions).length));
	const whole = sizes.reduce((sum, size) => sum + size, 0);
	return sizes.map((size) => Math.ceil(mutants * (0.5 / kinds.length + (0.5 * size) / whole)));
}

function findings(schemas: BuiltSchemas, id: string, object: object) {
	const validator = schemas.validator(id);
	return validator(object) ? [] : [...validator.errors];
}

async function finish(report: Report, name: string): Promise<void> {
	await report.write(folder, name);
	console.log(report.summary(name));
	const { unexplained } = report;
	assert.equal(
		unexplained.length,
		0,
		`${unexplained.length} disagreements have no reason, the first of them:\n${unexplained.slice(0, 20).map(lineOf).join("\n")}`,
	);
}

function numberFrom(variable: string, otherwise: number): number {
	const text = process.env[variable];
	const number = text === undefined || text === "" ? otherwise : Number(text);
	if (!Number.isSafeInteger(number)) throw new Error(`${variable} is no whole number: ${text}`);
	return number;
}
