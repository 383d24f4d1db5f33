import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { StopWaiting } from "../lib/waitFor";
import { recordProcess } from "./runFolder";

/** A long-running program of a run folder, in a session and process group of its own. */
export class ManagedProcess {
	private constructor(
		/** What it is called in messages; its log is `<name>.log` in the run folder. */
		readonly name: string,
		readonly pid: number,
		readonly logFile: string,
		private readonly child: ChildProcess,
		private readonly ended: Promise<void>,
	) {}

	/**
	 * Starts a program. It ends with the run folder at the latest; it does not keep this process alive.
	 *
	 * @throws Error where the program cannot be started
	 */
	static async start(
		folder: string,
		name: string,
		program: string,
		args: readonly string[],
		env: NodeJS.ProcessEnv = process.env,
	): Promise<ManagedProcess> {
		const logFile = join(folder, `${name}.log`);
		const log = openSync(logFile, "a");
		try {
			const child = spawn(program, args, { cwd: folder, env, detached: true, stdio: ["ignore", log, log] });
			const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
			await new Promise<void>((resolve, reject) => {
				child.once("error", reject);
				child.once("spawn", resolve);
			});
			if (child.pid === undefined) throw new Error(`${program} started without a pid`);
			child.unref();
			recordProcess(folder, name, child.pid);
			return new ManagedProcess(name, child.pid, logFile, child, ended);
		} finally {
			closeSync(log);
		}
	}

	/** @throws StopWaiting with the end of the log, where the process has ended; for use in conditions */
	requireRunning(): void {
		const { exitCode, signalCode } = this.child;
		if (exitCode === null && signalCode === null) return;
		throw new StopWaiting(`${this.name} ended (${signalCode ?? `status ${exitCode}`}):\n${this.logTail(15)}`);
	}

	/** Stops the process as the kernel does it (SIGSTOP): connections stay open and hang. */
	pause(): void {
		process.kill(this.pid, "SIGSTOP");
	}

	/** Lets a paused process go on. */
	resume(): void {
		process.kill(this.pid, "SIGCONT");
	}

	/** Kills the process and its group without notice, and waits until it has ended. */
	async kill(): Promise<void> {
		if (this.child.exitCode === null && this.child.signalCode === null) {
			// While its end is awaited, it does keep this process alive.
			this.child.ref();
			process.kill(-this.pid, "SIGKILL");
			await this.ended;
		}
	}

	/** @returns the last lines that the process printed */
	logTail(lines: number): string {
		return readFileSync(this.logFile, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
	}
}
