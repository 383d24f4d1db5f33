import * as vscode from "vscode";
import { choose, separator } from "../ui/quickPick";
import type { CommandTools } from "./context";

/** Stops following a log; asks which where there are several. */
export async function stopTailingLogs({ tails }: CommandTools): Promise<void> {
	const [only, ...others] = tails.followed;
	if (only === undefined) {
		void vscode.window.showInformationMessage(vscode.l10n.t("No log is being followed."));
		return;
	}
	if (others.length === 0) {
		only.stop();
		return;
	}
	const choices = tails.followed.map((log) => ({ label: log.title, description: log.key, value: [log] }));
	const all = { label: vscode.l10n.t("Stop all"), value: [...tails.followed] };
	const chosen = await choose([...choices, separator(""), all], { title: vscode.l10n.t("Stop following which log?") });
	for (const log of chosen ?? []) log.stop();
}
