import type { CatalogueEntry } from "./types";

/** Completes a catalogue entry with what follows from the rest: its id, its file names and a one-sentence description. */
export function catalogueEntry(
	facts: Omit<CatalogueEntry, "description" | "id" | "schemaFile" | "validatorFile">,
	description: string,
): CatalogueEntry {
	const id = [facts.group, facts.version, facts.kind].filter(Boolean).join("/");
	const file = id.replaceAll("/", "_");
	return {
		id,
		...facts,
		description: firstSentence(description),
		schemaFile: `${file}.schema.json`,
		validatorFile: `${file}.validator.js`,
	};
}

function firstSentence(description: string): string {
	return /^.*?[.!?](?=\s|$)/s.exec(description)?.[0] ?? description;
}
