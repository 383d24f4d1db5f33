import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { withLock } from "../lib/lock";

/**
 * Makes a folder of the cache, unless it is there. Only one process of this machine makes it; others wait for it.
 *
 * @param folder the path of the folder; it appears only when it is complete
 * @param report takes a line where this process has to wait
 * @param make fills a folder below the work folder it is given, and returns its path
 * @throws what `make` throws; nothing is left then
 */
export async function ensureCached(
	folder: string,
	report: (line: string) => void,
	make: (work: string) => Promise<string>,
): Promise<void> {
	if (existsSync(folder)) return;
	const wait = (holder: number) => report(`Process ${holder} prepares ${folder}; waiting for it`);
	await withLock(`${folder}.lock`, 30 * 60_000, wait, async () => {
		if (existsSync(folder)) return;
		const work = `${folder}.work`;
		// What a process that was killed may have left.
		await rm(work, { recursive: true, force: true });
		await mkdir(work, { recursive: true });
		try {
			await rename(await make(work), folder);
		} finally {
			await rm(work, { recursive: true, force: true });
		}
	});
}
