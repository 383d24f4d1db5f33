import type * as vscode from "vscode";
import type { Fleet } from "../fleet/fleet";
import type { DiffDocuments } from "../ui/diffDocuments";
import type { ObjectDocuments } from "../ui/objectDocuments";
import type { LogTails } from "../ui/output";

/** What commands are given by the extension. */
export interface CommandContext {
	readonly fleet: Fleet;
	readonly log: vscode.LogOutputChannel;
}

/** What a command works with. */
export interface CommandTools extends CommandContext {
	readonly diffs: DiffDocuments;
	readonly objects: ObjectDocuments;
	readonly tails: LogTails;
}

/** A command; its arguments come from menus, key bindings and other extensions and are not to be trusted. */
export type Command = (tools: CommandTools, ...args: readonly unknown[]) => Promise<void> | void;
