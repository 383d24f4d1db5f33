import * as vscode from "vscode";
import type { Connection, Fleet } from "../fleet/fleet";
import type { ObjectReference } from "../fleet/objects";
import type { Revision } from "../fleet/operations/revisionCarrier";
import type { History, ObjectWithHistory } from "../fleet/operations/revisions";
import { agoText } from "./operationText";
import { type Choice, choose, separator } from "./quickPick";

/** Lets the user choose among contexts; the current one of the kubeconfig is chosen at first. */
export async function pickConnection(
	connections: readonly Connection[],
	title: string,
	last?: Choice<"other">,
): Promise<Connection | "other" | undefined> {
	const choices: Choice<Connection | "other">[] = connections.map((connection) => {
		const { name, server, namespace, current } = connection.context;
		return {
			label: name,
			description: current ? vscode.l10n.t("current context") : "",
			detail: vscode.l10n.t("{0} · namespace {1}", server, namespace),
			value: connection,
		};
	});
	if (last !== undefined) choices.push(separator(""), last);
	return await choose(choices, {
		title,
		placeholder: vscode.l10n.t("Which cluster?"),
		preselect: (value) => value !== "other" && value.context.current,
	});
}

/** The connections whose cluster answers now. */
export function connectedOnes(fleet: Fleet): Connection[] {
	return fleet.connections.filter(({ state }) => state.phase.kind === "connected");
}

/** Lets the user choose among the objects that have revisions. */
export async function pickObjectWithHistory(
	load: (signal: AbortSignal) => Promise<{ objects: readonly ObjectWithHistory[]; unread: History["unread"] }>,
	contextName: string,
): Promise<ObjectReference | undefined> {
	return await choose<ObjectReference>(
		async (signal) => {
			const { objects, unread } = await load(signal);
			const choices: Choice<ObjectReference>[] = objects.map(({ object, newest, count }) => ({
				label: `${object.kind} ${object.name}`,
				description: object.namespace ?? "",
				detail:
					count === 1
						? vscode.l10n.t("1 revision · last applied {0} by {1}", agoText(newest.time), newest.author)
						: vscode.l10n.t("{0} revisions · last applied {1} by {2}", count, agoText(newest.time), newest.author),
				value: object,
			}));
			if (choices.length === 0) choices.push(separator(vscode.l10n.t("Nothing was applied by Edgewise here yet")));
			return [...choices, ...unreadNotes(unread)];
		},
		{
			title: vscode.l10n.t("Roll back on {0}", contextName),
			placeholder: vscode.l10n.t("Which object? Deleted ones can be brought back."),
		},
	);
}

/** Lets the user choose a revision; the newest is the one before the present state. */
export async function pickRevision(history: History, title: string): Promise<Revision | "other" | undefined> {
	const choices: Choice<Revision | "other">[] = history.revisions.map((revision, index) => {
		const parts = [
			revision.baseline ? vscode.l10n.t("state before Edgewise") : revision.message,
			agoText(revision.time),
			vscode.l10n.t("applied by {0}", revision.author),
			revision.file,
		];
		const newest = index === 0 ? ` · ${vscode.l10n.t("newest")}` : "";
		return {
			label: `${vscode.l10n.t("Revision {0}", revision.number)}${newest}`,
			description: parts.filter((part) => part !== undefined).join(" · "),
			value: revision,
		};
	});
	const other: Choice<"other"> = { label: vscode.l10n.t("{0} Another object…", "$(search)"), value: "other" };
	return await choose([...choices, ...unreadNotes(history.unread), separator(""), other], {
		title,
		placeholder: vscode.l10n.t("Go back to which revision? You see the changes before anything happens."),
		// The newest is what was applied last; going back means the one before it.
		preselect: (value) => value === (history.revisions[1] ?? history.revisions[0]),
	});
}

function unreadNotes(unread: History["unread"]): Choice<never>[] {
	return unread.map(({ kind }) =>
		separator(
			kind === "Secret"
				? vscode.l10n.t("Revisions of objects with credentials are hidden: you may not read Secrets")
				: vscode.l10n.t("Other revisions are hidden: you may not read ControllerRevisions"),
		),
	);
}
