import assert from "node:assert/strict";
import { createCompiler } from "../../../server/src/compiler";
import { clusterSchemas, openApiSource } from "../../../server/src/engine/schema/definitions";
import { newestFirst } from "../../../server/src/engine/schema/definitions/versions";
import type { JsonSchema } from "../../../server/src/engine/schema/jsonSchema";
import { readObjectMeta } from "../../../tools/schemas/metadata";
import { kind, meta, schemas, served } from "./openApiDocument";
import { changed, summary } from "./support";

const compiler = createCompiler();
const thing = { apiVersion: "v1", kind: "Thing", metadata: { name: "system:a" }, spec: { name: "b" } };
const gadget = { apiVersion: "example.com/v1", kind: "Gadget", metadata: { name: "a" }, spec: { size: 1 } };

describe("schemas from OpenAPI", () => {
	let objectMeta: JsonSchema;
	before(async () => {
		objectMeta = await readObjectMeta();
	});

	const findings = (id: string, value: unknown): string[] => {
		const source = openApiSource(schemas, served, objectMeta, compiler);
		const entry = source.entries.find((one) => one.id === id);
		assert.ok(entry);
		const found = source.validator(entry)(value).map(summary);
		assert.equal(source.failure(entry), undefined);
		return found.toSorted();
	};

	it("are there for what is served and described", () => {
		const { entries } = openApiSource(schemas, served, objectMeta, compiler);
		assert.deepEqual(
			entries.map(({ id, system, namespaced, storage, description }) => [id, system, namespaced, storage, description]),
			[
				["v1/Thing", "kubernetes", true, true, "A thing."],
				["example.com/v1/Gadget", "example.com", false, true, ""],
				["authorization.k8s.io/v1/LookReview", "kubernetes", false, true, ""],
			],
		);
	});

	it("keep references and the descriptions beside them", () => {
		const source = openApiSource(schemas, served, objectMeta, compiler);
		const [entry] = source.entries;
		assert.ok(entry);
		const schema = source.schema(entry);
		assert.deepEqual(schema.properties?.spec, {
			$ref: "#/$defs/io.k8s.api.core.v1.ThingSpec",
			description: "What is wanted.",
		});
		assert.deepEqual(schema.$defs?.["io.k8s.api.core.v1.ThingSpec"]?.required, ["name"]);
		assert.equal(schema.$defs?.["io.k8s.api.core.v1.Thing"]?.properties?.metadata?.$ref, `#/$defs/${meta}.ObjectMeta`);
		assert.equal(schema.$defs?.[`${meta}.ObjectMeta`], objectMeta);
	});

	it("take what API servers take", () => {
		const rich = changed(thing, {
			"/spec/memory": "1.5Gi",
			"/spec/port": "http",
			"/spec/since": "2024-01-01T00:00:00Z",
			"/spec/raw": { any: { thing: 1 } },
			"/spec/labels": { a: "b" },
			"/spec/data": { a: "YWJj\n" },
			"/spec/open": { x: 1 },
			"/spec/ports": [{ port: 1 }, { port: 1 }],
			"/spec/template": { metadata: { labels: { a: "b" } }, spec: { name: "c" } },
			"/spec/schema": true,
			"/spec/lost": ["?"],
			"/status": null,
		});
		assert.deepEqual(findings("v1/Thing", changed(rich, { "/status": undefined })), []);
		for (const memory of ["-1", 0.5, "100m"])
			assert.deepEqual(findings("v1/Thing", changed(thing, { "/spec/memory": memory })), []);
		assert.deepEqual(findings("v1/Thing", changed(thing, { "/spec/labels": null, "/spec/ports": null })), []);
	});

	it("find what API servers drop or refuse", () => {
		const wrong = changed(thing, {
			"/metadata/name": undefined,
			"/spec/name": undefined,
			"/spec/memory": "1.5Gb",
			"/spec/port": true,
			"/spec/since": "today",
			"/spec/labels": { a: 1 },
			"/spec/template": { spec: { name: "a", colour: "red" } },
			"/spec/ports": [{ prot: 1 }],
			"/spec/size": 1,
		});
		assert.deepEqual(findings("v1/Thing", wrong), [
			"/metadata required name",
			"/spec additionalProperties size",
			"/spec required name",
			"/spec/labels/a type",
			"/spec/memory pattern",
			"/spec/port type",
			"/spec/ports/0 additionalProperties prot",
			"/spec/ports/0 required port",
			"/spec/since format",
			"/spec/template/spec additionalProperties colour",
		]);
	});

	it("check rules and defaults of custom kinds", () => {
		assert.deepEqual(
			findings("example.com/v1/Gadget", changed(gadget, { "/spec": { any: { b: 1 }, limit: "5%" } })),
			[],
		);
		assert.deepEqual(findings("example.com/v1/Gadget", changed(gadget, { "/spec/size": 9, "/spec/x": 1 })), [
			"/spec additionalProperties x",
			"/spec x-kubernetes-validations",
		]);
	});

	it("want no name for what is only answered", () => {
		const review = { apiVersion: "authorization.k8s.io/v1", kind: "LookReview", spec: {} };
		assert.deepEqual(findings("authorization.k8s.io/v1/LookReview", review), []);
	});

	it("never throw, whatever a document holds", () => {
		for (const junk of [
			null,
			1,
			"x",
			[],
			{ properties: 1 },
			{ allOf: [{}] },
			{ allOf: "x" },
			{ $ref: 1 },
			{ items: { $ref: "#/x" } },
		]) {
			const all = { "a.Junk": { ...(typeof junk === "object" ? junk : {}), ...kind("", "v1", "Junk") }, b: junk };
			const source = openApiSource(
				all,
				[{ apiVersion: "v1", kind: "Junk", plural: "", namespaced: true }],
				objectMeta,
				compiler,
			);
			for (const entry of source.entries) source.validator(entry)({});
		}
	});

	it("make a cluster's kinds, where definitions win over OpenAPI", () => {
		const crd = {
			apiVersion: "apiextensions.k8s.io/v1",
			kind: "CustomResourceDefinition",
			metadata: { name: "gadgets.example.com" },
			spec: {
				group: "example.com",
				scope: "Cluster" as const,
				names: { kind: "Gadget", plural: "gadgets" },
				versions: [
					{
						name: "v1",
						served: true,
						storage: true,
						schema: {
							openAPIV3Schema: {
								type: "object" as const,
								properties: {
									spec: { type: "object" as const, properties: { size: { type: "integer" as const, maximum: 5 } } },
								},
							},
						},
					},
				],
			},
		};
		const snapshot = {
			id: "1",
			name: "edge",
			seen: "2024-01-01T00:00:00Z",
			version: "v1.30.0",
			served,
			crds: [crd],
			openapi: schemas,
		};
		const cluster = clusterSchemas(snapshot, false, objectMeta, compiler);
		assert.deepEqual([cluster.id, cluster.name, cluster.connected, cluster.version], ["1", "edge", false, "v1.30.0"]);
		assert.equal(cluster.serves("v1", "DeleteOptions"), true);
		assert.equal(cluster.serves("v2", "Thing"), false);
		assert.deepEqual(cluster.versionsOf("example.com", "Gadget"), ["v1", "v1beta1"]);
		assert.deepEqual(cluster.versionsOf("example.com", "Thing"), []);
		const entries = cluster.source.entries.filter(({ id }) => id === "example.com/v1/Gadget");
		assert.equal(entries.length, 1);
		const [entry] = entries;
		assert.ok(entry);
		assert.deepEqual(
			cluster.source
				.validator(entry)(changed(gadget, { "/spec/size": 6 }))
				.map(summary),
			["/spec/size maximum"],
		);
		assert.equal(
			cluster.source.entries.some(({ id }) => id === "v1/Thing"),
			true,
		);
		const { crds: _, openapi: __, ...bare } = snapshot;
		assert.deepEqual(clusterSchemas(bare, true, objectMeta, compiler).source.entries, []);
	});
});

describe("versions of APIs", () => {
	it("are ordered as API servers prefer them", () => {
		const ordered = ["v10", "v2", "v1", "v2beta2", "v2beta1", "v1beta1", "v2alpha1", "v1alpha1", "bar", "foo1"];
		assert.deepEqual(ordered.toReversed().toSorted(newestFirst), ordered);
	});
});
