import * as vscode from "vscode";
import { planApply } from "../fleet/operations/plan";
import type { CommandTools } from "./context";
import { reportOutcomes } from "./outcome";
import { reviewAndApply } from "./reviewAndApply";
import { sourcesOf } from "./sources";
import { requireTrust, resolveConnection } from "./target";

/**
 * Applies the manifests of the active editor, or of files; or one alone.
 *
 * @param argument a file of the explorer or the editor's title; `{ uri, uris, context }`; with `{ uri, position }`, the
 * one manifest that stands there
 * @param selected all files that are selected in the explorer
 */
export async function apply(tools: CommandTools, argument?: unknown, selected?: unknown): Promise<void> {
	if (!(await requireTrust())) return;
	const sources = await sourcesOf(argument, selected);
	if (sources === undefined) return;
	const { manifests, problems } = sources;
	const connection = await resolveConnection(tools, vscode.l10n.t("Apply"), sources.context);
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
