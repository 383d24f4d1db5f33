import type { KindSchema } from "../../server/src/engine/schema/crd/objectSchema";
import { kindDescription } from "../../server/src/engine/schema/description";
import type { CatalogueEntry as SchemaEntry } from "../../server/src/engine/schema/types";
import type { CatalogueEntry, JsonSchema } from "./types";

/** A kind and its schema, with the group of kinds that share definitions with it. */
export interface GeneratedSchema extends KindSchema {
	/** Name of the group; a kind on its own has none. */
	readonly group?: string;
	/** Name of the file of validators that the kind shares with others; a kind on its own has none. */
	readonly bundle?: string;
}

/** Schemas as made from their sources. */
export interface GeneratedCatalogue {
	readonly generated: readonly GeneratedSchema[];
	/** The `$defs` that the schemas of a group share, by the group's name. */
	readonly definitions: ReadonlyMap<string, Record<string, JsonSchema>>;
}

/** Completes a catalogue entry with what follows from the rest: its id and a one-sentence description. */
export function catalogueEntry(
	facts: Omit<SchemaEntry, "description" | "descriptionZhCn" | "id">,
	schema: JsonSchema,
): SchemaEntry {
	const id = [facts.group, facts.version, facts.kind].filter(Boolean).join("/");
	return { id, ...facts, ...kindDescription(schema) };
}

/** The group of definitions that hold the metadata of objects. */
export const metadataGroup = "metadata";

/** Name of the file with the definitions of a group. */
export function definitionsFile(group: string): string {
	return `${group}.definitions.json`;
}

/** Adds the names of an entry's files. */
export function filed({ entry, group, bundle }: GeneratedSchema): CatalogueEntry {
	const file = entry.id.replaceAll("/", "_");
	return {
		...entry,
		schemaFile: `${file}.schema.json`,
		definitionsFiles: [
			...(entry.form === "file" ? [] : [definitionsFile(metadataGroup)]),
			...(group ? [definitionsFile(group)] : []),
		],
		validatorFile: `${bundle ?? file}.validator.js`,
	};
}
