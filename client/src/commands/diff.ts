import * as vscode from "vscode";
import { actionable, itemDiff, planApply } from "../fleet/operations/plan";
import { planSummary, refusedText } from "../ui/confirmations";
import { withProgress } from "../ui/progress";
import type { CommandTools } from "./context";
import { onCluster } from "./report";
import { sourcesOf } from "./sources";
import { requireTrust, resolveConnection } from "./target";

/**
 * Shows what applying manifests would change on a cluster, as the server says; nothing is applied.
 *
 * @param argument as for `apply`
 * @param selected all files that are selected in the explorer
 */
export async function diff(tools: CommandTools, argument?: unknown, selected?: unknown): Promise<void> {
	if (!(await requireTrust())) return;
	const sources = await sourcesOf(argument, selected);
	if (sources === undefined) return;
	const { manifests, problems } = sources;
	const connection = await resolveConnection(tools, vscode.l10n.t("Diff"), sources.context);
	if (connection === undefined) return;
	const { namespace, name } = connection.context;
	const plan = await withProgress(vscode.l10n.t("Asking {0} what would change…", name), (signal) =>
		onCluster(connection, () => planApply(connection.api, manifests, { namespace }, signal)),
	);
	const reviewed = { connection, plan, problems };
	const items = actionable(plan);
	if (items.length > 0) {
		const title = vscode.l10n.t("{0}: now ↔ after ({1})", name, planSummary(reviewed));
		const diffs = items.map((item) => ({ reference: item.reference, ...itemDiff(item) }));
		const review = await tools.diffs.open(name, title, diffs);
		review.closeWithTab();
		return;
	}
	const refused = refusedText(reviewed);
	if (refused !== "") void vscode.window.showErrorMessage(refused);
	else void vscode.window.showInformationMessage(vscode.l10n.t("Nothing to change: {0} is as it should be.", name));
}
