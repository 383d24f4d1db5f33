import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AnalysisHost } from "../../../server/src/engine";
import { referencesOf } from "../../../server/src/engine/semantic/references/collect";
import { resolve } from "../../../server/src/engine/semantic/references/match";
import { originSpan } from "../../../server/src/engine/semantic/references/places";
import { builtSchemas } from "../../support/engine";
import { analysisOf } from "./support";

const examples = join(__dirname, "..", "..", "..", "examples");

/** The example fleet, by URI. */
function exampleFiles(): Map<string, string> {
	const names = readdirSync(examples, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml"));
	return new Map(names.sort().map((name) => [`file:///${name}`, readFileSync(join(examples, name), "utf8")]));
}

describe("references of a whole workspace", () => {
	it("lead from the text to a target, and from the target back", () => {
		const files = exampleFiles();
		const analysis = analysisOf(files);
		let count = 0;
		for (const uri of files.keys()) {
			for (const object of analysis.workspace.inFile(uri)) {
				const start = analysis.startOf(uri, object.document) ?? 0;
				for (const origin of referencesOf(object).origins) {
					if (resolve(origin, object, analysis.workspace).targets.length === 0) continue;
					const span = originSpan(object, origin);
					const place = { start: span.start + start, end: span.end + start };
					if (origin.sort === "labels") continue;
					const { targets } = analysis.definitions(uri, place.start) ?? { targets: [] };
					assert.ok(targets.length > 0, `${uri} ${origin.path.join(".")}`);
					for (const { uri: other, selection } of targets) {
						const back = analysis.references(other, selection.start, false);
						const found = back.some((one) => one.uri === uri && one.span.start === place.start);
						assert.ok(found, `${uri} ${origin.path.join(".")} is not found from ${other}`);
						count++;
					}
				}
			}
		}
		assert.ok(count > 20, `only ${count} references`);
	});

	it("are told after random edits of names as a fresh host tells them", () => {
		// A small generator with a fixed seed, so that a failure can be repeated.
		let seed = 5_2026;
		const random = (limit: number) => {
			seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
			return seed % limit;
		};
		const names = ["alpha", "alpah", "beta", "gamma"];
		const pick = () => names[random(names.length)] ?? "";
		const model = () =>
			`apiVersion: devices.kubeedge.io/v1beta1\nkind: DeviceModel\nmetadata: { name: ${pick()} }\nspec: { properties: [{ name: ${pick()} }] }\n`;
		const device = () =>
			`apiVersion: devices.kubeedge.io/v1beta1\nkind: Device\nmetadata: { name: ${pick()} }\nspec: { deviceModelRef: { name: ${pick()} }, properties: [{ name: ${pick()} }] }\n`;
		const service = () =>
			`apiVersion: v1\nkind: Service\nmetadata: { name: ${pick()} }\nspec: { selector: { app: ${pick()} }, ports: [{ port: 80 }] }\n`;
		const pod = () =>
			`apiVersion: v1\nkind: Pod\nmetadata: { name: ${pick()}, labels: { app: ${pick()} } }\nspec: { containers: [{ name: a, image: "a:1", envFrom: [{ configMapRef: { name: ${pick()} } }] }] }\n`;
		const config = () => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${pick()} }\n`;
		const kustomization = () => `resources: [a.yaml, b.yaml]\nnamePrefix: ${random(2) === 0 ? "al" : "x-"}\n`;
		const makers = [model, device, service, pod, config];
		const content = () =>
			Array.from({ length: 1 + random(3) }, () => (makers[random(makers.length)] ?? model)()).join("---\n");
		const uris = ["a.yaml", "b.yaml", "sub/c.yaml", "patches/d.yaml"].map((name) => `file:///${name}`);
		const host = new AnalysisHost({ schemas: builtSchemas() });
		const files = new Map<string, string>();
		const codes = new Set<string>();
		for (let step = 0; step < 150; step++) {
			const uri = random(6) === 0 ? "file:///kustomization.yaml" : (uris[random(uris.length)] ?? "");
			const text = uri.endsWith("kustomization.yaml") ? kustomization() : content();
			files.set(uri, text);
			host.setFile(uri, text);
			const analysis = host.analysis();
			const fresh = analysisOf(files);
			for (const file of files.keys()) {
				const problems = analysis.problems(file);
				assert.deepEqual(problems, fresh.problems(file), `step ${step}, ${file}`);
				for (const { code } of problems) codes.add(code);
			}
		}
		for (const code of ["unresolved-reference", "selector-matches-nothing", "duplicate-object"]) {
			assert.ok(codes.has(code), `${code} is not met`);
		}
	}).timeout(60_000);
});
