import type { CrdSchema } from "../crd/customResourceDefinition";
import type { JsonType, JsonValue, ValidationRule } from "../jsonSchema";
import { isRecord } from "../record";

/** A place in a definition that is not what it has to be. */
export interface DefinitionProblem {
	/** Names of fields and indices of items down to the place. */
	readonly path: readonly (string | number)[];
	readonly kind: "missing" | "wrongType";
}

/** What a reader of schemas does with places that are wrong. */
export type ProblemSink = (problem: DefinitionProblem) => void;

const types: ReadonlySet<unknown> = new Set(["object", "array", "string", "integer", "number", "boolean", "null"]);

const strings = [
	"title",
	"description",
	"pattern",
	"format",
	"x-kubernetes-list-type",
	"x-kubernetes-map-type",
] as const;
const numbers = [
	"minimum",
	"maximum",
	"multipleOf",
	"minLength",
	"maxLength",
	"minItems",
	"maxItems",
	"minProperties",
	"maxProperties",
] as const;
const booleans = [
	"nullable",
	"uniqueItems",
	"exclusiveMinimum",
	"exclusiveMaximum",
	"x-kubernetes-preserve-unknown-fields",
	"x-kubernetes-int-or-string",
	"x-kubernetes-embedded-resource",
] as const;

/** Deepest schema that is read; no server takes deeper ones. */
const deepest = 200;

/**
 * Reads a schema as CustomResourceDefinitions and OpenAPI 3.0 write it. Nothing is taken on trust: keywords that are not
 * what they have to be are left out and reported.
 *
 * @param reference gives the reference to write for one that is read; without it, references are left out
 */
export function readSchema(
	value: unknown,
	path: readonly (string | number)[],
	report: ProblemSink,
	reference?: (name: string) => string | undefined,
): CrdSchema {
	if (!isRecord(value) || path.length > deepest) {
		report({ path, kind: "wrongType" });
		return {};
	}
	const schema: CrdSchema = {};
	const inner = (field: unknown, ...steps: (string | number)[]) =>
		readSchema(field, [...path, ...steps], report, reference);
	const take = (keyword: string, isRight: (field: unknown) => boolean) => {
		const field = value[keyword];
		if (field === undefined || field === null) return;
		if (isRight(field)) Object.assign(schema, { [keyword]: field });
		else report({ path: [...path, keyword], kind: "wrongType" });
	};
	take("type", (field) => types.has(field));
	for (const keyword of strings) take(keyword, (field) => typeof field === "string");
	for (const keyword of numbers) take(keyword, (field) => typeof field === "number" && Number.isFinite(field));
	for (const keyword of booleans) take(keyword, (field) => typeof field === "boolean");
	take("required", isTexts);
	take("x-kubernetes-list-map-keys", isTexts);
	take("enum", (field) => Array.isArray(field) && field.length > 0);
	take("x-kubernetes-validations", isRules);
	if (value.default !== undefined) schema.default = value.default as JsonValue;
	// The name of our own format means nothing to API servers.
	if (schema.format === "base64") delete schema.format;
	if (typeof value.$ref === "string") {
		const target = reference?.(value.$ref);
		if (target !== undefined) schema.$ref = target;
	}
	if (isRecord(value.properties)) {
		schema.properties = Object.fromEntries(
			Object.entries(value.properties).map(([name, field]) => [name, inner(field, "properties", name)]),
		);
	} else take("properties", () => false);
	if (isRecord(value.items)) schema.items = inner(value.items, "items");
	if (typeof value.additionalProperties === "boolean") schema.additionalProperties = value.additionalProperties;
	else if (isRecord(value.additionalProperties)) {
		schema.additionalProperties = inner(value.additionalProperties, "additionalProperties");
	}
	for (const keyword of ["allOf", "anyOf", "oneOf"] as const) {
		const parts = value[keyword];
		if (Array.isArray(parts) && parts.length > 0) schema[keyword] = parts.map((part, i) => inner(part, keyword, i));
	}
	if (isRecord(value.not)) schema.not = inner(value.not, "not");
	return schema;
}

function isTexts(value: unknown): value is string[] {
	return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isRules(value: unknown): value is ValidationRule[] {
	return Array.isArray(value) && value.every((rule) => isRecord(rule) && typeof rule.rule === "string");
}

/** The JSON types by name. */
export function isJsonType(value: unknown): value is JsonType {
	return types.has(value);
}
