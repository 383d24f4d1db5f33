import assert from "node:assert/strict";
import { createCompiler } from "../../../server/src/compiler";
import { jsonSchemaSource, kindOfSchema } from "../../../server/src/engine/schema/definitions";
import { readObjectMeta } from "../../../tools/schemas/metadata";
import { kind } from "./openApiDocument";
import { changed, summary } from "./support";

const compiler = createCompiler();

describe("schemas from files with JSON Schemas", () => {
	const properties = { apiVersion: { type: "string" }, kind: { type: "string" } };

	it("tell their kind by themselves or by the file's name", () => {
		const kindOf = (uri: string, schema: unknown) => {
			const found = kindOfSchema({ uri, schema }, (name) => (name === "clusterissuer" ? "ClusterIssuer" : undefined));
			return found && [found.group, found.version, found.kind];
		};
		assert.deepEqual(kindOf("file:///x/a.json", { properties, ...kind("apps", "v1", "Deployment") }), [
			"apps",
			"v1",
			"Deployment",
		]);
		assert.deepEqual(kindOf("file:///x/example.com_widget_v1.json", { properties }), ["example.com", "v1", "Widget"]);
		assert.deepEqual(kindOf("file:///x/cert-manager.io/clusterissuer_v1.json", { properties }), [
			"cert-manager.io",
			"v1",
			"ClusterIssuer",
		]);
		assert.deepEqual(kindOf("file:///x/deployment-apps-v1.json", { properties }), ["apps", "v1", "Deployment"]);
		assert.deepEqual(kindOf("file:///x/pod-v1.json", { properties }), ["", "v1", "Pod"]);
		assert.deepEqual(
			kindOf("file:///x/pod_v1beta2.json", {
				properties: { apiVersion: { enum: ["a.b/v2"] }, kind: { const: "PoD" } },
			}),
			["a.b", "v2", "PoD"],
		);
		assert.equal(kindOf("file:///x/deployment-apps-v1.json", { properties: { name: {} } }), undefined);
		assert.equal(kindOf("file:///x/package.json", { properties }), undefined);
		assert.equal(kindOf("file:///x/pod-v1.json", [1]), undefined);
	});

	it("check objects", async () => {
		const schema = {
			$schema: "http://json-schema.org/schema#",
			type: "object",
			properties: {
				...properties,
				metadata: { type: ["object", "null"], $ref: "_definitions.json#/definitions/ObjectMeta" },
				spec: {
					type: "object",
					required: ["size"],
					properties: {
						size: { type: ["integer", "null"], exclusiveMinimum: 0 },
						more: { $ref: "#/definitions/More" },
					},
				},
			},
			definitions: { More: { type: "object", properties: { a: { type: "string" } }, "x-unknown": { a: 1 } } },
		};
		const source = jsonSchemaSource(
			[{ uri: "file:///example.com_widget_v1.json", schema }],
			await readObjectMeta(),
			compiler,
		);
		const [entry] = source.entries;
		assert.ok(entry);
		const widget = {
			apiVersion: "example.com/v1",
			kind: "Widget",
			metadata: { name: "a" },
			spec: { size: 1, more: {} },
		};
		const findings = (value: unknown) => source.validator(entry)(value).map(summary).toSorted();
		assert.deepEqual(findings(widget), []);
		assert.deepEqual(
			findings(changed(widget, { "/spec/size": 0, "/spec/more": { b: 1 }, "/spec/x": 1, "/metadata": {} })),
			[
				"/metadata required name",
				"/spec additionalProperties x",
				"/spec/more additionalProperties b",
				"/spec/size exclusiveMinimum",
			],
		);
		assert.equal(source.failure(entry), undefined);
	});
});
