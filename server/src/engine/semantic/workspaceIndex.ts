import type { FileSnapshot } from "../snapshot";
import { firstWhere } from "../text/search";
import { type GroupKind, groupKindOf, type ManifestObject, objectsOfFile } from "./objects";
import { ShardedMap } from "./shardedMap";
import type { LiveCluster } from "./workspace";

/** The objects of one kind, by file and place. */
interface KindObjects {
	readonly all: readonly ManifestObject[];
	readonly byName: ShardedMap<readonly ManifestObject[]>;
}

const none: readonly ManifestObject[] = [];

/** Finds objects by kind and name. Immutable: a change makes a new one, which shares all that stayed the same. */
export class WorkspaceIndex {
	static readonly empty = new WorkspaceIndex(ShardedMap.empty(), new Map(), [], []);

	private constructor(
		private readonly files: ShardedMap<readonly ManifestObject[]>,
		private readonly byKind: ReadonlyMap<GroupKind, KindObjects>,
		readonly kinds: readonly GroupKind[],
		readonly clusters: readonly LiveCluster[],
	) {}

	ofKind(kind: GroupKind): readonly ManifestObject[] {
		return this.byKind.get(kind)?.all ?? none;
	}

	named(kind: GroupKind, name: string): readonly ManifestObject[] {
		return this.byKind.get(kind)?.byName.get(name) ?? none;
	}

	inFile(uri: string): readonly ManifestObject[] {
		return this.files.get(uri) ?? none;
	}

	/** Whether all files have the same objects in another state. */
	hasSameFiles({ files }: WorkspaceIndex): boolean {
		return files === this.files;
	}

	withClusters(clusters: readonly LiveCluster[]): WorkspaceIndex {
		return new WorkspaceIndex(this.files, this.byKind, this.kinds, clusters);
	}

	/** @param changes the files that changed; `undefined` for those that are gone */
	withFiles(changes: ReadonlyMap<string, FileSnapshot | undefined>): WorkspaceIndex {
		const objects = [...changes].map(([uri, file]): [string, readonly ManifestObject[]] => [
			uri,
			file === undefined ? none : objectsOfFile(uri, file.documents),
		]);
		return this.withObjects(new Map(objects));
	}

	/** @param changes the objects of files that changed */
	withObjects(changes: ReadonlyMap<string, readonly ManifestObject[]>): WorkspaceIndex {
		const kindsToUpdate = new Map<GroupKind, { removed: Set<ManifestObject>; added: ManifestObject[] }>();
		const change = (object: ManifestObject) => {
			const kind = groupKindOf(object);
			let known = kindsToUpdate.get(kind);
			if (known === undefined) {
				known = { removed: new Set(), added: [] };
				kindsToUpdate.set(kind, known);
			}
			return known;
		};
		const fresh = new Map<string, readonly ManifestObject[] | undefined>();
		for (const [uri, after] of changes) {
			const before = this.inFile(uri);
			if (sameItems(before, after)) continue;
			fresh.set(uri, after.length === 0 ? undefined : after);
			for (const object of missingIn(after, before)) change(object).removed.add(object);
			for (const object of missingIn(before, after)) change(object).added.push(object);
		}
		if (fresh.size === 0) return this;
		const files = this.files.with(fresh);
		const byKind = new Map(this.byKind);
		for (const [kind, { removed, added }] of kindsToUpdate) {
			const updated = updatedKind(kind, this.byKind.get(kind), [...removed, ...added], files);
			if (updated === undefined) byKind.delete(kind);
			else byKind.set(kind, updated);
		}
		const sameKinds = byKind.size === this.byKind.size && [...byKind.keys()].every((kind) => this.byKind.has(kind));
		return new WorkspaceIndex(files, byKind, sameKinds ? this.kinds : [...byKind.keys()].sort(), this.clusters);
	}
}

/** @param changed objects of the kind that are gone or new */
function updatedKind(
	kind: GroupKind,
	former: KindObjects | undefined,
	changed: readonly ManifestObject[],
	files: ShardedMap<readonly ManifestObject[]>,
): KindObjects | undefined {
	const uris = [...new Set(changed.map(({ uri }) => uri))].sort(byText);
	const fresh = new Map(
		uris.map((uri) => [uri, (files.get(uri) ?? none).filter((object) => groupKindOf(object) === kind)]),
	);
	const all = withFilesOf(former?.all ?? none, fresh);
	if (all.length === 0) return undefined;
	const byName = former?.byName ?? ShardedMap.empty<readonly ManifestObject[]>();
	const freshByName = new Map([...fresh].map(([uri, objects]) => [uri, groupedByName(objects)]));
	// Of each name, the files in which an object of that name may have come or gone.
	const named = new Map<string, Map<string, readonly ManifestObject[]>>();
	for (const { name, uri } of changed) {
		const ofName = named.get(name) ?? new Map<string, readonly ManifestObject[]>();
		ofName.set(uri, freshByName.get(uri)?.get(name) ?? none);
		named.set(name, ofName);
	}
	const names = [...named].map(([name, ofFiles]): [string, readonly ManifestObject[] | undefined] => {
		const objects = withFilesOf(byName.get(name) ?? none, ofFiles);
		return [name, objects.length === 0 ? undefined : objects];
	});
	return { all, byName: byName.with(new Map(names)) };
}

function groupedByName(objects: readonly ManifestObject[]): ReadonlyMap<string, readonly ManifestObject[]> {
	const grouped = new Map<string, ManifestObject[]>();
	for (const object of objects) {
		const alike = grouped.get(object.name);
		if (alike === undefined) grouped.set(object.name, [object]);
		else alike.push(object);
	}
	return grouped;
}

/** Objects in the order of their files, with those of some files put in anew. */
function withFilesOf(
	former: readonly ManifestObject[],
	fresh: ReadonlyMap<string, readonly ManifestObject[]>,
): readonly ManifestObject[] {
	const result: ManifestObject[] = [];
	let next = 0;
	for (const uri of [...fresh.keys()].sort(byText)) {
		// The objects of a file stand together.
		const start = firstWhere(former.length, (at) => (former[at]?.uri ?? "") >= uri);
		const end = firstWhere(former.length, (at) => (former[at]?.uri ?? "") > uri);
		for (const object of former.slice(next, start)) result.push(object);
		for (const object of fresh.get(uri) ?? none) result.push(object);
		next = end;
	}
	for (const object of former.slice(next)) result.push(object);
	return result;
}

function byText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** What of `items` is not in others; an edit leaves most as they are at both ends. */
function missingIn<T>(others: readonly T[], items: readonly T[]): readonly T[] {
	let start = 0;
	while (start < items.length && items[start] === others[start]) start++;
	let end = 0;
	const most = Math.min(items.length, others.length) - start;
	while (end < most && items[items.length - 1 - end] === others[others.length - 1 - end]) end++;
	const rest = new Set(others.slice(start, others.length - end));
	return items.slice(start, items.length - end).filter((item) => !rest.has(item));
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
	return a.length === b.length && a.every((item, index) => item === b[index]);
}
