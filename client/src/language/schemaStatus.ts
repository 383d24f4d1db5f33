import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { schemasChangedNotification } from "../../../server/src/protocol";
import type { ClusterNews } from "./clusterNews";
import { activeKnownEditor, schemaAtCursor, schemaWords } from "./schemaRequest";
import { statusText } from "./schemaText";

/** Milliseconds without a further move or keystroke before the server is asked. */
const resting = 150;

/** Milliseconds after which an age that is shown is worked out anew. */
const ageing = 60_000;

/** Shows in the status bar which schema judges the document at the cursor. */
export class SchemaStatus implements vscode.Disposable {
	private readonly item = vscode.window.createStatusBarItem("edgewise.schema", vscode.StatusBarAlignment.Right, 100.2);
	private readonly disposable: vscode.Disposable;
	private timer: NodeJS.Timeout | undefined;
	private asking: vscode.CancellationTokenSource | undefined;
	/** The document for which the item shows what it shows. */
	private shown: string | undefined;

	constructor(
		private readonly client: LanguageClient,
		private readonly news: ClusterNews,
	) {
		this.item.name = vscode.l10n.t("Schema of the Manifest");
		this.item.command = "edgewise.chooseSchema";
		const anew = () => this.schedule(true);
		const ages = setInterval(anew, ageing);
		this.disposable = vscode.Disposable.from(
			this.item,
			new vscode.Disposable(() => clearInterval(ages)),
			vscode.window.onDidChangeActiveTextEditor(anew),
			vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
				if (textEditor === vscode.window.activeTextEditor) this.schedule(false);
			}),
			vscode.workspace.onDidChangeTextDocument(({ document }) => {
				if (document === vscode.window.activeTextEditor?.document) anew();
			}),
			vscode.workspace.onDidChangeConfiguration((change) => {
				if (change.affectsConfiguration("edgewise")) anew();
			}),
			client.onNotification(schemasChangedNotification, anew),
			news.onDidSend(anew),
		);
		this.schedule(true);
	}

	dispose(): void {
		clearTimeout(this.timer);
		this.asking?.dispose();
		this.disposable.dispose();
	}

	/** @param changed whether the answer may be another even for the same document */
	private schedule(changed: boolean): void {
		if (changed) this.shown = undefined;
		clearTimeout(this.timer);
		this.timer = setTimeout(() => void this.update(), resting);
	}

	private async update(): Promise<void> {
		const editor = activeKnownEditor();
		this.asking?.cancel();
		this.asking?.dispose();
		this.asking = undefined;
		if (editor === undefined) {
			this.item.hide();
			return;
		}
		const place = placeOf(editor);
		if (this.shown === place) return;
		const asking = new vscode.CancellationTokenSource();
		this.asking = asking;
		const schema = await schemaAtCursor(this.client, editor, asking.token);
		// Something else is asked for by now.
		if (this.asking !== asking) return;
		this.shown = place;
		if (schema === undefined) {
			this.item.hide();
			return;
		}
		const { text, label, tooltip } = statusText(schema, schemaWords(this.news));
		this.item.text = text;
		this.item.tooltip = new vscode.MarkdownString(tooltip);
		this.item.accessibilityInformation = { label, role: "button" };
		this.item.show();
	}
}

/** The file, and the line that begins the document in which the cursor stands. */
function placeOf({ document, selection }: vscode.TextEditor): string {
	let { line } = selection.active;
	while (line > 0 && !document.lineAt(line).text.startsWith("---")) line -= 1;
	return `${document.uri.toString()}#${line}`;
}
