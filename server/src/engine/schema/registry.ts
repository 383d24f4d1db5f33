import { closest } from "../text/closest";
import { groupOf } from "./apiVersion";
import { entriesById } from "./entryById";
import type { LayeredEntry, SchemaChoice, SchemaLayer, SchemaOrigin } from "./layers";
import { recognised } from "./recognise";
import type { CatalogueEntry, JsonSchema, RetiredVersion, SchemaSource, Validator } from "./types";

/** What is known of a document's `apiVersion` and `kind`. */
export type KindLookup =
	| { readonly kind: "known"; readonly entry: CatalogueEntry }
	/** No schema is kept for the version, but it is known what became of it. */
	| { readonly kind: "retired"; readonly version: RetiredVersion }
	/** The group and kind are known, in other versions only. */
	| { readonly kind: "otherVersions"; readonly entries: readonly CatalogueEntry[] }
	/** Nothing fits, but these come close (a typing error). The nearest first, never empty. */
	| { readonly kind: "similar"; readonly entries: readonly CatalogueEntry[] }
	| { readonly kind: "unknown" };

/** All kinds of all schema sources, found by what a manifest says of itself. */
export class SchemaRegistry {
	private readonly layers: readonly SchemaLayer[];
	private readonly chosen = new Map<string, LayeredEntry>();
	private allOnce: All | undefined;

	/**
	 * @param layers of several that have a kind, the first one judges
	 * @param choices which origin is to judge instead, by the id of an entry
	 */
	constructor(
		layers: readonly SchemaLayer[],
		private readonly choices: ReadonlyMap<string, SchemaChoice> = new Map(),
	) {
		this.layers = layers;
	}

	/** One entry for each kind and version: that of the layer which judges it. */
	get entries(): readonly CatalogueEntry[] {
		return this.all.entries;
	}

	find(apiVersion: string, kind: string): CatalogueEntry | undefined {
		return this.judge(`${apiVersion}/${kind}`)?.entry;
	}

	lookUp(apiVersion: string, kind: string): KindLookup {
		const entry = this.find(apiVersion, kind);
		if (entry !== undefined) return { kind: "known", entry };
		const version = this.all.retired.get(`${apiVersion}/${kind}`);
		if (version !== undefined) return { kind: "retired", version };
		const group = groupOf(apiVersion);
		const versions = this.all.byGroupKind.get(`${group}/${kind}`);
		if (versions !== undefined) {
			// What a server stores is what to write today.
			return { kind: "otherVersions", entries: versions.toSorted((a, b) => Number(b.storage) - Number(a.storage)) };
		}
		const similar = this.similar(apiVersion, kind);
		return similar.length > 0 ? { kind: "similar", entries: similar } : { kind: "unknown" };
	}

	/** The sort of configuration file that a file without `apiVersion` and `kind` is. */
	recognise(path: string, fields: ReadonlySet<string>): CatalogueEntry | undefined {
		return this.all.files.find((entry) => recognised(entry, path, fields, () => this.schema(entry)));
	}

	/** Whether a group is one that API servers have built in, today or once. */
	isBuiltinGroup(group: string): boolean {
		return this.all.builtinGroups.has(group);
	}

	/** The other versions of an entry's kind. */
	siblings(entry: CatalogueEntry): readonly CatalogueEntry[] {
		if (entry.kind === "") return [];
		const versions = this.all.byGroupKind.get(`${entry.group}/${entry.kind}`) ?? [];
		return versions.filter((other) => other.id !== entry.id);
	}

	/** Where the schema comes from that judges an entry's kind. */
	originOf(entry: CatalogueEntry): SchemaOrigin {
		return this.judge(entry.id)?.layer.origin ?? { kind: "catalogue" };
	}

	/** All origins that have an entry's kind, the one that judges first. */
	originsOf(entry: CatalogueEntry): readonly SchemaOrigin[] {
		const judge = this.judge(entry.id)?.layer;
		const others = this.layers.filter((layer) => layer !== judge && entriesById(layer.source).has(entry.id));
		return [...(judge === undefined ? [] : [judge]), ...others].map(({ origin }) => origin);
	}

	/** True where a setting decided which schema judges an entry's kind. */
	isChosen(entry: CatalogueEntry): boolean {
		const choice = this.choices.get(entry.id);
		return choice !== undefined && this.layers.some(({ origin }) => fits(origin, choice));
	}

	schema(entry: CatalogueEntry): JsonSchema {
		return this.sourceOf(entry).schema(entry);
	}

	validator(entry: CatalogueEntry): Validator {
		return this.sourceOf(entry).validator(entry);
	}

	/** How many rules of an entry's schema are left to API servers. */
	uncheckedRules(entry: CatalogueEntry): number {
		return entry.rules ? (this.sourceOf(entry).uncheckedRules?.(entry) ?? 0) : 0;
	}

	/** Why documents of a kind cannot be checked; `undefined` where they can. */
	failure(entry: CatalogueEntry): string | undefined {
		return this.sourceOf(entry).failure?.(entry);
	}

	private sourceOf(entry: CatalogueEntry): SchemaSource {
		const judge = this.judge(entry.id);
		const layer =
			judge?.entry === entry
				? judge.layer
				: this.layers.find(({ source }) => entriesById(source).get(entry.id) === entry);
		if (layer === undefined) throw new Error(`${entry.id} comes from no schema source`);
		return layer.source;
	}

	private judge(id: string): LayeredEntry | undefined {
		const known = this.chosen.get(id);
		if (known !== undefined) return known;
		const candidates = this.layers.flatMap((layer): LayeredEntry[] => {
			const entry = entriesById(layer.source).get(id);
			return entry === undefined ? [] : [{ entry, layer }];
		});
		const choice = this.choices.get(id);
		const asked = choice === undefined ? undefined : candidates.find(({ layer }) => fits(layer.origin, choice));
		// What the catalogue adds to built-in kinds (allowed values, limits) no cluster tells.
		const builtin = candidates.find(
			({ entry, layer }) => layer.origin.kind === "catalogue" && entry.system === "kubernetes",
		);
		const found = asked ?? builtin ?? candidates[0];
		if (found !== undefined) this.chosen.set(id, found);
		return found;
	}

	private get all(): All {
		this.allOnce ??= collect(this.layers, (id) => this.judge(id)?.entry);
		return this.allOnce;
	}

	private similar(apiVersion: string, kind: string): readonly CatalogueEntry[] {
		const group = groupOf(apiVersion);
		const rank = (entry: CatalogueEntry) => (apiVersion.endsWith(`/${entry.version}`) ? 0 : entry.storage ? 1 : 2);
		const nearest = (entries: readonly CatalogueEntry[]) => entries.toSorted((a, b) => rank(a) - rank(b));
		const objects = this.entries.filter((entry) => entry.kind !== "");
		const inGroup = objects.filter((entry) => entry.group === group);
		// Groups have kinds that the catalogue lacks, with names alike (GitRepository, OCIRepository).
		const kinds = closest(kind, new Set(inGroup.map((entry) => entry.kind)), 2);
		if (kinds.length > 0) return nearest(inGroup.filter((entry) => kinds.includes(entry.kind)));
		// The same kind under a group with a typing error; a short group such as "apps" is too near to too many others.
		if (!group.includes(".")) return [];
		const sameKind = objects.filter((entry) => entry.kind === kind && entry.group !== group);
		const groups = closest(group, new Set(sameKind.map((entry) => entry.group)));
		return nearest(sameKind.filter((entry) => groups.includes(entry.group)));
	}
}

/** What a registry knows of all its kinds together. */
interface All {
	readonly entries: readonly CatalogueEntry[];
	readonly byGroupKind: ReadonlyMap<string, readonly CatalogueEntry[]>;
	readonly files: readonly CatalogueEntry[];
	readonly retired: ReadonlyMap<string, RetiredVersion>;
	readonly builtinGroups: ReadonlySet<string>;
}

function collect(layers: readonly SchemaLayer[], judge: (id: string) => CatalogueEntry | undefined): All {
	const ids = new Set(layers.flatMap(({ source }) => [...entriesById(source).keys()]));
	const entries: CatalogueEntry[] = [];
	const byGroupKind = new Map<string, CatalogueEntry[]>();
	for (const id of ids) {
		const entry = judge(id);
		if (entry === undefined) continue;
		entries.push(entry);
		if (entry.kind === "") continue;
		const key = `${entry.group}/${entry.kind}`;
		const versions = byGroupKind.get(key);
		if (versions === undefined) byGroupKind.set(key, [entry]);
		else versions.push(entry);
	}
	const retired = layers.flatMap(({ source }) => source.retired ?? []);
	return {
		entries,
		byGroupKind,
		files: entries.filter(({ recognise }) => recognise !== undefined),
		builtinGroups: new Set([
			...entries.filter(({ system }) => system === "kubernetes").map(({ group }) => group),
			...retired.map(({ apiVersion }) => groupOf(apiVersion)),
		]),
		retired: new Map(retired.map((version) => [`${version.apiVersion}/${version.kind}`, version])),
	};
}

function fits(origin: SchemaOrigin, choice: SchemaChoice): boolean {
	return origin.kind === "cluster" ? choice === `cluster:${origin.name}` : choice === origin.kind;
}
