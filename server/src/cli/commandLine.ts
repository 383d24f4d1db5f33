import { meantBy } from "../config/config";
import type { Wording } from "../engine";
import { ConfigError } from "../node/configFiles";
import { type SchemaSupply, schemaSupply } from "../node/schemaSupply";
import { exitStatus, type Surroundings } from "./command";
import { commands } from "./commands";
import { commandHelp, programHelp } from "./help";
import { chinese } from "./messages/chinese";
import { localeOf, wordsFor } from "./messages/choose";
import { english } from "./messages/english";
import type { Words } from "./messages/words";
import { commonOptions } from "./options";
import { localeOption, parseArguments, UsageError } from "./parseOptions";

export { exitStatus, type Output, type Surroundings } from "./command";

const common = commonOptions.map((option) => ({
	...option,
	about: { en: english.help.option[option.name], "zh-cn": chinese.help.option[option.name] },
}));

/**
 * Runs the command line.
 *
 * @param args what follows the program's name
 * @returns the exit status
 */
export async function runCommandLine(args: readonly string[], surroundings: Surroundings): Promise<number> {
	const { stdout, stderr, environment, schemaFolder, version } = surroundings;
	let words = wordsFor(localeOf(environment));
	try {
		const { command: name, paths, values } = parseArguments(args, commands, words);
		words = wordsFor(localeOption(values, words) ?? localeOf(environment));
		const text = (wording: Wording) => wording[words.locale === english.locale ? "en" : "zh-cn"];
		if (values.has("version")) {
			stdout.write(`${version}\n`);
			return exitStatus.clean;
		}
		if (name === undefined && !values.has("help")) throw new UsageError(words.refuse.noCommand);
		const command = commands.find((one) => one.name === name);
		if (name !== undefined && command === undefined) {
			const names = commands.map((one) => one.name);
			throw new UsageError(words.refuse.unknownCommand(name, meantBy(name, names)));
		}
		if (values.has("help") || command === undefined) {
			stdout.write(
				command === undefined ? programHelp(commands, common, words, text) : commandHelp(command, common, words, text),
			);
			return exitStatus.clean;
		}
		return await command.run({
			paths,
			values,
			words,
			surroundings,
			text,
			supply: () => openSchemas(schemaFolder, words),
		});
	} catch (error) {
		if (error instanceof ConfigError) {
			for (const complaint of error.complaints) stderr.write(`edgewise: ${complaint}\n`);
			return exitStatus.couldNotRun;
		}
		if (!(error instanceof UsageError)) throw error;
		stderr.write(`edgewise: ${error.message}\n${words.refuse.seeHelp}\n`);
		return exitStatus.couldNotRun;
	}
}

function openSchemas(folder: string, words: Words): SchemaSupply {
	try {
		return schemaSupply(folder);
	} catch (error) {
		throw new UsageError(words.refuse.schemasUnreadable(error instanceof Error ? error.message : String(error)));
	}
}
