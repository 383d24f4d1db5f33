import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import {
	type ExplainPermissionParams,
	type ExplainPermissionResult,
	explainPermissionRequest,
	type PermissionChoicesResult,
	permissionChoicesRequest,
} from "../../../server/src/protocol";
import { choose } from "../ui/quickPick";
import type { AnswerDocuments } from "./answerDocuments";
import { askPlace, askQuestion, askResource, askSubject, askVerb } from "./questions";

/** Asks who wants to do what where, and shows whether they may, with the chain that leads to it. */
export async function explainPermission(client: LanguageClient, answers: AnswerDocuments): Promise<void> {
	const params = await question(await client.sendRequest<PermissionChoicesResult>(permissionChoicesRequest));
	if (params !== undefined) await answer(client, answers, params);
}

/** Lets the user put a question together. @returns nothing where they left it */
async function question(choices: PermissionChoicesResult): Promise<ExplainPermissionParams | undefined> {
	const ask = await askQuestion();
	if (ask === undefined) return undefined;
	const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString());
	const subject = ask === "who" ? undefined : await askSubject(choices);
	if (ask !== "who" && subject === undefined) return undefined;
	if (ask === "what") return { ...(subject && { subject }), place: {}, folders };
	const verb = await askVerb(choices);
	const resource = verb === undefined ? undefined : await askResource(choices);
	const place = resource === undefined ? undefined : await askPlace(choices);
	if (verb === undefined || resource === undefined || place === undefined) return undefined;
	return { ...(subject && { subject }), request: { verb, resource }, place, folders };
}

async function answer(
	client: LanguageClient,
	answers: AnswerDocuments,
	params: ExplainPermissionParams,
): Promise<void> {
	const result = await client.sendRequest<ExplainPermissionResult>(explainPermissionRequest, params);
	switch (result.kind) {
		case "answer":
			await answers.open({ name: `${result.title}.md`, text: result.text, links: result.links });
			return;
		case "ambiguousResource": {
			const resource = await choose(
				result.choices.map((choice) => ({ label: choice, value: choice })),
				{ title: vscode.l10n.t("Explain Permission"), placeholder: vscode.l10n.t("Which of these resources?") },
			);
			if (resource === undefined || params.request === undefined) return;
			await answer(client, answers, { ...params, request: { ...params.request, resource } });
			return;
		}
		case "unknownResource": {
			const { resource } = params.request ?? { resource: "" };
			const [meant] = result.meant;
			const text =
				meant === undefined
					? vscode.l10n.t("No resource “{0}” is known. Write its group as well, as in deployments.apps.", resource)
					: vscode.l10n.t("No resource “{0}” is known. Did you mean “{1}”?", resource, meant);
			void vscode.window.showWarningMessage(text);
		}
	}
}
