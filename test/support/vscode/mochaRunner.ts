import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { findSourceMap } from "node:module";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import Mocha from "mocha";

/** A file of tests: the path of a module, or a name and a function that loads it. */
export type TestFile = string | { readonly name: string; load(): unknown };

export interface MochaOptions {
	/** The interface that the tests are written in; `bdd` (describe, it) unless given. */
	readonly ui?: "bdd" | "tdd";
	/** Milliseconds for one test; 60 seconds unless given. */
	readonly timeoutMs?: number;
	/** Only tests whose full title matches; the environment variable `EDGEWISE_TEST_GREP` unless given. */
	readonly grep?: string;
	/** Stop at the first failure. */
	readonly bail?: boolean;
}

/** How a run ended; also what the file named by `EDGEWISE_TEST_RESULTS` holds. */
export interface TestResults {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
	readonly failures: readonly { readonly title: string; readonly error: string }[];
}

/**
 * Runs Mocha inside an extension host. Prints to the console, and writes the results as JSON to the file that the
 * environment variable `EDGEWISE_TEST_RESULTS` names, if any.
 *
 * @returns the results when nothing failed
 * @throws Error that names the failed tests; Error when there was no test at all
 */
export async function runMocha(files: readonly TestFile[], options: MochaOptions = {}): Promise<TestResults> {
	const mocha = new Mocha({
		ui: options.ui ?? "bdd",
		timeout: options.timeoutMs ?? 60_000,
		bail: options.bail ?? false,
		color: false,
		reporter: "spec",
	});
	const grep = options.grep ?? process.env.EDGEWISE_TEST_GREP ?? "";
	if (grep !== "") mocha.grep(new RegExp(grep));
	const resultsFile = process.env.EDGEWISE_TEST_RESULTS ?? "";
	// A file that cannot be loaded must not leave the results of an earlier run behind.
	if (resultsFile !== "") rmSync(resultsFile, { force: true });
	for (const file of files) load(mocha, file);

	let passed = 0;
	let skipped = 0;
	const failures: { title: string; error: string }[] = [];
	await new Promise<void>((done) => {
		const runner = mocha.run(() => done());
		runner.on("pass", () => {
			passed++;
		});
		runner.on("pending", () => {
			skipped++;
		});
		runner.on("fail", (test, error: unknown) => {
			if (error instanceof Error && error.stack !== undefined) error.stack = toSources(error.stack);
			failures.push({ title: test.fullTitle(), error: describeError(error) });
		});
	});
	const results: TestResults = { passed, failed: failures.length, skipped, failures };
	if (resultsFile !== "") {
		mkdirSync(dirname(resolve(resultsFile)), { recursive: true });
		writeFileSync(resultsFile, `${JSON.stringify(results, undefined, "\t")}\n`);
	}
	if (failures.length > 0) {
		throw new Error(`${failures.length} failed: ${failures.map(({ title }) => title).join("; ")}`);
	}
	if (passed + skipped === 0) {
		throw new Error(`No test ran in ${files.length} file(s)${grep === "" ? "" : ` that matches "${grep}"`}.`);
	}
	return results;
}

/** Loads one file at once, as Mocha itself does, so that its tests register with this run. */
function load(mocha: Mocha, file: TestFile): void {
	const { name, load } = typeof file === "string" ? { name: file, load: () => require(file) } : file;
	mocha.suite.emit("pre-require", globalThis, name, mocha);
	mocha.suite.emit("require", load(), name, mocha);
	mocha.suite.emit("post-require", globalThis, name, mocha);
}

function describeError(error: unknown): string {
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Replaces places in a bundle by those in the TypeScript files, as far as Node knows the bundle's source map. */
function toSources(stack: string): string {
	return stack.replace(/([^\s()]+\.js):(\d+):(\d+)/g, (place: string, file: string, line: string, column: string) => {
		const entry = findSourceMap(resolve(file))?.findEntry(Number(line) - 1, Number(column) - 1);
		if (entry === undefined || !("originalSource" in entry)) return place;
		const source = entry.originalSource;
		const path = source.startsWith("file:") ? fileURLToPath(source) : source;
		return `${path}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
	});
}
