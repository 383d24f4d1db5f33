import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import {
	type MakeSitesResult,
	makeSitesRequest,
	type SiteFile,
	type SitesParams,
	type TemplateParameter,
	type TemplateSummary,
} from "../../../server/src/protocol";
import { type Choice, choose } from "../ui/quickPick";
import { askTarget, askValuesFile, pickTemplate, tellRefusal } from "./pickTemplate";

/** Makes one site of a template, or all sites that a file has values for. Nothing is written before the user saw it. */
export async function newSite(client: LanguageClient): Promise<void> {
	const title = vscode.l10n.t("New Site from Template");
	const template = await pickTemplate(client, title);
	const target = template && (await askTarget(template, title));
	if (template === undefined || target === undefined) return;
	const values = await askValues(template, title);
	if (values === undefined) return;
	const params: SitesParams = { template: template.uri, target, values };
	const result = await client.sendRequest<MakeSitesResult>(makeSitesRequest, params);
	if (result.kind === "refused") tellRefusal(result.reasons);
	else await create(result, title);
}

async function askValues(template: TemplateSummary, title: string): Promise<SitesParams["values"] | undefined> {
	const placeholder = vscode.l10n.t("For how many sites?");
	const one: Choice<"one" | "all"> = {
		label: vscode.l10n.t("$(add) One site"),
		detail: vscode.l10n.t("Asks for each value"),
		value: "one",
	};
	const all: Choice<"one" | "all"> = {
		label: vscode.l10n.t("$(list-unordered) All sites of a file"),
		detail:
			template.values === undefined
				? vscode.l10n.t("CSV with names in its first row, or a list in YAML or JSON")
				: vscode.workspace.asRelativePath(vscode.Uri.parse(template.values)),
		value: "all",
	};
	const number = await choose([one, all], { title, placeholder });
	if (number === undefined) return undefined;
	if (number === "all") return await askValuesFile(template);
	const values: Record<string, string> = {};
	for (const [index, parameter] of template.parameters.entries()) {
		const value = await askValue(parameter, `${title} (${index + 1}/${template.parameters.length})`);
		if (value === undefined) return undefined;
		values[parameter.name] = value;
	}
	return [values];
}

async function askValue(parameter: TemplateParameter, title: string): Promise<string | undefined> {
	const { name, description, pattern, oneOf, default: usual } = parameter;
	const prompt = description === "" ? name : `${name}: ${description}`;
	if (oneOf.length > 0) {
		const choices = oneOf.map(
			(value): Choice<string> => ({
				label: value,
				...(value === usual && { description: vscode.l10n.t("default") }),
				value,
			}),
		);
		return await choose(choices, { title, placeholder: prompt, stay: true, preselect: (value) => value === usual });
	}
	const expression = pattern === undefined ? undefined : new RegExp(pattern, "u");
	return await vscode.window.showInputBox({
		title,
		prompt,
		...(usual !== undefined && { value: usual }),
		ignoreFocusOut: true,
		validateInput(value) {
			if (value === "") return vscode.l10n.t("A value is needed.");
			if (expression === undefined || expression.test(value)) return undefined;
			return vscode.l10n.t("This has to match {0}", pattern ?? "");
		},
	});
}

type Decision = "create" | "look" | "cancel";

/** Tells what there is to create, and creates it when the user agrees; the editor can undo it. */
async function create(
	{ files, problems, sites }: MakeSitesResult & { readonly kind: "sites" },
	title: string,
): Promise<void> {
	const fresh = files.filter(({ state }) => state === "new");
	const differing = files.filter(({ state }) => state === "differs");
	if (fresh.length === 0) {
		const text =
			differing.length === 0
				? vscode.l10n.t("All files are there already, as the template has them.")
				: vscode.l10n.t(
						"All files are there already; {0} differ from the template and are left alone.",
						differing.length,
					);
		void vscode.window.showInformationMessage(text);
		return;
	}
	for (;;) {
		const decision = await choose(decisions(fresh, differing, problems, sites), {
			title,
			placeholder: vscode.l10n.t("Nothing was written yet."),
			stay: true,
		});
		if (decision === "look") {
			const [first] = fresh;
			if (first !== undefined) await show(first);
			continue;
		}
		if (decision !== "create") return;
		break;
	}
	const edit = new vscode.WorkspaceEdit();
	for (const { uri, text } of fresh) {
		edit.createFile(vscode.Uri.parse(uri), { contents: new TextEncoder().encode(text), overwrite: false });
	}
	const [first] = fresh;
	if (!(await vscode.workspace.applyEdit(edit)) || first === undefined) {
		void vscode.window.showErrorMessage(vscode.l10n.t("The files could not be written."));
		return;
	}
	await vscode.window.showTextDocument(vscode.Uri.parse(first.uri));
}

function decisions(
	fresh: readonly SiteFile[],
	differing: readonly SiteFile[],
	problems: readonly { readonly message: string; readonly uri: string; readonly line: number }[],
	sites: number,
): Choice<Decision>[] {
	const name = (uri: string) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
	const shown = fresh.slice(0, 5).map(({ uri }) => name(uri));
	const more = fresh.length - shown.length;
	const [problem] = problems;
	const warning =
		problem === undefined
			? []
			: [
					{
						label: vscode.l10n.t("$(warning) {0} problems in what would be written", problems.length),
						detail: `${name(problem.uri)}:${problem.line + 1}: ${problem.message}`,
						value: "look" as const,
					},
				];
	return [
		{
			label:
				sites === 1
					? vscode.l10n.t("$(check) Create {0} files", fresh.length)
					: vscode.l10n.t("$(check) Create {0} files of {1} sites", fresh.length, sites),
			detail: shown.join(" · ") + (more > 0 ? ` ${vscode.l10n.t("(and {0} more)", more)}` : ""),
			...(differing.length > 0 && {
				description: vscode.l10n.t("{0} differ already and are left alone", differing.length),
			}),
			value: "create",
		},
		{ label: vscode.l10n.t("$(eye) Look at the first file"), value: "look" },
		...warning,
		{ label: vscode.l10n.t("$(close) Create nothing"), value: "cancel" },
	];
}

/** Shows a file that is not there yet. */
async function show({ text }: SiteFile): Promise<void> {
	const document = await vscode.workspace.openTextDocument({ language: "yaml", content: text });
	await vscode.window.showTextDocument(document, { preview: true, preserveFocus: true });
}
