import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { CsvError, parse as parseCsv } from "csv-parse/sync";
import { parseDocument } from "yaml";
import { isObject } from "../engine/semantic/objects";
import type { Values } from "../engine/template";

/** Values for one site, with the line of the file that has them, from 1. */
export interface SiteRow {
	readonly line: number;
	readonly values: Values;
}

/** A file of values that cannot be used. */
export type ValuesProblem =
	| { readonly kind: "unreadable"; readonly code: string; readonly detail: string }
	| { readonly kind: "format"; readonly line: number; readonly detail: string }
	/** YAML or JSON that is no list of objects. */
	| { readonly kind: "notList" };

export type ValuesResult =
	| { readonly kind: "rows"; readonly rows: readonly SiteRow[] }
	| { readonly kind: "problem"; readonly problem: ValuesProblem };

/**
 * Reads values of parameters: CSV with the names in its first row (comma, semicolon or tab between them), or a list of
 * objects in YAML or JSON.
 */
export function readValues(file: string): ValuesResult {
	let text: string;
	try {
		text = readFileSync(file, "utf8");
	} catch (error) {
		const { code = "", message } = error as NodeJS.ErrnoException;
		return { kind: "problem", problem: { kind: "unreadable", code, detail: message } };
	}
	return /^\.(?:ya?ml|json)$/i.test(extname(file)) ? valuesInYaml(text) : valuesInCsv(text);
}

/** @param text as in a file with the extension `.csv` */
export function valuesInCsv(text: string): ValuesResult {
	const [head = ""] = text.split(/\r?\n/, 1);
	const delimiter = [",", ";", "\t"].toSorted((a, b) => head.split(b).length - head.split(a).length)[0] ?? ",";
	try {
		const parsed = parseCsv<{ record: Record<string, string>; info: { lines: number } }>(text, {
			bom: true,
			columns: true,
			comment: "#",
			comment_no_infix: true,
			delimiter,
			info: true,
			skip_empty_lines: true,
			trim: true,
		});
		const rows = parsed.map(({ record, info }): SiteRow => ({ line: info.lines, values: record }));
		return { kind: "rows", rows };
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		const line = typeof error.lines === "number" ? error.lines : 1;
		return { kind: "problem", problem: { kind: "format", line, detail: error.message } };
	}
}

function valuesInYaml(text: string): ValuesResult {
	const document = parseDocument(text, { prettyErrors: true, logLevel: "silent" });
	const [error] = document.errors;
	if (error !== undefined) {
		const line = error.linePos?.[0].line ?? 1;
		return { kind: "problem", problem: { kind: "format", line, detail: error.message.split("\n", 1)[0] ?? "" } };
	}
	const data: unknown = document.toJS();
	if (!Array.isArray(data) || !data.every(isObject)) return { kind: "problem", problem: { kind: "notList" } };
	const rows = data.map((item, index): SiteRow => {
		const values = Object.entries(item).map(([name, value]): [string, string] => [
			name,
			typeof value === "string" ? value : JSON.stringify(value),
		]);
		return { line: index + 1, values: Object.fromEntries(values) };
	});
	return { kind: "rows", rows };
}
