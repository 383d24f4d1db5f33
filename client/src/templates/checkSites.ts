import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { type CheckSitesResult, checkSitesRequest, type SitesParams } from "../../../server/src/protocol";
import { askTarget, askValuesFile, pickTemplate, tellRefusal } from "./pickTemplate";

/** Tells in what sites differ from their template, as problems of their files, until it is asked again. */
export class SiteChecks implements vscode.Disposable {
	private readonly found = vscode.languages.createDiagnosticCollection("edgewise-templates");
	/** Tells of files and of whole folders that are gone. */
	private readonly watcher = vscode.workspace.createFileSystemWatcher("**/*", true, true, false);

	constructor() {
		this.watcher.onDidDelete((gone) => {
			for (const [uri] of this.found) {
				if (uri.path === gone.path || uri.path.startsWith(`${gone.path}/`)) this.found.delete(uri);
			}
		});
	}

	async run(client: LanguageClient): Promise<void> {
		const title = vscode.l10n.t("Check Sites Against Template");
		const template = await pickTemplate(client, title);
		const target = template && (await askTarget(template, title));
		const values = template && target && (await askValuesFile(template));
		if (template === undefined || !target || values === undefined) return;
		const params: SitesParams = { template: template.uri, target, values };
		const result = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, () =>
			client.sendRequest<CheckSitesResult>(checkSitesRequest, params),
		);
		this.found.clear();
		if (result.kind === "refused") tellRefusal(result.reasons);
		else await this.tell(result);
	}

	dispose(): void {
		this.watcher.dispose();
		this.found.dispose();
	}

	private async tell({ places, sites, drifting }: CheckSitesResult & { readonly kind: "checked" }): Promise<void> {
		const byFile = new Map<string, vscode.Diagnostic[]>();
		for (const { uri, line, message } of places) {
			const range = new vscode.Range(line, 0, line, Number.MAX_SAFE_INTEGER);
			const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Warning);
			diagnostic.source = "edgewise";
			diagnostic.code = "template-drift";
			byFile.set(uri, [...(byFile.get(uri) ?? []), diagnostic]);
		}
		for (const [uri, diagnostics] of byFile) this.found.set(vscode.Uri.parse(uri), diagnostics);
		if (places.length === 0) {
			void vscode.window.showInformationMessage(vscode.l10n.t("{0} sites are as the template has them.", sites));
			return;
		}
		const problems = vscode.l10n.t("Show Problems");
		const text = vscode.l10n.t(
			"{0} of {1} sites differ from the template, in {2} places.",
			drifting,
			sites,
			places.length,
		);
		if ((await vscode.window.showWarningMessage(text, problems)) === problems) {
			await vscode.commands.executeCommand("workbench.actions.view.problems");
		}
	}
}
