import { readFile } from "node:fs/promises";
import { AnalysisHost, LineIndex, type SchemaLayer, type Severity } from "../engine";
import { findDefinitionFiles } from "../node/definitionFiles";
import type { SchemaSupply } from "../node/schemaSupply";
import { type PathFailure, reasonOf } from "./files";

/** One finding as the JSON format prints it. Lines and columns count from 1; the end is exclusive. */
export interface ReportedProblem {
	readonly file: string;
	readonly line: number;
	readonly column: number;
	readonly endLine: number;
	readonly endColumn: number;
	readonly severity: Severity;
	readonly code: string;
	readonly message: string;
	/** The manifest's kind and name; empty where it does not say. */
	readonly kind: string;
	readonly name: string;
}

/** What a run found. This shape is printed by `--format json` and stays stable. */
export interface LintReport {
	readonly summary: {
		readonly files: number;
		readonly documents: number;
		readonly errors: number;
		readonly warnings: number;
	};
	readonly problems: readonly ReportedProblem[];
}

/**
 * Checks files one after the other. A file that cannot be read does not keep the others from being checked. A
 * CustomResourceDefinition in one of them serves its kind in all.
 *
 * @param schemaFolders folders with more CustomResourceDefinitions, or JSON Schemas of kinds
 */
export async function lintFiles(
	files: readonly string[],
	supply: SchemaSupply,
	schemaFolders: readonly string[] = [],
): Promise<{ readonly report: LintReport; readonly failures: readonly PathFailure[] }> {
	const problems: ReportedProblem[] = [];
	const failures: PathFailure[] = [];
	const host = new AnalysisHost(supply);
	const search = await findDefinitionFiles(schemaFolders);
	failures.push(...search.unreadable.map(({ path, code }) => ({ path, reason: reasonOf({ code }) })));
	const crds = search.files.filter(({ form }) => form === "crds").map(({ uri, text }) => [uri, text] as const);
	host.setDefinitionFiles(new Map([...crds, ...(await definitionsAmong(files))]));
	host.setFolderSchemas(
		search.files.flatMap(({ uri, text, form }): SchemaLayer[] => {
			const source = form === "jsonSchema" ? supply.ofJsonSchema(uri, text) : undefined;
			return source === undefined ? [] : [{ origin: { kind: "file", uri }, source }];
		}),
	);
	let documents = 0;
	let read = 0;
	for (const file of files) {
		let text: string;
		try {
			text = await readFile(file, "utf8");
		} catch (error) {
			failures.push({ path: file, reason: reasonOf(error) });
			continue;
		}
		read++;
		host.setFile(file, text);
		const analysis = host.analysis();
		documents += analysis.documentCount(file);
		const lines = new LineIndex(text);
		for (const { span, severity, code, message, kind, name } of analysis.problems(file)) {
			const start = lines.position(span.start);
			const end = lines.position(span.end);
			problems.push({
				file,
				line: start.line + 1,
				column: start.column + 1,
				endLine: end.line + 1,
				endColumn: end.column + 1,
				severity,
				code,
				message,
				kind: kind ?? "",
				name: name ?? "",
			});
		}
		host.removeFile(file);
	}
	const count = (severity: Severity) => problems.filter((problem) => problem.severity === severity).length;
	const summary = { files: read, documents, errors: count("error"), warnings: count("warning") };
	return { report: { summary, problems }, failures };
}

/** The texts of those files that hold definitions. What cannot be read is told when its turn comes. */
async function definitionsAmong(files: readonly string[]): Promise<Map<string, string>> {
	const found = new Map<string, string>();
	for (const file of files) {
		const text = await readFile(file, "utf8").catch(() => "");
		if (text.includes("CustomResourceDefinition")) found.set(file, text);
	}
	return found;
}
