import type { Option } from "./command";

/** The formats that findings are printed in. */
export const formats = ["text", "json", "sarif", "junit", "github"] as const;

export type Format = (typeof formats)[number];

/** Options of `edgewise lint`, in the order of its help. */
export const lintOptions = [
	{ name: "format", takes: "FORMAT" },
	{ name: "output", takes: "FORMAT=FILE", repeated: true },
	{ name: "severity", takes: "SEVERITY" },
	{ name: "show", takes: "SEVERITY" },
	{ name: "summary" },
	{ name: "quiet" },
	{ name: "rules", takes: "RULE=LEVEL,…", repeated: true },
	{ name: "config", takes: "FILE" },
	{ name: "schemas", takes: "FOLDER", repeated: true },
	{ name: "context", takes: "FOLDER|none", repeated: true },
	{ name: "stdin-filename", takes: "FILE" },
	{ name: "baseline", takes: "FILE" },
	{ name: "write-baseline" },
	{ name: "fix" },
	{ name: "dry-run" },
	{ name: "jobs", takes: "N" },
] as const satisfies readonly Option[];

/** Options of every command. */
export const commonOptions = [
	{ name: "locale", takes: "LOCALE" },
	{ name: "help" },
	{ name: "version" },
] as const satisfies readonly Option[];

export type OptionName = (typeof lintOptions)[number]["name"] | (typeof commonOptions)[number]["name"];

/** All options of `lint`: its own first. */
export const allOptions: readonly (Option & { readonly name: OptionName })[] = [...lintOptions, ...commonOptions];
