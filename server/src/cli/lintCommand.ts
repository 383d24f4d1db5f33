import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { repositoryRootOf } from "../node/configFiles";
import { type Command, type DescribedOption, exitStatus, type Output, type Surroundings } from "./command";
import { type LintResult, lint, reason } from "./lint";
import { chinese } from "./messages/chinese";
import { english } from "./messages/english";
import type { Words } from "./messages/words";
import { lintOptions } from "./options";
import { type LintOptions, lintOptionsOf } from "./parseOptions";
import { print } from "./report/print";
import { type Printing, type Report, reportOf } from "./report/report";

const both = (text: (words: Words) => string) => ({ en: text(english), "zh-cn": text(chinese) });

/** `edgewise lint`: checks manifests. */
export const lintCommand: Command = {
	name: "lint",
	summary: both(({ help }) => help.lint),
	usage: "[OPTION]… PATH…",
	about: [both(({ help }) => help.lintAbout), both(({ help }) => help.paths)],
	options: lintOptions.map(
		(option): DescribedOption => ({ ...option, about: both(({ help }) => help.option[option.name]) }),
	),
	status: both(({ help }) => help.status),
	async run({ paths, values, words, surroundings, supply }) {
		const options = lintOptionsOf(paths, values, words);
		const result = await lint(options, supply(), words, surroundings);
		return await tell(result, options, words, surroundings);
	},
};

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
