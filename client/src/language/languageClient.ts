import * as vscode from "vscode";
import {
	LanguageClient,
	type LanguageClientOptions,
	type ServerOptions,
	TransportKind,
} from "vscode-languageclient/node";

import { lensCommands } from "./lensCommands";

/** The documents that the language server is told of. */
export const knownDocuments = ["file", "untitled", "vscode-vfs"].map((scheme) => ({ scheme, language: "yaml" }));

/**
 * Starts the language server in a process of its own and connects YAML documents to it.
 *
 * @param serverModule path of the bundled server
 * @param log where the server's own messages go
 */
export async function startLanguageClient(serverModule: string, log: vscode.LogOutputChannel): Promise<LanguageClient> {
	const server: ServerOptions = {
		run: { module: serverModule, transport: TransportKind.ipc },
		debug: {
			module: serverModule,
			transport: TransportKind.ipc,
			options: { execArgv: ["--nolazy", "--inspect=6009"] },
		},
	};
	const options: LanguageClientOptions = {
		documentSelector: [...knownDocuments],
		outputChannel: log,
		// The snippets come from the server, which knows where a whole manifest may stand.
		initializationOptions: { commands: lensCommands },
		diagnosticPullOptions: { onChange: true, onFocus: true },
		diagnosticCollectionName: "edgewise",
	};
	const client = new LanguageClient("edgewise", vscode.l10n.t("Edgewise Language Server"), server, options);
	await client.start();
	return client;
}
