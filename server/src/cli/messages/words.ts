import type { ConfigWords } from "../../config/config";
import type { CoreCode } from "../../engine";
import type { OptionName } from "../options";

/** Every sentence of the command line, in one language. Those about manifests are the engine's. */
export interface Words {
	/** For the engine. */
	readonly locale: string;
	readonly config: ConfigWords;
	readonly refuse: Refusals;
	readonly report: ReportWords;
	readonly help: HelpWords;
	readonly rules: Readonly<Record<CoreCode, RuleText>>;
	/** Why a path cannot be read or written. */
	readonly reason: (code: string, otherwise: string) => string;
}

/** What a rule is about. */
export interface RuleText {
	/** In a few words. */
	readonly title: string;
	/** What is wrong then, and what to do. */
	readonly help: string;
}

/** Why the command line does not start. */
export interface Refusals {
	readonly seeHelp: string;
	readonly noCommand: string;
	readonly unknownCommand: (name: string, meant: string | undefined) => string;
	readonly noPaths: string;
	readonly unknownOption: (option: string, meant: string | undefined) => string;
	readonly needsValue: (option: string, what: string) => string;
	readonly takesNoValue: (option: string) => string;
	readonly notOneOf: (option: string, value: string, allowed: readonly string[], meant: string | undefined) => string;
	readonly notPositive: (option: string, value: string) => string;
	readonly badOutput: (value: string) => string;
	readonly badRule: (part: string) => string;
	readonly needsOther: (option: string, other: string) => string;
	readonly diffIsText: string;
	readonly standardInputOnce: string;
	readonly schemasUnreadable: (reason: string) => string;
	readonly notBaseline: string;
	readonly noBaseline: string;
	readonly noMatch: string;
	readonly notWritten: (reason: string) => string;
}

/** What stands around findings. */
export interface ReportWords {
	readonly counts: (documents: number, files: number) => string;
	readonly noProblems: string;
	readonly errors: (count: number) => string;
	readonly warnings: (count: number) => string;
	/** @param found the parts of {@link counts}, errors and warnings */
	readonly total: (counts: string, found: readonly string[]) => string;
	readonly summary: (counts: string, valid: number, invalid: number, errors: number, skipped: number) => string;
	readonly known: (count: number) => string;
	readonly gone: (count: number) => string;
	readonly baselineWritten: (findings: number, file: string) => string;
	readonly fixed: (fixes: number, files: number) => string;
	readonly fixable: (fixes: number, files: number) => string;
	readonly fixRefused: string;
	readonly notChecked: string;
}

export interface HelpWords {
	readonly usage: string;
	readonly program: string;
	readonly commands: string;
	readonly lint: string;
	readonly lintAbout: string;
	readonly more: string;
	readonly options: string;
	readonly status: string;
	readonly paths: string;
	readonly option: Readonly<Record<OptionName, string>>;
}
