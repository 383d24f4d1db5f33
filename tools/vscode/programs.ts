import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * Finds a program on the PATH.
 *
 * @param candidates names in order of preference
 * @returns the whole path of the first that can be run, `undefined` when there is none
 */
export function findOnPath(candidates: readonly string[]): string | undefined {
	const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
	const endings = process.platform === "win32" ? [".cmd", ".exe"] : [""];
	for (const name of candidates) {
		for (const folder of folders) {
			for (const ending of endings) {
				const file = join(folder, name + ending);
				if (isExecutable(file)) return file;
			}
		}
	}
	return undefined;
}

function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/**
 * Finds a VS Code for the desktop that is installed on this machine.
 *
 * @returns the path of its command-line program (`code`, `code-insiders` or `codium`), `undefined` when there is none
 */
export function findLocalCode(): string | undefined {
	return findOnPath(["code", "code-insiders", "codium"]);
}
