import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { repositoryRoot } from "../lib/paths";
import type { JsonSchema, Suggestion } from "./types";

/** What we know about a field beyond its CRD; the API server enforces none of it. */
export interface FieldKnowledge {
	/** Ids of the kinds that have the field. */
	readonly kinds: readonly string[];
	/** Names of the fields down to it; `[]` stands for the items of a list. */
	readonly path: readonly string[];
	/** For labels and annotations, which the schema does not list: what the key is for. */
	readonly description?: string;
	/** The description in Chinese. */
	readonly "zh-cn"?: string;
	readonly values?: readonly Suggestion[];
	readonly sensitive?: boolean;
}

/** Reads `schemas/suggestions.yaml`. */
export async function readFieldKnowledge(): Promise<FieldKnowledge[]> {
	return parse(await readFile(join(repositoryRoot, "schemas", "suggestions.yaml"), "utf8")) as FieldKnowledge[];
}

/**
 * Writes what is known about the fields of one kind into its schema.
 *
 * @throws Error where a path leads to no field
 */
export function applyFieldKnowledge(id: string, schema: JsonSchema, knowledge: readonly FieldKnowledge[]): void {
	for (const field of knowledge) {
		if (!field.kinds.includes(id)) continue;
		const target = field.description ? declareKey(schema, field) : findField(schema, field.path);
		if (!target) throw new Error(`schemas/suggestions.yaml: ${id} has no field ${field.path.join(".")}`);
		if (field.values) target["x-edgewise-suggestions"] = [...field.values];
		if (field.sensitive) target["x-edgewise-sensitive"] = true;
	}
}

/** The schema of the field at a path; `[]` stands for the items of a list. */
export function findField(schema: JsonSchema, path: readonly string[]): JsonSchema | undefined {
	let current: JsonSchema | undefined = schema;
	for (const name of path) current = name === "[]" ? current?.items : current?.properties?.[name];
	return current;
}

/** Adds a well-known label or annotation to the schema, where so far any key is allowed. */
function declareKey(schema: JsonSchema, field: FieldKnowledge): JsonSchema | undefined {
	const map = findField(schema, field.path.slice(0, -1));
	const key = field.path.at(-1);
	if (!key || typeof map?.additionalProperties !== "object") return undefined;
	const declared: JsonSchema = { ...map.additionalProperties };
	if (field.description) declared.description = field.description;
	delete declared["x-edgewise-zh-cn"];
	if (field["zh-cn"]) declared["x-edgewise-zh-cn"] = field["zh-cn"];
	map.properties = { ...map.properties, [key]: declared };
	return declared;
}
