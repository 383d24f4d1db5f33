import * as vscode from "vscode";
import type { PermissionLink } from "../../../server/src/protocol";

const scheme = "edgewise-permission";

/** A text to show, with the places that parts of it lead to. */
export interface AnswerDocument {
	/** Of the tab, with its ending, which decides on the language: `alice.md`. */
	readonly name: string;
	readonly text: string;
	readonly links: readonly PermissionLink[];
}

/** Shows answers about permissions as read-only documents, as long as they are open. */
export class AnswerDocuments
	implements vscode.TextDocumentContentProvider, vscode.DocumentLinkProvider, vscode.Disposable
{
	private readonly answers = new Map<string, AnswerDocument>();
	private readonly registrations: vscode.Disposable;
	private count = 0;

	/** @param uriOf the URI of a file that the language server named */
	constructor(private readonly uriOf: (uri: string) => vscode.Uri) {
		this.registrations = vscode.Disposable.from(
			vscode.workspace.registerTextDocumentContentProvider(scheme, this),
			vscode.languages.registerDocumentLinkProvider({ scheme }, this),
			vscode.workspace.onDidCloseTextDocument(({ uri }) => void this.answers.delete(uri.toString())),
		);
	}

	/** Opens an answer beside what is open. */
	async open(answer: AnswerDocument): Promise<void> {
		const path = `/${answer.name.replaceAll(/[/\\]/g, "_")}`;
		const uri = vscode.Uri.from({ scheme, path, query: String(++this.count) });
		this.answers.set(uri.toString(), answer);
		await vscode.window.showTextDocument(uri, { preview: true });
	}

	/** For VS Code. An editor outlives the window, its answer does not: files have changed since. */
	provideTextDocumentContent(uri: vscode.Uri): string {
		return this.answers.get(uri.toString())?.text ?? vscode.l10n.t("This answer is of an earlier session. Ask again.");
	}

	/** For VS Code. */
	provideDocumentLinks({ uri }: vscode.TextDocument): vscode.DocumentLink[] {
		const links = this.answers.get(uri.toString())?.links ?? [];
		return links.map(({ line, start, end, target }) => {
			// VS Code goes to the line and column that a fragment names.
			const fragment = `L${target.line + 1},${target.column + 1}`;
			return new vscode.DocumentLink(
				new vscode.Range(line, start, line, end),
				this.uriOf(target.uri).with({ fragment }),
			);
		});
	}

	dispose(): void {
		this.registrations.dispose();
		this.answers.clear();
	}
}
