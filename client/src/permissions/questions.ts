import * as vscode from "vscode";
import type { PermissionChoicesResult, PermissionPlace, PermissionSubject } from "../../../server/src/protocol";
import { type Choice, choose, separator } from "../ui/quickPick";

/** What can be asked: may somebody do something, who may do it, what may somebody do. */
export type Ask = "may" | "who" | "what";

const other = Symbol("something that the files do not name");

/** Asks what the user wants to know. */
export function askQuestion(): Promise<Ask | undefined> {
	return choose<Ask>(
		[
			{ label: vscode.l10n.t("May somebody do something?"), value: "may" },
			{ label: vscode.l10n.t("Who may do something?"), value: "who" },
			{ label: vscode.l10n.t("What may somebody do?"), value: "what" },
		],
		{
			title: vscode.l10n.t("Explain Permission"),
			placeholder: vscode.l10n.t("Answers come from the manifests of this workspace alone."),
		},
	);
}

/** Asks for a user, group or service account. */
export async function askSubject(choices: PermissionChoicesResult): Promise<PermissionSubject | undefined> {
	const subject =
		(kind: "User" | "Group", icon: string) =>
		(name: string): Choice<PermissionSubject> => ({
			label: `$(${icon}) ${name}`,
			value: { kind, name },
		});
	const accounts = choices.serviceAccounts.map((text): Choice<PermissionSubject> => {
		const [namespace = "", name = ""] = text.split("/");
		return { label: `$(gear) ${text}`, value: { kind: "ServiceAccount", namespace, name } };
	});
	const chosen = await choose<PermissionSubject | typeof other>(
		[
			{ label: vscode.l10n.t("$(edit) Another user…"), value: other },
			...group(vscode.l10n.t("Users"), choices.users.map(subject("User", "person"))),
			...group(vscode.l10n.t("Groups"), choices.groups.map(subject("Group", "organization"))),
			...group(vscode.l10n.t("Service accounts"), accounts),
		],
		{ title: vscode.l10n.t("Explain Permission"), placeholder: vscode.l10n.t("Who?") },
	);
	if (chosen !== other) return chosen;
	const name = await typed(vscode.l10n.t("Name of the user"));
	return name === undefined ? undefined : { kind: "User", name };
}

/** Asks for a verb. */
export function askVerb({ verbs }: PermissionChoicesResult): Promise<string | undefined> {
	return oneOf(verbs, vscode.l10n.t("Wants to do what?"), vscode.l10n.t("Verb, such as get"));
}

/** Asks for a resource, or a path. */
export function askResource({ resources }: PermissionChoicesResult): Promise<string | undefined> {
	const prompt = vscode.l10n.t("Resource, such as deployments.apps or pods/log, or a path such as /healthz");
	return oneOf(resources, vscode.l10n.t("With which resource?"), prompt);
}

/** Asks where the request is made. */
export async function askPlace(choices: PermissionChoicesResult): Promise<PermissionPlace | undefined> {
	const places = (key: keyof PermissionPlace, names: readonly string[]) =>
		names.map((name): Choice<PermissionPlace> => ({ label: name, value: { [key]: name } }));
	const chosen = await choose<PermissionPlace | typeof other>(
		[
			{ label: vscode.l10n.t("$(globe) The platform"), value: {} },
			{ label: vscode.l10n.t("$(edit) Another namespace…"), value: other },
			...group(vscode.l10n.t("Namespaces"), places("namespace", choices.namespaces)),
			...group(vscode.l10n.t("Workspaces"), places("workspace", choices.workspaces)),
			...group(vscode.l10n.t("Node groups"), places("nodegroup", choices.nodeGroups)),
			...group(vscode.l10n.t("Nodes"), places("node", choices.nodes)),
			...group(vscode.l10n.t("Clusters"), places("cluster", choices.clusters)),
		],
		{ title: vscode.l10n.t("Explain Permission"), placeholder: vscode.l10n.t("Where?") },
	);
	if (chosen !== other) return chosen;
	const namespace = await typed(vscode.l10n.t("Name of the namespace"));
	return namespace === undefined ? undefined : { namespace };
}

async function oneOf(names: readonly string[], placeholder: string, prompt: string): Promise<string | undefined> {
	const chosen = await choose<string | typeof other>(
		[
			{ label: vscode.l10n.t("$(edit) Something else…"), value: other },
			separator(""),
			...names.map((name) => ({ label: name, value: name })),
		],
		{ title: vscode.l10n.t("Explain Permission"), placeholder },
	);
	return chosen === other ? typed(prompt) : chosen;
}

async function typed(prompt: string): Promise<string | undefined> {
	const text = await vscode.window.showInputBox({ title: vscode.l10n.t("Explain Permission"), prompt });
	return text?.trim() || undefined;
}

function group<T>(label: string, items: readonly Choice<T>[]): Choice<T>[] {
	return items.length === 0 ? [] : [separator(label), ...items];
}
