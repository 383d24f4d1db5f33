import { cp, mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { repositoryRoot } from "../lib/paths";
import { waitFor } from "../lib/waitFor";
import { type LogLine, openWorkbench, type Workbench } from "./browser";
import { driverVariable, startUiDriver } from "./driver";
import { ensureVSCode } from "./install";
import { startVSCodeServer, type VSCodeServer } from "./server";

/** What the command line asks for, in the terms of desktop VS Code's own. */
export interface HostArguments {
	readonly extensionDevelopmentPath: string;
	readonly extensionTestsPath: string;
	readonly folder?: string;
	readonly userDataDir?: string;
	readonly extensionsDir?: string;
	readonly locale?: string;
	readonly workspaceTrust: boolean;
}

/** The probe extension prints this when tests have ended. */
const lastLine = "[edgewise-probe] end of output";

/** Tells the probe extension which module to run. */
const testsVariable = "EDGEWISE_TESTS_MODULE";

const usage = `Usage: code-host.mjs --extensionDevelopmentPath=FOLDER --extensionTestsPath=MODULE [FOLDER]
Also: --user-data-dir=FOLDER --extensions-dir=FOLDER --locale=LANGUAGE --disable-workspace-trust, and
--enable-workspace-trust, which wins over the former; other flags are ignored.
Environment: EDGEWISE_VSCODE_TIMEOUT_MS (10 minutes unless set) ends a run that hangs; EDGEWISE_VSCODE_OUT is where a
failed run leaves a picture and logs (test/.out/vscode unless set); EDGEWISE_SCREENSHOTS is where tests' pictures go.`;

/** Flags of desktop VS Code that take a value, which may follow as an argument of its own. */
const valued = new Set(["extensionDevelopmentPath", "extensionTestsPath", "user-data-dir", "extensions-dir", "locale"]);

/** The extension that runs the tests. VS Code's own way would keep it from showing modal dialogs. */
const probe = join(repositoryRoot, "test", "support", "vscode", "probe");

/**
 * Reads the command line.
 *
 * @throws Error with the usage when a needed flag is missing
 */
export function parseHostArguments(argv: readonly string[]): HostArguments {
	const flags = new Map<string, string>();
	const folders: string[] = [];
	for (let at = 0; at < argv.length; at++) {
		const argument = argv[at] ?? "";
		const [, name = "", value] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? [];
		if (name === "") {
			if (!argument.startsWith("-") && argument !== "") folders.push(argument);
		} else if (value === undefined && valued.has(name)) {
			flags.set(name, argv[++at] ?? "");
		} else {
			flags.set(name, value ?? "");
		}
	}
	const path = (name: string) => {
		const value = flags.get(name);
		return value === undefined || value === "" ? undefined : resolve(value);
	};
	const extensionDevelopmentPath = path("extensionDevelopmentPath");
	const extensionTestsPath = path("extensionTestsPath");
	if (extensionDevelopmentPath === undefined || extensionTestsPath === undefined) {
		throw new Error(`Both --extensionDevelopmentPath and --extensionTestsPath are needed.\n${usage}`);
	}
	const [folder] = folders;
	const userDataDir = path("user-data-dir");
	const extensionsDir = path("extensions-dir");
	const locale = flags.get("locale");
	return {
		extensionDevelopmentPath,
		extensionTestsPath,
		workspaceTrust: flags.has("enable-workspace-trust") || !flags.has("disable-workspace-trust"),
		...(folder === undefined ? {} : { folder: resolve(folder) }),
		...(userDataDir === undefined ? {} : { userDataDir }),
		...(extensionsDir === undefined ? {} : { extensionsDir }),
		...(locale === undefined ? {} : { locale }),
	};
}

/**
 * Runs an extension's tests in VS Code in a browser without a screen, prints what they print, and leaves a picture and
 * logs when they fail.
 *
 * @returns the tests' exit code; 1 also when they did not end in time
 * @throws Error when VS Code does not start
 */
export async function runHost(asked: HostArguments): Promise<number> {
	// Building VS Code takes long the first time; the deadline is for the tests.
	await ensureVSCode();
	const driver = await startUiDriver();
	let server: VSCodeServer | undefined;
	let workbench: Workbench | undefined;
	try {
		const { extensionTestsPath, ...places } = asked;
		const env = { ...process.env, [driverVariable]: driver.url, [testsVariable]: extensionTestsPath };
		const builtinExtensions = places.extensionDevelopmentPath === probe ? [] : [probe];
		server = await startVSCodeServer({ ...places, builtinExtensions, env });
		workbench = await openWorkbench({ ...places, server, onLog: print });
		driver.attach(workbench.page);
		// Outside of VS Code's own test mode, an exit code tells only that the extension host is gone.
		const lost = workbench.exitCode.then((code) => {
			throw new Error(`The extension host ended amid the tests, with exit code ${code}.`);
		});
		const code = await orDeadline(Promise.race([driver.ended, lost]));
		await drainOutput(workbench).catch((error: unknown) => console.error(String(error)));
		if (code !== 0) await keepEvidence(server, workbench);
		return code;
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		if (server !== undefined) await keepEvidence(server, workbench);
		return 1;
	} finally {
		await driver.close();
		await workbench?.close();
		await server?.stop();
	}
}

function print({ text, fromExtension }: LogLine): void {
	if (fromExtension && text !== lastLine) console.log(text);
}

/** What tests print takes another way than their exit code does, and may come later. */
async function drainOutput({ log }: Workbench): Promise<void> {
	await waitFor(() => log.some(({ text }) => text === lastLine), { what: "the tests' last line", timeoutMs: 5_000 });
}

async function orDeadline(exitCode: Promise<number>): Promise<number> {
	const limitMs = Number(process.env.EDGEWISE_VSCODE_TIMEOUT_MS ?? 10 * 60_000);
	let timer: NodeJS.Timeout | undefined;
	const deadline = new Promise<never>((_, reject) => {
		const late = `The tests did not end within ${limitMs / 1000} s (EDGEWISE_VSCODE_TIMEOUT_MS sets the limit).`;
		timer = setTimeout(() => reject(new Error(late)), limitMs);
	});
	try {
		return await Promise.race([exitCode, deadline]);
	} finally {
		clearTimeout(timer);
	}
}

/** Saves what helps to understand a failure, and says where. Never fails itself. */
async function keepEvidence(server: VSCodeServer, workbench: Workbench | undefined): Promise<void> {
	const base = process.env.EDGEWISE_VSCODE_OUT ?? join(repositoryRoot, "test", ".out", "vscode");
	const folder = join(base, `${new Date().toISOString().replaceAll(":", "-")}-${process.pid}`);
	console.error(`The logs of the failed run, and a picture of the window if it is still open, are in ${folder}`);
	try {
		await mkdir(folder, { recursive: true });
		const lines = (workbench?.log ?? []).map(({ level, text }) => `[${level}] ${text}\n`);
		await writeFile(join(folder, "window.log"), lines.join(""));
		await writeFile(join(folder, "server.log"), server.output());
		await cp(server.logsDir, join(folder, "logs"), { recursive: true }).catch(() => {});
		if (workbench?.page.isClosed() !== false) return;
		await workbench.page.screenshot({ path: join(folder, "failure.png"), timeout: 10_000 });
	} catch (error) {
		console.error(`Could not save all about the failure: ${error instanceof Error ? error.message : String(error)}`);
	}
}

/** Runs the command line of this process, and ends it with the tests' exit code. */
export async function main(): Promise<void> {
	try {
		process.exit(await runHost(parseHostArguments(process.argv.slice(2))));
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	}
}
