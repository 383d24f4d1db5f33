import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { waitUntilBlocking } from "./blocking";
import { removeControlGroups } from "./controlGroups";

/**
 * Every cluster of the test bed keeps its data, logs and the pids of its processes in one folder, the run folder.
 * Destroying the folder ends all of that. It happens when the owner stops the cluster, when the owner's process
 * ends for any reason that a process can notice, and otherwise (a SIGKILL) when the next cluster starts.
 */
interface RecordedProcess {
	readonly name: string;
	readonly pid: number;
	/** When the process started, so that a pid that was given to another process is not mistaken for it. */
	readonly started: string;
}

const parent = join(tmpdir(), "edgewise-kubernetes");
const own = new Set<string>();

/**
 * Creates a run folder that this process owns, after cleaning what dead owners left.
 *
 * @returns the folder's path
 */
export function createRunFolder(): string {
	cleanLeftovers();
	mkdirSync(parent, { recursive: true });
	const folder = mkdtempSync(join(parent, `${process.pid}-`));
	recordIn(folder, "owner", "owner", process.pid);
	if (own.size === 0) destroyOwnOnExit();
	own.add(folder);
	return folder;
}

/** Notes a process that {@link destroyRunFolder} has to end, together with its process group. */
export function recordProcess(folder: string, name: string, pid: number): void {
	recordIn(folder, "processes", name, pid);
}

/** Notes a folder with one subfolder per container, named with its id, whose control groups have to be removed. */
export function recordTaskFolder(folder: string, taskFolder: string): void {
	appendFileSync(join(folder, "task-folders"), `${taskFolder}\n`);
}

/**
 * Kills the folder's processes, unmounts what is mounted below it, removes the control groups of its containers, and the folder.
 * Blocks until that is done, at most about 10 s, so that it also works while the process exits.
 *
 * @throws Error where something survives, naming it
 */
export function destroyRunFolder(folder: string): void {
	const alive = () => readRecords(folder, "processes").filter(isAlive);
	for (const { pid } of alive()) {
		// A process group outlives its leader, and a leader may not have formed its group yet: try both.
		killQuietly(-pid);
		killQuietly(pid);
	}
	waitUntilBlocking(() => alive().length === 0, `the processes of ${folder} to end`);
	unmountBelow(folder);
	removeControlGroups(containersOf(folder));
	rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	own.delete(folder);
}

/**
 * Destroys the run folders whose owners no longer run.
 *
 * @returns the folders that were destroyed
 */
export function cleanLeftovers(): string[] {
	if (!existsSync(parent)) return [];
	const stale = readdirSync(parent)
		.map((name) => join(parent, name))
		.filter((folder) => !hasOwner(folder));
	for (const folder of stale) {
		try {
			destroyRunFolder(folder);
		} catch (error) {
			// Two processes may have begun to clean the same folder.
			if (existsSync(folder)) throw error;
		}
	}
	return stale;
}

/** @returns whether a process with this pid runs; one that has ended but was not reaped yet does not */
export function isRunning(pid: number): boolean {
	return startOf(pid) !== undefined;
}

function recordIn(folder: string, file: string, name: string, pid: number): void {
	const started = startOf(pid);
	if (started === undefined) return;
	const record: RecordedProcess = { name, pid, started };
	appendFileSync(join(folder, file), `${JSON.stringify(record)}\n`);
}

function readRecords(folder: string, file: string): RecordedProcess[] {
	const path = join(folder, file);
	if (!existsSync(path)) return [];
	const lines = readFileSync(path, "utf8").split("\n");
	// The last line may be cut short where the owner was killed while writing it.
	return lines.filter((line) => line.endsWith("}")).map((line) => JSON.parse(line) as RecordedProcess);
}

function hasOwner(folder: string): boolean {
	const records = readRecords(folder, "owner");
	// A folder that was made a moment ago says who owns it by its name only.
	return records.length === 0 ? isRunning(Number.parseInt(basename(folder), 10)) : records.some(isAlive);
}

function isAlive(record: RecordedProcess): boolean {
	return startOf(record.pid) === record.started;
}

/** When a running process started, in an unspecified notation; `undefined` where it does not run. */
function startOf(pid: number): string | undefined {
	try {
		if (process.platform === "linux") {
			const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
			const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
			return fields[0] === "Z" ? undefined : fields[19];
		}
		const options = { encoding: "utf8", stdio: "pipe" } as const;
		const [state = "Z", ...started] = execFileSync("ps", ["-o", "state=,lstart=", "-p", String(pid)], options)
			.trim()
			.split(/\s+/);
		return state.startsWith("Z") ? undefined : started.join(" ");
	} catch {
		return undefined;
	}
}

function killQuietly(pid: number): void {
	try {
		process.kill(pid, "SIGKILL");
	} catch {
		// It has ended already.
	}
}

function unmountBelow(folder: string): void {
	if (process.platform !== "linux") return;
	const mountPoints = readFileSync("/proc/self/mountinfo", "utf8")
		.split("\n")
		.map((line) => line.split(" ")[4] ?? "")
		.filter((point) => point.startsWith(`${folder}/`));
	for (const point of mountPoints.sort((a, b) => b.length - a.length)) {
		execFileSync("umount", ["--lazy", point], { stdio: "pipe" });
	}
}

/** The ids of the containers of a folder's nodes, those that have ended and those that have not. */
function containersOf(folder: string): string[] {
	const path = join(folder, "task-folders");
	const taskFolders = existsSync(path) ? readFileSync(path, "utf8").trim().split("\n") : [];
	return taskFolders.filter((tasks) => existsSync(tasks)).flatMap((tasks) => readdirSync(tasks));
}

function destroyOwnOnExit(): void {
	const destroyAll = () => {
		for (const folder of own) {
			try {
				destroyRunFolder(folder);
			} catch (error) {
				console.error(error instanceof Error ? error.message : error);
			}
		}
	};
	process.once("exit", destroyAll);
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
		process.once(signal, () => process.exit(128 + constants.signals[signal]));
	}
}
