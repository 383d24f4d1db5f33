import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { schemaSupply } from "../../node/schemaSupply";
import type { FileResult } from "../findings";
import { type CheckSettings, type CheckTask, FileChecker } from "./checker";
import type { FileOutline } from "./outline";

/** What a thread is asked. The answer to each comes before the next is begun. */
export type WorkerRequest =
	| { readonly ask: "prepare"; readonly tasks: readonly CheckTask[]; readonly outlines: boolean }
	| { readonly ask: "learn"; readonly outlines: readonly FileOutline[] }
	| { readonly ask: "check"; readonly tasks: readonly CheckTask[] };

/** What a thread answers. */
export type WorkerAnswer =
	| { readonly ask: "prepare"; readonly outlines: readonly FileOutline[] }
	| { readonly ask: "learn" }
	| { readonly ask: "check"; readonly results: readonly FileResult[] };

/** Does what the main thread asks, until it ends the thread. */
export function work(): void {
	const port: MessagePort | null = parentPort;
	const settings = workerData as CheckSettings;
	const checker = new FileChecker(schemaSupply(settings.schemaFolder), settings);
	port?.on("message", (request: WorkerRequest) => port.postMessage(answer(checker, request)));
}

/** Does what is asked. */
export function answer(checker: FileChecker, request: WorkerRequest): WorkerAnswer {
	switch (request.ask) {
		case "prepare":
			return { ask: "prepare", outlines: checker.prepare(request.tasks, request.outlines) };
		case "learn":
			checker.learn(request.outlines);
			return { ask: "learn" };
		case "check":
			return { ask: "check", results: request.tasks.map((task) => checker.check(task)) };
	}
}
