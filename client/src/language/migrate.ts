import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import {
	type MigrateParams,
	type MigrateResult,
	type MigrationNote,
	type MigrationPreview,
	migrateRequest,
} from "../../../server/src/protocol";
import type { PreviewDocuments } from "../ui/previewDocument";
import { type Choice, choose, separator } from "../ui/quickPick";
import { activeKnownEditor } from "./schemaRequest";

type Decision = "apply" | "cancel" | { readonly line: number };

/** Shows what the migrations make of the active file, and makes it so when the user agrees. */
export async function migrate(client: LanguageClient, previews: PreviewDocuments): Promise<void> {
	const editor = activeKnownEditor();
	if (editor === undefined) {
		void vscode.window.showInformationMessage(vscode.l10n.t("Open a YAML file with Kubernetes objects first."));
		return;
	}
	const { document } = editor;
	const params: MigrateParams = { uri: client.code2ProtocolConverter.asUri(document.uri) };
	const result = await client.sendRequest<MigrateResult>(migrateRequest, params);
	if (result === null || result.documents.length === 0) {
		void vscode.window.showInformationMessage(vscode.l10n.t("There is nothing to migrate in this file."));
		return;
	}
	if (result.text === document.getText()) {
		const reasons = result.documents.map(({ kind, name, refused }) => `${kind} ${name}: ${refused ?? ""}`);
		void vscode.window.showWarningMessage(reasons.join("\n"));
		return;
	}
	const name = vscode.workspace.asRelativePath(document.uri);
	const version = document.version;
	const preview = await previews.open(document, result.text, vscode.l10n.t("{0}: migration", name));
	const decision = await decide(result, name, document);
	preview.dispose();
	if (decision !== "apply") return;
	if (document.version !== version) {
		const text = vscode.l10n.t("{0} was changed meanwhile. Nothing was migrated; run the command again.", name);
		void vscode.window.showWarningMessage(text);
		return;
	}
	const edit = new vscode.WorkspaceEdit();
	edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), result.text);
	await vscode.workspace.applyEdit(edit);
	await vscode.window.showTextDocument(document);
}

/** Asks what to do while the diff is open. Choosing a remark shows its line, and asks again. */
async function decide(result: MigrationPreview, name: string, document: vscode.TextDocument): Promise<Decision> {
	for (;;) {
		const chosen = await choose<Decision>(choices(result), {
			title: vscode.l10n.t("Migrate {0}", name),
			placeholder: vscode.l10n.t("Nothing was changed yet. Look at the diff, then decide."),
			stay: true,
		});
		if (chosen === undefined) return "cancel";
		if (typeof chosen === "string") return chosen;
		const place = new vscode.Range(chosen.line, 0, chosen.line, 0);
		await vscode.window.showTextDocument(document, { selection: place, preserveFocus: true, preview: true });
	}
}

function choices({ documents }: MigrationPreview): Choice<Decision>[] {
	const made = documents.filter(({ refused }) => refused === undefined);
	const refused = documents.filter((document) => document.refused !== undefined);
	const remark = ({ path, line, message }: MigrationNote): Choice<Decision> => ({
		label: path,
		detail: message,
		description: vscode.l10n.t("line {0}", line + 1),
		value: { line },
	});
	const group = (label: string, items: Choice<Decision>[]) => (items.length === 0 ? [] : [separator(label), ...items]);
	return [
		{
			label: vscode.l10n.t("$(check) Migrate"),
			detail: made.map(({ title, name }) => `${name}: ${title}`).join(" · "),
			value: "apply",
		},
		{ label: vscode.l10n.t("$(close) Leave as it is"), value: "cancel" },
		...group(
			vscode.l10n.t("Not carried over"),
			documents.flatMap((one) => one.notCarriedOver.map(remark)),
		),
		...group(
			vscode.l10n.t("Worth a look afterwards"),
			documents.flatMap((one) => one.notes.map(remark)),
		),
		...group(
			vscode.l10n.t("Not migrated"),
			refused.map(({ kind, name, line, refused: reason = "" }) => ({
				label: `${kind} ${name}`,
				detail: reason,
				value: { line },
			})),
		),
	];
}
