import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { type GeneratedRbacResult, generatedRbacRequest, type PermissionsAtParams } from "../../../server/src/protocol";
import { activeKnownEditor } from "../language/schemaRequest";
import type { AnswerDocuments } from "./answerDocuments";

/** Shows the ClusterRoles, Roles and bindings that the platform makes of what stands at the cursor. */
export async function showGeneratedRbac(client: LanguageClient, answers: AnswerDocuments): Promise<void> {
	const editor = activeKnownEditor();
	const generated = editor && (await generatedAt(client, editor));
	if (!generated) {
		const text = vscode.l10n.t("Put the cursor into an IAMRole, IAMRoleBinding or RoleTemplate first.");
		void vscode.window.showInformationMessage(text);
		return;
	}
	const { kind, name, yaml } = generated;
	await answers.open({ name: `${kind} ${name} RBAC.yaml`, text: yaml, links: [] });
}

function generatedAt(client: LanguageClient, { document, selection }: vscode.TextEditor): Promise<GeneratedRbacResult> {
	const { line, character } = selection.active;
	const params: PermissionsAtParams = {
		uri: client.code2ProtocolConverter.asUri(document.uri),
		position: { line, character },
	};
	return client.sendRequest<GeneratedRbacResult>(generatedRbacRequest, params);
}
