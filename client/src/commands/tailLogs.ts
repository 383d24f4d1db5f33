import * as vscode from "vscode";
import { tailEndText } from "../ui/operationText";
import { pickContainer } from "../ui/podPickers";
import { withProgress } from "../ui/progress";
import type { CommandTools } from "./context";
import { onCluster, showFailure } from "./report";
import { elementOf, resolveConnection } from "./target";

/**
 * Follows the log of a container.
 *
 * @param argument a tree item, or `{ contextName, reference, container }` where the reference is that of a pod or a node
 */
export async function tailLogs(tools: CommandTools, argument?: unknown): Promise<void> {
	const { contextName, reference } = elementOf(argument);
	const connection = await resolveConnection(tools, vscode.l10n.t("Follow Logs"), contextName);
	if (connection === undefined) return;
	const { container } = (argument ?? {}) as { container?: unknown };
	const { namespace } = connection.context;
	const known =
		reference?.kind === "Pod"
			? { namespace: reference.namespace ?? namespace, pod: reference.name }
			: reference?.kind === "Node"
				? { node: reference.name }
				: {};
	const target = await onCluster(connection, () =>
		pickContainer(connection, { ...known, ...(typeof container === "string" && { container }) }),
	);
	if (target === undefined) return;
	const log = tools.tails.follow(connection, target);
	const title = vscode.l10n.t("Connecting to the log of {0}…", log.title);
	const end = await withProgress(title, async (signal) => {
		signal.addEventListener("abort", () => log.stop(), { once: true });
		return await log.connected;
	});
	if (end?.kind === "nodeUnreachable" || end?.kind === "failed") await showFailure(tailEndText(end, connection));
}
