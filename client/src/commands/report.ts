import * as vscode from "vscode";
import { ApiError } from "../fleet/failures";
import type { Connection } from "../fleet/fleet";
import { failureSentences } from "../ui/operationText";
import type { CommandTools } from "./context";

/** A failure of one cluster, so that it can be told in the cluster's name. */
export class ClusterError extends Error {
	constructor(
		readonly connection: Connection,
		readonly reason: ApiError,
	) {
		super(reason.message);
	}
}

/** Runs work on a cluster; what goes wrong is told in the cluster's name. */
export async function onCluster<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw error instanceof ApiError ? new ClusterError(connection, error) : error;
	}
}

/** Tells the user why a command ended. A cancelled one ends without a word. */
export function reportError({ log }: CommandTools, command: string, error: unknown): void {
	const reason = error instanceof ClusterError ? error.reason : error;
	if (reason instanceof ApiError && reason.failure.kind === "cancelled") return;
	log.error(`${command}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
	const text =
		error instanceof ClusterError
			? failureSentences(error.reason.failure, error.connection)
			: vscode.l10n.t("{0} failed: {1}", command, error instanceof Error ? error.message : String(error));
	void showFailure(text);
}

/** Shows an error message with a way to the log. */
export async function showFailure(text: string): Promise<void> {
	const showLog = vscode.l10n.t("Show Log");
	if ((await vscode.window.showErrorMessage(text, showLog)) === showLog) {
		await vscode.commands.executeCommand("edgewise.showLog");
	}
}
