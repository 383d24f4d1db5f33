import { type GroupKind, groupKindOf, type ManifestObject } from "../../semantic/objects";
import type { Derivation, Workspace } from "../../semantic/workspace";

/** How often a kind is met, by how near. */
interface Count {
	file: number;
	folder: number;
	workspace: number;
}

/**
 * What kinds the surroundings of a file have, `apiVersion/kind`, the likeliest to come next first: those of the file
 * itself, then of its folder, then of the whole workspace, the more often the earlier. The value is the rank.
 */
export function kindsNearby(uri: string, workspace: Workspace): ReadonlyMap<string, number> {
	const counts = new Map<string, Count>();
	const countOf = (id: string) => {
		let count = counts.get(id);
		if (count === undefined) {
			count = { file: 0, folder: 0, workspace: 0 };
			counts.set(id, count);
		}
		return count;
	};
	const folder = folderOf(uri);
	for (const kind of workspace.kinds()) {
		for (const [id, folders] of workspace.derived(foldersOfKind, kind)) {
			const count = countOf(id);
			count.folder += folders.get(folder) ?? 0;
			for (const number of folders.values()) count.workspace += number;
		}
	}
	for (const { apiVersion, kind } of workspace.inFile(uri)) countOf(`${apiVersion}/${kind}`).file++;
	const sorted = [...counts].sort(
		([idA, a], [idB, b]) =>
			b.file - a.file || b.folder - a.folder || b.workspace - a.workspace || (idA < idB ? -1 : idA > idB ? 1 : 0),
	);
	return new Map(sorted.map(([id], rank) => [id, rank]));
}

/** How many objects of a kind each folder has, by `apiVersion/kind`. */
const foldersOfKind: Derivation<ReadonlyMap<string, ReadonlyMap<string, number>>> = (workspace, kind: GroupKind) => {
	const found = new Map<string, Map<string, number>>();
	let last: ManifestObject | undefined;
	let folders = new Map<string, number>();
	let folder = "";
	for (const object of workspace.ofKind(kind)) {
		// They come by file: what a file has many of takes no search for each.
		if (object.apiVersion !== last?.apiVersion) {
			const id = idOf(object);
			folders = found.get(id) ?? new Map();
			found.set(id, folders);
		}
		if (object.uri !== last?.uri) folder = folderOf(object.uri);
		folders.set(folder, (folders.get(folder) ?? 0) + 1);
		last = object;
	}
	return found;
};

/** The objects of a file, then those of its folder, at most `limit`. */
export function objectsNearby(uri: string, workspace: Workspace, limit: number): readonly ManifestObject[] {
	const own = workspace.inFile(uri).slice(0, limit);
	const folder = folderOf(uri);
	const found = [...own];
	for (const kind of workspace.kinds()) {
		if (found.length >= limit) break;
		const beside = workspace.derived(foldersOfKind, kind);
		if (![...beside.values()].some((folders) => folders.has(folder))) continue;
		for (const object of workspace.ofKind(kind)) {
			if (found.length >= limit) break;
			if (object.uri !== uri && folderOf(object.uri) === folder) found.push(object);
		}
	}
	return found;
}

export function folderOf(uri: string): string {
	return uri.slice(0, uri.lastIndexOf("/") + 1);
}

function idOf(object: ManifestObject): string {
	return `${object.apiVersion}/${object.kind}`;
}

/** What to call an object where it is listed: its kind and name. */
export function titleOf(object: ManifestObject): string {
	return object.name === "" ? groupKindOf(object).replace(/^.*\//, "") : `${object.kind} ${object.name}`;
}
