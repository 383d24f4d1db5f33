import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import type { DroppedField } from "../../server/src/engine/schema/jsonSchema";
import { repositoryRoot } from "../lib/paths";
import { findField } from "./suggestions";
import type { JsonSchema } from "./types";

/** A field that users' documents show and no published schema has. */
export interface DroppedFieldSource extends DroppedField {
	/** Ids of the kinds that the documents show it in. */
	readonly kinds: readonly string[];
	/** Names of the fields down to it; `[]` stands for the items of a list. */
	readonly path: readonly string[];
}

/** Reads `schemas/dropped-fields.yaml`. */
export async function readDroppedFields(): Promise<DroppedFieldSource[]> {
	const text = await readFile(join(repositoryRoot, "schemas", "dropped-fields.yaml"), "utf8");
	return (parse(text) ?? []) as DroppedFieldSource[];
}

/**
 * Writes what is known of fields that a schema does not have into the schema.
 *
 * @throws Error where the object around such a field does not exist, or the schema has the field after all
 */
export function applyDroppedFields(id: string, schema: JsonSchema, fields: readonly DroppedFieldSource[]): void {
	for (const { kinds, path, ...field } of fields) {
		if (!kinds.includes(id)) continue;
		const parent = findField(schema, path.slice(0, -1));
		const name = path.at(-1);
		if (!parent || !name || parent.properties?.[name]) {
			throw new Error(`schemas/dropped-fields.yaml: ${path.join(".")} does not fit ${id}`);
		}
		parent["x-edgewise-dropped"] = { ...parent["x-edgewise-dropped"], [name]: field };
	}
}
