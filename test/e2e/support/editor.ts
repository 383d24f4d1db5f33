import { strict as assert } from "node:assert";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { waitFor } from "../../support/waitFor";

/** The folder that is open. */
export function workspaceFolder(): string {
	const folder = vscode.workspace.workspaceFolders?.[0];
	assert.ok(folder, "no folder is open");
	return folder.uri.fsPath;
}

/** Writes a file into the open folder and shows it. */
export async function openFile(name: string, text: string): Promise<vscode.TextEditor> {
	const uri = vscode.Uri.file(join(workspaceFolder(), name));
	await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
	return vscode.window.showTextDocument(uri, { preview: false });
}

/** Waits until the problems of a document are as asked; gives them. */
export function problemsWhen(
	uri: vscode.Uri,
	what: string,
	condition: (problems: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
	return waitFor(
		() => {
			const problems = vscode.languages.getDiagnostics(uri).filter((problem) => problem.source === "edgewise");
			return condition(problems) ? problems : undefined;
		},
		{ timeoutMs: 20_000, what },
	);
}

/** Replaces the only occurrence of a text in a document. */
export async function replaceText(document: vscode.TextDocument, from: string, to: string): Promise<void> {
	const text = document.getText();
	const at = text.indexOf(from);
	assert.ok(at >= 0 && text.indexOf(from, at + 1) < 0, `"${from}" does not stand exactly once in the document`);
	const edit = new vscode.WorkspaceEdit();
	edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + from.length)), to);
	assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Closes all editors without asking to save them. */
export async function closeEditors(): Promise<void> {
	for (const document of vscode.workspace.textDocuments) {
		if (document.isDirty && document.uri.scheme === "file") await document.save();
	}
	await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

/** Deletes files and folders of the open folder, as far as they are there. */
export async function removeFiles(...names: readonly string[]): Promise<void> {
	for (const name of names) {
		await rm(join(workspaceFolder(), name), { recursive: true, force: true });
	}
}
