import type { JsonSchema } from "./types";

/** Keywords that a schema can have once; a second one goes into `allOf`, with what belongs to it. */
const single = [["if", "then", "else"], ["anyOf"], ["oneOf"], ["not"]] as const;

/**
 * Adds keywords to a schema. Schemas of the same field are merged, required fields and `allOf` are joined, conditions
 * and alternatives hold side by side; of all else the addition wins. Beside a reference, only a description stays.
 */
export function mergeSchemas(base: JsonSchema, addition: JsonSchema): JsonSchema {
	if (base.$ref) return besideReference(base, addition);
	const parts = [...(base.allOf ?? []), ...(addition.allOf ?? [])];
	const rest = { ...addition };
	for (const keywords of single) {
		const [first] = keywords;
		if (base[first] === undefined || rest[first] === undefined) continue;
		const part = Object.fromEntries(Object.entries(rest).filter(([name]) => keywords.some((one) => one === name)));
		parts.push(part);
		for (const keyword of keywords) delete rest[keyword];
	}
	const merged: JsonSchema = { ...base, ...rest };
	if (parts.length > 0) merged.allOf = parts;
	const required = [...new Set([...(base.required ?? []), ...(addition.required ?? [])])];
	if (required.length > 0) merged.required = required;
	if (base.properties && addition.properties) {
		const properties = { ...base.properties };
		for (const [name, schema] of Object.entries(addition.properties)) {
			properties[name] = mergeSchemas(properties[name] ?? {}, schema);
		}
		merged.properties = properties;
	}
	for (const keyword of ["additionalProperties", "items", "propertyNames"] as const) {
		const [one, other] = [base[keyword], addition[keyword]];
		if (typeof one === "object" && typeof other === "object") merged[keyword] = mergeSchemas(one, other);
	}
	return merged;
}

/** What stands beside a reference hides what it refers to from readers who follow it; `allOf` does not. */
function besideReference(base: JsonSchema, { description, ...addition }: JsonSchema): JsonSchema {
	return {
		...base,
		...(description && { description }),
		...(Object.keys(addition).length > 0 && { allOf: [...(base.allOf ?? []), addition] }),
	};
}
