import type { Wording } from "../engine";
import type { SchemaSupply } from "../node/schemaSupply";
import type { LintWorld } from "./lint";
import type { Words } from "./messages/words";

/** Exit statuses of the command line. */
export const exitStatus = { clean: 0, findings: 1, couldNotRun: 2 } as const;

/** What the command line needs of the world. */
export interface Surroundings extends LintWorld {
	readonly version: string;
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly stdout: Output;
	readonly stderr: Output;
}

export interface Output {
	write(text: string): unknown;
	/** True where a person reads along; then the text is coloured. */
	readonly isTTY?: boolean;
}

/** One option of a command. */
export interface Option {
	readonly name: string;
	/** What its value is, as the help shows it; absent for one that takes none. */
	readonly takes?: string;
	readonly repeated?: boolean;
}

/** An option with what the help says of it. */
export interface DescribedOption extends Option {
	readonly about: Wording;
}

/** A command as somebody called it. */
export interface Call {
	/** What follows the command's name and is no option. */
	readonly paths: readonly string[];
	/** Values by option; `""` for one that takes none. */
	readonly values: ReadonlyMap<string, readonly string[]>;
	readonly words: Words;
	readonly surroundings: Surroundings;
	/** A text in the language of the call. */
	readonly text: (wording: Wording) => string;
	/** Opens the schemas. @throws UsageError where they cannot be read */
	readonly supply: () => SchemaSupply;
}

/** One of the things that the program does. */
export interface Command {
	readonly name: string;
	/** In a few words, for the list of commands. */
	readonly summary: Wording;
	/** What follows the name, such as `[OPTION]… PATH…`. */
	readonly usage: string;
	/** Paragraphs of the help. */
	readonly about: readonly Wording[];
	readonly options: readonly DescribedOption[];
	/** What the exit statuses mean. */
	readonly status: Wording;
	/**
	 * @returns the exit status
	 * @throws UsageError where the call cannot be understood
	 * @throws ConfigError where a configuration file cannot be used
	 */
	run(call: Call): Promise<number>;
}
