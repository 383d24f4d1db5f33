import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { meantBy } from "../config/config";
import { ConfigError, repositoryRootOf } from "../node/configFiles";
import { type SchemaSupply, schemaSupply } from "../node/schemaSupply";
import { lintHelp, programHelp } from "./help";
import { type LintResult, type LintWorld, lint, reason } from "./lint";
import { localeOf, wordsFor } from "./messages/choose";
import type { Words } from "./messages/words";
import { commands } from "./options";
import { type LintOptions, lintOptionsOf, localeOption, parseArguments, UsageError } from "./parseOptions";
import { print } from "./report/print";
import { type Printing, type Report, reportOf } from "./report/report";

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
		const { positionals, values } = parseArguments(args, words);
		words = wordsFor(localeOption(values, words) ?? localeOf(environment));
		const [command, ...paths] = positionals;
		if (values.has("version")) {
			stdout.write(`${version}\n`);
			return exitStatus.clean;
		}
		if (command === undefined && !values.has("help")) throw new UsageError(words.refuse.noCommand);
		if (command !== undefined && command !== "lint") {
			throw new UsageError(words.refuse.unknownCommand(command, meantBy(command, commands)));
		}
		if (values.has("help")) {
			stdout.write(command === undefined ? programHelp(words) : lintHelp(words));
			return exitStatus.clean;
		}
		const options = lintOptionsOf(paths, values, words);
		const supply = openSchemas(schemaFolder, words);
		const result = await lint(options, supply, words, surroundings);
		return await tell(result, options, words, surroundings);
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

/** Prints what a run found, and writes it into files. */
async function tell(
	{ checked, unread, comparison, leftOut }: LintResult,
	options: LintOptions,
	words: Words,
	surroundings: Surroundings,
): Promise<number> {
	const { stdout, stderr, cwd, environment, version } = surroundings;
	const baseline = comparison && { known: comparison.known.size, gone: comparison.gone };
	const selection = { failFrom: options.failFrom, show: options.show, known: comparison?.known ?? new Set() };
	const written = options.fix === "no" ? undefined : options.fix === "write";
	const report = reportOf(checked, selection, { unread, baseline }, written);
	// What belongs on standard output may be a text or a diff; the findings then go beside it.
	const content = checked.map(({ fixes }) => (options.fix === "preview" ? fixes?.diff : fixes?.text) ?? "").join("");
	const hasContent = options.fix === "preview" || (options.fix === "write" && options.paths.includes("-"));
	const output = hasContent ? stderr : stdout;
	const printing: Printing = {
		words,
		colour: isColoured(output, environment),
		summary: options.summary,
		quiet: options.quiet,
		version,
		cwd,
		root: environment.GITHUB_WORKSPACE || repositoryRootOf(cwd) || cwd,
	};
	for (const { path, reason: why } of unread) stderr.write(`edgewise: ${path}: ${why}\n`);
	if (hasContent) stdout.write(options.fix === "write" ? leftOut + content : content);
	output.write(print(options.format, report, printing));
	if (options.writeBaseline && !options.quiet) {
		stderr.write(`${words.report.baselineWritten(baseline?.known ?? 0, options.baseline ?? "")}\n`);
	}
	let failed = unread.length > 0;
	for (const { format, file } of options.outputs) {
		try {
			await mkdir(dirname(resolve(cwd, file)), { recursive: true });
			await writeFile(resolve(cwd, file), print(format, report, { ...printing, colour: false }));
		} catch (error) {
			stderr.write(`edgewise: ${file}: ${words.refuse.notWritten(reason(error, words))}\n`);
			failed = true;
		}
	}
	return failed ? exitStatus.couldNotRun : statusOf(report);
}

function statusOf({ findings, fails, files, fixes }: Report): number {
	const mendable = fixes !== undefined && !fixes.written && fixes.fixes > 0;
	const failing =
		findings.some(fails) || files.some(({ documents }) => documents.some(({ outcome }) => isBad(outcome)));
	return mendable || failing ? exitStatus.findings : exitStatus.clean;
}

function isBad(outcome: string): boolean {
	return outcome === "invalid" || outcome === "error";
}

/** @see https://no-color.org and https://force-color.org */
function isColoured({ isTTY }: Output, { FORCE_COLOR, NO_COLOR, TERM }: Surroundings["environment"]): boolean {
	if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
	return isTTY === true && !NO_COLOR && TERM !== "dumb";
}
