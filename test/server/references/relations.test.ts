import { strict as assert } from "node:assert";
import { stringify } from "yaml";
import type { Analysis, ManifestObject } from "../../../server/src/engine";
import { targetSpan } from "../../../server/src/engine/features/references/at";
import { isObject } from "../../../server/src/engine/semantic/objects";
import { referencesOf } from "../../../server/src/engine/semantic/references/collect";
import { referenceDeclarations } from "../../../server/src/engine/semantic/references/declarations";
import { resolve } from "../../../server/src/engine/semantic/references/match";
import type { Origin } from "../../../server/src/engine/semantic/references/origins";
import { pointedAt } from "../../../server/src/engine/semantic/references/pattern";
import { originSpan } from "../../../server/src/engine/semantic/references/places";
import type { PartName, Relation } from "../../../server/src/engine/semantic/references/relation";
import { usesOf } from "../../../server/src/engine/semantic/references/uses";
import { applyEdits } from "../../../server/src/engine/text/edit";
import type { Path } from "../../../server/src/engine/yaml/path";
import { parseFixture } from "../../support/fixture";
import { analysisOf, fixtureText, loadWith } from "./support";

type Data = { [key: string | number]: unknown };

const relations = referenceDeclarations.flatMap((declarations) => declarations.relations ?? []);
const parts = referenceDeclarations.flatMap((declarations) => declarations.parts ?? []);
const namespace = "store-042";

/** An object of a kind with a name. */
function objectOf(kind: string, name: string): Data {
	const slash = kind.lastIndexOf("/");
	const group = kind.slice(0, slash);
	const apiVersion = group === "" ? "v1" : `${group}/v1`;
	// A chart says what it is by its file's name.
	if (group === "helm.sh") return { apiVersion: "v2", name };
	return { apiVersion, kind: kind.slice(slash + 1), metadata: { name, namespace } };
}

/** Puts a value at a path, with what is missing on the way. */
function put(data: Data, path: Path, value: unknown): void {
	let holder = data;
	for (const [index, step] of path.entries()) {
		if (index === path.length - 1) holder[step] = value;
		else {
			holder[step] ??= typeof path[index + 1] === "number" ? [] : {};
			holder = holder[step] as Data;
		}
	}
}

/** The path of the first place that a pattern fits. */
function pathOf(pattern: string, key: string): Path {
	return [...pattern.matchAll(/([A-Za-z_$][\w-]*)(?![\w-]*\})|\[\*\]|\{\*\}|\{key\}|\["([^"]+)"\]/g)].map(
		([text, name, quoted]) => quoted ?? name ?? (text === "[*]" ? 0 : text === "{*}" ? "some" : key),
	);
}

/** Where kinds of this table hold a pod. */
const podPaths: Readonly<Record<string, Path>> = { "/Pod": ["spec"], "apps/Deployment": ["spec", "template", "spec"] };

interface Sample {
	readonly text: string;
	readonly relation: Relation;
}

/** A workspace of two files: an object that refers by a relation, and what it refers to. */
function sampleOf(relation: Relation, kind: string): Sample {
	const base = relation.from === "pods" ? (podPaths[kind] ?? []) : [];
	const { to } = relation;
	const isKey = relation.at.endsWith("{key}");
	const path = [...base, ...pathOf(relation.at, "wanted")];
	const origin = objectOf(kind, "origin");
	const others: Data[] = [];
	const beside = (pointer: string): Path =>
		pointer.startsWith("/") ? [...base, ...pointedAt([], pointer)] : pointedAt(path, pointer);
	if (to.sort === "labels")
		put(origin, path, to.kinds[0] === "/Service" ? { matchLabels: { app: "wanted" } } : { app: "wanted" });
	else put(origin, path, isKey ? {} : "wanted");
	if (relation.only !== undefined) {
		const { at, is } = relation.only;
		const value = is instanceof RegExp ? "file://../other" : is[0];
		if (value !== undefined) put(origin, beside(at), value);
	}
	if (to.sort === "labels") others.push(labelled(to.kinds[0] ?? "", to.of));
	if (to.sort === "name") others.push(objectOf(to.kinds[0] ?? "", "wanted"));
	if (to.sort === "kinded") {
		const [[short, target] = ["", ""]] = Object.entries(to.kinds);
		put(origin, beside(to.kindAt), short);
		others.push(objectOf(target, "wanted"));
	}
	if (to.sort === "member") {
		put(origin, beside(to.groupAt), "till");
		others.push(withPart(to.kinds[0] ?? "", to.part, "till"));
	}
	if (to.sort === "own") {
		const within = beside(to.within);
		const places = parts
			.filter((one) => one.part === to.part && (one.in === "pods" ? holdsPods(relation, kind) : one.in.includes(kind)))
			.map((one) => [...(one.in === "pods" ? ownPodPath(kind, base) : []), ...pathOf(one.at, "wanted")]);
		const place = places.find((at) => within.every((step, index) => at[index] === step));
		assert.ok(place, `nothing has a ${to.part}`);
		put(origin, place, "wanted");
	}
	if (to.sort === "part") {
		const at = beside(to.of);
		const isSelector = at.at(-1) === "selector";
		const matching = kind === "/Service" ? { app: "wanted" } : { matchLabels: { app: "wanted" } };
		put(origin, at, isSelector ? matching : "holder");
		const holder = relations.find(
			(one) =>
				(one.from === relation.from || (one.from !== "pods" && one.from.includes(kind))) &&
				[...base, ...pathOf(one.at, "")].join() === at.join(),
		);
		assert.ok(holder && (holder.to.sort === "name" || holder.to.sort === "labels"), `${relation.at} has no holder`);
		others.push(withPart(holder.to.kinds[0] ?? "", to.part, undefined, isSelector));
	}
	const [other] = others;
	const files = [`#- ${fileOf(origin, "origin")}\n${stringify(origin)}`];
	if (other !== undefined) files.push(`#- ${fileOf(other, "target")}\n${stringify(other)}`);
	return { text: files.join(""), relation };
}

function fileOf(object: Data, name: string): string {
	return object.kind === undefined ? `a/${name}/Chart.yaml` : `a/${name}.yaml`;
}

function holdsPods({ from }: Relation, kind: string): boolean {
	return from === "pods" || kind === yurtAppSet;
}

const yurtAppSet = "apps.openyurt.io/YurtAppSet";

function ownPodPath(kind: string, base: Path): Path {
	if (kind !== yurtAppSet) return base;
	return ["spec", "workload", "workloadTemplate", "deploymentTemplate", "spec", "template", "spec"];
}

function labelled(kind: string, of: "object" | "pods"): Data {
	const object = objectOf(kind, "target");
	put(object, ["metadata", "labels"], { app: "wanted", other: "label" });
	if (of === "pods") put(object, ["spec", "containers"], []);
	return object;
}

function withPart(kind: string, name: PartName, group?: string, selected = false): Data {
	const part = parts.find((one) => one.part === name && (one.in === "pods" ? kind === "/Pod" : one.in.includes(kind)));
	assert.ok(part, `${kind} has no ${name}`);
	const object = selected ? labelled(kind, kind === "/Pod" ? "pods" : "object") : objectOf(kind, "holder");
	const base = part.in === "pods" ? ["spec"] : [];
	const path = [...base, ...pathOf(part.at, "wanted")];
	put(object, path, part.at.endsWith("{key}") ? "value" : "wanted");
	if (part.groupAt !== undefined) put(object, pointedAt(path, part.groupAt), group);
	return object;
}

interface Loaded {
	readonly analysis: Analysis;
	readonly object: ManifestObject;
	readonly origin: Origin;
}

function loaded({ text, relation }: Sample): Loaded {
	const { analysis } = loadWith(text);
	const objects = ["a/origin.yaml", "a/origin/Chart.yaml"].flatMap((file) =>
		analysis.workspace.inFile(`file:///${file}`),
	);
	const [object] = objects;
	assert.ok(object);
	const origin = referencesOf(object).origins.find((one) => one.relation === relation);
	assert.ok(origin, `nothing refers in\n${text}`);
	return { analysis, object, origin };
}

function describeRelation(relation: Relation, kind: string): string {
	return `${kind} ${relation.at}`;
}

const cases = relations.flatMap((relation) =>
	(relation.from === "pods" ? Object.keys(podPaths) : relation.from).map((kind) => ({ relation, kind })),
);

describe("relations", () => {
	for (const { relation, kind } of cases) {
		it(`${describeRelation(relation, kind)} leads to its target and back`, () => {
			const sample = sampleOf(relation, kind);
			const { analysis, object, origin } = loaded(sample);
			const { targets } = resolve(origin, object, analysis.workspace);
			assert.equal(targets.length, 1, sample.text);
			const [target] = targets;
			assert.ok(target);
			assert.ok(
				usesOf(target, analysis.workspace).some((use) => use.origin === origin),
				"the target is referred to",
			);
			// The editor's way: from the text to the text.
			const start = originSpan(object, origin).start;
			const selector = isObject(origin.relation.to) && origin.sort === "labels";
			const offset = selector ? fixtureText(analysis, object.uri).indexOf("wanted", start) : start;
			const found = analysis.definitions(object.uri, offset)?.targets ?? [];
			assert.deepEqual(
				found.map(({ uri, selection }) => ({ uri, selection })),
				[{ uri: target.object.uri, selection: targetSpan(target) }],
			);
		});

		it(`${describeRelation(relation, kind)} finds nothing where its target is gone or called otherwise`, () => {
			const sample = sampleOf(relation, kind);
			const [first = "", rest] = sample.text.split(/(?=#- a\/target)/);
			const text =
				rest === undefined
					? first.replace(/wanted(?![\s\S]*wanted)/, "another")
					: first + rest.replaceAll("wanted", "another");
			const { analysis, object, origin } = loaded({ ...sample, text });
			if (origin.sort === "part" && origin.name !== "wanted") return;
			assert.deepEqual(resolve(origin, object, analysis.workspace).targets, []);
		});

		it(`${describeRelation(relation, kind)} is renamed with its target, and back`, () => {
			const sample = sampleOf(relation, kind);
			const { analysis, object, origin } = loaded(sample);
			if (origin.sort === "labels") return;
			const files = new Map(parseFixture(sample.text).files.map(({ uri, text }) => [uri, text]));
			const before = new Map(files);
			const offset = originSpan(object, origin).start;
			const there = renamed(analysis, files, object.uri, offset, "renamed");
			assert.equal((files.get(object.uri) ?? "").slice(offset, offset + "renamed".length), "renamed", sample.text);
			renamed(there, files, object.uri, offset, "wanted");
			assert.deepEqual(files, before);
		});
	}

	it("are each met by a kind that has them", () => {
		const kinds = new Set(cases.map(({ kind }) => kind));
		assert.ok(kinds.size > 50, `${kinds.size}`);
	});
});

/** Renames in the texts, and gives the analysis afterwards. */
function renamed(analysis: Analysis, files: Map<string, string>, uri: string, offset: number, name: string): Analysis {
	const result = analysis.rename(uri, offset, name);
	assert.ok("edits" in result, "refused" in result ? result.refused : "");
	assert.ok(result.edits.size > 0, "something changes");
	for (const [changed, edits] of result.edits) files.set(changed, applyEdits(files.get(changed) ?? "", edits));
	return analysisOf(files);
}
