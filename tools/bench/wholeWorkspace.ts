import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { repositoryRoot } from "../lib/paths";
import { runOrThrow } from "../lib/run";
import { workspace } from "./manifests";
import { type Series, series, timed } from "./statistics";
import type { WorkspaceResult } from "./workspaceRun";

/** Measures the engine on a workspace, in a process of its own. */
export async function measureWorkspace(dist: string, files: number): Promise<WorkspaceResult> {
	const program = join(__dirname, "workspaceRun.ts");
	const output = await runOrThrow(
		process.execPath,
		["--require", "tsx/cjs", program, join(dist, "schemas"), String(files)],
		{
			cwd: repositoryRoot,
		},
	);
	return JSON.parse(output) as WorkspaceResult;
}

/** How long the command line takes for as many files on the disk; times in milliseconds. */
export interface LintResult {
	readonly documents: number;
	readonly threads: number;
	readonly time: Series;
	/** With one thread. */
	readonly alone: Series;
}

export async function measureLint(dist: string, files: number, rounds: number): Promise<LintResult> {
	const folder = await mkdtemp(join(tmpdir(), "edgewise-bench-"));
	try {
		for (const [path, text] of workspace(files)) {
			await mkdir(dirname(join(folder, path)), { recursive: true });
			await writeFile(join(folder, path), text);
		}
		const lint = (...options: string[]) =>
			timed(() => runOrThrow(process.execPath, [join(dist, "cli.js"), "lint", ...options, folder]));
		const all: number[] = [];
		const alone: number[] = [];
		for (let round = 0; round < rounds; round++) {
			all.push(await lint());
			alone.push(await lint("--jobs", "1"));
		}
		return { documents: files, threads: availableParallelism(), time: series(all), alone: series(alone) };
	} finally {
		await rm(folder, { recursive: true });
	}
}
