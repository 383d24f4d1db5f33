import * as vscode from "vscode";
import type { ClusterBoard } from "./clusterBoard";
import type { LanguageCommand } from "./language/commands";
import type { LanguagePart } from "./languagePart";
import { loadLanguagePart } from "./parts";

/** Starts the language server when the first YAML document is there. */
export class LanguageLoader implements vscode.Disposable {
	private started: Promise<void> | undefined;
	private part: LanguagePart | undefined;
	private readonly waiting: vscode.Disposable;

	constructor(
		private readonly serverModule: string,
		private readonly log: vscode.LogOutputChannel,
		private readonly board: ClusterBoard,
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

	/** Runs one of the commands that need the language server; does nothing where it did not start, which was told. */
	async run(command: LanguageCommand): Promise<void> {
		await this.start();
		await this.part?.run(command);
	}

	dispose(): void {
		this.waiting.dispose();
		this.part?.dispose();
	}

	private async startClient(): Promise<void> {
		try {
			this.part = await loadLanguagePart().startLanguagePart(this.serverModule, this.log, this.board);
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
