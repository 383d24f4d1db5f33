import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { repositoryRoot } from "../lib/paths";

/** All that schemas and validators are made from, besides Node itself. */
const sources = ["schemas", "tools/schemas", "server/src/engine/schema", "server/src/compiler", "package-lock.json"];

const cache = join(repositoryRoot, "node_modules", ".cache", "edgewise-schemas");

/** How many results are kept. */
const kept = 4;

/**
 * Fills a folder with what a costly build makes, or with what it made before from the same sources.
 *
 * @param build writes into the folder that it is given
 */
export async function cachedBuild(outDir: string, build: (folder: string) => Promise<void>): Promise<void> {
	const before = await fingerprint();
	const known = join(cache, before);
	await mkdir(outDir, { recursive: true });
	if (await exists(known)) {
		await cp(known, outDir, { recursive: true });
		return;
	}
	await mkdir(cache, { recursive: true });
	const work = await mkdtemp(join(cache, "building-"));
	try {
		await build(work);
		await cp(work, outDir, { recursive: true });
		// What was made while the sources changed belongs to neither state. Another process may have been faster, too.
		if ((await fingerprint()) === before) await rename(work, known).catch(() => undefined);
	} finally {
		await rm(work, { recursive: true, force: true });
	}
	await dropOld();
}

async function fingerprint(): Promise<string> {
	const hash = createHash("sha256").update(process.version);
	for (const source of sources) {
		const path = join(repositoryRoot, source);
		const isFolder = (await stat(path)).isDirectory();
		const files = isFolder
			? (await readdir(path, { recursive: true, withFileTypes: true }))
					.filter((entry) => entry.isFile())
					.map((entry) => join(entry.parentPath, entry.name))
			: [path];
		for (const file of files.sort()) hash.update(file.slice(repositoryRoot.length)).update(await readFile(file));
	}
	return hash.digest("hex").slice(0, 32);
}

async function dropOld(): Promise<void> {
	const results = await Promise.all(
		(await readdir(cache))
			.filter((name) => !name.startsWith("building-"))
			.map(async (name) => ({ name, time: (await stat(join(cache, name))).mtimeMs })),
	);
	for (const { name } of results.sort((a, b) => b.time - a.time).slice(kept)) {
		await rm(join(cache, name), { recursive: true, force: true });
	}
}

async function exists(path: string): Promise<boolean> {
	return stat(path).then(
		() => true,
		() => false,
	);
}
