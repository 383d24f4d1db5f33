import { availableParallelism } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { isMainThread } from "node:worker_threads";
import { work } from "./check/worker";
import { runCommandLine } from "./commandLine";

declare const EDGEWISE_VERSION: string;

function main(): void {
	// Whoever reads our output may have seen enough, as "head" has; that is no failure.
	for (const stream of [process.stdout, process.stderr]) {
		stream.on("error", (error: NodeJS.ErrnoException) => {
			if (error.code !== "EPIPE") throw error;
		});
	}
	runCommandLine(process.argv.slice(2), {
		version: EDGEWISE_VERSION,
		schemaFolder: join(__dirname, "schemas"),
		workerFile: __filename,
		cwd: process.cwd(),
		cores: availableParallelism(),
		environment: process.env,
		stdin: () => buffer(process.stdin),
		stdout: process.stdout,
		stderr: process.stderr,
	}).then(
		(status) => {
			process.exitCode = status;
		},
		(error: unknown) => {
			process.stderr.write(`edgewise: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
			process.exitCode = 2;
		},
	);
}

if (isMainThread) main();
else work();
