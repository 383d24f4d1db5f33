import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { LensPosition } from "../../../server/src/protocol";

/** Shows who refers to what stands at a place. */
const showReferences = "edgewise.showReferences";

/** Runs one of the extension's commands for what stands at a place. */
const runAt = "edgewise.runAt";

/** What may be done for the object below a line. */
const atObject: readonly string[] = ["edgewise.apply", "edgewise.diff", "edgewise.rollBack", "edgewise.tailLogs"];

/** The commands that the language server may put above manifests. */
export const lensCommands: readonly string[] = [showReferences, runAt, ...atObject];

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
			if (atObject.includes(command)) await vscode.commands.executeCommand(command, place(uri, at));
		}),
	);
}
