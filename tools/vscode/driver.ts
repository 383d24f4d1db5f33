import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import { dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { repositoryRoot } from "../lib/paths";

/** Tells tests in the extension host where the driver listens. */
export const driverVariable = "EDGEWISE_UI_DRIVER";

/** What a request says: which part of the page, and what to do with it. */
interface Request {
	readonly name?: string;
	readonly key?: string;
	/** Visible text to find, or text to type. */
	readonly text?: string;
	readonly selector?: string;
	/** Look inside the webview that was opened last instead of the workbench. */
	readonly webview?: boolean;
	/** Match the whole text only. */
	readonly exact?: boolean;
	/** Wait until it is gone instead of until it is there. */
	readonly gone?: boolean;
	readonly button?: "left" | "right";
	readonly clicks?: number;
	readonly timeoutMs?: number;
	readonly width?: number;
	readonly height?: number;
	/** The exit code that tests ended with. */
	readonly code?: number;
}

type Answer = string | readonly string[] | undefined;
type Action = (page: Page, request: Request) => Promise<Answer>;

/** Lets tests in the extension host press, click, read and photograph what a user sees. */
export interface UiDriver {
	/** The address to put into the environment variable `driverVariable` of VS Code's server. */
	readonly url: string;
	/** The exit code of the tests that the probe extension runs. Rejects when the extension host started them twice. */
	readonly ended: Promise<number>;
	/** Names the page that requests act on. */
	attach(page: Page): void;
	close(): Promise<void>;
}

const defaultLimitMs = 10_000;
const screenshotFolder = () => process.env.EDGEWISE_SCREENSHOTS ?? join(repositoryRoot, "test", ".out", "screenshots");

const actions: Readonly<Record<string, Action>> = {
	screenshot: async (page, request) => {
		const name = need(request, "name");
		if (!/^[\w.-]+$/.test(name))
			throw new Error(`"${name}" cannot be a screenshot's name: letters, digits, . _ - only`);
		const path = join(screenshotFolder(), `${name}.png`);
		await mkdir(dirname(path), { recursive: true });
		const options = { path, animations: "disabled", timeout: limit(request) } as const;
		if (request.selector === undefined) await page.screenshot(options);
		else await locate(page, request).screenshot(options);
		return path;
	},
	press: async (page, request) => {
		await page.keyboard.press(need(request, "key"));
		return undefined;
	},
	type: async (page, request) => {
		await page.keyboard.type(need(request, "text"));
		return undefined;
	},
	click: async (page, request) => {
		const options = { button: request.button ?? "left", clickCount: request.clicks ?? 1, timeout: limit(request) };
		await locate(page, request).click(options);
		return undefined;
	},
	hover: async (page, request) => {
		await locate(page, request).hover({ timeout: limit(request) });
		return undefined;
	},
	text: async (page, request) => {
		const selector = need(request, "selector");
		const found = root(page, request).locator(selector).filter({ visible: true });
		return (await found.allInnerTexts()).map((text) => text.replaceAll("\u00a0", " "));
	},
	waitFor: async (page, request) => {
		const state = request.gone === true ? "hidden" : "visible";
		await locate(page, request).waitFor({ state, timeout: limit(request) });
		return undefined;
	},
	resize: async (page, { width, height }) => {
		if (width === undefined || height === undefined) throw new Error("resize needs width and height");
		await page.setViewportSize({ width, height });
		return undefined;
	},
};

/**
 * Starts the driver: a small HTTP server on 127.0.0.1 under a secret path, one POST address for each action.
 *
 * @throws Error when no port can be had
 */
export async function startUiDriver(): Promise<UiDriver> {
	let attached: (page: Page) => void = () => {};
	const page = new Promise<Page>((resolve) => {
		attached = resolve;
	});
	let begun = false;
	let end: (code: number) => void = () => {};
	let lose: (error: Error) => void = () => {};
	const ended = new Promise<number>((resolve, reject) => {
		end = resolve;
		lose = reject;
	});
	ended.catch(() => {});
	/** What the probe extension tells about the run of tests. */
	const reports: Readonly<Record<string, (request: Request) => void>> = {
		begin: () => {
			if (begun) lose(new Error("The extension host ended amid the tests, and VS Code started another one."));
			begun = true;
		},
		end: ({ code }) => end(code ?? 1),
	};
	const secret = randomBytes(16).toString("hex");
	const server = createServer((request, response) => {
		const name = request.url?.startsWith(`/${secret}/`) ? request.url.slice(secret.length + 2) : "";
		const report = Object.hasOwn(reports, name) ? reports[name] : undefined;
		const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
		const answer = (status: number, body: object) => {
			response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
		};
		if ((action === undefined && report === undefined) || request.method !== "POST") {
			answer(404, { error: `The driver knows no ${request.method} ${name}` });
			return;
		}
		readRequest(request)
			.then(async (asked) => report?.(asked) ?? action?.(await page, asked))
			.then((value) => answer(200, { value }))
			.catch((error: unknown) =>
				answer(400, { error: stripVTControlCharacters(error instanceof Error ? error.message : String(error)) }),
			);
	});
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(0, "127.0.0.1", resolve);
	});
	const bound = server.address();
	if (bound === null || typeof bound === "string") throw new Error("The driver got no port on 127.0.0.1.");
	return {
		url: `http://127.0.0.1:${bound.port}/${secret}`,
		ended,
		attach: (shown) => attached(shown),
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

async function readRequest(request: IncomingMessage): Promise<Request> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return JSON.parse(Buffer.concat(chunks).toString() || "{}") as Request;
}

function root(page: Page, { webview }: Request): Page | FrameLocator {
	if (webview !== true) return page;
	return page.frameLocator("iframe.webview").last().frameLocator("iframe#active-frame");
}

/** The first visible part of the page that matches the selector and the text, whichever are given. */
function locate(page: Page, request: Request): Locator {
	const { selector, text } = request;
	const within = root(page, request);
	if (selector !== undefined) {
		const found = within.locator(selector).filter({ visible: true });
		return (text === undefined ? found : found.filter({ hasText: text })).first();
	}
	if (text === undefined) throw new Error("Say which part of the page: text, selector or both");
	return within
		.getByText(text, { exact: request.exact === true })
		.filter({ visible: true })
		.first();
}

function need(request: Request, field: "name" | "key" | "text" | "selector"): string {
	const value = request[field];
	if (typeof value !== "string" || value === "") throw new Error(`The request lacks "${field}"`);
	return value;
}

function limit({ timeoutMs }: Request): number {
	return timeoutMs ?? defaultLimitMs;
}
