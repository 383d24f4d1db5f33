import * as vscode from "vscode";
import * as ui from "../../support/vscode/ui";
import { waitFor } from "../../support/waitFor";

const widget = ".quick-input-widget:not([style*='display: none'])";

/** Waits until a list to choose from shows this title or text; gives its rows. */
export async function promptWith(text: RegExp): Promise<string[]> {
	let seen = "";
	return waitFor(
		async () => {
			seen = (await ui.readTexts(widget)).join("\n").replace(/\s+/g, " ");
			if (!text.test(seen)) return undefined;
			return (await ui.readTexts(`${widget} .monaco-list-row`)).map((row) => row.replace(/\s+/g, " ").trim());
		},
		{ timeoutMs: 20_000, what: `a prompt that fits ${text}` },
	).catch((error: unknown) => {
		throw new Error(`${error instanceof Error ? error.message : String(error)}; it shows: ${seen}`);
	});
}

/** Waits until no list to choose from is open. */
export async function promptGone(): Promise<void> {
	await ui.waitUntilGone({ selector: widget });
}

/**
 * Waits for a notification whose text fits; gives the text. It is read in the list of notifications: a VS Code that is
 * driven by tests pops none up.
 */
export function messageWith(text: RegExp): Promise<string> {
	let seen: string[] = [];
	return waitFor(
		async () => {
			await vscode.commands.executeCommand("notifications.showList");
			seen = await ui.readTexts(".notifications-center .notification-list-item-message");
			return seen.find((message) => text.test(message));
		},
		{ timeoutMs: 20_000, what: `a message that fits ${text}` },
	).catch((error: unknown) => {
		throw new Error(`${error instanceof Error ? error.message : String(error)}; there are: ${seen.join(" | ")}`);
	});
}
