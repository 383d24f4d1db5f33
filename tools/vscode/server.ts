import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve as resolvePath } from "node:path";
import { StopWaiting, waitFor } from "../lib/waitFor";
import { ensureVSCode } from "./install";

export interface VSCodeServerOptions {
	/** Where extensions are installed; an empty folder of its own unless given. */
	readonly extensionsDir?: string;
	/** Folders of extensions that this server has built in, besides VS Code's own. */
	readonly builtinExtensions?: readonly string[];
	/** Holds `User/settings.json`, `Machine/settings.json` and logs; a folder of its own unless given. */
	readonly userDataDir?: string;
	/** A free one unless given. */
	readonly port?: number;
	/** The user's settings, on top of those that keep VS Code quiet and those already in `userDataDir`. */
	readonly settings?: Readonly<Record<string, unknown>>;
	/** Whether an unknown folder starts in Restricted Mode and VS Code asks; `false` unless given. */
	readonly workspaceTrust?: boolean;
	/** The display language, for example `zh-cn`; English unless given. */
	readonly locale?: string;
	/**
	 * Whether the window can be driven by tests: it then takes extensions and tests from the page's address, and pops up
	 * no notifications. `true` unless given.
	 */
	readonly testDriver?: boolean;
	/** The environment of the server and thereby of extensions; this process's own unless given. */
	readonly env?: NodeJS.ProcessEnv;
}

/** VS Code's own server, running. */
export interface VSCodeServer {
	readonly url: string;
	readonly port: number;
	readonly serverDataDir: string;
	readonly userDataDir: string;
	readonly extensionsDir: string;
	/** Where VS Code writes its logs; `exthost*` below it are those of extension hosts. */
	readonly logsDir: string;
	readonly locale: string;
	/** What the server printed so far. */
	output(): string;
	/** Resolves when the server has ended, for whatever reason. */
	readonly ended: Promise<void>;
	/** Ends the server and what it started, and removes the folders it made for itself. May be called twice. */
	stop(): Promise<void>;
}

/** Settings that keep away what has nothing to do with the extension under test. */
export const quietSettings: Readonly<Record<string, unknown>> = {
	"chat.disableAIFeatures": true,
	"extensions.autoCheckUpdates": false,
	"extensions.autoUpdate": false,
	"extensions.ignoreRecommendations": true,
	// In a browser VS Code saves by itself unless told otherwise; on the desktop it does not.
	"files.autoSave": "off",
	"git.openRepositoryInParentFolders": "never",
	"remote.autoForwardPorts": false,
	"telemetry.telemetryLevel": "off",
	"update.mode": "none",
	"workbench.enableExperiments": false,
	"workbench.secondarySideBar.defaultVisibility": "hidden",
	"workbench.startupEditor": "none",
	"workbench.tips.enabled": false,
	"workbench.welcomePage.walkthroughs.openOnInstall": false,
};

const startLimitMs = 60_000;
const stopLimitMs = 5_000;
/** Servers that run, each with the folder it made for itself. */
const running = new Map<ChildProcess, string>();

/**
 * Starts VS Code's server on 127.0.0.1 and waits until it listens.
 * It ends with `stop()`, and at the latest with this process.
 *
 * @throws Error that holds what the server printed when it does not come up
 */
export async function startVSCodeServer(options: VSCodeServerOptions = {}): Promise<VSCodeServer> {
	const install = await ensureVSCode();
	const serverDataDir = await mkdtemp(join(tmpdir(), "edgewise-vscode-"));
	const userDataDir = options.userDataDir ?? join(serverDataDir, "user-data");
	const extensionsDir = options.extensionsDir ?? join(serverDataDir, "extensions");
	const logsDir = join(serverDataDir, "logs");
	const locale = options.locale ?? "en";
	await mkdir(extensionsDir, { recursive: true });
	await writeSettings(join(userDataDir, "User", "settings.json"), options.settings ?? {});

	const args = [
		install.serverMain,
		...["--host", "127.0.0.1", "--port", String(options.port ?? 0), "--without-connection-token"],
		...["--server-data-dir", serverDataDir, "--user-data-dir", userDataDir, "--extensions-dir", extensionsDir],
		...["--logsPath", logsDir, "--locale", locale],
		"--accept-server-license-terms",
		"--disable-telemetry",
		...(options.testDriver === false ? [] : ["--enable-smoke-test-driver"]),
		// A login shell would put its own PATH in place of the caller's.
		"--force-disable-user-env",
		// Should this process be killed, the server gives up the window after a minute and ends five minutes later.
		...["--enable-remote-auto-shutdown", "--reconnection-grace-time", "60"],
	];
	if (options.builtinExtensions !== undefined) {
		const folder = join(serverDataDir, "builtin");
		await linkBuiltins(folder, join(install.root, "vscode", "extensions"), options.builtinExtensions);
		args.push("--builtin-extensions-dir", folder);
	}
	if (options.workspaceTrust !== true) args.push("--disable-workspace-trust");
	// No marketplace: what a test sees must not depend on the network.
	const env: NodeJS.ProcessEnv = { EXTENSIONS_GALLERY: "{}", ...(options.env ?? process.env) };
	// Left by an outer VS Code or an outer `npx tsx`, these would change how this one runs.
	for (const name of Object.keys(env))
		if (/^(VSCODE_|ELECTRON_RUN_AS_NODE$|NODE_OPTIONS$)/.test(name)) delete env[name];
	const child = spawn(install.node, args, { env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
	track(child, serverDataDir);
	let printed = "";
	const collect = (chunk: Buffer) => {
		printed = (printed + chunk.toString()).slice(-100_000);
	};
	child.stdout.on("data", collect);
	child.stderr.on("data", collect);
	child.on("error", (error) => collect(Buffer.from(String(error))));
	const ended = new Promise<void>((resolve) => {
		child.once("exit", () => resolve());
		child.once("error", () => resolve());
	});
	const stop = async () => {
		await endGroup(child, ended);
		await rm(serverDataDir, { recursive: true, force: true, maxRetries: 5 });
	};
	try {
		const port = await waitFor(
			() => {
				if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
					throw new StopWaiting("VS Code's server ended at once.");
				const found = /Extension host agent listening on (\d+)/.exec(printed)?.[1];
				return found === undefined ? undefined : Number(found);
			},
			{ what: "VS Code's server to listen", timeoutMs: startLimitMs },
		);
		const url = `http://127.0.0.1:${port}/`;
		const places = { serverDataDir, userDataDir, extensionsDir, logsDir };
		return { url, port, ...places, locale, output: () => printed, ended, stop };
	} catch (error) {
		await stop();
		throw new Error(`${error instanceof Error ? error.message : String(error)} It printed:\n${printed}`);
	}
}

async function writeSettings(file: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
	let present: unknown = {};
	if (existsSync(file)) {
		try {
			present = JSON.parse(await readFile(file, "utf8"));
		} catch (error) {
			throw new Error(`${file} is not plain JSON (${String(error)}). Repair or remove it.`);
		}
	}
	await mkdir(dirname(file), { recursive: true });
	const merged = { ...quietSettings, ...(present as Record<string, unknown>), ...settings };
	await writeFile(file, `${JSON.stringify(merged, undefined, "\t")}\n`);
}

/** Fills a folder with links to VS Code's own extensions and to some more. */
async function linkBuiltins(folder: string, own: string, more: readonly string[]): Promise<void> {
	await mkdir(folder);
	const all = [...(await readdir(own)).map((name) => join(own, name)), ...more.map((path) => resolvePath(path))];
	await Promise.all(all.map((path) => symlink(path, join(folder, basename(path)))));
}

/** Ends a process group: politely, then by force. */
async function endGroup(child: ChildProcess, ended: Promise<void>): Promise<void> {
	if (child.pid === undefined || !running.has(child)) return;
	signalGroup(child, "SIGTERM");
	let gone = false;
	void ended.then(() => {
		gone = true;
	});
	await waitFor(() => gone, { what: "VS Code's server to end", timeoutMs: stopLimitMs }).catch(() => {});
	// The group may outlive its leader: extension hosts and terminals.
	signalGroup(child, "SIGKILL");
	await ended;
	running.delete(child);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	try {
		if (child.pid !== undefined) process.kill(-child.pid, signal);
	} catch {
		// Nobody of the group is left.
	}
}

let exitHandled = false;

function track(child: ChildProcess, serverDataDir: string): void {
	running.set(child, serverDataDir);
	if (exitHandled) return;
	exitHandled = true;
	process.on("exit", () => {
		for (const [each, folder] of running) {
			signalGroup(each, "SIGKILL");
			// Its last writes may get in the way; then the folder stays, among the system's temporary files.
			rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
		}
	});
	for (const [signal, status] of [
		["SIGINT", 130],
		["SIGTERM", 143],
		["SIGHUP", 129],
	] as const) {
		process.once(signal, () => {
			// Who listens too has something to end in good order, and decides itself when to exit.
			if (process.listenerCount(signal) === 0) process.exit(status);
		});
	}
}
