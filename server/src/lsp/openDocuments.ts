import type { Connection } from "vscode-languageserver";
import { TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Lines, linesOfDocument } from "./lines";

/** What happens to documents that are open in the editor. */
export interface DocumentListener {
	/** One was opened, or its text changed. */
	changed(document: TextDocument): void;
	saved(document: TextDocument): void;
	closed(document: TextDocument): void;
}

/** The documents that are open in the editor, by URI. */
export class OpenDocuments {
	private readonly documents = new TextDocuments(TextDocument);

	listen(connection: Connection, listener: DocumentListener): void {
		this.documents.onDidChangeContent(({ document }) => listener.changed(document));
		this.documents.onDidSave(({ document }) => listener.saved(document));
		this.documents.onDidClose(({ document }) => listener.closed(document));
		this.documents.listen(connection);
	}

	get(uri: string): TextDocument | undefined {
		return this.documents.get(uri);
	}

	get uris(): readonly string[] {
		return this.documents.keys();
	}

	linesOf(uri: string): Lines | undefined {
		const document = this.documents.get(uri);
		return document === undefined ? undefined : linesOfDocument(document);
	}
}
