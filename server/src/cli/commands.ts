import type { Command } from "./command";
import { lintCommand } from "./lintCommand";

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [lintCommand];
