import * as vscode from "vscode";
import { pickConnection } from "../ui/pickers";
import type { CommandTools } from "./context";
import { elementOf } from "./target";

/**
 * Ends the connection to a cluster.
 *
 * @param argument a tree item, or `{ contextName }`
 */
export async function disconnect({ fleet }: CommandTools, argument?: unknown): Promise<void> {
	const { contextName } = elementOf(argument);
	const followed = fleet.connections.filter(({ state }) => state.phase.kind !== "idle");
	const named = fleet.connections.find(({ context }) => context.name === contextName);
	if (named === undefined && followed.length === 0) {
		void vscode.window.showInformationMessage(vscode.l10n.t("No cluster is connected."));
		return;
	}
	const chosen = named ?? (await pickConnection(followed, vscode.l10n.t("Disconnect")));
	if (chosen !== undefined && chosen !== "other") fleet.disconnect(chosen.context.name);
}
