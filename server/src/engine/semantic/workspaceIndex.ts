import type { FileSnapshot } from "../snapshot";
import { type GroupKind, groupKindOf, type ManifestObject, objectsOfFile } from "./objects";
import type { LiveCluster } from "./workspace";

/** The objects of one kind, by file and place. */
interface KindObjects {
	readonly all: readonly ManifestObject[];
	readonly byName: ReadonlyMap<string, readonly ManifestObject[]>;
}

const none: readonly ManifestObject[] = [];

/** Finds objects by kind and name. Immutable: a change makes a new one, which shares all that stayed the same. */
export class WorkspaceIndex {
	static readonly empty = new WorkspaceIndex(new Map(), new Map(), [], []);

	private constructor(
		private readonly files: ReadonlyMap<string, readonly ManifestObject[]>,
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
		const fresh = new Map<string, readonly ManifestObject[]>();
		for (const [uri, after] of changes) {
			const before = this.inFile(uri);
			if (sameItems(before, after)) continue;
			fresh.set(uri, after);
			const kept = new Set(after);
			const had = new Set(before);
			for (const object of before) if (!kept.has(object)) change(object).removed.add(object);
			for (const object of after) if (!had.has(object)) change(object).added.push(object);
		}
		if (fresh.size === 0) return this;
		const files = new Map(this.files);
		for (const [uri, objects] of fresh) {
			if (objects.length === 0) files.delete(uri);
			else files.set(uri, objects);
		}
		const byKind = new Map(this.byKind);
		for (const [kind, { removed, added }] of kindsToUpdate) {
			const updated = updatedKind(this.byKind.get(kind), removed, added, files);
			if (updated === undefined) byKind.delete(kind);
			else byKind.set(kind, updated);
		}
		const sameKinds = byKind.size === this.byKind.size && [...byKind.keys()].every((kind) => this.byKind.has(kind));
		return new WorkspaceIndex(files, byKind, sameKinds ? this.kinds : [...byKind.keys()].sort(), this.clusters);
	}
}

function updatedKind(
	former: KindObjects | undefined,
	removed: ReadonlySet<ManifestObject>,
	added: readonly ManifestObject[],
	files: ReadonlyMap<string, readonly ManifestObject[]>,
): KindObjects | undefined {
	const touchedFiles = new Set([...removed, ...added].map(({ uri }) => uri));
	const all = merged(former?.all ?? none, touchedFiles, added, files);
	if (all.length === 0) return undefined;
	const byName = new Map(former?.byName);
	const names = new Set([...removed, ...added].map(({ name }) => name));
	const ofNames = new Map<string, ManifestObject[]>([...names].map((name) => [name, []]));
	for (const object of all) ofNames.get(object.name)?.push(object);
	for (const [name, objects] of ofNames) {
		if (objects.length === 0) byName.delete(name);
		else byName.set(name, objects);
	}
	return { all, byName };
}

/** A kind's objects with those of some files put in anew, in order. */
function merged(
	all: readonly ManifestObject[],
	touched: ReadonlySet<string>,
	added: readonly ManifestObject[],
	files: ReadonlyMap<string, readonly ManifestObject[]>,
): readonly ManifestObject[] {
	const [sample] = added.length > 0 ? added : all;
	if (sample === undefined) return none;
	const kind = groupKindOf(sample);
	const kept = all.filter(({ uri }) => !touched.has(uri));
	const fresh = [...touched]
		.sort(byText)
		.flatMap((uri) => (files.get(uri) ?? none).filter((object) => groupKindOf(object) === kind));
	const result: ManifestObject[] = [];
	let next = 0;
	for (const object of kept) {
		for (let one = fresh[next]; one !== undefined && one.uri < object.uri; one = fresh[next]) {
			result.push(one);
			next++;
		}
		result.push(object);
	}
	for (const one of fresh.slice(next)) result.push(one);
	return result;
}

function byText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
	return a.length === b.length && a.every((item, index) => item === b[index]);
}
