import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { runTests } from "@vscode/test-electron";
import { type Demo, startDemo } from "../demo/demo";
import { repositoryRoot } from "../lib/paths";
import { packageExtension } from "../package";
import { bundleTests } from "../vscode/bundleTests";
import { installVsix } from "../vscode/vsix";

/** How many tests passed and failed. */
interface Figures {
	readonly passed: number;
	readonly failed: number;
}

const out = join(repositoryRoot, "test", ".out", "e2e");
const testsFolder = join(repositoryRoot, "test", "e2e");

/** One run of VS Code: which tests, in which surroundings. */
interface Round {
	readonly name: string;
	/** The folder of `test/e2e/` whose tests run. */
	readonly tests: string;
	readonly developmentPath: string;
	readonly env: NodeJS.ProcessEnv;
	readonly launchArgs?: readonly string[];
}

/**
 * Runs the tests of `test/e2e/` in a real VS Code: those in `extension/` with the extension as built, against a real
 * cluster with a real node; those in `untrusted/` in a folder that is not trusted; those in `installed/` with the
 * packaged extension installed into a clean VS Code.
 */
export async function runInVSCode(): Promise<Figures> {
	await rm(out, { recursive: true, force: true });
	await mkdir(out, { recursive: true });
	const scratch = await mkdtemp(join(tmpdir(), "edgewise-e2e-"));
	let demo: Demo | undefined;
	try {
		demo = await startDemo((line) => console.log(line), { simulated: false });
		const unreadable = join(scratch, "broken-kubeconfig.yaml");
		await writeFile(unreadable, "clusters: [{name: 'half-written\n");
		const viewer = join(scratch, "viewer-kubeconfig.yaml");
		await writeFile(
			viewer,
			demo.fleet
				.cluster("hub")
				.kubeconfig("viewer")
				.replaceAll(/\bhub\b/g, "hub-viewer"),
		);
		const kubeconfig = [demo.kubeconfig, viewer, unreadable].join(delimiter);
		const vsix = join(scratch, "edgewise.vsix");
		const probe = join(repositoryRoot, "test", "support", "vscode", "probe");
		const extensionsDir = join(scratch, "installed-extensions");

		const figures = [
			await runRound(scratch, {
				name: "extension",
				tests: "extension",
				developmentPath: repositoryRoot,
				env: { KUBECONFIG: kubeconfig },
			}),
			await runRound(scratch, {
				name: "untrusted",
				tests: "untrusted",
				developmentPath: repositoryRoot,
				env: { KUBECONFIG: kubeconfig },
				launchArgs: ["--enable-workspace-trust"],
			}),
		];
		await packageExtension(vsix);
		await installVsix(vsix, extensionsDir);
		figures.push(
			await runRound(scratch, {
				name: "installed",
				tests: "installed",
				developmentPath: probe,
				env: { KUBECONFIG: "" },
				launchArgs: [`--extensions-dir=${extensionsDir}`],
			}),
		);
		return figures.reduce((sum, { passed, failed }) => ({
			passed: sum.passed + passed,
			failed: sum.failed + failed,
		}));
	} finally {
		await demo?.stop();
		await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
	}
}

async function runRound(scratch: string, round: Round): Promise<Figures> {
	const workspace = join(scratch, round.name, "fleet");
	await cp(join(repositoryRoot, "examples"), workspace, { recursive: true });
	const results = join(out, `${round.name}.json`);
	try {
		await runTests({
			vscodeExecutablePath: join(repositoryRoot, "tools", "vscode", "code-host.mjs"),
			extensionDevelopmentPath: round.developmentPath,
			extensionTestsPath: await bundleTests({
				testsDir: join(testsFolder, round.tests),
				outDir: join(out, `${round.name}-tests`),
			}),
			launchArgs: [workspace, `--user-data-dir=${join(scratch, round.name, "user-data")}`, ...(round.launchArgs ?? [])],
			extensionTestsEnv: {
				EDGEWISE_TEST_RESULTS: results,
				EDGEWISE_SCREENSHOTS: join(out, "screenshots"),
				EDGEWISE_VSCODE_OUT: join(out, "failed"),
				...round.env,
			},
		});
	} catch (error) {
		// The results tell which tests failed; without them, VS Code itself did.
		if (!existsSync(results)) throw error;
	}
	const { passed, failed, skipped } = JSON.parse(readFileSync(results, "utf8")) as Figures & { skipped: number };
	console.log(`${round.name}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
	return { passed, failed: failed + skipped };
}
