import { setTimeout as delay } from "node:timers/promises";
import * as vscode from "vscode";
import { ApiError } from "../fleet/failures";
import type { Connection, Fleet, FleetElement } from "../fleet/fleet";
import type { ObjectReference } from "../fleet/objects";
import { connectedOnes, pickConnection } from "../ui/pickers";
import { withProgress } from "../ui/progress";
import type { CommandTools } from "./context";
import { ClusterError } from "./report";

/** Whether clusters may be contacted; says why where they may not. */
export async function requireTrust(): Promise<boolean> {
	if (vscode.workspace.isTrusted) return true;
	const manage = vscode.l10n.t("Manage Workspace Trust");
	const chosen = await vscode.window.showErrorMessage(
		vscode.l10n.t("This workspace is not trusted. Clusters are contacted in trusted workspaces only."),
		manage,
	);
	if (chosen === manage) await vscode.commands.executeCommand("workbench.trust.manage");
	return false;
}

/** What an argument says about a context and an object: a tree element, or the like from a key binding. */
export function elementOf(argument: unknown): Partial<FleetElement> {
	if (typeof argument !== "object" || argument === null) return {};
	const { contextName, reference } = argument as { contextName?: unknown; reference?: unknown };
	return {
		...(typeof contextName === "string" && { contextName }),
		...(isReference(reference) && { reference }),
	};
}

/**
 * The cluster to work on: the one named, the only connected one, or the one that the user chooses.
 *
 * @returns nothing where the user chose none, or there is none; that was said then
 */
export async function resolveConnection(
	{ fleet }: CommandTools,
	title: string,
	contextName?: string,
): Promise<Connection | undefined> {
	if (!(await requireTrust())) return undefined;
	if (contextName !== undefined) {
		const named = fleet.connections.find(({ context }) => context.name === contextName);
		if (named !== undefined) return named;
		void vscode.window.showErrorMessage(vscode.l10n.t("The kubeconfig has no context “{0}”.", contextName));
		return undefined;
	}
	const connected = connectedOnes(fleet);
	const rest = fleet.connections.filter((connection) => !connected.includes(connection));
	if (connected.length === 1) return connected[0];
	if (connected.length > 1) {
		const other = { label: vscode.l10n.t("{0} Connect to another cluster…", "$(plug)"), value: "other" as const };
		const chosen = await pickConnection(connected, title, rest.length > 0 ? other : undefined);
		if (chosen !== "other") return chosen;
	}
	if (rest.length === 0) {
		await offerKubeconfig();
		return undefined;
	}
	const connectTitle = vscode.l10n.t("{0}: connect to a cluster", title);
	const chosen = await pickConnection(rest, connectTitle);
	return chosen === undefined || chosen === "other" ? undefined : await connectAndWait(fleet, chosen);
}

/** Connects to a cluster and waits until it answers. @throws ClusterError where it does not */
export async function connectAndWait(fleet: Fleet, { context }: Connection): Promise<Connection> {
	const title = vscode.l10n.t("Connecting to {0}…", context.name);
	return await withProgress(title, async (signal) => {
		fleet.connect(context.name);
		for (;;) {
			const connection = fleet.connections.find((candidate) => candidate.context.name === context.name);
			if (connection === undefined || signal.aborted) throw new ApiError({ kind: "cancelled" });
			const { phase } = connection.state;
			if (phase.kind === "connected") return connection;
			if (phase.kind === "failed" || phase.kind === "offline") {
				throw new ClusterError(connection, new ApiError(phase.failure));
			}
			await nextChange(fleet, signal);
		}
	});
}

/** Says that there is no cluster to work on, and how to get one. */
export async function offerKubeconfig(): Promise<void> {
	const choose = vscode.l10n.t("Choose Kubeconfig…");
	const chosen = await vscode.window.showErrorMessage(vscode.l10n.t("The kubeconfig has no cluster."), choose);
	if (chosen === choose) await vscode.commands.executeCommand("edgewise.chooseKubeconfig");
}

/** Waits until the fleet changes; a second at most, should a change be missed. */
async function nextChange(fleet: Fleet, signal: AbortSignal): Promise<void> {
	const waiting = new AbortController();
	const end = fleet.onDidChange(() => waiting.abort());
	try {
		await delay(1_000, undefined, { signal: AbortSignal.any([signal, waiting.signal]) });
	} catch {
		// Woken up.
	} finally {
		end();
	}
}

function isReference(value: unknown): value is ObjectReference {
	if (typeof value !== "object" || value === null) return false;
	const { apiVersion, kind, name, namespace } = value as Record<string, unknown>;
	const texts = [apiVersion, kind, name].every((text) => typeof text === "string");
	return texts && (namespace === undefined || typeof namespace === "string");
}
