/**
 * Checks the test host itself, with a tiny extension of its own: `npx tsx test/support/vscode/selfcheck/selfcheck.ts`.
 * Arguments choose checks by name.
 */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runTests, TestRunFailedError } from "@vscode/test-electron";
import { createVSIX } from "@vscode/vsce";
import { repositoryRoot } from "../../../../tools/lib/paths";
import { hideBrowserParts, openWorkbench } from "../../../../tools/vscode/browser";
import { bundleTests } from "../../../../tools/vscode/bundleTests";
import { startVSCodeServer } from "../../../../tools/vscode/server";
import { installVsix } from "../../../../tools/vscode/vsix";

const here = __dirname;
const out = join(repositoryRoot, "test", ".out", "selfcheck");
const extension = join(here, "extension");
const probe = join(here, "..", "probe");

interface Run {
	readonly env?: NodeJS.ProcessEnv;
	readonly developmentPath?: string;
	readonly extensionsDir?: string;
	readonly args?: readonly string[];
}

/** Runs the selfcheck's tests through the same call that serves desktop VS Code; gives the exit code. */
async function exitCodeOf(scratch: string, { env, developmentPath, extensionsDir, args }: Run = {}): Promise<number> {
	const dirs = [
		`--user-data-dir=${join(scratch, "user-data")}`,
		`--extensions-dir=${extensionsDir ?? join(scratch, "none")}`,
	];
	try {
		return await runTests({
			vscodeExecutablePath: join(repositoryRoot, "tools", "vscode", "code-host.mjs"),
			extensionDevelopmentPath: developmentPath ?? extension,
			extensionTestsPath: join(out, "tests", "index.js"),
			launchArgs: [join(here, "workspace"), ...dirs, ...(args ?? [])],
			extensionTestsEnv: {
				SELFCHECK: "reaches extensions",
				EDGEWISE_TEST_RESULTS: join(out, "results.json"),
				EDGEWISE_SCREENSHOTS: join(out, "screenshots"),
				EDGEWISE_VSCODE_OUT: join(out, "failed"),
				...env,
			},
		});
	} catch (error) {
		if (error instanceof TestRunFailedError) return error.code ?? -1;
		throw error;
	}
}

async function results(): Promise<{ passed: number; failed: number; skipped: number }> {
	return JSON.parse(await readFile(join(out, "results.json"), "utf8")) as Awaited<ReturnType<typeof results>>;
}

const checks: Readonly<Record<string, (scratch: string) => Promise<void>>> = {
	passing: async (scratch) => {
		assert.equal(await exitCodeOf(scratch), 0);
		const { passed, failed, skipped } = await results();
		assert.deepEqual({ passed, failed, skipped }, { passed: 10, failed: 0, skipped: 0 });
		for (const name of ["editor", "dialog", "webview"]) {
			assert.ok(existsSync(join(out, "screenshots", `selfcheck-${name}.png`)), name);
		}
	},

	failing: async (scratch) => {
		assert.equal(await exitCodeOf(scratch, { env: { SELFCHECK_FAIL: "yes", EDGEWISE_TEST_GREP: "the test host" } }), 1);
		const { failed } = await results();
		assert.equal(failed, 1);
		const [run] = await readdir(join(out, "failed"));
		const kept = await readdir(join(out, "failed", run ?? ""), { recursive: true });
		for (const name of ["failure.png", "window.log", "server.log", "remoteexthost.log"]) {
			assert.ok(
				kept.some((path) => path.endsWith(name)),
				`${name} is kept`,
			);
		}
	},

	hanging: async (scratch) => {
		const env = { EDGEWISE_VSCODE_TIMEOUT_MS: "1", EDGEWISE_TEST_GREP: "the test host" };
		assert.equal(await exitCodeOf(scratch, { env }), 1);
	},

	packaged: async (scratch) => {
		const packagePath = join(scratch, "selfcheck.vsix");
		await createVSIX({ cwd: extension, packagePath, dependencies: false });
		const extensionsDir = join(scratch, "extensions");
		await installVsix(packagePath, extensionsDir);
		const env = { EDGEWISE_TEST_GREP: "the test host" };
		assert.equal(await exitCodeOf(scratch, { env, developmentPath: probe, extensionsDir }), 0);
	},

	chinese: async (scratch) => {
		const env = { EDGEWISE_TEST_GREP: "the test host", SELFCHECK_GREETING: "自检向您问好" };
		assert.equal(await exitCodeOf(scratch, { env, args: ["--locale=zh-cn"] }), 0);
	},

	untrusted: async (scratch) => {
		const env = { EDGEWISE_TEST_GREP: "Restricted Mode", SELFCHECK_TRUSTED: "no" };
		assert.equal(await exitCodeOf(scratch, { env, args: ["--enable-workspace-trust"] }), 0);
	},

	/** Without the host: what pictures for a document are made with. */
	picture: async () => {
		const settings = { "workbench.colorTheme": "Default Dark Modern" };
		const server = await startVSCodeServer({ workspaceTrust: true, settings });
		try {
			const workbench = await openWorkbench({ server, folder: join(here, "workspace"), deviceScaleFactor: 2 });
			await workbench.page.getByText("Restricted Mode is intended").waitFor();
			await hideBrowserParts(workbench.page);
			await workbench.page.screenshot({ path: join(out, "screenshots", "selfcheck-picture.png") });
			await workbench.close();
		} finally {
			await server.stop();
		}
	},

	/** VS Code's own way to run tests. */
	native: async () => {
		const server = await startVSCodeServer({ env: { ...process.env, SELFCHECK: "reaches extensions" } });
		try {
			const workbench = await openWorkbench({
				server,
				folder: join(here, "workspace"),
				extensionDevelopmentPath: extension,
				extensionTestsPath: join(out, "tests", "index.js"),
			});
			assert.equal(await workbench.exitCode, 0);
			await workbench.close();
		} finally {
			await server.stop();
		}
	},
};

async function main(): Promise<void> {
	await rm(out, { recursive: true, force: true });
	await bundleTests({ testsDir: join(here, "tests"), outDir: join(out, "tests") });
	await mkdir(join(out, "screenshots"), { recursive: true });
	const chosen = process.argv.slice(2);
	for (const [name, check] of Object.entries(checks)) {
		if (chosen.length > 0 && !chosen.includes(name)) continue;
		const scratch = await mkdtemp(join(tmpdir(), "edgewise-selfcheck-"));
		const start = Date.now();
		try {
			await check(scratch);
		} finally {
			await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
		}
		console.log(`selfcheck ${name}: as it should be (${((Date.now() - start) / 1000).toFixed(1)} s)\n`);
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
