import * as vscode from "vscode";
import { FleetLoader } from "./fleetLoader";
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
	const language = new LanguageLoader(context.asAbsolutePath("dist/server.js"), log);
	const fleet = new FleetLoader(log);
	context.subscriptions.push(log, language, fleet);
	const { commands } = context.extension.packageJSON.contributes as { commands: readonly { command: string }[] };
	for (const { command } of commands) {
		context.subscriptions.push(
			vscode.commands.registerCommand(command, (...args: unknown[]) => fleet.load().run(command, args)),
		);
	}
	return { languageServerReady: () => language.start() };
}

/** VS Code disposes of the subscriptions; the language server is asked to end first. */
export function deactivate(): void {}
