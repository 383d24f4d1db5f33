import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { threadId } from "node:worker_threads";

/**
 * Writes a file so that a reader sees either the old text or the new one, and a crash leaves one of them. Links stay links;
 * the file's mode stays.
 *
 * @throws Error of Node where that does not work; the file is as it was
 */
export function replaceFile(path: string, text: string): void {
	const target = realpathSync(path);
	const { mode } = statSync(target);
	const temporary = join(dirname(target), `.${basename(target)}.${process.pid}-${threadId}.edgewise`);
	try {
		writeFileSync(temporary, text, { mode: mode & 0o7777, flag: "wx" });
		renameSync(temporary, target);
	} catch (error) {
		rmSync(temporary, { force: true });
		throw error;
	}
}
