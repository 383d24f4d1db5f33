import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { schemaSupply } from "../../node/schemaSupply";
import type { FileResult } from "../findings";
import { type CheckSettings, type CheckTask, FileChecker } from "./checker";

/** Files that a thread is to check. */
export interface Batch {
	readonly index: number;
	readonly tasks: readonly CheckTask[];
}

/** What a thread answers. */
export interface BatchResult {
	readonly index: number;
	readonly results: readonly FileResult[];
}

/** Checks what the main thread sends, until it ends the thread. */
export function work(): void {
	const port: MessagePort | null = parentPort;
	const settings = workerData as CheckSettings;
	const checker = new FileChecker(schemaSupply(settings.schemaFolder), settings);
	port?.on("message", ({ index, tasks }: Batch) => {
		port.postMessage({ index, results: tasks.map((task) => checker.check(task)) } satisfies BatchResult);
	});
}
