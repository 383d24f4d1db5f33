import * as vscode from "vscode";
import type { Connection } from "../fleet/fleet";
import type { ObjectReference } from "../fleet/objects";
import type { ManifestProblem } from "../fleet/operations/manifests";
import { type ActionableItem, actionable, type Plan, type PlanItem } from "../fleet/operations/plan";
import type { Review } from "./diffDocuments";
import { objectText, problemText, refusalText, uncheckedText } from "./operationText";
import { type Choice, choose, separator } from "./quickPick";

/** What the user decided after looking at a plan. */
export type Decision = "apply" | "takeOver" | "cancel";

interface Told {
	readonly text: string;
}

/** What is reviewed. */
export interface ReviewedPlan {
	readonly connection: Connection;
	readonly plan: Plan;
	/** Parts of the files that cannot be sent at all. */
	readonly problems: readonly ManifestProblem[];
	/** Set where the plan goes back to a revision. */
	readonly revision?: number;
}

/** Items whose fields others own; taking over would make them apply as written. */
export function contested(plan: Plan): PlanItem[] {
	return plan.items.filter(
		(item) =>
			(item.action === "refused" && item.refusal.kind === "conflict") ||
			((item.action === "change" || item.action === "unchanged") && item.kept.length > 0),
	);
}

/** Why nothing of a plan can be done; empty where something can. */
export function hopelessText(reviewed: ReviewedPlan): string {
	if (actionable(reviewed.plan).length > 0 || contested(reviewed.plan).length > 0) return "";
	return refusedText(reviewed);
}

/** Why parts of a plan are refused, line by line; empty where none is. */
export function refusedText(reviewed: ReviewedPlan): string {
	return refusals(reviewed)
		.flatMap(({ value }) => (value === undefined ? [] : [value.text]))
		.join("\n");
}

/** A plan in a few words: `1 to create, 2 to change, 1 refused`. */
export function planSummary({ plan, problems }: ReviewedPlan): string {
	const count = (action: PlanItem["action"]) => plan.items.filter((item) => item.action === action).length;
	const refused = count("refused") + problems.length;
	const parts = [
		count("create") > 0 ? vscode.l10n.t("{0} to create", count("create")) : undefined,
		count("change") > 0 ? vscode.l10n.t("{0} to change", count("change")) : undefined,
		count("unchanged") > 0 ? vscode.l10n.t("{0} unchanged", count("unchanged")) : undefined,
		refused > 0 ? vscode.l10n.t("{0} refused", refused) : undefined,
	];
	return parts.filter((part) => part !== undefined).join(vscode.l10n.t(", "));
}

/**
 * Asks what to do with a plan whose diffs are open. Choosing an object shows its diff, or the whole reason why it is
 * refused, and asks again.
 */
export async function confirmPlan(reviewed: ReviewedPlan, review: Review | undefined): Promise<Decision> {
	const { connection, revision } = reviewed;
	const name = connection.context.name;
	const summary = planSummary(reviewed);
	const title =
		revision === undefined
			? vscode.l10n.t("Apply to {0}: {1}", name, summary)
			: vscode.l10n.t("Roll back to revision {0} on {1}: {2}", revision, name, summary);
	for (;;) {
		const chosen = await choose<Decision | ActionableItem | Told>(
			[...decisions(reviewed), ...changes(reviewed), ...refusals(reviewed), ...leftovers(reviewed)],
			{ title, placeholder: vscode.l10n.t("Nothing was sent yet. Look at the changes, then decide."), stay: true },
		);
		if (chosen === undefined) return "cancel";
		if (typeof chosen === "string") return chosen;
		if ("text" in chosen) await vscode.window.showInformationMessage(chosen.text, { modal: true });
		else await review?.show(chosen.reference);
	}
}

function decisions({ plan, connection, revision }: ReviewedPlan): Choice<Decision>[] {
	const choices: Choice<Decision>[] = [];
	const count = actionable(plan).length;
	if (count > 0) {
		choices.push({ label: applyLabel(count, revision), detail: connection.context.server, value: "apply" });
	}
	const { fields, managers } = contestedFields(plan);
	if (fields > 0) {
		choices.push({
			label:
				fields === 1
					? vscode.l10n.t(
							"{0} Take over 1 field from {1}, then review again",
							"$(git-pull-request-go-to-changes)",
							managers,
						)
					: vscode.l10n.t(
							"{0} Take over {1} fields from {2}, then review again",
							"$(git-pull-request-go-to-changes)",
							fields,
							managers,
						),
			detail: vscode.l10n.t("Nothing is sent yet. Their tools will meet a conflict when they set these fields again."),
			value: "takeOver",
		});
	}
	choices.push({ label: vscode.l10n.t("{0} Cancel", "$(close)"), value: "cancel" });
	return choices;
}

function applyLabel(count: number, revision: number | undefined): string {
	if (revision !== undefined) return vscode.l10n.t("{0} Roll back to revision {1}", "$(history)", revision);
	return count === 1
		? vscode.l10n.t("{0} Apply 1 change", "$(check)")
		: vscode.l10n.t("{0} Apply {1} changes", "$(check)", count);
}

function contestedFields(plan: Plan): { fields: number; managers: string } {
	let fields = 0;
	const managers = new Set<string>();
	for (const item of contested(plan)) {
		if (item.action === "refused" && item.refusal.kind === "conflict") {
			fields += item.refusal.conflicts.length;
			for (const { manager } of item.refusal.conflicts) managers.add(manager);
		} else if (item.action === "change" || item.action === "unchanged") {
			fields += item.kept.length;
			managers.add("kubectl");
		}
	}
	return { fields, managers: [...managers].join(", ") };
}

function changes({ plan }: ReviewedPlan): Choice<ActionableItem>[] {
	const items = actionable(plan);
	if (items.length === 0) return [];
	const without = new Set<ObjectReference>(plan.withoutHistory);
	const choices = items.map((item) => {
		const notes = [
			item.action === "create" && item.unchecked ? uncheckedText(item.unchecked) : undefined,
			item.dropped.length > 0
				? vscode.l10n.t("the server does not know and drops: {0}", item.dropped.join(", "))
				: undefined,
			without.has(item.reference) ? vscode.l10n.t("cannot be rolled back: you may not write its history") : undefined,
		].filter((note) => note !== undefined);
		const icon = item.action === "create" ? "$(diff-added)" : "$(diff-modified)";
		return {
			label: `${icon} ${item.reference.kind} ${item.reference.name}`,
			description: item.reference.namespace ?? "",
			...(notes.length > 0 && { detail: `$(warning) ${notes.join("; ")}` }),
			value: item,
		};
	});
	return [separator(vscode.l10n.t("Changes (choose one to see it alone)")), ...choices];
}

function refusals(reviewed: ReviewedPlan): Choice<Told>[] {
	const { plan, problems, connection } = reviewed;
	const refused = plan.items.flatMap((item) => {
		if (item.action !== "refused") return [];
		const label = `$(error) ${item.reference.kind} ${item.reference.name}`;
		return [told(label, item.reference, refusalText(item.refusal, connection))];
	});
	const broken = problems.map((problem) => {
		const text = problemText(problem);
		return { label: `$(error) ${text}`, value: { text } };
	});
	if (refused.length + broken.length === 0) return [];
	return [separator(vscode.l10n.t("Refused (choose one to read why)")), ...refused, ...broken];
}

function leftovers({ plan }: ReviewedPlan): Choice<Told>[] {
	const choices = plan.items.flatMap((item) => {
		if ((item.action !== "change" && item.action !== "unchanged") || item.kept.length === 0) return [];
		const text = vscode.l10n.t("set by kubectl apply, not in the file, and staying: {0}", item.kept.join(", "));
		return [told(`$(info) ${item.reference.kind} ${item.reference.name}`, item.reference, text)];
	});
	return choices.length === 0 ? [] : [separator(vscode.l10n.t("Stays on the cluster")), ...choices];
}

/** A line that tells its whole text when it is chosen: lines are cut off where they are too long. */
function told(label: string, reference: ObjectReference, text: string): Choice<Told> {
	const value = { text: `${objectText(reference)}: ${text}` };
	return { label, description: reference.namespace ?? "", detail: text, value };
}
