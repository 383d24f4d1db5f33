import * as vscode from "vscode";
import type { Connection } from "../fleet/fleet";
import { type ApplyOptions, type ApplyOutcome, executeApply } from "../fleet/operations/apply";
import { type ManifestProblem, objectKey } from "../fleet/operations/manifests";
import { actionable, itemDiff, type Plan } from "../fleet/operations/plan";
import type { HistoryOptions } from "../fleet/operations/revisions";
import { confirmPlan, contested, hopelessText, planSummary } from "../ui/confirmations";
import type { Review } from "../ui/diffDocuments";
import { objectText } from "../ui/operationText";
import { withProgress } from "../ui/progress";
import type { CommandTools } from "./context";
import { onCluster } from "./report";

/** What is asked of the cluster, reviewed and then done. */
export interface ReviewRequest {
	readonly connection: Connection;
	/** Asks the server what would happen. */
	readonly plan: (takeOver: ReadonlySet<string>, signal: AbortSignal) => Promise<Plan>;
	readonly problems: readonly ManifestProblem[];
	/** Set where a revision is gone back to. */
	readonly revision?: number;
	/** Kept with the revisions. */
	readonly message?: string;
}

/**
 * Asks the server what would happen, shows it, and does it once the user has agreed.
 *
 * @returns what was done; nothing where there was nothing to do or the user left
 */
export async function reviewAndApply(
	tools: CommandTools,
	request: ReviewRequest,
): Promise<readonly ApplyOutcome[] | undefined> {
	const { connection, problems, revision } = request;
	const takeOver = new Set<string>();
	for (;;) {
		const asking = vscode.l10n.t("Asking {0} what would change…", connection.context.name);
		const plan = await withProgress(asking, (signal) =>
			onCluster(connection, () => request.plan(new Set(takeOver), signal)),
		);
		const items = actionable(plan);
		const reviewed = { connection, plan, problems, ...(revision !== undefined && { revision }) };
		if (plan.items.every((item) => item.action === "unchanged" && item.kept.length === 0) && problems.length === 0) {
			const nothing = vscode.l10n.t("Nothing to change: {0} is as it should be.", connection.context.name);
			void vscode.window.showInformationMessage(nothing);
			return undefined;
		}
		const hopeless = hopelessText(reviewed);
		if (hopeless !== "") {
			void vscode.window.showErrorMessage(
				vscode.l10n.t("Nothing can be applied to {0}. {1}", connection.context.name, hopeless),
			);
			return undefined;
		}
		let review: Review | undefined;
		try {
			if (items.length > 0) {
				const title = vscode.l10n.t("{0}: now ↔ after ({1})", connection.context.name, planSummary(reviewed));
				const diffs = items.map((item) => ({ reference: item.reference, ...itemDiff(item) }));
				review = await tools.diffs.open(connection.context.name, title, diffs);
			}
			const decision = await confirmPlan(reviewed, review);
			if (decision === "cancel") return undefined;
			if (decision === "apply") return await applyNow(tools, plan, request);
			for (const item of contested(plan)) takeOver.add(objectKey(item.reference));
		} finally {
			await review?.close();
		}
	}
}

/** How the history is kept, as the settings say. */
export function historyOptions(): HistoryOptions {
	const limit = vscode.workspace.getConfiguration("edgewise").get<number>("history.limit");
	return limit === undefined ? {} : { limit };
}

async function applyNow(tools: CommandTools, plan: Plan, request: ReviewRequest): Promise<readonly ApplyOutcome[]> {
	const { connection, message } = request;
	const { context } = connection;
	const author = context.config.getCurrentUser()?.name ?? context.name;
	const outcomes = await withProgress(vscode.l10n.t("Applying to {0}…", context.name), (signal, report) => {
		const options: ApplyOptions = {
			author,
			history: historyOptions(),
			signal,
			onProgress: (reference) => report(objectText(reference)),
			...(message !== undefined && { message }),
		};
		return executeApply(connection.api, plan, options);
	});
	for (const outcome of outcomes) {
		tools.log.info(`${context.name}: ${objectText(outcome.item.reference)}: ${outcome.kind}`, detailOf(outcome));
	}
	return outcomes;
}

function detailOf(outcome: ApplyOutcome): string {
	if (outcome.kind === "failed") return outcome.refusal.kind;
	if (outcome.kind !== "applied") return "";
	const revision = outcome.revision === undefined ? "no revision" : `revision ${outcome.revision}`;
	return outcome.historyFailure === undefined ? revision : `${revision}, history: ${outcome.historyFailure.kind}`;
}
