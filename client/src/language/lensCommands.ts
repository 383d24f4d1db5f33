import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { LensPosition } from "../../../server/src/protocol";

/** Shows who refers to what stands at a place. */
const showReferences = "edgewise.showReferences";

/** Runs one of the extension's commands for what stands at a place. */
const runAt = "edgewise.runAt";

/** The commands that the language server may put above manifests. */
export const lensCommands: readonly string[] = [
	showReferences,
	runAt,
	"edgewise.apply",
	"edgewise.rollBack",
	"edgewise.tailLogs",
];

/** Registers what the lines above manifests do when somebody clicks on them. */
export function registerLensCommands(client: LanguageClient): vscode.Disposable {
	const place = (uri: string, { line, character }: LensPosition) => ({
		uri: client.protocol2CodeConverter.asUri(uri),
		position: new vscode.Position(line, character),
	});
	return vscode.Disposable.from(
		vscode.commands.registerCommand(showReferences, async (uri: string, at: LensPosition) => {
			const { uri: file, position } = place(uri, at);
			const found = await vscode.commands.executeCommand<vscode.Location[]>(
				"vscode.executeReferenceProvider",
				file,
				position,
			);
			await vscode.commands.executeCommand("editor.action.showReferences", file, position, found);
		}),
		vscode.commands.registerCommand(runAt, async (command: string, uri: string, at: LensPosition) => {
			if (!lensCommands.includes(command)) return;
			const { uri: file, position } = place(uri, at);
			const editor = await vscode.window.showTextDocument(file);
			editor.selection = new vscode.Selection(position, position);
			await vscode.commands.executeCommand(command, { uri: file });
		}),
	);
}
