import * as vscode from "vscode";
import { pickConnection } from "../ui/pickers";
import type { CommandTools } from "./context";
import { connectAndWait, elementOf, offerKubeconfig, requireTrust } from "./target";

/**
 * Connects to a cluster.
 *
 * @param argument a tree item, or `{ contextName }`
 */
export async function connect({ fleet }: CommandTools, argument?: unknown): Promise<void> {
	if (!(await requireTrust())) return;
	const { contextName } = elementOf(argument);
	const open = fleet.connections.filter(({ state }) => state.phase.kind !== "connected");
	if (fleet.connections.length === 0) {
		await offerKubeconfig();
		return;
	}
	const named = fleet.connections.find(({ context }) => context.name === contextName);
	if (named === undefined && open.length === 0) {
		void vscode.window.showInformationMessage(vscode.l10n.t("All clusters of the kubeconfig are connected."));
		return;
	}
	const chosen = named ?? (await pickConnection(open, vscode.l10n.t("Connect")));
	if (chosen !== undefined && chosen !== "other") await connectAndWait(fleet, chosen);
}
