import * as vscode from "vscode";

const scheme = "edgewise-preview";

/** Shows a file as it would be beside the file as it is, in a diff editor. */
export class PreviewDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
	private readonly texts = new Map<string, string>();
	private readonly registration: vscode.Disposable;
	private previews = 0;

	constructor() {
		this.registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
	}

	/** For VS Code. */
	provideTextDocumentContent(uri: vscode.Uri): string {
		return this.texts.get(uri.toString()) ?? "";
	}

	/**
	 * Opens a preview. Ends when it is open.
	 *
	 * @param text the file as it would be
	 * @returns what closes it
	 */
	async open(document: vscode.TextDocument, text: string, title: string): Promise<vscode.Disposable> {
		const after = vscode.Uri.from({ scheme, path: document.uri.path, query: String(++this.previews) });
		this.texts.set(after.toString(), text);
		const options = { preview: false, preserveFocus: true };
		await vscode.commands.executeCommand("vscode.diff", document.uri, after, title, options);
		return new vscode.Disposable(() => {
			const tabs = vscode.window.tabGroups.all.flatMap(({ tabs: all }) => all);
			const ours = tabs.filter(
				({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.toString() === after.toString(),
			);
			this.texts.delete(after.toString());
			void vscode.window.tabGroups.close(ours, true);
		});
	}

	dispose(): void {
		this.registration.dispose();
		this.texts.clear();
	}
}
