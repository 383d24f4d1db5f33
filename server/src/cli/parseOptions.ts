import { parseArgs } from "node:util";
import { meantBy } from "../config/config";
import type { Severity } from "../engine";
import {
	isProblemCode,
	isRuleLevel,
	problemCodes,
	type RuleLevel,
	type RuleLevels,
	ruleLevels,
	severities,
} from "../engine";
import type { Command, Option } from "./command";
import { locales } from "./messages/choose";
import type { Words } from "./messages/words";
import { commonOptions, type Format, formats, type OptionName } from "./options";

/** A call that cannot be understood; the message says why. */
export class UsageError extends Error {}

/** What stands on the command line, not yet understood. */
export interface Arguments {
	/** The command's name; `undefined` where there is none. */
	readonly command: string | undefined;
	/** What follows it and is no option. */
	readonly paths: readonly string[];
	/** Values by option; `""` for one that takes none. */
	readonly values: ReadonlyMap<string, readonly string[]>;
}

/** Options of `edgewise lint`. */
export interface LintOptions {
	readonly paths: readonly string[];
	readonly format: Format;
	readonly outputs: readonly { readonly format: Format; readonly file: string }[];
	readonly failFrom: Severity;
	readonly show: Severity;
	readonly summary: boolean;
	readonly quiet: boolean;
	readonly rules: RuleLevels;
	readonly config: string | undefined;
	readonly schemas: readonly string[];
	/** Folders with files that others may refer to; `none` among them stands for nothing. */
	readonly context: readonly string[] | undefined;
	readonly stdinFilename: string | undefined;
	readonly baseline: string | undefined;
	readonly writeBaseline: boolean;
	readonly fix: "no" | "write" | "preview";
	readonly jobs: number | undefined;
}

/**
 * Parts a command line into options and the rest.
 *
 * @throws UsageError where an option is unknown to the command, or lacks a value or has one too many
 */
export function parseArguments(args: readonly string[], commands: readonly Command[], { refuse }: Words): Arguments {
	const every: readonly Option[] = [...commands.flatMap(({ options }) => options), ...commonOptions];
	const { tokens } = parseArgs({
		args: [...args],
		strict: false,
		allowPositionals: true,
		tokens: true,
		options: Object.fromEntries([
			...every.map(({ name, takes }) => [name, { type: takes === undefined ? "boolean" : "string" }] as const),
			["help", { type: "boolean", short: "h" }] as const,
		]),
	});
	const [name, ...paths] = tokens.flatMap((token) => (token.kind === "positional" ? [token.value] : []));
	const command = commands.find((one) => one.name === name);
	const options: readonly Option[] = command === undefined ? every : [...command.options, ...commonOptions];
	const values = new Map<string, string[]>();
	for (const token of tokens) {
		if (token.kind !== "option") continue;
		const option = options.find((one) => one.name === token.name);
		if (option === undefined) {
			const near = meantBy(
				token.name,
				options.map((one) => one.name),
			);
			throw new UsageError(refuse.unknownOption(token.rawName, near === undefined ? undefined : `--${near}`));
		}
		const { takes, repeated } = option;
		if (takes === undefined && token.value !== undefined) throw new UsageError(refuse.takesNoValue(token.rawName));
		if (takes !== undefined && !token.value) throw new UsageError(refuse.needsValue(token.rawName, takes));
		const before = repeated ? (values.get(option.name) ?? []) : [];
		values.set(option.name, [...before, token.value ?? ""]);
	}
	return { command: name, paths, values };
}

/**
 * Understands the options of `lint`.
 *
 * @param paths what stands behind the command
 * @throws UsageError where a value cannot be understood, or options contradict each other
 */
export function lintOptionsOf(paths: readonly string[], values: Arguments["values"], words: Words): LintOptions {
	const { refuse } = words;
	const one = (name: OptionName) => values.get(name)?.at(-1);
	const needs = (name: OptionName, other: OptionName) => {
		if (values.has(name) && !values.has(other)) throw new UsageError(refuse.needsOther(`--${name}`, `--${other}`));
	};
	if (!paths.some((path) => !path.startsWith("!"))) throw new UsageError(refuse.noPaths);
	needs("dry-run", "fix");
	needs("write-baseline", "baseline");
	const inputs = paths.filter((path) => path === "-").length;
	if (inputs > 1 || (inputs > 0 && values.has("write-baseline"))) throw new UsageError(refuse.standardInputOnce);
	if (inputs === 0 && values.has("stdin-filename")) throw new UsageError(refuse.needsOther("--stdin-filename", "-"));
	const format = among("--format", one("format") ?? "text", formats, words);
	if (values.has("dry-run") && format !== "text") throw new UsageError(refuse.diffIsText);
	return {
		paths,
		format,
		outputs: (values.get("output") ?? []).map((value) => outputOf(value, words)),
		failFrom: among("--severity", one("severity") ?? "warning", severities, words),
		show: among("--show", one("show") ?? "hint", severities, words),
		summary: values.has("summary"),
		quiet: values.has("quiet"),
		rules: rulesOf(values.get("rules") ?? [], words),
		config: one("config"),
		schemas: values.get("schemas") ?? [],
		context: values.get("context"),
		stdinFilename: one("stdin-filename"),
		baseline: one("baseline"),
		writeBaseline: values.has("write-baseline"),
		fix: values.has("dry-run") ? "preview" : values.has("fix") ? "write" : "no",
		jobs: jobsOf(one("jobs"), words),
	};
}

/**
 * The locale that was asked for.
 *
 * @throws UsageError where there is no such locale
 */
export function localeOption(values: Arguments["values"], words: Words): string | undefined {
	const locale = values.get("locale")?.at(-1);
	return locale === undefined ? undefined : among("--locale", locale.toLowerCase().replace("_", "-"), locales, words);
}

function among<T extends string>(option: string, value: string, allowed: readonly T[], { refuse }: Words): T {
	const found = allowed.find((one) => one === value);
	if (found === undefined) throw new UsageError(refuse.notOneOf(option, value, allowed, meantBy(value, allowed)));
	return found;
}

function outputOf(value: string, words: Words): { readonly format: Format; readonly file: string } {
	const [, format, file] = /^([^=]*)=(.+)$/s.exec(value) ?? [];
	if (format === undefined || file === undefined) throw new UsageError(words.refuse.badOutput(value));
	return { format: among("--output", format, formats, words), file };
}

function rulesOf(values: readonly string[], words: Words): RuleLevels {
	const rules: Record<string, RuleLevel> = {};
	for (const part of values.flatMap((value) => value.split(",")).map((text) => text.trim())) {
		if (part === "") continue;
		const [code, level, ...rest] = part.split("=").map((text) => text.trim());
		if (code === undefined || level === undefined || rest.length > 0) throw new UsageError(words.refuse.badRule(part));
		if (!isProblemCode(code))
			throw new UsageError(`--rules: ${words.config.unknownRule(code, meantBy(code, problemCodes))}`);
		if (!isRuleLevel(level)) {
			throw new UsageError(
				`--rules: ${words.config.unknownLevel(code, level, ruleLevels, meantBy(level, ruleLevels))}`,
			);
		}
		rules[code] = level;
	}
	return rules;
}

function jobsOf(value: string | undefined, { refuse }: Words): number | undefined {
	if (value === undefined) return undefined;
	if (!/^[1-9]\d{0,3}$/.test(value)) throw new UsageError(refuse.notPositive("--jobs", value));
	return Number(value);
}
