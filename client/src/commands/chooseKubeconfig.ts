import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { CommandTools } from "./context";
import { requireTrust } from "./target";

/**
 * Lets the user choose kubeconfig files and keeps them in the user's settings.
 *
 * @param argument paths, so that nothing is asked
 */
export async function chooseKubeconfig({ fleet }: CommandTools, argument?: unknown): Promise<void> {
	if (!(await requireTrust())) return;
	const given = Array.isArray(argument) ? argument.filter((path) => typeof path === "string") : [];
	const paths = given.length > 0 ? given : await askForFiles();
	if (paths.length === 0) return;
	const settings = vscode.workspace.getConfiguration("edgewise");
	await settings.update("kubeconfig", paths, vscode.ConfigurationTarget.Global);
	fleet.reload();
}

async function askForFiles(): Promise<string[]> {
	const standard = join(homedir(), ".kube");
	const uris = await vscode.window.showOpenDialog({
		title: vscode.l10n.t("Choose kubeconfig files"),
		openLabel: vscode.l10n.t("Use These"),
		canSelectMany: true,
		...(existsSync(standard) && { defaultUri: vscode.Uri.file(standard) }),
	});
	return (uris ?? []).map((uri) => uri.fsPath);
}
