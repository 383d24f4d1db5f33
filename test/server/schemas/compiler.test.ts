import assert from "node:assert/strict";
import { join } from "node:path";
import { createCompiler } from "../../../server/src/compiler";
import { formats } from "../../../server/src/compiler/runtime/formats";
import { crdVersionSchema } from "../../../server/src/engine/schema/crd/objectSchema";
import type { JsonSchema } from "../../../server/src/engine/schema/jsonSchema";
import { lazySchemaCompiler } from "../../../server/src/node/schemaCompiler";
import { repositoryRoot } from "../../../tools/lib/paths";
import { readObjectMeta } from "../../../tools/schemas/metadata";
import { readWholeCrds } from "../../../tools/schemas/readCrds";
import { kindCases } from "./cases";
import { formatSamples } from "./formatSamples";
import { builtFromSource, changed, summary } from "./support";

describe("schemas compiled while the program runs", function () {
	this.timeout(120_000);
	const compiler = createCompiler();
	const schemas = new Map<string, JsonSchema>();

	before(async () => {
		const objectMeta = await readObjectMeta();
		for (const { crd, source } of await readWholeCrds(join(repositoryRoot, "schemas", "crds"))) {
			for (const version of crd.spec.versions) {
				const { entry, schema } = crdVersionSchema(crd, version, objectMeta, source.system);
				schemas.set(entry.id, schema);
			}
		}
	});

	it("find in all samples what those find that were compiled ahead", async () => {
		const built = await builtFromSource();
		let compared = 0;
		for (const { id, object, cases } of kindCases) {
			const schema = schemas.get(id);
			if (schema === undefined) continue;
			const validator = compiler.validator(schema);
			const ahead = built.validator(id);
			for (const change of [{}, ...cases.map((one) => one.change), { "/spec": null }, { "/metadata/name": null }]) {
				const sample = changed(object, change);
				ahead(sample);
				const expected = ahead.errors.map(summary).toSorted();
				const found = validator(sample).filter(({ keyword }) => keyword !== "x-kubernetes-validations");
				assert.deepEqual(found.map(summary).toSorted(), expected, `${id} ${JSON.stringify(change)}`);
				compared += 1;
			}
		}
		assert.ok(compared > 100, `only ${compared} samples were compared`);
	});

	it("say where, which keyword and why, and nothing else", () => {
		const validator = compiler.validator(object({ size: { type: "integer", maximum: 3 } }));
		assert.deepEqual(validator({ size: 4 }), [
			{ instancePath: "/size", keyword: "maximum", params: { comparison: "<=", limit: 3 } },
		]);
		assert.deepEqual(validator({ size: null }), []);
		assert.deepEqual(validator({ other: 1 }).map(summary), ["/ additionalProperties other"]);
	});

	it("follow references, also in circles", () => {
		const $defs: JsonSchema["$defs"] = {
			"a.b/Tree": object({
				name: { type: "string" },
				children: { type: "array", items: { $ref: "#/$defs/a.b/Tree" } },
			}),
		};
		const validator = compiler.validator({ ...object({ root: { $ref: "#/$defs/a.b/Tree" } }), $defs });
		assert.deepEqual(validator({ root: { children: [{ name: "a" }, { children: [{ name: 1 }] }] } }).map(summary), [
			"/root/children/1/children/0/name type",
		]);
	});

	it("ignore formats and keywords that API servers do not know", () => {
		const schema = object({ a: { type: "string", format: "semver" }, b: { type: "string", format: "date-time" } });
		const validator = compiler.validator({ ...schema, "x-other": true } as JsonSchema);
		assert.deepEqual(validator({ a: "?", b: "2020-01-01" }).map(summary), ["/b format"]);
	});

	it("refuse a schema that makes no sense, in words", () => {
		assert.throws(() => compiler.validator(object({ a: { enum: [] } })), /enum/);
	});

	it("come from a module that is loaded when it is first needed", () => {
		const lazy = lazySchemaCompiler("/nowhere/compiler.js");
		assert.throws(() => lazy.validator(object({})), /nowhere/);
		assert.deepEqual(lazySchemaCompiler().validator(object({}))({}), []);
	});
});

describe("formats", () => {
	for (const [format, [right, wrong]] of Object.entries(formatSamples)) {
		it(`check ${format} as API servers do`, () => {
			const allows = formats[format as "uri"];
			for (const value of right) assert.equal(allows(value), true, value);
			for (const value of wrong) assert.equal(allows(value), false, value);
		});
	}

	it("are found under names with other hyphens", () => {
		const validator = createCompiler().validator({ type: "string", format: "hex-color" });
		assert.deepEqual(validator("?").map(summary), ["/ format"]);
	});
});

function object(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
	return { type: "object", properties: { ...properties }, additionalProperties: false };
}
