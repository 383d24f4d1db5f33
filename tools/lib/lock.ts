import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { StopWaiting, waitFor } from "./waitFor";

/**
 * Runs some work while no other process of this machine runs work under the same lock.
 * A lock whose holder has died is taken over.
 *
 * @param lockFile the file that stands for the lock; it holds the pid of the holder
 * @param timeoutMs how long to wait for another holder, in milliseconds
 * @param onWait called once, with the holder's pid, where this process has to wait
 * @throws what the work throws, or Error where the lock did not become free in time or cannot be written
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
			if (await taken(lockFile)) return true;
			const holder = Number(await readFile(lockFile, "utf8"));
			// An empty file is one that its holder is about to write.
			if (holder <= 0) return false;
			if (isGone(holder)) {
				await rm(lockFile, { force: true });
			} else if (!told) {
				told = true;
				onWait(holder);
			}
			return false;
		},
		{ timeoutMs, intervalMs: 500, what: `the lock ${lockFile} (remove the file if no such process runs)` },
	);
	try {
		return await work();
	} finally {
		await rm(lockFile, { force: true });
	}
}

async function taken(lockFile: string): Promise<boolean> {
	try {
		await writeFile(lockFile, String(process.pid), { flag: "wx" });
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
		throw new StopWaiting(error instanceof Error ? error.message : String(error));
	}
}

function isGone(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return false;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === "ESRCH";
	}
}
