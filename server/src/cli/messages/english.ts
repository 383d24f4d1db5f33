import { englishConfig } from "../../config/words";
import { englishRules } from "./englishRules";
import type { Words } from "./words";

const meant = (word: string | undefined) => (word === undefined ? "" : ` Did you mean "${word}"?`);

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

const or = (names: readonly string[]) => `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;

const counts = (documents: number, files: number) => `${plural(documents, "document")} in ${plural(files, "file")}`;

export const english: Words = {
	locale: "en",
	rules: englishRules,
	config: englishConfig,
	refuse: {
		seeHelp: 'Run "edgewise --help" to see how to use it.',
		noCommand: "no command given",
		unknownCommand: (name, near) => `there is no command "${name}".${meant(near)}`,
		noPaths: "lint needs at least one file, folder or pattern, or - for standard input",
		unknownOption: (option, near) => `there is no option ${option}.${meant(near)}`,
		needsValue: (option, what) => `${option} needs a value: ${option} ${what}`,
		takesNoValue: (option) => `${option} takes no value`,
		notOneOf: (option, value, allowed, near) => `${option} must be ${or(allowed)}, not "${value}".${meant(near)}`,
		notPositive: (option, value) => `${option} must be a whole number from 1 on, not "${value}"`,
		badOutput: (value) => `--output must be FORMAT=FILE, such as sarif=edgewise.sarif, not "${value}"`,
		badRule: (part) => `--rules must be RULE=LEVEL, such as deprecated-version=off, not "${part}"`,
		needsOther: (option, other) => `${option} works only together with ${other}`,
		diffIsText: "--dry-run prints a diff; use --output for findings in another format",
		standardInputOnce: "standard input (-) can be checked only once, and not together with --write-baseline",
		schemasUnreadable: (reason) => `the schemas cannot be read: ${reason}`,
		notBaseline: "this is no baseline of Edgewise; --write-baseline writes one",
		noBaseline: "no such file; --write-baseline writes it",
		noMatch: "no file matches this pattern",
		notWritten: (reason) => `it cannot be written: ${reason}`,
	},
	report: {
		counts,
		noProblems: "no problems",
		errors: (count) => plural(count, "error"),
		warnings: (count) => plural(count, "warning"),
		total: (all, found) => `${all}: ${found.join(", ")}`,
		summary: (all, valid, invalid, errors, skipped) =>
			`Summary: ${all} - Valid: ${valid}, Invalid: ${invalid}, Errors: ${errors}, Skipped: ${skipped}`,
		known: (count) => `${plural(count, "finding")} of the baseline left out.`,
		gone: (count) =>
			`${plural(count, "finding")} of the baseline ${count === 1 ? "is" : "are"} gone; --write-baseline removes ${count === 1 ? "it" : "them"}:`,
		baselineWritten: (findings, file) => `${plural(findings, "finding")} written to ${file}.`,
		fixed: (fixes, files) => `${plural(fixes, "fix").replace(/xs$/, "xes")} made in ${plural(files, "file")}.`,
		fixable: (fixes, files) =>
			`${plural(fixes, "fix").replace(/xs$/, "xes")} to make in ${plural(files, "file")}; nothing was written.`,
		fixRefused: "not mended, since its fix would bring as many findings or more",
		notChecked: "not checked: there is no schema of it",
	},
	reason(code, otherwise) {
		switch (code) {
			case "ENOENT":
				return "no such file or folder";
			case "EACCES":
			case "EPERM":
				return "permission denied";
			case "EROFS":
				return "it lies on a file system that cannot be written";
			case "ENOSPC":
				return "there is no space left";
			case "ELOOP":
				return "its symbolic links run in a circle";
			case "ENOTDIR":
			case "EEXIST":
				return "part of this path is a file, not a folder";
			case "EISDIR":
				return "this is a folder, not a file";
			case "NOT_TEXT":
				return "this is no text in UTF-8 or UTF-16";
			default:
				return otherwise;
		}
	},
	help: {
		usage: "Usage",
		program: "edgewise COMMAND [OPTION]…",
		commands: "Commands",
		lint: "checks manifests",
		lintAbout:
			"Checks Kubernetes manifests. CustomResourceDefinitions among them serve their kinds. Settings come from the nearest\n.edgewise.yaml, if there is any.",
		more: '"edgewise COMMAND --help" tells the options of a command.',
		options: "Options",
		status: "Exit status: 0 nothing that fails the run, 1 findings do, 2 could not run or not read everything.",
		paths:
			"PATH is a file, a folder (with all *.yaml and *.yml below it), a quoted pattern such as 'stores/**/*.yaml', - for\nstandard input, or, with a ! before it, what to leave out.",
		option: {
			format: "how to print findings: text (default), json, sarif, junit or github",
			output: "besides, write findings in a format into a file",
			severity: "findings from this severity on fail the run: error, warning (default), info or hint",
			show: "findings from this severity on are shown (default: hint)",
			summary: "tell how many documents are valid, invalid, unreadable and skipped",
			quiet: "print nothing but findings that fail the run",
			rules: "set rules to off, error, warning, info or hint",
			config: "settings from this file instead of the nearest .edgewise.yaml",
			schemas: "a folder with more CustomResourceDefinitions, or JSON Schemas of kinds",
			context: "where else to look for what files refer to; the repository, where this is left out",
			"stdin-filename": "what to call standard input, and whose settings hold for it",
			baseline: "a file of known findings, which do not fail the run",
			"write-baseline": "write the findings of this run into the file of --baseline",
			fix: "mend findings that have exactly one fix",
			"dry-run": "with --fix: write nothing, print a diff",
			jobs: "how many threads work at most (default: one for each core)",
			locale: "language of messages: en or zh-cn (default: that of LC_ALL, LC_MESSAGES or LANG)",
			help: "this text",
			version: "the version",
		},
	},
};
