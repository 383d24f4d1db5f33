import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** A folder or file that could not be read. */
export interface UnreadablePath {
	readonly path: string;
	/** Node's code, for example `EACCES`. */
	readonly code: string;
}

/** What a walk comes across: a file, or a folder that cannot be read. */
export type Walked =
	| { readonly kind: "file"; readonly path: string }
	| ({ readonly kind: "unreadable" } & UnreadablePath);

/**
 * Goes through folders and all below them, in a stable order. It follows no links to folders and leaves the event loop
 * free in between.
 *
 * @param folders absolute paths; a file is given by itself
 * @param enters whether a folder is gone into, by its absolute path and name
 * @param signal ends the walk early
 */
export async function* walkFolders(
	folders: readonly string[],
	enters: (path: string, name: string) => boolean,
	signal?: AbortSignal,
): AsyncGenerator<Walked> {
	const waiting = [...folders];
	const visited = new Set<string>();
	for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
		if (signal?.aborted) return;
		if (visited.has(folder)) continue;
		visited.add(folder);
		let entries: Dirent[];
		try {
			entries = await readdir(folder, { withFileTypes: true });
		} catch (error) {
			const code = codeOf(error);
			yield code === "ENOTDIR" ? { kind: "file", path: folder } : { kind: "unreadable", path: folder, code };
			continue;
		}
		entries.sort((a, b) => (a.name < b.name ? -1 : 1));
		for (const entry of entries) {
			const path = join(folder, entry.name);
			if (entry.isDirectory()) {
				if (enters(path, entry.name)) waiting.push(path);
			} else if (entry.isFile() || entry.isSymbolicLink()) {
				yield { kind: "file", path };
			}
		}
	}
}

/** Node's code of a failure to read; `EUNKNOWN` where it has none. */
export function codeOf(error: unknown): string {
	return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "EUNKNOWN";
}
