import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { isRunning } from "./runFolder";
import { waitFor } from "./waitFor";

/**
 * Runs some work while no other process of this machine runs work under the same lock.
 * A lock whose holder has died is taken over.
 *
 * @param lockFile the file that stands for the lock; it holds the pid of the holder
 * @param timeoutMs how long to wait for another holder, in milliseconds
 * @param onWait called once, with the holder's pid, where this process has to wait
 * @throws what the work throws, or Error where the lock did not become free in time
 */
export async function withLock<T>(
	lockFile: string,
	timeoutMs: number,
	onWait: (holder: number) => void,
	work: () => Promise<T>,
): Promise<T> {
	await mkdir(dirname(lockFile), { recursive: true });
	let told = false;
	await waitFor(
		async () => {
			const taken = await writeFile(lockFile, String(process.pid), { flag: "wx" }).then(
				() => true,
				() => false,
			);
			if (taken) return true;
			const holder = Number(await readFile(lockFile, "utf8"));
			if (holder > 0 && !isRunning(holder)) await rm(lockFile, { force: true });
			else if (holder > 0 && !told) {
				told = true;
				onWait(holder);
			}
			return false;
		},
		{ timeoutMs, intervalMs: 500, what: `the lock ${lockFile}` },
	);
	try {
		return await work();
	} finally {
		await rm(lockFile, { force: true });
	}
}
