import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** A path that could not be read, and why. */
export interface PathFailure {
	readonly path: string;
	readonly reason: string;
}

export interface FoundFiles {
	/** In a stable order, each once. */
	readonly files: readonly string[];
	readonly failures: readonly PathFailure[];
}

/** Folders that hold nobody's manifests. */
const skippedFolders = new Set(["node_modules", ".git", ".hg", ".svn"]);

/** Finds the YAML files among paths: a file is taken as it is, a folder gives all `*.yaml` and `*.yml` below it. */
export async function findManifests(paths: readonly string[]): Promise<FoundFiles> {
	const files = new Set<string>();
	const failures: PathFailure[] = [];
	const walk = async (folder: string): Promise<void> => {
		let entries: Awaited<ReturnType<typeof listFolder>>;
		try {
			entries = await listFolder(folder);
		} catch (error) {
			failures.push({ path: folder, reason: reasonOf(error) });
			return;
		}
		for (const entry of entries) {
			const path = join(folder, entry.name);
			if (entry.isDirectory()) {
				if (!skippedFolders.has(entry.name)) await walk(path);
			} else if (/\.ya?ml$/i.test(entry.name)) {
				files.add(path);
			}
		}
	};
	for (const path of paths) {
		try {
			if ((await stat(path)).isDirectory()) await walk(path);
			else files.add(path);
		} catch (error) {
			failures.push({ path, reason: reasonOf(error) });
		}
	}
	return { files: [...files], failures };
}

/** Why a file or folder cannot be read, in words. */
export function reasonOf(error: unknown): string {
	const { code, message } = error as Partial<NodeJS.ErrnoException>;
	switch (code) {
		case "ENOENT":
			return "no such file or folder";
		case "EACCES":
		case "EPERM":
			return "no permission to read it";
		case "ELOOP":
			return "its symbolic links run in a circle";
		case "ENOTDIR":
			return "part of this path is a file, not a folder";
		default:
			return message ?? code ?? String(error);
	}
}

async function listFolder(folder: string) {
	const entries = await readdir(folder, { withFileTypes: true });
	return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}
