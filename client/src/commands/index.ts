import * as vscode from "vscode";
import { DiffDocuments } from "../ui/diffDocuments";
import { ObjectDocuments } from "../ui/objectDocuments";
import { LogTails } from "../ui/output";
import { apply } from "./apply";
import { chooseKubeconfig } from "./chooseKubeconfig";
import { connect } from "./connect";
import type { Command, CommandContext, CommandTools } from "./context";
import { diff } from "./diff";
import { disconnect } from "./disconnect";
import { reloadFleet } from "./reloadFleet";
import { reportError } from "./report";
import { rollBack } from "./rollBack";
import { showLog } from "./showLog";
import { stopTailingLogs } from "./stopTailingLogs";
import { tailLogs } from "./tailLogs";
import { viewObject } from "./viewObject";

export type { CommandContext } from "./context";

const commands: Readonly<Record<string, Command>> = {
	"edgewise.apply": apply,
	"edgewise.diff": diff,
	"edgewise.rollBack": rollBack,
	"edgewise.tailLogs": tailLogs,
	"edgewise.stopTailingLogs": stopTailingLogs,
	"edgewise.connect": connect,
	"edgewise.disconnect": disconnect,
	"edgewise.reloadFleet": reloadFleet,
	"edgewise.viewObject": viewObject,
	"edgewise.chooseKubeconfig": chooseKubeconfig,
	"edgewise.showLog": showLog,
};

/** The commands of the fleet, with the documents and channels that they show. */
export interface Commands extends vscode.Disposable {
	/** Runs a command; what goes wrong is told to the user. @throws Error where there is no such command */
	run(id: string, args: readonly unknown[]): Promise<void>;
}

/** Makes the commands of the fleet. */
export function createCommands(context: CommandContext): Commands {
	const diffs = new DiffDocuments();
	const objects = new ObjectDocuments(context.fleet);
	const tails = new LogTails();
	const tools: CommandTools = { ...context, diffs, objects, tails };
	const disposable = vscode.Disposable.from(diffs, objects, tails);
	return {
		run: async (id, args) => {
			const command = commands[id];
			if (command === undefined) throw new Error(`There is no command ${id}`);
			try {
				await command(tools, ...args);
			} catch (error) {
				reportError(tools, id, error);
			}
		},
		dispose: () => disposable.dispose(),
	};
}
