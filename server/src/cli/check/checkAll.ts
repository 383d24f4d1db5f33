import { setImmediate as turn } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { SchemaSupply } from "../../node/schemaSupply";
import type { FileResult } from "../findings";
import { type CheckSettings, type CheckTask, FileChecker } from "./checker";
import type { FileOutline } from "./outline";
import { answer, type WorkerAnswer, type WorkerRequest } from "./worker";

/** A task, and how large its file is. */
export interface SizedTask extends CheckTask {
	readonly bytes: number;
}

/** Files go to threads in batches of about so many bytes: few messages, and no thread waits long for the last. */
const batchBytes = 32 * 1024;
const batchFiles = 64;

/**
 * A further thread costs 0.4 to 0.7 s of a core: it starts, reads schemas and compiles code anew. A core checks some
 * 450 KB in a second; with less than this for each thread, threads cost more than they bring.
 */
const bytesPerThread = 512 * 1024;

/** How many threads are worth their start. */
export function usefulThreads(bytes: number, cores: number): number {
	return Math.max(1, Math.min(cores, Math.floor(bytes / bytesPerThread)));
}

/**
 * Checks files against each other over several threads, this one among them: each thread prepares a part of the files,
 * is told what the others found in theirs, and then checks its own.
 *
 * @param threads how many
 * @param workerFile the program that works when it is started as a thread
 * @returns a result for each task that is not context, in their order, the same for any number of threads
 */
export async function checkAll(
	tasks: readonly SizedTask[],
	settings: CheckSettings,
	supply: SchemaSupply,
	threads: number,
	workerFile: string,
): Promise<readonly FileResult[]> {
	const batches = batchesOf(tasks);
	const lanes: Lane[] = [new OwnLane(new FileChecker(supply, settings))];
	while (lanes.length < Math.min(threads, batches.length)) lanes.push(new WorkerLane(workerFile, settings));
	try {
		const parts = lanes.map((): { batches: Batch[]; outlines: FileOutline[] } => ({ batches: [], outlines: [] }));
		const waiting = batches.values();
		await allOf(lanes, async (lane, index) => {
			const part = parts[index];
			for (const batch of waiting) {
				const prepared = await lane.ask({ ask: "prepare", tasks: batch.tasks, outlines: lanes.length > 1 });
				part?.batches.push(batch);
				if (prepared.ask === "prepare") part?.outlines.push(...prepared.outlines);
			}
		});
		const results: (readonly FileResult[])[] = new Array(batches.length);
		await allOf(lanes, async (lane, index) => {
			const outlines = parts.filter((_, other) => other !== index).flatMap((part) => part.outlines);
			await lane.ask({ ask: "learn", outlines });
			for (const { tasks: own, index: at } of parts[index]?.batches ?? []) {
				const checked = await lane.ask({ ask: "check", tasks: own.filter(({ context }) => context !== true) });
				if (checked.ask === "check") results[at] = checked.results;
			}
		});
		return results.flat();
	} finally {
		await Promise.all(lanes.map((lane) => lane.end()));
	}
}

function allOf(lanes: readonly Lane[], work: (lane: Lane, index: number) => Promise<void>): Promise<unknown> {
	return Promise.all(lanes.map(work));
}

/** Something that does what it is asked, one thing after the other. */
interface Lane {
	ask(request: WorkerRequest): Promise<WorkerAnswer>;
	end(): Promise<void>;
}

class OwnLane implements Lane {
	constructor(private readonly checker: FileChecker) {}

	async ask(request: WorkerRequest): Promise<WorkerAnswer> {
		const done = answer(this.checker, request);
		await turn();
		return done;
	}

	async end(): Promise<void> {}
}

class WorkerLane implements Lane {
	private readonly worker: Worker;
	private readonly pending: {
		readonly resolve: (answer: WorkerAnswer) => void;
		readonly reject: (error: Error) => void;
	}[] = [];
	private failure: Error | undefined;

	constructor(file: string, settings: CheckSettings) {
		this.worker = new Worker(file, { workerData: settings });
		this.worker.on("message", (done: WorkerAnswer) => this.pending.shift()?.resolve(done));
		this.worker.on("error", (error) => this.fail(error instanceof Error ? error : new Error(String(error))));
		this.worker.on("exit", (code) => this.fail(new Error(`a thread ended with status ${code}`)));
	}

	ask(request: WorkerRequest): Promise<WorkerAnswer> {
		if (this.failure !== undefined) return Promise.reject(this.failure);
		return new Promise((resolve, reject) => {
			this.pending.push({ resolve, reject });
			this.worker.postMessage(request);
		});
	}

	async end(): Promise<void> {
		await this.worker.terminate();
	}

	private fail(error: Error): void {
		this.failure ??= error;
		for (const { reject } of this.pending.splice(0)) reject(this.failure);
	}
}

interface Batch {
	readonly index: number;
	readonly tasks: readonly CheckTask[];
}

function batchesOf(tasks: readonly SizedTask[]): Batch[] {
	const batches: Batch[] = [];
	let batch: CheckTask[] = [];
	let size = 0;
	const close = () => {
		if (batch.length > 0) batches.push({ index: batches.length, tasks: batch });
		batch = [];
		size = 0;
	};
	for (const { bytes, ...task } of tasks) {
		if (batch.length >= batchFiles || size + bytes > batchBytes) close();
		batch.push(task);
		size += bytes;
	}
	close();
	return batches;
}
