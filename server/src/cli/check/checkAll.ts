import { setImmediate as turn } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { SchemaSupply } from "../../node/schemaSupply";
import type { FileResult } from "../findings";
import { type CheckSettings, type CheckTask, FileChecker } from "./checker";
import type { Batch, BatchResult } from "./worker";

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
 * Checks files over several threads, this one among them.
 *
 * @param threads how many
 * @param workerFile the program that works when it is started as a thread
 * @returns a result for each task, in their order, the same for any number of threads
 */
export async function checkAll(
	tasks: readonly SizedTask[],
	settings: CheckSettings,
	supply: SchemaSupply,
	threads: number,
	workerFile: string,
): Promise<readonly FileResult[]> {
	const batches = batchesOf(tasks);
	const results: (readonly FileResult[])[] = new Array(batches.length);
	const waiting = batches.values();
	const workers = Array.from(
		{ length: Math.min(threads, batches.length) - 1 },
		() => new WorkerLane(workerFile, settings),
	);
	try {
		// Each thread has a second batch waiting while it works on one, so that it never waits for this thread.
		const others = workers.flatMap((lane) => [drain(lane), drain(lane)]);
		const checker = new FileChecker(supply, settings);
		const own = drain({
			check: async (batch) => {
				const done = batch.tasks.map((task) => checker.check(task));
				await turn();
				return done;
			},
		});
		await Promise.all([own, ...others]);
	} finally {
		await Promise.all(workers.map((lane) => lane.end()));
	}
	return results.flat();

	async function drain(lane: Lane): Promise<void> {
		for (const batch of waiting) results[batch.index] = await lane.check(batch);
	}
}

interface Lane {
	check(batch: Batch): Promise<readonly FileResult[]>;
}

class WorkerLane implements Lane {
	private readonly worker: Worker;
	private readonly pending = new Map<number, PromiseWithResolvers>();
	private failure: Error | undefined;

	constructor(file: string, settings: CheckSettings) {
		this.worker = new Worker(file, { workerData: settings });
		this.worker.on("message", ({ index, results }: BatchResult) => {
			this.pending.get(index)?.resolve(results);
			this.pending.delete(index);
		});
		this.worker.on("error", (error) => this.fail(error instanceof Error ? error : new Error(String(error))));
		this.worker.on("exit", (code) => this.fail(new Error(`a thread ended with status ${code}`)));
	}

	check(batch: Batch): Promise<readonly FileResult[]> {
		if (this.failure !== undefined) return Promise.reject(this.failure);
		return new Promise((resolve, reject) => {
			this.pending.set(batch.index, { resolve, reject });
			this.worker.postMessage(batch);
		});
	}

	async end(): Promise<void> {
		await this.worker.terminate();
	}

	private fail(error: Error): void {
		this.failure ??= error;
		for (const { reject } of this.pending.values()) reject(this.failure);
		this.pending.clear();
	}
}

interface PromiseWithResolvers {
	readonly resolve: (results: readonly FileResult[]) => void;
	readonly reject: (error: Error) => void;
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
