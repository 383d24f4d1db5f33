import type { JsonSchema } from "./types";

/** Names of the definitions that schemas refer to as `#/$defs/<name>`, directly or through others. */
export function reachable(
	schemas: readonly JsonSchema[],
	definitions: Readonly<Record<string, JsonSchema>>,
): ReadonlySet<string> {
	const found = new Set<string>();
	const waiting: unknown[] = [...schemas];
	for (let schema = waiting.pop(); schema !== undefined; schema = waiting.pop()) {
		JSON.stringify(schema, (key, value: unknown) => {
			const name = key === "$ref" && typeof value === "string" ? value.slice("#/$defs/".length) : undefined;
			const target = name === undefined ? undefined : definitions[name];
			if (name !== undefined && target !== undefined && !found.has(name)) {
				found.add(name);
				waiting.push(target);
			}
			return value;
		});
	}
	return found;
}
