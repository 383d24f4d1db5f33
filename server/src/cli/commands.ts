import type { Command } from "./command";
import { lintCommand } from "./lintCommand";
import { scaffoldCommand } from "./scaffold/scaffoldCommand";

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [lintCommand, scaffoldCommand];
