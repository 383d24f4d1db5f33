import { format } from "node:util";
import { type Browser, chromium, type Page } from "playwright-core";
import { ensureChromium, ensureFonts } from "./chromium";
import type { VSCodeServer } from "./server";

export interface WorkbenchOptions {
	/** The server to open a window of. */
	readonly server: VSCodeServer;
	/** The folder, or the `.code-workspace` file, to open; an empty window unless given. */
	readonly folder?: string;
	/** Folder of the extension under development, loaded from there. A window takes one only. */
	readonly extensionDevelopmentPath?: string;
	/**
	 * Module whose exported `run()` is executed in the extension host; needs `extensionDevelopmentPath`.
	 * In this mode, and so too in desktop VS Code's tests, VS Code shows no modal dialog: a confirmation counts as given,
	 * other dialogs fail. The runner in `host.ts` goes another way, and has dialogs.
	 */
	readonly extensionTestsPath?: string;
	/** Size of the page; 1400 × 900 unless given. */
	readonly viewport?: { readonly width: number; readonly height: number };
	/** 1 unless given; 2 makes sharp pictures for a document. */
	readonly deviceScaleFactor?: number;
	/** Gets each line that VS Code or a test prints, when it arrives. */
	readonly onLog?: (line: LogLine) => void;
}

/** One line of the window's log. */
export interface LogLine {
	/** `log`, `info`, `warning` or `error`, or another name that VS Code gives. */
	readonly level: string;
	/** Whether an extension printed it with `console.log` and the like. Not told apart when `extensionTestsPath` is given. */
	readonly fromExtension: boolean;
	readonly text: string;
}

/** A window of VS Code. */
export interface Workbench {
	readonly page: Page;
	/**
	 * The tests' exit code: 0 when `run()` resolved, 1 when it rejected. Rejects when the window or server is lost.
	 * VS Code also gives 0 when something killed the extension host; only the tests' own results tell.
	 */
	readonly exitCode: Promise<number>;
	readonly log: readonly LogLine[];
	close(): Promise<void>;
}

const startLimitMs = 60_000;
const browserFlags = [
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
	"--font-render-hinting=none",
];

/** Runs in the page: VS Code prints what extensions print to the page's console, marked. */
const passExtensionLog = `for (const level of ["log", "info", "warn", "error"]) {
	const original = console[level];
	console[level] = (...args) => {
		original.apply(console, args);
		if (typeof args[0] === "string" && args[0].startsWith("%c[Extension Host]")) codeExtensionLog(level, args);
	};
}`;

/**
 * Opens a window of VS Code in a browser without a screen and waits until its parts are drawn.
 *
 * @throws Error when no browser can be had or the window does not come up
 */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
	const { server } = options;
	const executablePath = await ensureChromium();
	await ensureFonts();
	const browser = await chromium.launch({ executablePath, args: browserFlags, chromiumSandbox: false });
	try {
		return await openPage(browser, server, options);
	} catch (error) {
		await browser.close();
		const reason = error instanceof Error ? error.message : String(error);
		throw new Error(`VS Code did not open in ${executablePath}: ${reason}\nIts server printed:\n${server.output()}`);
	}
}

async function openPage(browser: Browser, server: VSCodeServer, options: WorkbenchOptions): Promise<Workbench> {
	const context = await browser.newContext({
		viewport: options.viewport ?? { width: 1400, height: 900 },
		deviceScaleFactor: options.deviceScaleFactor ?? 1,
		locale: server.locale,
		permissions: ["clipboard-read", "clipboard-write"],
	});
	const page = await context.newPage();
	const log: LogLine[] = [];
	const add = (line: LogLine) => {
		log.push(line);
		options.onLog?.(line);
	};
	await page.exposeFunction("codeAutomationLog", (level: string, args: unknown[]) => {
		add({ level, text: format(...args), fromExtension: false });
	});
	await page.exposeFunction("codeExtensionLog", (level: string, args: unknown[]) => {
		add({ level, text: formatExtensionLog(args), fromExtension: true });
	});
	await page.addInitScript(passExtensionLog);
	// A language pack would set this. VS Code's own texts stay English without one; extensions' texts follow.
	if (!server.locale.startsWith("en")) {
		await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(server.locale)};`);
	}
	const exitCode = new Promise<number>((resolve, reject) => {
		page.exposeFunction("codeAutomationExit", (code: number) => resolve(code)).catch(reject);
		page.once("crash", () => reject(new Error("The browser page that shows VS Code crashed.")));
		page.once("close", () => reject(new Error("The window was closed before the tests ended.")));
		void server.ended.then(() => reject(new Error(`VS Code's server ended early. It printed:\n${server.output()}`)));
	});
	// Whoever does not run tests does not look at the exit code.
	exitCode.catch(() => {});
	await page.goto(address(server, options), { timeout: startLimitMs });
	await page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout: startLimitMs });
	return { page, exitCode, log, close: () => browser.close() };
}

/**
 * Hides the parts of the status bar that only VS Code in a browser has, for pictures of what desktop users see.
 *
 * @throws Error when the page is closed
 */
export async function hideBrowserParts(page: Page): Promise<void> {
	const ids = ["status.host", "status.forwardedPorts", "status.workbench.keyboardLayout"];
	const selectors = ids.map((id) => `.statusbar-item[id="${id}"]`).join(", ");
	await page.addStyleTag({ content: `${selectors} { display: none !important; }` });
}

function address(server: VSCodeServer, options: WorkbenchOptions): string {
	const remote = (path: string) => `vscode-remote://127.0.0.1:${server.port}${path}`;
	const payload: [string, string][] = [
		["skipWelcome", "true"],
		["skipReleaseNotes", "true"],
	];
	if (options.extensionDevelopmentPath !== undefined) {
		payload.push(["extensionDevelopmentPath", remote(options.extensionDevelopmentPath)]);
	}
	if (options.extensionTestsPath !== undefined)
		payload.push(["extensionTestsPath", remote(options.extensionTestsPath)]);
	const url = new URL(server.url);
	if (options.folder === undefined) url.searchParams.set("ew", "true");
	else url.searchParams.set(options.folder.endsWith(".code-workspace") ? "workspace" : "folder", options.folder);
	url.searchParams.set("payload", JSON.stringify(payload));
	return url.href;
}

/** Takes VS Code's mark and its colours off what an extension printed. */
function formatExtensionLog([marked, ...args]: readonly unknown[]): string {
	const text = String(marked).replace(/^%c\[Extension Host\]( %c|%)?/, "");
	while (typeof args[0] === "string" && /^color: ?(blue)?$/.test(args[0])) args.shift();
	return text === "" ? format(...args) : format(text, ...args);
}
