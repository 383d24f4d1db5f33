import { join } from "node:path";
import { runCommandLine } from "./commandLine";

declare const EDGEWISE_VERSION: string;

runCommandLine(process.argv.slice(2), {
	version: EDGEWISE_VERSION,
	schemaFolder: join(__dirname, "schemas"),
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
