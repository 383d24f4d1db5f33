import assert from "node:assert/strict";
import { generateBuiltins } from "../../../tools/schemas/builtin";
import { mergeSchemas } from "../../../tools/schemas/builtinMerge";
import { expandRule, readOverlay } from "../../../tools/schemas/builtinOverlay";
import { readObjectMeta } from "../../../tools/schemas/metadata";
import type { JsonSchema } from "../../../tools/schemas/types";

describe("the schemas of built-in kinds", () => {
	it("share their definitions, named by model", async () => {
		const { generated, definitions } = await generateBuiltins(await readObjectMeta());
		assert.equal(generated.length, 95);
		const wanted = new Set<string>();
		JSON.stringify([generated, definitions], (key, value: unknown) => {
			if (key === "$ref" && typeof value === "string") wanted.add(value);
			return value;
		});
		assert.deepEqual(
			[...wanted].map((reference) => reference.replace("#/$defs/", "")).toSorted(),
			Object.keys(definitions),
		);
		for (const { schema } of generated) assert.equal(schema.$defs, undefined);
		const pod = generated.find(({ entry }) => entry.id === "v1/Pod");
		assert.equal(pod?.schema.properties?.spec?.$ref, "#/$defs/V1PodSpec");
		assert.deepEqual(pod?.schema.required, ["apiVersion", "kind", "metadata", "spec"]);
		assert.deepEqual(definitions.V1ResourceRequirements?.properties?.limits?.additionalProperties, {
			type: ["string", "number"],
			pattern: "^\\+?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][-+]?[0-9]+)?$",
			minimum: 0,
		});
	});

	it("tell where a kind stands in its life", async () => {
		const { generated } = await generateBuiltins(await readObjectMeta());
		const entry = (id: string) => generated.find((one) => one.entry.id === id)?.entry;
		assert.equal(entry("autoscaling/v1/HorizontalPodAutoscaler")?.storage, false);
		assert.equal(entry("autoscaling/v2/HorizontalPodAutoscaler")?.storage, true);
		assert.match(entry("v1/Endpoints")?.deprecated?.message ?? "", /EndpointSlice$/);
		assert.equal(entry("v1/Pod")?.deprecated, undefined);
	});

	it("ask for a name only where the API server keeps the object", async () => {
		const { generated } = await generateBuiltins(await readObjectMeta());
		const required = (id: string) => generated.find(({ entry }) => entry.id === id)?.schema.required;
		assert.deepEqual(required("authorization.k8s.io/v1/SelfSubjectAccessReview"), ["apiVersion", "kind", "spec"]);
		assert.deepEqual(required("v1/ConfigMap"), ["apiVersion", "kind", "metadata"]);
	});

	it("use `not` only for what must not be there, or as a condition", async () => {
		const { generated, definitions } = await generateBuiltins(await readObjectMeta());
		const visit = (schema: JsonSchema, path: string): void => {
			if (schema.not) assert.deepEqual(schema.not, {}, path);
			for (const [keyword, value] of Object.entries(schema) as [string, unknown][]) {
				if (typeof value !== "object" || value === null || keyword === "if") continue;
				if (keyword === "properties") {
					for (const [name, inner] of Object.entries(value)) visit(inner as JsonSchema, `${path}/${name}`);
				} else if (Array.isArray(value)) {
					for (const inner of value) if (typeof inner === "object") visit(inner as JsonSchema, `${path}/${keyword}`);
				} else if (keyword !== "not") {
					visit(value as JsonSchema, `${path}/${keyword}`);
				}
			}
		};
		for (const { entry, schema } of generated) visit(schema, entry.id);
		for (const [name, schema] of Object.entries(definitions)) visit(schema, name);
	});
});

describe("the overlay of built-in kinds", () => {
	const none = new Map<string, never>();

	it("is read from all its files", async () => {
		const { models, kinds, quantities } = await readOverlay();
		assert.ok(models.has("V1PodSpec") && models.has("V1ServiceSpec"));
		assert.ok(quantities.has("V1ResourceRequirements.limits"));
		assert.deepEqual(kinds.get("batch/v1/CronJob"), {
			properties: { metadata: { properties: { name: { maxLength: 52 } } } },
		});
	});

	it("uses shared pieces by name", () => {
		const shared = new Map([["port", { minimum: 1, maximum: 65535 }]]);
		assert.deepEqual(expandRule({ properties: { a: "port", b: { use: "port", minimum: 0 } } }, shared), {
			properties: { a: { minimum: 1, maximum: 65535 }, b: { minimum: 0, maximum: 65535 } },
		});
		assert.throws(() => expandRule("name", shared), /no shared piece name/);
	});

	it("counts fields", () => {
		assert.deepEqual(expandRule({ atLeastOne: ["a", "b"] }, none), {
			allOf: [{ anyOf: [{ required: ["a"] }, { required: ["b"] }] }],
		});
		assert.deepEqual(expandRule({ atMostOne: ["a", "b", "c"] }, none), {
			allOf: [
				{
					if: { not: { anyOf: [{ required: ["a"] }, { required: ["b"] }] } },
					else: { properties: { c: { not: {} } } },
				},
				{ if: { not: { required: ["a"] } }, else: { properties: { b: { not: {} } } } },
			],
		});
		assert.deepEqual(expandRule({ absent: true }, none), { not: {} });
	});

	it("is merged into what is there", () => {
		assert.deepEqual(
			mergeSchemas(
				{ type: "object", required: ["a"], properties: { a: { type: "string" } } },
				{ required: ["b"], properties: { a: { minLength: 1 }, b: {} } },
			),
			{ type: "object", required: ["a", "b"], properties: { a: { type: "string", minLength: 1 }, b: {} } },
		);
	});

	it("keeps conditions apart", () => {
		const [one, other]: JsonSchema[] = [
			{ if: { required: ["a"] }, else: { required: ["b"] } },
			{ if: { required: ["c"] }, else: { required: ["d"] }, minProperties: 1 },
		];
		assert.deepEqual(mergeSchemas(one ?? {}, other ?? {}), {
			...one,
			minProperties: 1,
			allOf: [{ if: { required: ["c"] }, else: { required: ["d"] } }],
		});
	});

	it("leaves a reference what it refers to", () => {
		assert.deepEqual(mergeSchemas({ $ref: "#/$defs/A", description: "a" }, { description: "b", required: ["c"] }), {
			$ref: "#/$defs/A",
			description: "b",
			allOf: [{ required: ["c"] }],
		});
	});
});
