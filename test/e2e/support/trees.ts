import * as vscode from "vscode";
import * as ui from "../../support/vscode/ui";
import { waitFor } from "../../support/waitFor";

/** The three views, by the name that their heading shows. */
export type View = "Clusters" | "Node Groups" | "Device Twins";

const ids: Readonly<Record<View, string>> = {
	Clusters: "edgewise.clusters",
	"Node Groups": "edgewise.nodeGroups",
	"Device Twins": "edgewise.deviceTwins",
};

const paneOf = (view: View) => `.pane:has(.pane-header[aria-label^="${view}"])`;

/** Shows one view alone, so that all its rows are on the screen. */
export async function showView(view: View): Promise<void> {
	await vscode.commands.executeCommand("workbench.view.extension.edgewise");
	for (const other of Object.keys(ids) as View[]) {
		if (other === view) continue;
		const [header] = await ui.readTexts(`${paneOf(other)} .pane-header.expanded`);
		if (header !== undefined) await ui.click({ selector: `${paneOf(other)} .pane-header` });
	}
	await vscode.commands.executeCommand(`${ids[view]}.focus`);
}

/** What the rows of a view show on the screen: label, then description. */
export async function rowsOf(view: View): Promise<string[]> {
	const rows = await ui.readTexts(`${paneOf(view)} .monaco-list-row`);
	return rows.map((row) => row.replace(/\s+/g, " ").trim());
}

/** Waits until one row of a view fits. @returns the row's text */
export function rowWhen(view: View, pattern: RegExp, timeoutMs = 15_000): Promise<string> {
	let seen: string[] = [];
	return waitFor(
		async () => {
			seen = await rowsOf(view);
			return seen.find((row) => pattern.test(row));
		},
		{ timeoutMs, what: `a row of ${view} that fits ${pattern}` },
	).catch((error: unknown) => {
		throw new Error(`${error instanceof Error ? error.message : String(error)}; it shows:\n${seen.join("\n")}`);
	});
}

/** Opens the row whose text fits, unless it is open. */
export async function expandRow(view: View, pattern: RegExp): Promise<void> {
	const row = await rowWhen(view, pattern);
	const selector = `${paneOf(view)} .monaco-list-row[aria-expanded="false"]`;
	const closed = (await ui.readTexts(selector)).map((text) => text.replace(/\s+/g, " ").trim());
	if (!closed.includes(row)) return;
	const label = row.split(" ")[0] ?? row;
	await ui.click({ selector: `${selector}:has-text("${label}")` });
	await ui.press("ArrowRight");
}
