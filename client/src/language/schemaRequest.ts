import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import {
	type SchemaAtParams,
	type SchemaAtResult,
	type SchemaInUse,
	schemaAtRequest,
} from "../../../server/src/protocol";
import type { ClusterNews } from "./clusterNews";
import { knownDocuments } from "./languageClient";
import type { SchemaWords } from "./schemaText";

/** The editor whose document the language server knows, if one is active. */
export function activeKnownEditor(): vscode.TextEditor | undefined {
	const editor = vscode.window.activeTextEditor;
	return editor !== undefined && vscode.languages.match([...knownDocuments], editor.document) > 0 ? editor : undefined;
}

/** Asks which schema judges the document at the cursor. @returns nothing where none does, or the server cannot tell */
export async function schemaAtCursor(
	client: LanguageClient,
	{ document, selection }: vscode.TextEditor,
	token?: vscode.CancellationToken,
): Promise<SchemaInUse | undefined> {
	if (!client.isRunning()) return undefined;
	const { line, character } = selection.active;
	const params: SchemaAtParams = {
		uri: client.code2ProtocolConverter.asUri(document.uri),
		position: { line, character },
	};
	try {
		return (await client.sendRequest<SchemaAtResult>(schemaAtRequest, params, token)) ?? undefined;
	} catch {
		// Cancelled, or the server ended; both are told elsewhere where they matter.
		return undefined;
	}
}

/** What texts about schemas need of VS Code. */
export function schemaWords(news: ClusterNews): SchemaWords {
	return {
		l10n: vscode.l10n,
		language: vscode.env.language,
		now: Date.now,
		relativePath: (text) => {
			const uri = vscode.Uri.parse(text);
			return vscode.workspace.getWorkspaceFolder(uri) && vscode.workspace.asRelativePath(uri);
		},
		seen: (id) => news.cluster(id)?.seen,
	};
}
