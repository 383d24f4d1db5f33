import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { loadLanguagePart } from "./parts";

/** Starts the language server when the first YAML document is there. */
export class LanguageLoader implements vscode.Disposable {
	private started: Promise<void> | undefined;
	private client: LanguageClient | undefined;
	private readonly waiting: vscode.Disposable;

	constructor(
		private readonly serverModule: string,
		private readonly log: vscode.LogOutputChannel,
	) {
		const startFor = (document: vscode.TextDocument) => {
			if (document.languageId === "yaml") void this.start();
		};
		this.waiting = vscode.workspace.onDidOpenTextDocument(startFor);
		for (const document of vscode.workspace.textDocuments) startFor(document);
	}

	/** Starts the server unless it was; resolves when it answers. A failure is told once and does not throw. */
	start(): Promise<void> {
		this.waiting.dispose();
		this.started ??= this.startClient();
		return this.started;
	}

	dispose(): void {
		this.waiting.dispose();
		void this.client?.dispose();
	}

	private async startClient(): Promise<void> {
		try {
			this.client = await loadLanguagePart().startLanguageClient(this.serverModule, this.log);
		} catch (error) {
			this.log.error("The language server did not start.", error instanceof Error ? error : String(error));
			const showLog = vscode.l10n.t("Show Log");
			const choice = await vscode.window.showErrorMessage(
				vscode.l10n.t("Edgewise cannot check manifests: its language server did not start."),
				showLog,
			);
			if (choice === showLog) this.log.show();
		}
	}
}
