import { closest } from "../text/closest";
import type { CatalogueEntry, JsonSchema, SchemaSource, Validator } from "./types";

/** What is known of a document's `apiVersion` and `kind`. */
export type KindLookup =
	| { readonly kind: "known"; readonly entry: CatalogueEntry }
	/** The group and kind are known, in other versions only. */
	| { readonly kind: "otherVersions"; readonly entries: readonly CatalogueEntry[] }
	/** Nothing fits, but these come close (a typing error). The nearest first, never empty. */
	| { readonly kind: "similar"; readonly entries: readonly CatalogueEntry[] }
	| { readonly kind: "unknown" };

/** All kinds of a schema source, found by what a manifest says of itself. */
export class SchemaRegistry {
	private readonly byId = new Map<string, CatalogueEntry>();
	private readonly byGroupKind = new Map<string, CatalogueEntry[]>();

	constructor(private readonly source: SchemaSource) {
		for (const entry of source.entries) {
			this.byId.set(`${apiVersionOf(entry)}/${entry.kind}`, entry);
			const key = `${entry.group}/${entry.kind}`;
			const versions = this.byGroupKind.get(key);
			if (versions === undefined) this.byGroupKind.set(key, [entry]);
			else versions.push(entry);
		}
	}

	get entries(): readonly CatalogueEntry[] {
		return this.source.entries;
	}

	find(apiVersion: string, kind: string): CatalogueEntry | undefined {
		return this.byId.get(`${apiVersion}/${kind}`);
	}

	lookUp(apiVersion: string, kind: string): KindLookup {
		const entry = this.find(apiVersion, kind);
		if (entry !== undefined) return { kind: "known", entry };
		const group = groupOf(apiVersion);
		const versions = this.byGroupKind.get(`${group}/${kind}`);
		if (versions !== undefined) {
			// What a server stores is what to write today.
			return { kind: "otherVersions", entries: versions.toSorted((a, b) => Number(b.storage) - Number(a.storage)) };
		}
		const similar = this.similar(apiVersion, kind);
		return similar.length > 0 ? { kind: "similar", entries: similar } : { kind: "unknown" };
	}

	/** The other versions of an entry's kind. */
	siblings(entry: CatalogueEntry): readonly CatalogueEntry[] {
		const versions = this.byGroupKind.get(`${entry.group}/${entry.kind}`) ?? [];
		return versions.filter((other) => other !== entry);
	}

	schema(entry: CatalogueEntry): JsonSchema {
		return this.source.schema(entry);
	}

	validator(entry: CatalogueEntry): Validator {
		return this.source.validator(entry);
	}

	private similar(apiVersion: string, kind: string): readonly CatalogueEntry[] {
		const group = groupOf(apiVersion);
		const rank = (entry: CatalogueEntry) => (apiVersion.endsWith(`/${entry.version}`) ? 0 : entry.storage ? 1 : 2);
		const nearest = (entries: readonly CatalogueEntry[]) => entries.toSorted((a, b) => rank(a) - rank(b));
		const inGroup = this.entries.filter((entry) => entry.group === group);
		const kinds = closest(kind, new Set(inGroup.map((entry) => entry.kind)));
		if (kinds.length > 0) return nearest(inGroup.filter((entry) => kinds.includes(entry.kind)));
		// The same kind under a group with a typing error; a short group such as "apps" is too near to too many others.
		if (!group.includes(".")) return [];
		const sameKind = this.entries.filter((entry) => entry.kind === kind && entry.group !== group);
		const groups = closest(group, new Set(sameKind.map((entry) => entry.group)));
		return nearest(sameKind.filter((entry) => groups.includes(entry.group)));
	}
}

/** The `apiVersion` of a catalogue entry. */
export function apiVersionOf(entry: Pick<CatalogueEntry, "group" | "version">): string {
	return entry.group === "" ? entry.version : `${entry.group}/${entry.version}`;
}

function groupOf(apiVersion: string): string {
	const slash = apiVersion.indexOf("/");
	return slash < 0 ? "" : apiVersion.slice(0, slash);
}
