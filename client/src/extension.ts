import { join } from "node:path";
import * as vscode from "vscode";
import { ClusterBoard } from "./clusterBoard";
import { FleetLoader } from "./fleetLoader";
import { isLanguageCommand } from "./language/commands";
import { LanguageLoader } from "./languageLoader";

/** What the extension offers to other extensions, and to its own tests. */
export interface EdgewiseApi {
	/** Resolves when the language server answers; starts it if need be. */
	readonly languageServerReady: () => Promise<void>;
}

/**
 * Registers what has to be there at once and loads the rest when it is needed: the language server with the first YAML
 * document, the fleet with the first look at the side bar or the first command.
 */
export function activate(context: vscode.ExtensionContext): EdgewiseApi {
	const log = vscode.window.createOutputChannel("Edgewise", { log: true });
	const board = new ClusterBoard(join(context.globalStorageUri.fsPath, "schemas"));
	const language = new LanguageLoader(context.asAbsolutePath("dist/server.js"), log, board);
	const fleet = new FleetLoader(log, board);
	context.subscriptions.push(log, board, language, fleet);
	const { commands } = context.extension.packageJSON.contributes as { commands: readonly { command: string }[] };
	for (const { command } of commands) {
		const run = isLanguageCommand(command)
			? () => language.run(command)
			: (...args: unknown[]) => fleet.load().run(command, args);
		context.subscriptions.push(vscode.commands.registerCommand(command, run));
	}
	return { languageServerReady: () => language.start() };
}

/** VS Code disposes of the subscriptions; the language server is asked to end first. */
export function deactivate(): void {}
