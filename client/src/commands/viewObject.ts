import * as vscode from "vscode";
import type { CommandTools } from "./context";
import { elementOf, requireTrust } from "./target";

/**
 * Shows a live object as read-only YAML, credentials hidden.
 *
 * @param argument a tree item, or `{ contextName, reference }`
 */
export async function viewObject({ objects }: CommandTools, argument?: unknown): Promise<void> {
	if (!(await requireTrust())) return;
	const { contextName, reference } = elementOf(argument);
	if (contextName === undefined || reference === undefined) {
		void vscode.window.showInformationMessage(vscode.l10n.t("Choose an object in one of the Edgewise views."));
		return;
	}
	await objects.open(contextName, reference);
}
