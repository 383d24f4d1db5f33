import * as vscode from "vscode";
import { planApply } from "../fleet/operations/plan";
import { problemText } from "../ui/operationText";
import type { CommandTools } from "./context";
import { reportOutcomes } from "./outcome";
import { reviewAndApply } from "./reviewAndApply";
import { readManifests, urisOf } from "./sources";
import { requireTrust, resolveConnection } from "./target";

/**
 * Applies the manifests of the active editor, or of files.
 *
 * @param argument a file of the explorer or the editor's title, or `{ uri, uris, context }`
 * @param selected all files that are selected in the explorer
 */
export async function apply(tools: CommandTools, argument?: unknown, selected?: unknown): Promise<void> {
	if (!(await requireTrust())) return;
	const uris = urisOf(argument, selected);
	if (uris.length === 0) {
		void vscode.window.showErrorMessage(vscode.l10n.t("Open a YAML file with Kubernetes objects first."));
		return;
	}
	const { manifests, problems } = await readManifests(uris);
	if (manifests.length === 0) {
		const reasons = problems.map(problemText).join("\n");
		void vscode.window.showErrorMessage(reasons || vscode.l10n.t("There is no Kubernetes object in this file."));
		return;
	}
	const { context } = (argument ?? {}) as { context?: unknown };
	const named = typeof context === "string" ? context : undefined;
	const connection = await resolveConnection(tools, vscode.l10n.t("Apply"), named);
	if (connection === undefined) return;
	const { namespace, name } = connection.context;
	const outcomes = await reviewAndApply(tools, {
		connection,
		problems,
		plan: (takeOver, signal) => planApply(connection.api, manifests, { namespace, takeOver }, signal),
	});
	if (outcomes === undefined) return;
	const done =
		outcomes.length === 1
			? vscode.l10n.t("Applied 1 object to {0}.", name)
			: vscode.l10n.t("Applied {0} objects to {1}.", outcomes.length, name);
	reportOutcomes(connection, outcomes, done);
}
