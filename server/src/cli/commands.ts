import type { Command } from "./command";
import { explainCommand } from "./explain/explainCommand";
import { lintCommand } from "./lintCommand";
import { migrateCommand } from "./migrate/migrateCommand";
import { scaffoldCommand } from "./scaffold/scaffoldCommand";

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [lintCommand, migrateCommand, scaffoldCommand, explainCommand];
