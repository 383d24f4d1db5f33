import { request } from "node:http";

/** Which part of what the user sees. */
export interface Part {
	/** A CSS selector. */
	readonly selector?: string;
	/** Text that the part shows. */
	readonly text?: string;
	/** The whole text has to be as given; applies where no selector is given. */
	readonly exact?: boolean;
	/** Look inside the webview that was opened last, instead of in VS Code's own window. */
	readonly webview?: boolean;
	/** How long to wait for it; 10 seconds unless given. */
	readonly timeoutMs?: number;
}

const variable = "EDGEWISE_UI_DRIVER";

/** Whether this test host lets tests drive its window. Desktop VS Code does not. */
export function hasUi(): boolean {
	return (process.env[variable] ?? "") !== "";
}

/**
 * Takes a picture of the window, or of one part of it.
 *
 * @param name the file's name, without its ending
 * @returns the path of the PNG file
 */
export async function screenshot(name: string, selector?: string): Promise<string> {
	const [path] = await ask("screenshot", { name, selector });
	return path ?? "";
}

/** Presses a key or a chord in Playwright's notation, for example `Enter` or `Control+Shift+P`. */
export async function press(key: string): Promise<void> {
	await ask("press", { key });
}

/** Types text where the keyboard's focus is. */
export async function typeText(text: string): Promise<void> {
	await ask("type", { text });
}

/** Clicks the first visible part that shows this text. */
export async function clickText(text: string, options: Omit<Part, "text"> = {}): Promise<void> {
	await ask("click", { ...options, text });
}

/** Clicks the first visible part that matches. */
export async function click(part: Part & { button?: "left" | "right"; clicks?: number }): Promise<void> {
	await ask("click", part);
}

/** Puts the pointer over the first visible part that matches. */
export async function hover(part: Part): Promise<void> {
	await ask("hover", part);
}

/** Gives the text of each visible part that matches the selector, at once; an empty list when there is none. */
export async function readTexts(selector: string, options: { readonly webview?: boolean } = {}): Promise<string[]> {
	return ask("text", { ...options, selector });
}

/** Gives the text of all visible parts that match the selector, line by line. */
export async function readText(selector: string, options: { readonly webview?: boolean } = {}): Promise<string> {
	return (await readTexts(selector, options)).join("\n");
}

/** Waits until a part is visible. Fails when its time is over. */
export async function waitFor(part: Part): Promise<void> {
	await ask("waitFor", part);
}

/** Waits until no part that matches is visible any more. Fails when its time is over. */
export async function waitUntilGone(part: Part): Promise<void> {
	await ask("waitFor", { ...part, gone: true });
}

/** Waits until this text is visible. Fails when its time is over. */
export async function waitForText(text: string, options: Omit<Part, "text"> = {}): Promise<void> {
	await waitFor({ ...options, text });
}

/** Changes the size of the window's content. */
export async function resize(width: number, height: number): Promise<void> {
	await ask("resize", { width, height });
}

function ask(action: string, body: object): Promise<string[]> {
	const base = process.env[variable] ?? "";
	if (base === "") {
		throw new Error(
			`This test drives VS Code's window (${action}), which only the project's own test host offers: ` +
				`${variable} is not set. Run it with tools/vscode/code-host.mjs as vscodeExecutablePath.`,
		);
	}
	return new Promise((resolve, reject) => {
		const sent = request(`${base}/${action}`, { method: "POST" }, (response) => {
			const chunks: Buffer[] = [];
			response.on("data", (chunk: Buffer) => chunks.push(chunk));
			response.on("error", reject);
			response.on("end", () => {
				const answer = JSON.parse(Buffer.concat(chunks).toString()) as { value?: string | string[]; error?: string };
				if (answer.error !== undefined) {
					reject(new Error(`The window did not do "${action}" with ${JSON.stringify(body)}: ${answer.error}`));
				} else {
					resolve(answer.value === undefined ? [] : [answer.value].flat());
				}
			});
		});
		sent.on("error", (error) => reject(new Error(`The driver at ${base} does not answer: ${error.message}`)));
		sent.end(JSON.stringify(body));
	});
}
