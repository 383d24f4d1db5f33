import * as vscode from "vscode";
import type { Connection } from "../fleet/fleet";
import type { ApplyOutcome } from "../fleet/operations/apply";
import { failureSentences, objectText, refusalText } from "../ui/operationText";
import { showFailure } from "./report";

/** Tells what was done. Where something failed: what, why, what was done before and what was not begun. */
export function reportOutcomes(connection: Connection, outcomes: readonly ApplyOutcome[], done: string): void {
	const failed = outcomes.find((outcome) => outcome.kind === "failed");
	const { name } = connection.context;
	if (failed !== undefined) {
		const parts = [
			vscode.l10n.t(
				"{0} was not applied to {1}. {2}",
				objectText(failed.item.reference),
				name,
				refusalText(failed.refusal, connection),
			),
			...progressText(outcomes),
		];
		void showFailure(parts.join(" "));
		return;
	}
	if (outcomes.some(({ kind }) => kind === "notAttempted")) {
		void vscode.window.showWarningMessage([vscode.l10n.t("Cancelled."), ...progressText(outcomes)].join(" "));
		return;
	}
	const unkept = outcomes.find((outcome) => outcome.kind === "applied" && outcome.historyFailure !== undefined);
	if (unkept?.kind === "applied" && unkept.historyFailure !== undefined) {
		const reason = failureSentences(unkept.historyFailure, connection);
		void vscode.window.showWarningMessage(
			`${done} ${vscode.l10n.t("But the history of {0} is not complete: {1}", objectText(unkept.item.reference), reason)}`,
		);
		return;
	}
	void offerRollBack(connection, outcomes, done);
}

function progressText(outcomes: readonly ApplyOutcome[]): string[] {
	const names = (kind: ApplyOutcome["kind"]) =>
		outcomes.filter((outcome) => outcome.kind === kind).map(({ item }) => objectText(item.reference));
	const [applied, left] = [names("applied"), names("notAttempted")];
	return [
		...(applied.length > 0 ? [vscode.l10n.t("Applied before: {0}.", applied.join(", "))] : []),
		...(left.length > 0 ? [vscode.l10n.t("Not begun: {0}.", left.join(", "))] : []),
	];
}

async function offerRollBack(connection: Connection, outcomes: readonly ApplyOutcome[], done: string): Promise<void> {
	const [only, ...others] = outcomes;
	if (only?.kind !== "applied" || others.length > 0 || (only.revision ?? 1) === 1) {
		void vscode.window.showInformationMessage(done);
		return;
	}
	const rollBack = vscode.l10n.t("Roll Back…");
	if ((await vscode.window.showInformationMessage(done, rollBack)) !== rollBack) return;
	const argument = { contextName: connection.context.name, reference: only.item.reference };
	await vscode.commands.executeCommand("edgewise.rollBack", argument);
}
