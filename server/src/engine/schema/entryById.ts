import type { CatalogueEntry, SchemaSource } from "./types";

const indexes = new WeakMap<SchemaSource, ReadonlyMap<string, CatalogueEntry>>();

/** The entries of a source by their ids. A source does not change, so they are sorted once. */
export function entriesById(source: SchemaSource): ReadonlyMap<string, CatalogueEntry> {
	let index = indexes.get(source);
	if (index === undefined) {
		index = new Map(source.entries.map((entry) => [entry.id, entry]));
		indexes.set(source, index);
	}
	return index;
}
