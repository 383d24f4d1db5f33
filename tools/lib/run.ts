import { type SpawnOptions, spawn } from "node:child_process";

/** What a finished program left behind. */
export interface Finished {
	/** Exit status; 128 plus the signal's number when a signal ended it. */
	readonly status: number;
	readonly stdout: string;
	readonly stderr: string;
}

export interface RunOptions extends Pick<SpawnOptions, "cwd" | "env"> {
	/** Text for the program's standard input. */
	readonly input?: string;
	/** Pass the program's output on to this terminal as well as collecting it. */
	readonly echo?: boolean;
}

/**
 * Runs a program to its end, without a shell.
 *
 * @returns its status and output, whatever the status
 * @throws when the program cannot be started
 */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, { cwd: options.cwd, env: options.env, stdio: "pipe" });
		const stdout: Buffer[] = [];
		const stderr: Buffer[] = [];
		child.stdout.on("data", (chunk: Buffer) => {
			stdout.push(chunk);
			if (options.echo) process.stdout.write(chunk);
		});
		child.stderr.on("data", (chunk: Buffer) => {
			stderr.push(chunk);
			if (options.echo) process.stderr.write(chunk);
		});
		child.on("error", reject);
		child.on("close", (code, signal) => {
			resolve({
				status: code ?? (signal ? 128 : 1),
				stdout: Buffer.concat(stdout).toString(),
				stderr: Buffer.concat(stderr).toString(),
			});
		});
		child.stdin.on("error", () => {});
		child.stdin.end(options.input ?? "");
	});
}

/**
 * Runs a program that has to succeed.
 *
 * @returns its standard output
 * @throws Error that holds the command, the status and the end of what the program printed
 */
export async function runOrThrow(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
	const { status, stdout, stderr } = await run(program, args, options);
	if (status !== 0) {
		const tail = `${stdout}\n${stderr}`.trim().split("\n").slice(-30).join("\n");
		throw new Error(`${program} ${args.join(" ")} ended with status ${status}\n${tail}`);
	}
	return stdout;
}
