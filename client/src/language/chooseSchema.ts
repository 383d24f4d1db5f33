import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { type Choice, choose, separator } from "../ui/quickPick";
import type { ClusterNews } from "./clusterNews";
import { activeKnownEditor, schemaAtCursor, schemaWords } from "./schemaRequest";
import { type OriginChoice, originChoices } from "./schemaText";

/** Lets the user choose where the schema for the kind at the cursor comes from, and keeps it in the settings. */
export async function chooseSchema(client: LanguageClient, news: ClusterNews): Promise<void> {
	const editor = activeKnownEditor();
	const schema = editor && (await schemaAtCursor(client, editor));
	if (editor === undefined || schema === undefined) {
		const text = vscode.l10n.t("No schema is known for what stands at the cursor.");
		void vscode.window.showInformationMessage(text);
		return;
	}
	const [automatic, ...origins] = originChoices(schema, schemaWords(news)).map(choiceItem);
	const chosen = await choose([...(automatic ? [automatic] : []), separator(""), ...origins], {
		title: vscode.l10n.t("Schema for {0}", schema.title),
		placeholder: vscode.l10n.t("Which schema judges this kind?"),
		preselect: ({ current }) => current,
	});
	if (chosen !== undefined && !chosen.current) await keep(schema.id, chosen.choice, editor.document.uri);
}

function choiceItem(value: OriginChoice): Choice<OriginChoice> {
	return { label: `${value.current ? "$(check) " : ""}${value.label}`, description: value.description, value };
}

/** Writes a choice into the workspace's settings, or the user's where no folder is open. */
async function keep(id: string, choice: string | undefined, uri: vscode.Uri): Promise<void> {
	const settings = vscode.workspace.getConfiguration("edgewise", uri);
	const now = settings.inspect<Readonly<Record<string, string>>>("schemas.use");
	const scopes = [
		[vscode.ConfigurationTarget.WorkspaceFolder, now?.workspaceFolderValue],
		[vscode.ConfigurationTarget.Workspace, now?.workspaceValue],
		[vscode.ConfigurationTarget.Global, now?.globalValue],
	] as const;
	const own =
		vscode.workspace.workspaceFolders === undefined
			? vscode.ConfigurationTarget.Global
			: vscode.ConfigurationTarget.Workspace;
	for (const [scope, value] of scopes) {
		// Values of all scopes are merged: a narrower one than ours would win, and so would any, were there none of ours.
		if (scope === own && choice !== undefined) {
			await settings.update("schemas.use", { ...value, [id]: choice }, scope);
			return;
		}
		if (value?.[id] === undefined) continue;
		const { [id]: _, ...rest } = value;
		await settings.update("schemas.use", Object.keys(rest).length > 0 ? rest : undefined, scope);
	}
}
