import assert from "node:assert/strict";
import { basename, join } from "node:path";
import { crdToJsonSchema } from "../../../server/src/engine/schema/crd/convert";
import type {
	CrdSchema,
	CrdVersion,
	CustomResourceDefinition,
} from "../../../server/src/engine/schema/crd/customResourceDefinition";
import { fromGoPattern } from "../../../server/src/engine/schema/crd/pattern";
import { repositoryRoot } from "../../../tools/lib/paths";
import { readWholeCrds } from "../../../tools/schemas/readCrds";
import { describedSystems } from "./support";

describe("CustomResourceDefinitions", () => {
	it("are there, each in a file named after it", async () => {
		const names = (await crds()).map(({ crd, file }) => {
			assert.equal(basename(file), `${crd.spec.group}_${crd.spec.names.plural}.yaml`);
			return crd.metadata.name;
		});
		assert.ok(names.length > 80, `${names.length} definitions`);
		assert.equal(new Set(names).size, names.length);
	});

	it("describe every field in sentences", async () => {
		await forEachNode((schema, place, name, system) => {
			if (!describedSystems.has(system) || /:(?:apiVersion|kind)$/.test(place)) return;
			if (place.endsWith("[]") && schema.description === undefined) return;
			// The API server refuses a description of metadata, whose schema is its own.
			if (place.endsWith(":metadata")) return assert.equal(schema.description, undefined, place);
			const { description = "" } = schema;
			assert.match(description, /^(?:[A-Z`]|iSCSI).*\.$/s, `${place} has no sentence: ${description}`);
			assert.ok(
				place.endsWith("[]") || description.split(/\s+/).length >= 3,
				`${place} says too little: ${description}`,
			);
			const words = description.toLowerCase().replaceAll(/[^a-z]/g, "");
			assert.notEqual(words.replace(/^the/, ""), name.toLowerCase(), `${place} only repeats its name`);
			assert.doesNotMatch(description, /\s{2}|TODO|\bshould be set\b/, place);
		});
	});

	it("say what milliseconds, base64 and secrets are", async () => {
		await forEachNode((schema, place, name, system) => {
			if (!describedSystems.has(system)) return;
			if (/^(collect|report)Cycle$/.test(name)) assert.match(schema.description ?? "", /milliseconds/, place);
			if (schema.format === "byte") assert.match(schema.description ?? "", /base64/, place);
			if (/^(password|privateKey|token|kubeconfig)$/.test(name))
				assert.match(schema.description ?? "", /secret/i, place);
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
					port: { type: ["integer", "string"], format: "int64", "x-kubernetes-int-or-string": true },
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

interface WholeCrd {
	readonly crd: CustomResourceDefinition;
	readonly file: string;
	readonly system: string;
}

async function crds(): Promise<WholeCrd[]> {
	const whole = await readWholeCrds(join(repositoryRoot, "schemas", "crds"));
	return whole.map(({ crd, source: { file, system } }) => ({ crd, file, system }));
}

type Visitor = (schema: CrdSchema, place: string, name: string, system: string) => void;

async function forEachNode(visitor: Visitor): Promise<void> {
	for (const { crd, system } of await crds()) {
		for (const version of crd.spec.versions) {
			const place = `${crd.metadata.name}/${version.name}:`;
			visit(rootOf(version), place, "", (schema, at, name) => visitor(schema, at, name, system));
		}
	}
}

function rootOf(version: CrdVersion): CrdSchema {
	assert.ok(version.schema, `${version.name} has a schema`);
	return version.schema.openAPIV3Schema;
}

function visit(
	schema: CrdSchema,
	place: string,
	name: string,
	visitor: (schema: CrdSchema, place: string, name: string) => void,
): void {
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
	maxLength pattern minItems maxItems uniqueItems anyOf oneOf allOf not minProperties maxProperties
	x-kubernetes-preserve-unknown-fields x-kubernetes-int-or-string x-kubernetes-embedded-resource
	x-kubernetes-list-type x-kubernetes-list-map-keys x-kubernetes-map-type x-kubernetes-validations`.split(/\s+/),
);

function requireStructural(schema: CrdSchema, place: string): void {
	const unknown = Object.keys(schema).filter((keyword) => !known.has(keyword));
	assert.deepEqual(unknown, [], `${place} has keywords that the API server refuses or nobody expects`);
	const open = schema["x-kubernetes-preserve-unknown-fields"] || schema["x-kubernetes-int-or-string"];
	assert.ok(schema.type || open, `${place} has no type`);
	assert.ok(
		!(schema.properties && schema.additionalProperties),
		`${place} has both properties and additionalProperties`,
	);
	assert.equal(schema.type === "array", schema.items !== undefined, `${place}: arrays have items, nothing else has`);
	if (schema.properties || schema.additionalProperties) assert.equal(schema.type, "object", place);
	for (const name of schema.required ?? [])
		assert.ok(schema.properties?.[name], `${place} requires the unknown ${name}`);
	if (schema.pattern) assert.ok(fromGoPattern(schema.pattern), `${place}: ${schema.pattern} cannot be checked`);
	if (place.endsWith(":metadata")) assert.deepEqual(schema, { type: "object" }, place);
}
