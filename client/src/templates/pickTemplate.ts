import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { type TemplateSummary, type TemplatesResult, templatesRequest } from "../../../server/src/protocol";
import { type Choice, choose } from "../ui/quickPick";

/** Lets the user choose one of the workspace's templates; tells how to get one where there is none. */
export async function pickTemplate(client: LanguageClient, title: string): Promise<TemplateSummary | undefined> {
	const templates = await client.sendRequest<TemplatesResult>(templatesRequest);
	if (templates.length === 0) {
		const text = vscode.l10n.t(
			"There is no template in the workspace: a folder of manifests with placeholders, and a file .edgewise-template.yaml.",
		);
		void vscode.window.showInformationMessage(text);
		return undefined;
	}
	const chosen = await choose(
		templates.map(
			(template): Choice<TemplateSummary> => ({
				label: template.name,
				description: template.problem === undefined ? template.description : `$(error) ${template.problem}`,
				detail: template.parameters.map(({ name }) => name).join(" · "),
				value: template,
			}),
		),
		{ title, placeholder: vscode.l10n.t("Which template?") },
	);
	if (chosen?.problem === undefined) return chosen;
	void vscode.window.showErrorMessage(`${chosen.name}: ${chosen.problem}`);
	return undefined;
}

/** Where sites of a template are: as it says itself, or as the user does. */
export async function askTarget({ target, parameters }: TemplateSummary, title: string): Promise<string | undefined> {
	if (target !== undefined) return target;
	const [first] = parameters;
	return await vscode.window.showInputBox({
		title,
		prompt: vscode.l10n.t("The folder of a site, from the template's folder. Placeholders stand for values."),
		value: `../${first === undefined ? "site" : `\${${first.name}}`}`,
		ignoreFocusOut: true,
	});
}

/** The file that has the values of all sites: as the template says, or as the user does. */
export async function askValuesFile({ values }: TemplateSummary): Promise<string | undefined> {
	if (values !== undefined) return values;
	const [file] =
		(await vscode.window.showOpenDialog({
			title: vscode.l10n.t("Values of All Sites"),
			filters: { [vscode.l10n.t("Values")]: ["csv", "tsv", "yaml", "yml", "json"] },
		})) ?? [];
	return file?.toString();
}

/** Tells why sites cannot be made or checked. */
export function tellRefusal(reasons: readonly string[]): void {
	const [first = "", ...more] = reasons;
	const rest = more.length > 0 ? ` ${vscode.l10n.t("(and {0} more)", more.length)}` : "";
	void vscode.window.showErrorMessage(first + rest);
}
