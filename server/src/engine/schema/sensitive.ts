import { dereference } from "./resolve";
import type { JsonSchema } from "./types";

/** Steps from the root to a field: names, `[]` for the items of a list, `*` for the values of a map. */
export type FieldPattern = readonly string[];

const known = new WeakMap<JsonSchema, readonly FieldPattern[]>();

/** Deeper than any field that the catalogue marks. */
const deepest = 10;

/** The fields that a schema marks as secrets. */
export function sensitiveFields(root: JsonSchema): readonly FieldPattern[] {
	let found = known.get(root);
	if (found === undefined) {
		found = collect(root);
		known.set(root, found);
	}
	return found;
}

function collect(root: JsonSchema): readonly FieldPattern[] {
	const found: FieldPattern[] = [];
	const visit = (schema: JsonSchema, path: FieldPattern, above: readonly JsonSchema[]) => {
		if (path.length > deepest || above.includes(schema)) return;
		const own = dereference(schema, root);
		const chain = [...above, schema];
		if (own["x-edgewise-sensitive"] === true) {
			found.push(path);
			return;
		}
		for (const [name, property] of Object.entries(own.properties ?? {})) visit(property, [...path, name], chain);
		if (own.items !== undefined) visit(own.items, [...path, "[]"], chain);
		if (typeof own.additionalProperties === "object") visit(own.additionalProperties, [...path, "*"], chain);
		for (const part of [...(own.anyOf ?? []), ...(own.oneOf ?? []), ...(own.allOf ?? [])]) visit(part, path, chain);
	};
	visit(root, [], []);
	return found;
}
