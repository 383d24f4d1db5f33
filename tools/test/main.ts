import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildAll } from "../build";
import { repositoryRoot } from "../lib/paths";
import { runInVSCode } from "./inVSCode";

/** How one suite went. */
interface Figures {
	readonly passed: number;
	readonly failed: number;
}

/** One part of the whole run; a part that fails does not keep the others from running. */
interface Suite {
	readonly name: string;
	/** @returns the figures; a throw counts as one failure */
	readonly run: () => Promise<Figures>;
}

const suites: readonly Suite[] = [
	{ name: "format", run: () => check(["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."]) },
	{ name: "types", run: () => check(["node_modules/typescript/bin/tsc", "-p", "."]) },
	{ name: "build", run: () => once(() => buildAll({ production: false })) },
	{ name: "unit", run: () => mocha(["server", "client", "lsp", "cli", "tidy"]) },
	{ name: "cluster", run: () => mocha(["cluster"]) },
	{ name: "conformance", run: () => mocha(["conformance"]) },
	{ name: "vscode", run: () => runInVSCode() },
];

async function main(): Promise<void> {
	const { positionals } = parseArgs({ allowPositionals: true });
	const unknown = positionals.filter((name) => !suites.some((suite) => suite.name === name));
	if (unknown.length > 0) {
		throw new Error(`There is no suite "${unknown[0]}". Suites: ${suites.map((suite) => suite.name).join(", ")}.`);
	}
	const chosen = positionals.length === 0 ? suites : suites.filter((suite) => positionals.includes(suite.name));
	let passed = 0;
	let failed = 0;
	for (const suite of chosen) {
		const started = performance.now();
		console.log(`\n== ${suite.name}`);
		let figures: Figures;
		try {
			figures = await suite.run();
		} catch (error) {
			console.error(error instanceof Error ? (error.stack ?? error.message) : error);
			figures = { passed: 0, failed: 1 };
		}
		passed += figures.passed;
		failed += figures.failed;
		const seconds = Math.round((performance.now() - started) / 1000);
		console.log(`== ${suite.name}: ${figures.passed} passed, ${figures.failed} failed (${seconds} s)`);
	}
	console.log(`\n${passed} passed, ${failed} failed`);
	process.exit(failed > 0 || passed === 0 ? 1 : 0);
}

/** Counts an action as one test. */
async function once(action: () => Promise<void>): Promise<Figures> {
	await action();
	return { passed: 1, failed: 0 };
}

function check(args: readonly string[]): Promise<Figures> {
	return once(async () => {
		const status = await node(args, {});
		if (status !== 0) throw new Error(`node ${args.join(" ")} ended with status ${status}`);
	});
}

/** Runs the Mocha tests in some folders of `test/` in one process. */
async function mocha(folders: readonly string[]): Promise<Figures> {
	const files = folders.flatMap((folder) => testFiles(join(repositoryRoot, "test", folder)));
	if (files.length === 0) throw new Error(`there is no test in ${folders.join(", ")}`);
	const work = mkdtempSync(join(tmpdir(), "edgewise-test-"));
	const results = join(work, "results.json");
	try {
		const args = ["node_modules/mocha/bin/mocha.js", "--reporter", "tools/test/reporter.cjs", "--exit", ...files];
		const status = await node(args, { EDGEWISE_TEST_RESULTS: results });
		if (!existsSync(results)) throw new Error(`Mocha ended with status ${status} before any test ran`);
		const figures = JSON.parse(readFileSync(results, "utf8")) as Figures & { readonly skipped: number };
		if (figures.skipped > 0) {
			console.error(`${figures.skipped} tests were skipped; no test may be.`);
			return { passed: figures.passed, failed: figures.failed + figures.skipped };
		}
		return figures.failed === 0 && status !== 0 ? { passed: figures.passed, failed: 1 } : figures;
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}

function testFiles(folder: string): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, encoding: "utf8" })
		.filter((path) => path.endsWith(".test.ts"))
		.sort()
		.map((path) => join(folder, path));
}

function node(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
	mkdirSync(join(repositoryRoot, "test", ".out"), { recursive: true });
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, args, {
			cwd: repositoryRoot,
			env: { ...process.env, ...env },
			stdio: ["ignore", "inherit", "inherit"],
		});
		child.on("error", reject);
		child.on("close", (code) => resolve(code ?? 1));
	});
}

main().catch((error: unknown) => {
	console.error(error);
	console.log("\n0 passed, 1 failed");
	process.exit(1);
});
