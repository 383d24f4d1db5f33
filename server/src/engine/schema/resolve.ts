import type { Path } from "../yaml/path";
import type { JsonSchema, JsonType } from "./types";

/** Follows `$ref` within the same schema document. A description beside the reference wins over the target's. */
export function dereference(schema: JsonSchema, root: JsonSchema): JsonSchema {
	let current = schema;
	for (let hops = 0; current.$ref !== undefined && hops < 32; hops++) {
		const name = current.$ref.startsWith("#/$defs/") ? decodeURIComponent(current.$ref.slice(8)) : "";
		const target = root.$defs?.[name];
		if (target === undefined) return {};
		const { $ref: _, ...beside } = current;
		current = { ...target, ...beside };
	}
	return current;
}

/** The schemas that one value may satisfy: itself, or the alternatives of `anyOf`, `oneOf` and `allOf`. */
function alternatives(schema: JsonSchema, root: JsonSchema): JsonSchema[] {
	const own = dereference(schema, root);
	const nested = [...(own.anyOf ?? []), ...(own.oneOf ?? []), ...(own.allOf ?? [])];
	return nested.length === 0 ? [own] : [own, ...nested.flatMap((part) => alternatives(part, root))];
}

/** The schema one step further in; `undefined` where the schema says nothing about it. */
export function child(schema: JsonSchema, step: string | number, root: JsonSchema): JsonSchema | undefined {
	for (const option of alternatives(schema, root)) {
		if (typeof step === "number") {
			if (option.items !== undefined) return dereference(option.items, root);
			continue;
		}
		const property =
			option.properties !== undefined && Object.hasOwn(option.properties, step) ? option.properties[step] : undefined;
		if (property !== undefined) return dereference(property, root);
		for (const [pattern, matching] of Object.entries(option.patternProperties ?? {})) {
			if (new RegExp(pattern).test(step)) return dereference(matching, root);
		}
		if (typeof option.additionalProperties === "object") return dereference(option.additionalProperties, root);
	}
	return undefined;
}

/** The schema at a path from the root; `undefined` where the schema says nothing about it. */
export function schemaAt(root: JsonSchema, path: Path): JsonSchema | undefined {
	let schema: JsonSchema | undefined = dereference(root, root);
	for (const step of path) {
		schema = child(schema, step, root);
		if (schema === undefined) return undefined;
	}
	return schema;
}

/** All fields that an object of this schema may have. */
export function propertiesOf(schema: JsonSchema, root: JsonSchema): Map<string, JsonSchema> {
	const found = new Map<string, JsonSchema>();
	for (const option of alternatives(schema, root)) {
		for (const [name, property] of Object.entries(option.properties ?? {})) {
			if (!found.has(name)) found.set(name, dereference(property, root));
		}
	}
	return found;
}

/** The fields that an object of this schema must have. */
export function requiredOf(schema: JsonSchema, root: JsonSchema): ReadonlySet<string> {
	const own = dereference(schema, root);
	return new Set([
		...(own.required ?? []),
		...(own.allOf ?? []).flatMap((part) => dereference(part, root).required ?? []),
	]);
}

/** The JSON types that a schema allows, without `null`; empty where it allows any. */
export function typesOf(schema: JsonSchema): readonly JsonType[] {
	if (schema["x-kubernetes-int-or-string"]) return ["integer", "string"];
	const { type } = schema;
	if (type !== undefined) {
		return (typeof type === "string" ? [type] : type).filter((name) => name !== "null");
	}
	if (schema.properties !== undefined || schema.additionalProperties !== undefined) return ["object"];
	if (schema.items !== undefined) return ["array"];
	if (schema.const !== undefined) return [jsonType(schema.const)];
	if (schema.enum?.length) return [...new Set(schema.enum.map(jsonType))];
	return [];
}

/** The JSON type of a value. */
export function jsonType(value: unknown): JsonType {
	if (value === null || value === undefined) return "null";
	if (Array.isArray(value)) return "array";
	switch (typeof value) {
		case "string":
			return "string";
		case "boolean":
			return "boolean";
		case "number":
			return Number.isInteger(value) ? "integer" : "number";
		case "bigint":
			return "integer";
		default:
			return "object";
	}
}
