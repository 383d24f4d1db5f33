import { SymbolKind } from "vscode-languageserver";
import { ObjectSearch } from "../../engine";
import { toDocumentSymbol, toRange } from "../convert";
import { Slices } from "../slices";
import { type Feature, opened } from "./feature";

/** What a file holds, and what all files hold. */
export const outline: Feature = {
	capabilities: () => ({ documentSymbolProvider: true, workspaceSymbolProvider: true }),
	register(connection, session) {
		connection.onDocumentSymbol(({ textDocument: { uri } }) => {
			const file = opened(session, uri);
			return file?.analysis.outline(uri).map((item) => toDocumentSymbol(item, file.lines)) ?? [];
		});
		connection.onWorkspaceSymbol(async ({ query }, token) => {
			const slices = new Slices(token);
			const search = new ObjectSearch(query);
			for (const objects of session.analysis().objectsByFile()) {
				search.add(objects);
				await slices.pause();
			}
			return search.best().flatMap(({ kind, name, namespace, uri, span }) => {
				const lines = session.linesOf(uri);
				if (lines === undefined) return [];
				return {
					name: name === "" ? kind : `${kind}/${name}`,
					kind: SymbolKind.Class,
					...(namespace !== undefined && { containerName: namespace }),
					location: { uri, range: toRange(span, lines) },
				};
			});
		});
	},
};
