import { existsSync, readdirSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { waitUntilBlocking } from "./blocking";

const root = "/sys/fs/cgroup";
/** The control group, in every hierarchy, that containerd puts the containers of Pods in. */
const parent = "k8s.io";

/**
 * Removes the control groups of containers that have been killed, and their parent where it is empty then.
 * Blocks until the last process has left them.
 *
 * @param containers the containers' ids
 * @throws Error where a process stays in one for 10 s
 */
export function removeControlGroups(containers: readonly string[]): void {
	if (containers.length === 0 || !existsSync(root)) return;
	// One unified hierarchy, or one folder for each of the older hierarchies.
	const parents = [root, ...subfolders(root)].map((folder) => join(folder, parent)).filter((path) => existsSync(path));
	for (const folder of parents) {
		for (const path of containers.map((id) => join(folder, id))) {
			waitUntilBlocking(() => removeTree(path), `the control group ${path} to empty`);
		}
		if (subfolders(folder).length === 0) removeTree(folder);
	}
}

/** @returns whether it is gone */
function removeTree(path: string): boolean {
	try {
		if (subfolders(path).map(removeTree).includes(false)) return false;
		rmdirSync(path);
		return true;
	} catch {
		return !existsSync(path);
	}
}

function subfolders(folder: string): string[] {
	const entries = readdirSync(folder, { withFileTypes: true });
	return entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name));
}
