import * as vscode from "vscode";
import type { ClusterBoard } from "./clusterBoard";
import { chooseSchema } from "./language/chooseSchema";
import { ClusterNews } from "./language/clusterNews";
import type { LanguageCommand } from "./language/commands";
import { startLanguageClient } from "./language/languageClient";
import { SchemaStatus } from "./language/schemaStatus";

/** The part of the client that talks to the language server. */
export interface LanguagePart extends vscode.Disposable {
	run(command: LanguageCommand): Promise<void>;
}

/**
 * Starts the language server, tells it of clusters, and shows which schema it judges a document by.
 *
 * @param serverModule path of the bundled server
 * @param board says which clusters are known
 */
export async function startLanguagePart(
	serverModule: string,
	log: vscode.LogOutputChannel,
	board: ClusterBoard,
): Promise<LanguagePart> {
	const client = await startLanguageClient(serverModule, log);
	const news = new ClusterNews(client, board);
	const status = new SchemaStatus(client, news);
	const disposable = vscode.Disposable.from(status, news, new vscode.Disposable(() => void client.dispose()));
	const commands: Readonly<Record<LanguageCommand, () => Promise<void>>> = {
		"edgewise.chooseSchema": () => chooseSchema(client, news),
	};
	return {
		run: (command) => commands[command](),
		dispose: () => disposable.dispose(),
	};
}
