import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ensureDebianPackages } from "../lib/debian";
import { withLock } from "../lib/lock";
import { cacheFolder } from "../lib/paths";
import { runOrThrow } from "../lib/run";

/** The npm package that ships VS Code's workbench, server and extension host. */
export const codeServerVersion = "4.139.1";
const nodeVersion = "24";

/** What the native modules below compile with. */
const buildPackages = ["build-essential", "python3"];

/**
 * Those of VS Code's native modules that are compiled: one writes logs, the other ends an extension host whose server
 * is gone. Terminals, search and file watching come compiled; the server does without the rest.
 */
const compiled = ["@vscode/spdlog", "@vscode/native-watchdog"];

/**
 * Parts that no test of this extension uses. Without them the folder is half as large, and a window opens sooner.
 * `github-authentication` has to stay: VS Code complains to the user when it is missing.
 */
const needless = [
	"node_modules/@github",
	"node_modules/@microsoft/mxc-sdk",
	"extensions/copilot",
	"extensions/github",
	"extensions/mermaid-markdown-features",
	"extensions/microsoft-authentication",
	"extensions/ms-vscode.js-debug",
	"extensions/ms-vscode.vscode-js-profile-table",
	"extensions/tunnel-forwarding",
];

const installLimitMs = 20 * 60_000;

/** Where the parts of an installed VS Code are. */
export interface VSCodeInstall {
	/** The folder that holds all of it. */
	readonly root: string;
	/** The Node binary that VS Code's server needs. */
	readonly node: string;
	/** VS Code's server, to be run by `node`. */
	readonly serverMain: string;
	/** The version of VS Code, for example `1.139.1`. */
	readonly version: string;
}

/**
 * Gives a VS Code that runs without a screen; builds it when the cache has none, which takes a minute or two.
 *
 * @returns where its parts are
 * @throws Error that says which step failed and what to do
 */
export async function ensureVSCode(): Promise<VSCodeInstall> {
	const root = cacheFolder("vscode", codeServerVersion);
	if (!existsSync(root)) {
		if (process.platform === "win32") {
			throw new Error("VS Code's test host runs on Linux and macOS; on Windows use desktop VS Code.");
		}
		const report = (holder: number) => console.log(`Waiting for process ${holder}, which installs VS Code…`);
		await withLock(`${root}.lock`, installLimitMs, report, async () => {
			if (existsSync(root)) return;
			await removeUnfinished(root);
			await build(root);
		});
	}
	const manifest: unknown = JSON.parse(await readFile(join(root, "vscode", "package.json"), "utf8"));
	const version = manifest !== null && typeof manifest === "object" && "version" in manifest ? manifest.version : "";
	return {
		root,
		node: join(root, "node_modules", "node", "bin", "node"),
		serverMain: join(root, "vscode", "out", "server-main.js"),
		version: String(version),
	};
}

/** Removes what a build that was killed left behind; to be called by the holder of the lock. */
async function removeUnfinished(root: string): Promise<void> {
	const parent = dirname(root);
	const unfinished = (await readdir(parent)).filter((name) => name.startsWith(`${basename(root)}.building-`));
	for (const name of unfinished) await rm(join(parent, name), { recursive: true, force: true });
}

async function build(root: string): Promise<void> {
	console.error(`Building VS Code (code-server ${codeServerVersion}) in ${root}. This takes a minute or two, once.`);
	if (process.platform === "linux") await ensureDebianPackages(buildPackages);
	await mkdir(dirname(root), { recursive: true });
	const folder = await mkdtemp(`${root}.building-`);
	try {
		const manifest = { private: true, allowScripts: { node: true } };
		await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
		const env = npmEnvironment();
		await runOrThrow("npm", ["install", "--no-audit", "--no-fund", `node@${nodeVersion}`], { cwd: folder, env });
		const npmOnNode = { ...env, PATH: `${join(folder, "node_modules", "node", "bin")}:${env.PATH ?? ""}` };

		await runOrThrow("npm", ["pack", "--silent", `code-server@${codeServerVersion}`], { cwd: folder, env: npmOnNode });
		const archive = join(folder, `code-server-${codeServerVersion}.tgz`);
		const vscode = join(folder, "vscode");
		await mkdir(vscode);
		await runOrThrow("tar", ["-xzf", archive, "-C", vscode, "--strip-components=3", "package/lib/vscode"]);
		await rm(archive);
		const install = ["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"];
		await runOrThrow("npm", install, { cwd: vscode, env: npmOnNode });
		await runOrThrow("npm", ["rebuild", ...compiled], { cwd: vscode, env: npmOnNode });
		await runOrThrow("npm", install, { cwd: join(vscode, "extensions"), env: npmOnNode });
		for (const module of compiled) {
			const built = join(vscode, "node_modules", module, "build", "Release");
			if (!existsSync(built)) throw new Error(`npm compiled nothing in ${built}.`);
		}

		for (const part of needless) await rm(join(vscode, part), { recursive: true, force: true });
		await runOrThrow("find", [
			folder,
			"(",
			"-name",
			"obj.target",
			"-o",
			"-name",
			"*.map",
			")",
			"-prune",
			"-exec",
			"rm",
			"-rf",
			"{}",
			"+",
		]);
		await rename(folder, root);
	} catch (error) {
		await rm(folder, { recursive: true, force: true });
		const reason = error instanceof Error ? error.message : String(error);
		throw new Error(
			`Could not build VS Code in ${root}. It needs the npm registry (packages node@${nodeVersion} and ` +
				`code-server@${codeServerVersion}), and to compile: ${buildPackages.join(", ")}.\n${reason}`,
		);
	}
}

/** The caller's environment without what an outer `npm run` left in it, and with all processors to compile on. */
function npmEnvironment(): NodeJS.ProcessEnv {
	const outer = /^(npm_(package|lifecycle)_|npm_config_(local_prefix|global_prefix|prefix|user_agent)$|INIT_CWD$)/i;
	const kept = Object.entries(process.env).filter(([name]) => !outer.test(name));
	const env: NodeJS.ProcessEnv = { ...Object.fromEntries(kept), JOBS: "max" };
	// Node's headers are downloaded for every compilation unless npm is told that they are there already.
	const prefix = join(dirname(process.execPath), "..");
	const told = Object.keys(env).some((name) => name.toLowerCase() === "npm_config_nodedir");
	if (!told && existsSync(join(prefix, "include", "node", "node_api.h"))) env.npm_config_nodedir = prefix;
	return env;
}

if (require.main === module) {
	ensureVSCode().then(
		({ root, version }) => console.log(`VS Code ${version} is in ${root}`),
		(error: unknown) => {
			console.error(error instanceof Error ? error.message : error);
			process.exitCode = 1;
		},
	);
}
