import type { JsonSchema } from "../jsonSchema";
import { isRecord } from "../record";
import { isJsonType } from "./readSchema";

/** How many schemas deep a file is read. */
const deepest = 200;

const isText = (value: unknown) => typeof value === "string";
const isNumber = (value: unknown) => typeof value === "number" && Number.isFinite(value);
const isBoolean = (value: unknown) => typeof value === "boolean";
const isTexts = (value: unknown) => Array.isArray(value) && value.every(isText);
const isPattern = (value: unknown) => {
	try {
		return isText(value) && new RegExp(String(value)) !== undefined;
	} catch {
		return false;
	}
};

/** Keywords without schemas in them, with what they have to be. */
const keywords: Readonly<Record<string, (value: unknown) => boolean>> = {
	title: isText,
	description: isText,
	const: () => true,
	default: () => true,
	enum: (value) => Array.isArray(value) && value.length > 0,
	format: (value) => isText(value) && value !== "base64",
	required: isTexts,
	pattern: isPattern,
	uniqueItems: isBoolean,
	nullable: isBoolean,
	minimum: isNumber,
	maximum: isNumber,
	exclusiveMinimum: isNumber,
	exclusiveMaximum: isNumber,
	multipleOf: isNumber,
	minLength: isNumber,
	maxLength: isNumber,
	minItems: isNumber,
	maxItems: isNumber,
	minProperties: isNumber,
	maxProperties: isNumber,
	"x-kubernetes-preserve-unknown-fields": isBoolean,
	"x-kubernetes-int-or-string": isBoolean,
	"x-kubernetes-embedded-resource": isBoolean,
	"x-kubernetes-list-map-keys": isTexts,
	"x-kubernetes-validations": (value) =>
		Array.isArray(value) && value.every((rule) => isRecord(rule) && isText(rule.rule)),
};

/**
 * Reads a JSON Schema of any draft, as collections of schemas for kinds have them. Nothing is taken on trust: keywords
 * that are not known, or not what they have to be, are left out. Objects that name fields have no others, as on API
 * servers, unless the schema says so.
 */
export function readJsonSchema(value: unknown, depth = 0): JsonSchema {
	if (!isRecord(value) || depth > deepest) return {};
	const schema: JsonSchema = {};
	const inner = (field: unknown): JsonSchema => readJsonSchema(field, depth + 1);
	const all = (field: unknown): Record<string, JsonSchema> | undefined =>
		isRecord(field)
			? Object.fromEntries(Object.entries(field).map(([name, property]) => [name, inner(property)]))
			: undefined;
	for (const [keyword, isRight] of Object.entries(keywords)) {
		const field = value[keyword];
		if (field !== undefined && isRight(field)) Object.assign(schema, { [keyword]: field });
	}
	if (isJsonType(value.type)) schema.type = value.type;
	else if (Array.isArray(value.type) && value.type.length > 0 && value.type.every(isJsonType)) schema.type = value.type;
	else delete schema.nullable;
	if (schema["x-kubernetes-int-or-string"] || value.format === "int-or-string") {
		schema.type = ["integer", "string"];
		schema["x-kubernetes-int-or-string"] = true;
	}
	const name = /^#\/(?:definitions|\$defs)\/(.+)$/.exec(String(value.$ref))?.[1];
	if (name !== undefined) schema.$ref = `#/$defs/${name}`;
	for (const keyword of ["allOf", "anyOf", "oneOf"] as const) {
		const parts: unknown = value[keyword];
		if (Array.isArray(parts) && parts.length > 0) schema[keyword] = parts.map((part) => openEnd(inner(part)));
	}
	for (const keyword of ["not", "if", "then", "else"] as const) {
		if (isRecord(value[keyword])) schema[keyword] = openEnd(inner(value[keyword]));
	}
	const properties = all(value.properties);
	if (properties !== undefined) schema.properties = properties;
	const patterns = all(value.patternProperties);
	if (patterns !== undefined && Object.keys(patterns).every(isPattern)) schema.patternProperties = patterns;
	if (isRecord(value.propertyNames)) schema.propertyNames = inner(value.propertyNames);
	if (isRecord(value.items)) schema.items = inner(value.items);
	const { additionalProperties } = value;
	if (typeof additionalProperties === "boolean") schema.additionalProperties = additionalProperties;
	else if (isRecord(additionalProperties)) schema.additionalProperties = inner(additionalProperties);
	else if (namesAllFields(schema)) schema.additionalProperties = false;
	const definitions = all(value.$defs) ?? all(value.definitions);
	if (depth === 0 && definitions !== undefined) schema.$defs = definitions;
	return depth === 0 ? withoutLooseReferences(schema) : schema;
}

function namesAllFields(schema: JsonSchema): boolean {
	const { properties, patternProperties, allOf, anyOf, oneOf, $ref } = schema;
	return (
		properties !== undefined &&
		!schema["x-kubernetes-preserve-unknown-fields"] &&
		[patternProperties, allOf, anyOf, oneOf, schema.if, $ref].every((part) => part === undefined)
	);
}

/** An alternative says nothing about fields that it does not name. */
function openEnd(schema: JsonSchema): JsonSchema {
	if (schema.additionalProperties !== false) return schema;
	const { additionalProperties: _, ...rest } = schema;
	return rest;
}

/** References to other files, or to nothing, allow anything. */
function withoutLooseReferences<T>(value: T, definitions?: JsonSchema["$defs"]): T {
	if (Array.isArray(value)) return value.map((item) => withoutLooseReferences(item as unknown, definitions)) as T;
	if (!isRecord(value)) return value;
	const known = definitions ?? ((value.$defs ?? {}) as NonNullable<JsonSchema["$defs"]>);
	return Object.fromEntries(
		Object.entries(value)
			.filter(
				([key, inner]) =>
					key !== "$ref" || typeof inner !== "string" || Object.hasOwn(known, inner.slice("#/$defs/".length)),
			)
			.map(([key, inner]) => [key, withoutLooseReferences(inner, known)]),
	) as T;
}
