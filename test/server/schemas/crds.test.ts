import assert from "node:assert/strict";
import { basename, join } from "node:path";
import { repositoryRoot } from "../../../tools/lib/paths";
import { type CrdSchema, type CrdSource, type CrdVersion, crdToJsonSchema, readCrds } from "../../../tools/schemas/crd";

const expected = [
	"edge-platform/ext.theriseunion.io_components",
	"edge-platform/iam.theriseunion.io_iamrolebindings",
	"edge-platform/iam.theriseunion.io_iamroles",
	"edge-platform/iam.theriseunion.io_roletemplates",
	"edge-platform/scope.theriseunion.io_clusters",
	"edge-platform/scope.theriseunion.io_nodegroups",
	"kubeedge/apps.kubeedge.io_nodegroups",
	"kubeedge/devices.kubeedge.io_devicemodels",
	"kubeedge/devices.kubeedge.io_devices",
	"kubeedge/devices.kubeedge.io_devicestatuses",
	"openyurt/apps.openyurt.io_nodepools",
];

describe("CustomResourceDefinitions", () => {
	it("are there, each in a file named after it", async () => {
		const files = (await crds()).map(({ crd, file, system }) => {
			assert.equal(basename(file), `${crd.spec.group}_${crd.spec.names.plural}.yaml`);
			return `${system}/${basename(file, ".yaml")}`;
		});
		assert.deepEqual(files.toSorted(), expected);
	});

	it("describe every field in sentences", async () => {
		await forEachNode((schema, place, name) => {
			// The API server refuses a description of metadata, whose schema is its own.
			if (place.endsWith(":metadata")) return assert.equal(schema.description, undefined, place);
			const { description = "" } = schema;
			assert.match(description, /^[A-Z`].*\.$/s, `${place} has no sentence: ${description}`);
			assert.ok(description.split(/\s+/).length >= 3, `${place} says too little: ${description}`);
			const words = description.toLowerCase().replaceAll(/[^a-z]/g, "");
			assert.notEqual(words.replace(/^the/, ""), name.toLowerCase(), `${place} only repeats its name`);
			assert.doesNotMatch(description, /\s{2}|TODO|\bshould be set\b/, place);
		});
	});

	it("say what milliseconds, base64 and secrets are", async () => {
		await forEachNode((schema, place, name) => {
			if (/^(collect|report)Cycle$/.test(name)) assert.match(schema.description ?? "", /milliseconds/, place);
			if (schema.format === "byte") assert.match(schema.description ?? "", /base64/, place);
			if (/^(password|privateKey|token|kubeconfig)$/.test(name))
				assert.match(schema.description ?? "", /secret/, place);
		});
	});

	it("follow the rules for structural schemas", async () => {
		for (const { crd } of await crds()) {
			const { group, names, scope, versions } = crd.spec;
			assert.equal(crd.apiVersion, "apiextensions.k8s.io/v1");
			assert.equal(crd.metadata.name, `${names.plural}.${group}`);
			assert.match(scope, /^(Cluster|Namespaced)$/);
			assert.equal(versions.filter(({ storage }) => storage).length, 1, `${crd.metadata.name} has one stored version`);
			assert.equal(new Set(versions.map(({ name }) => name)).size, versions.length);
		}
		await forEachNode(requireStructural);
	});

	it("keep enums, limits and formats on the way to JSON Schema", () => {
		const schema = crdToJsonSchema({
			type: "object",
			required: ["size", "mode"],
			properties: {
				size: { type: "integer", format: "int32", minimum: 1, exclusiveMinimum: true, maximum: 9 },
				mode: { type: "string", enum: ["a", "b"], default: "a", nullable: true },
				port: { "x-kubernetes-int-or-string": true, anyOf: [{ type: "integer" }, { type: "string" }] },
				names: { type: "array", items: { type: "string" }, "x-kubernetes-list-type": "set" },
				any: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
				map: { type: "object", additionalProperties: { type: "object" } },
				pod: {
					type: "object",
					"x-kubernetes-embedded-resource": true,
					"x-kubernetes-preserve-unknown-fields": true,
				},
			},
		});
		const { pod, ...others } = schema.properties ?? {};
		assert.deepEqual(
			{ ...schema, properties: others },
			{
				type: "object",
				// The API server fills in `mode`.
				required: ["size"],
				additionalProperties: false,
				properties: {
					size: { type: "integer", format: "int32", exclusiveMinimum: 1, maximum: 9 },
					mode: { type: "string", enum: ["a", "b", null], default: "a", nullable: true },
					port: { type: ["integer", "string"], "x-kubernetes-int-or-string": true },
					names: { type: "array", items: { type: "string" }, "x-kubernetes-list-type": "set", uniqueItems: true },
					any: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
					map: { type: "object", additionalProperties: { type: "object", additionalProperties: false } },
				},
			},
		);
		assert.deepEqual(pod?.required, ["apiVersion", "kind", "metadata"]);
		assert.equal(pod?.additionalProperties, undefined);
	});
});

function crds(): Promise<CrdSource[]> {
	return readCrds(join(repositoryRoot, "schemas", "crds"));
}

type Visitor = (schema: CrdSchema, place: string, name: string) => void;

async function forEachNode(visitor: Visitor): Promise<void> {
	for (const { crd } of await crds()) {
		for (const version of crd.spec.versions)
			visit(rootOf(version), `${crd.metadata.name}/${version.name}:`, "", visitor);
	}
}

function rootOf(version: CrdVersion): CrdSchema {
	return version.schema.openAPIV3Schema;
}

function visit(schema: CrdSchema, place: string, name: string, visitor: Visitor): void {
	visitor(schema, place, name);
	const dot = place.endsWith(":") ? "" : ".";
	for (const [key, property] of Object.entries(schema.properties ?? {})) {
		visit(property, `${place}${dot}${key}`, key, visitor);
	}
	if (schema.items) visit(schema.items, `${place}[]`, "", visitor);
	if (typeof schema.additionalProperties === "object") visit(schema.additionalProperties, `${place}{}`, "", visitor);
}

const known = new Set(
	`description type format properties additionalProperties items required enum default nullable minimum maximum minLength
	maxLength pattern minItems maxItems x-kubernetes-preserve-unknown-fields x-kubernetes-list-type
	x-kubernetes-list-map-keys x-kubernetes-map-type`.split(/\s+/),
);

function requireStructural(schema: CrdSchema, place: string): void {
	const unknown = Object.keys(schema).filter((keyword) => !known.has(keyword));
	assert.deepEqual(unknown, [], `${place} has keywords that the API server refuses or nobody expects`);
	assert.ok(schema.type, `${place} has no type`);
	assert.ok(
		!(schema.properties && schema.additionalProperties),
		`${place} has both properties and additionalProperties`,
	);
	assert.equal(schema.type === "array", schema.items !== undefined, `${place}: arrays have items, nothing else has`);
	if (schema.properties || schema.additionalProperties) assert.equal(schema.type, "object", place);
	for (const name of schema.required ?? [])
		assert.ok(schema.properties?.[name], `${place} requires the unknown ${name}`);
	if (schema.pattern) assert.doesNotThrow(() => new RegExp(schema.pattern ?? ""), place);
	if (place.endsWith(":metadata")) assert.deepEqual(schema, { type: "object" }, place);
}
