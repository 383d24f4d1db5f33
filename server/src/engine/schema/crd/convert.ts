import type { JsonSchema, JsonValue } from "../jsonSchema";
import type { CrdSchema } from "./customResourceDefinition";
import { fromGoPattern } from "./pattern";

/** Keywords that mean the same in a CRD and in draft-07. */
const plainKeywords = [
	"title",
	"description",
	"default",
	"format",
	"required",
	"minProperties",
	"maxProperties",
	"minItems",
	"maxItems",
	"uniqueItems",
	"pattern",
	"minLength",
	"maxLength",
	"multipleOf",
	"x-kubernetes-preserve-unknown-fields",
	"x-kubernetes-int-or-string",
	"x-kubernetes-embedded-resource",
	"x-kubernetes-list-type",
	"x-kubernetes-list-map-keys",
	"x-kubernetes-map-type",
	"x-kubernetes-validations",
] as const;

/**
 * Turns the schema of a CRD, or a part of it, into draft-07. Fields that the API server would drop become errors
 * (`additionalProperties: false`).
 */
export function crdToJsonSchema(source: CrdSchema): JsonSchema {
	// Not in any CRD that a server knows: the catalogue's own sources share large parts that way.
	if (source.$ref) return { $ref: source.$ref, ...(source.description && { description: source.description }) };
	const schema = convertConstraints(source);
	if (source["x-kubernetes-int-or-string"]) {
		schema.type = ["integer", "string"];
		delete schema.anyOf;
	}
	if (source.items) schema.items = crdToJsonSchema(source.items);
	if (source["x-kubernetes-list-type"] === "set") schema.uniqueItems = true;
	if (source.properties) schema.properties = convertAll(source.properties, convertField);
	const required = requiredFields(source);
	if (required) schema.required = required;
	else delete schema.required;
	if (source["x-kubernetes-embedded-resource"]) embedResource(schema);
	if (typeof source.additionalProperties === "object") {
		schema.additionalProperties = crdToJsonSchema(source.additionalProperties);
	} else if (source.additionalProperties !== undefined) {
		schema.additionalProperties = source.additionalProperties;
	} else if (source.type === "object" && !source["x-kubernetes-preserve-unknown-fields"]) {
		schema.additionalProperties = false;
	}
	return schema;
}

/** The API server takes null for an absent field also where the schema allows values of any type. */
function convertField(source: CrdSchema): JsonSchema {
	const schema = crdToJsonSchema(source);
	const ofAnyType = schema.type === undefined && schema.$ref === undefined;
	return ofAnyType && !source.nullable && !schema.not ? { ...schema, not: { type: "null" } } : schema;
}

/** The API server fills in defaults before it checks, so that a required field with a default may be left out. */
function requiredFields(source: CrdSchema): string[] | undefined {
	const required = source.required?.filter((name) => source.properties?.[name]?.default === undefined);
	return required?.length ? required : undefined;
}

/** Converts what constrains a value but does not say which fields exist, as allowed in `allOf`, `not` and so on. */
function convertConstraints(source: CrdSchema): JsonSchema {
	const schema: JsonSchema = {};
	if (source.type) schema.type = source.type;
	// API servers keep integers in 64 bits, whatever the format.
	if (source.type === "integer" || source["x-kubernetes-int-or-string"]) schema.format = "int64";
	for (const keyword of plainKeywords) {
		if (source[keyword] !== undefined) Object.assign(schema, { [keyword]: source[keyword] });
	}
	if (source.pattern !== undefined) {
		const pattern = fromGoPattern(source.pattern);
		if (pattern === undefined) delete schema.pattern;
		else schema.pattern = pattern;
	}
	if (source.enum) schema.enum = source.nullable ? withNull(source.enum) : source.enum;
	if (source.nullable && source.type) schema.nullable = true;
	convertLimit(schema, "minimum", "exclusiveMinimum", source.minimum, source.exclusiveMinimum);
	convertLimit(schema, "maximum", "exclusiveMaximum", source.maximum, source.exclusiveMaximum);
	for (const keyword of ["allOf", "anyOf", "oneOf"] as const) {
		const parts = source[keyword];
		if (parts) schema[keyword] = parts.map(convertRule);
	}
	if (source.not) schema.not = convertRule(source.not);
	return schema;
}

function convertRule(source: CrdSchema): JsonSchema {
	const schema = convertConstraints(source);
	if (source.items) schema.items = convertRule(source.items);
	if (source.properties) schema.properties = convertAll(source.properties, convertRule);
	return schema;
}

function convertAll(
	properties: Record<string, CrdSchema>,
	convert: (source: CrdSchema) => JsonSchema,
): Record<string, JsonSchema> {
	return Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, convert(property)]));
}

function convertLimit(
	schema: JsonSchema,
	inclusive: "maximum" | "minimum",
	exclusive: "exclusiveMaximum" | "exclusiveMinimum",
	limit: number | undefined,
	isExclusive: boolean | undefined,
): void {
	if (limit !== undefined) schema[isExclusive ? exclusive : inclusive] = limit;
}

function withNull(values: JsonValue[]): JsonValue[] {
	return values.includes(null) ? values : [...values, null];
}

function embedResource(schema: JsonSchema): void {
	schema.properties = {
		apiVersion: { type: "string", description: "Group and version of the embedded object, for example `apps/v1`." },
		kind: { type: "string", description: "Kind of the embedded object, for example `Deployment`." },
		metadata: { type: "object", description: "Standard metadata of the embedded object." },
		...schema.properties,
	};
	schema.required = [...new Set([...(schema.required ?? []), "apiVersion", "kind", "metadata"])];
}
