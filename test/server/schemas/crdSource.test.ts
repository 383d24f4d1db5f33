import assert from "node:assert/strict";
import { join } from "node:path";
import { createCompiler } from "../../../server/src/compiler";
import { crdProblems, crdSource, isCrd } from "../../../server/src/engine/schema/definitions";
import type { JsonSchema } from "../../../server/src/engine/schema/jsonSchema";
import type { SchemaCompiler } from "../../../server/src/engine/schema/layers";
import { repositoryRoot } from "../../../tools/lib/paths";
import { readObjectMeta } from "../../../tools/schemas/metadata";
import { readWholeCrds } from "../../../tools/schemas/readCrds";
import { kindCases } from "./cases";
import { changed, summary } from "./support";

const compiler = createCompiler();

const widget = {
	apiVersion: "apiextensions.k8s.io/v1",
	kind: "CustomResourceDefinition",
	metadata: { name: "widgets.example.com" },
	spec: {
		group: "example.com",
		scope: "Namespaced",
		names: { kind: "Widget", plural: "widgets" },
		versions: [
			{
				name: "v1",
				served: true,
				storage: true,
				schema: {
					openAPIV3Schema: {
						type: "object",
						description: "A widget. It is small.",
						properties: {
							spec: {
								type: "object",
								properties: { size: { type: "integer", minimum: 1 } },
								"x-kubernetes-validations": [{ rule: "self.size < 10" }],
							},
						},
					},
				},
			},
		],
	},
};
const object = { apiVersion: "example.com/v1", kind: "Widget", metadata: { name: "a" }, spec: { size: 1 } };
const specSchema = "/spec/versions/0/schema/openAPIV3Schema/properties/spec";

/** `widget` as a `v1beta1` definition has it, with its one schema for all versions. */
const beta = changed(widget, {
	"/apiVersion": "apiextensions.k8s.io/v1beta1",
	"/spec/versions": undefined,
	"/spec/version": "v1",
	"/spec/validation": widget.spec.versions[0]?.schema,
	"/spec/names/plural": undefined,
});

describe("schemas from CustomResourceDefinitions", function () {
	this.timeout(120_000);
	let objectMeta: JsonSchema;
	before(async () => {
		objectMeta = await readObjectMeta();
	});

	const findings = (crd: unknown, value: unknown): string[] => {
		const source = crdSource([crd], objectMeta, compiler);
		const [entry] = source.entries;
		assert.ok(entry, JSON.stringify(source.unusable));
		return source.validator(entry)(value).map(summary);
	};

	it("tell of a kind before its schema is made, and compile when first asked", () => {
		let compiled = 0;
		const counting: SchemaCompiler = {
			uncheckedRules: () => [],
			validator(schema) {
				compiled += 1;
				return compiler.validator(schema);
			},
		};
		const source = crdSource([widget], objectMeta, counting, { system: "widgets" });
		const [entry, ...others] = source.entries;
		assert.deepEqual(others, []);
		assert.deepEqual(entry, {
			id: "example.com/v1/Widget",
			group: "example.com",
			version: "v1",
			kind: "Widget",
			plural: "widgets",
			namespaced: true,
			system: "widgets",
			served: true,
			storage: true,
			description: "A widget.",
			rules: 1,
		});
		assert.equal(compiled, 0);
		assert.equal(source.schema(entry).properties?.spec?.properties?.size?.minimum, 1);
		assert.equal(source.validator(entry), source.validator(entry));
		assert.equal(compiled, 1);
		assert.deepEqual(source.unusable, []);
	});

	it("check objects, with names and rules", () => {
		assert.deepEqual(findings(widget, object), []);
		const wrong = changed(object, { "/metadata/name": "A b", "/spec/size": 0, "/spec/colour": "red" });
		assert.deepEqual(findings(widget, wrong).toSorted(), [
			"/metadata/name pattern",
			"/spec additionalProperties colour",
			"/spec/size minimum",
		]);
		assert.deepEqual(findings(widget, changed(object, { "/spec/size": 10 })), ["/spec x-kubernetes-validations"]);
	});

	it("read v1beta1, whose servers keep what no schema names", () => {
		assert.deepEqual(findings(beta, changed(object, { "/spec/colour": "red", "/spec/size": 0 })), [
			"/spec/size minimum",
		]);
		const strict = changed(beta, { "/spec/preserveUnknownFields": false });
		assert.deepEqual(findings(strict, changed(object, { "/spec/colour": "red" })), [
			"/spec additionalProperties colour",
		]);
		const [entry] = crdSource([beta], objectMeta, compiler).entries;
		assert.deepEqual([entry?.plural, entry?.storage, entry?.description], ["widgets", true, "A widget."]);
	});

	it("allow anything where a version has no schema", () => {
		const crd = changed(widget, { "/spec/versions/0/schema": undefined });
		assert.deepEqual(findings(crd, changed(object, { "/any": [1] })), []);
	});

	it("say what is wrong with which definition, and go on with the others", () => {
		const source = crdSource(
			[null, {}, widget, changed(widget, { "/spec/group": 1 }), changed(widget, { "/spec/versions": [] })],
			objectMeta,
			compiler,
		);
		assert.equal(source.entries.length, 1);
		assert.deepEqual(
			source.unusable.map(({ index, name, problems }) => [
				index,
				name,
				problems.map(({ path, kind }) => `${kind} ${path.join(".")}`),
			]),
			[
				[0, "", ["missing spec"]],
				[1, "", ["missing spec"]],
				[3, "widgets.example.com", ["wrongType spec.group"]],
				[4, "widgets.example.com", ["missing spec.versions"]],
			],
		);
	});

	it("leave out what is wrong in a schema, and tell it", () => {
		const crd = changed(widget, {
			[`${specSchema}/properties/size/minimum`]: "1",
			[`${specSchema}/properties/shape`]: { type: "circle", enum: [], pattern: "(?<", required: "a" },
			[`${specSchema}/properties/none`]: 3,
		});
		assert.deepEqual(findings(crd, changed(object, { "/spec/size": 0, "/spec/shape": 1, "/spec/none": "x" })), []);
		const place = "spec.versions.0.schema.openAPIV3Schema.properties.spec.properties";
		assert.deepEqual(
			crdProblems(crd).map(({ kind, path }) => `${kind} ${path.join(".")}`),
			[
				`wrongType ${place}.size.minimum`,
				`wrongType ${place}.shape.type`,
				`wrongType ${place}.shape.required`,
				`wrongType ${place}.shape.enum`,
				`wrongType ${place}.none`,
			],
		);
		assert.deepEqual(crdProblems(widget), []);
	});

	it("find nothing where a schema cannot be compiled, and say why", () => {
		const failing: SchemaCompiler = {
			uncheckedRules: () => [],
			validator() {
				throw new Error("no way");
			},
		};
		const source = crdSource([widget], objectMeta, failing);
		const [entry] = source.entries;
		assert.ok(entry);
		assert.equal(source.failure(entry), undefined);
		assert.deepEqual(source.validator(entry)(1), []);
		assert.equal(source.failure(entry), "no way");
	});

	it("never throw, whatever a definition holds", () => {
		const junk = [
			null,
			0,
			"",
			"x",
			[],
			[null],
			{},
			{ type: 1 },
			{ properties: [] },
			{ items: [] },
			{ type: "object", properties: null },
		];
		for (const one of junk) {
			for (const pointer of [
				"/metadata",
				"/spec",
				"/spec/names",
				"/spec/versions",
				"/spec/versions/0",
				"/spec/versions/0/schema",
				specSchema,
			]) {
				const crd = changed(widget, { [pointer]: one });
				crdProblems(crd);
				const source = crdSource([crd], objectMeta, compiler);
				for (const entry of source.entries) source.validator(entry)(object);
			}
		}
	});

	it("accept the right samples of the whole catalogue", async () => {
		const crds = (await readWholeCrds(join(repositoryRoot, "schemas", "crds"))).map(({ crd }) => crd);
		assert.ok(crds.every(isCrd));
		const source = crdSource(crds, objectMeta, compiler);
		assert.deepEqual(source.unusable, []);
		let checked = 0;
		for (const { id, object: sample } of kindCases) {
			const entry = source.entries.find((one) => one.id === id);
			if (entry === undefined) continue;
			assert.deepEqual(source.validator(entry)(sample), [], id);
			checked += 1;
		}
		assert.ok(checked > 10);
	});

	it("choose between alternatives with what the API server fills in", () => {
		const address = {
			type: "object",
			properties: { type: { type: "string", default: "IP" }, value: { type: "string" } },
			oneOf: [
				{ properties: { type: { enum: ["IP"] }, value: { pattern: "^[0-9.]+$" } }, required: ["type"] },
				{ properties: { type: { enum: ["Name"] } }, required: ["type"] },
			],
		};
		const version = { name: "v1", served: true, storage: true };
		const gateway = {
			...{ apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" },
			metadata: { name: "gates.example.com" },
			spec: {
				group: "example.com",
				scope: "Namespaced",
				names: { kind: "Gate", plural: "gates" },
				versions: [{ ...version, schema: { openAPIV3Schema: { type: "object", properties: { address } } } }],
			},
		};
		const source = crdSource([gateway], objectMeta, compiler);
		const [entry] = source.entries;
		assert.ok(entry);
		const gate = (value: object) => ({
			...{ apiVersion: "example.com/v1", kind: "Gate", metadata: { name: "a" } },
			address: value,
		});
		assert.deepEqual(source.validator(entry)(gate({ value: "10.0.0.1" })), []);
		assert.notDeepEqual(source.validator(entry)(gate({ value: "gate" })), []);
		assert.deepEqual(source.validator(entry)(gate({ type: "Name", value: "gate" })), []);
	});
});
