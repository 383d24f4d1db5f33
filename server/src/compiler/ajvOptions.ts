import { _, type Ajv, type KeywordCxt, type Options, stringify } from "ajv";
import type { JsonSchema, JsonValue } from "../engine/schema/jsonSchema";
import { formats } from "./runtime/formats";
import { findDuplicateItem } from "./runtime/listMapKeys";

/** What all compiled schemas are compiled with, ahead or while the program runs. */
export const ajvOptions: Options = {
	allErrors: true,
	messages: false,
	verbose: false,
	inlineRefs: false,
	strict: true,
	strictRequired: false,
	strictTypes: false,
	allowUnionTypes: true,
	unicodeRegExp: false,
	validateSchema: false,
	formats,
};

const listMapKeys = "x-kubernetes-list-map-keys";

/** What a compiled schema says beside the keys of a list: the values that the API server fills in for absent ones. */
const listMapDefaults = "x-edgewise-list-map-defaults";

/** Teaches a compiler the keywords of Kubernetes that refuse something. */
export function addKeywords(ajv: Ajv): void {
	ajv.addKeyword(listMapDefaults);
	ajv.addKeyword({
		keyword: listMapKeys,
		type: "array",
		schemaType: "array",
		code: checkListMapKeys,
		error: { message: "", params: ({ params, schemaCode }) => _`{...${params.duplicate}, keys: ${schemaCode}}` },
	});
}

/** A schema without all that only tells, as it is compiled. */
export function bare(schema: JsonSchema): JsonSchema {
	const { $schema: _schema, $id: _id, $defs: _definitions, ...rest } = schema;
	return withoutAnnotations(rest);
}

/** Keywords that tell something about a field and refuse nothing. Generated code would carry them along. */
function isAnnotation(keyword: string): boolean {
	return (
		keyword === "title" ||
		keyword === "description" ||
		keyword === "default" ||
		(keyword.startsWith("x-") && keyword !== listMapKeys)
	);
}

function withoutAnnotations(schema: JsonSchema): JsonSchema {
	const bare: JsonSchema = {};
	for (const [keyword, value] of Object.entries(schema)) {
		if (keyword === "format") {
			const format = knownFormat(String(value));
			if (format !== undefined) bare.format = format;
		} else if (!isAnnotation(keyword)) {
			Object.assign(bare, { [keyword]: bareKeyword(keyword, value) });
		}
	}
	const defaults = keyDefaults(schema);
	if (defaults.length > 0) Object.assign(bare, { [listMapDefaults]: Object.fromEntries(defaults) });
	return bare;
}

function keyDefaults({ items, [listMapKeys]: keys = [] }: JsonSchema): [string, JsonValue][] {
	return keys.flatMap((key) => {
		const value = items?.properties?.[key]?.default;
		return value === undefined ? [] : [[key, value] as [string, JsonValue]];
	});
}

/** The name under which a format is checked; `undefined` for one that API servers do not know, which they ignore. */
function knownFormat(name: string): string | undefined {
	if (Object.hasOwn(formats, name)) return name;
	const plain = name.replaceAll("-", "");
	return Object.keys(formats).find((known) => known.replaceAll("-", "") === plain);
}

function bareKeyword(keyword: string, value: unknown): unknown {
	if (typeof value !== "object" || value === null) return value;
	switch (keyword) {
		case "$defs":
		case "patternProperties":
		case "properties":
			return Object.fromEntries(
				Object.entries(value).map(([name, schema]) => [name, withoutAnnotations(schema as JsonSchema)]),
			);
		case "allOf":
		case "anyOf":
		case "oneOf":
			return (value as JsonSchema[]).map(withoutAnnotations);
		case "additionalProperties":
		case "else":
		case "if":
		case "items":
		case "not":
		case "propertyNames":
		case "then":
			return withoutAnnotations(value);
		default:
			return value;
	}
}

function checkListMapKeys(context: KeywordCxt): void {
	const find = context.gen.scopeValue("func", { ref: findDuplicateItem, code: _`findDuplicateItem` });
	const schema = context.parentSchema as Readonly<Record<string, unknown>>;
	const defaults = stringify(schema[listMapDefaults] ?? {});
	const duplicate = context.gen.const("duplicate", _`${find}(${context.data}, ${context.schemaCode}, ${defaults})`);
	context.setParams({ duplicate });
	context.fail(duplicate);
}
