/** The commands that need the language server and no cluster; the others are in the table of `commands/index.ts`. */
const languageCommands = [
	"edgewise.chooseSchema",
	"edgewise.migrate",
	"edgewise.newSite",
	"edgewise.checkSites",
	"edgewise.explainPermission",
	"edgewise.showGeneratedRbac",
] as const;

export type LanguageCommand = (typeof languageCommands)[number];

export function isLanguageCommand(command: string): command is LanguageCommand {
	return languageCommands.some((known) => known === command);
}
