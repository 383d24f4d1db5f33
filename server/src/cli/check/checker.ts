import { readFileSync } from "node:fs";
import {
	AnalysisHost,
	type FileProblem,
	LineIndex,
	type ProblemCode,
	type RuleLevels,
	type SchemaLayer,
} from "../../engine";
import type { SchemaSupply } from "../../node/schemaSupply";
import type { CheckedDocument, FileResult, Finding, FindingIdentity, FixOutcome } from "../findings";
import { fixText } from "../fix/fixText";
import { replaceFile } from "../fix/replaceFile";
import { unifiedDiff } from "../fix/unifiedDiff";

import { decodeText, NotText } from "./decode";
import { objectName, pathAt } from "./identity";

/** Where and how to check; all plain data, since it goes to other threads. */
export interface CheckSettings {
	/** The folder with the schemas that the build wrote. */
	readonly schemaFolder: string;
	readonly locale: string;
	/** Whether findings need what tells them from others when lines move. */
	readonly identify: boolean;
	readonly fix: "no" | "write" | "preview";
	/** Texts of the files to check that hold CustomResourceDefinitions, by absolute path; they serve their kinds in all. */
	readonly definitions: ReadonlyMap<string, string>;
	/** What folders of schemas define, a set for each configuration. */
	readonly schemaSets: readonly SchemaSet[];
}

/** Definitions and JSON Schemas from folders, by URI. */
export interface SchemaSet {
	readonly crds: ReadonlyMap<string, string>;
	readonly jsonSchemas: ReadonlyMap<string, string>;
}

/** One file to check. */
export interface CheckTask {
	readonly file: string;
	/** Absolute. */
	readonly path: string;
	readonly rules: RuleLevels;
	/** Index of the schemas that hold for it. */
	readonly schemaSet: number;
	/** Its text, where it does not lie on the disk. */
	readonly text?: string;
}

/** A finding with what it takes to mend it. Offsets count from the file's start. */
export interface FoundProblem {
	readonly problem: FileProblem;
	readonly finding: Finding;
}

/** All that is to tell about one text. */
export interface CheckedText {
	readonly documents: readonly (Omit<CheckedDocument, "findings"> & { readonly found: readonly FoundProblem[] })[];
}

const unreadCodes: ReadonlySet<ProblemCode> = new Set(["yaml-syntax", "document-too-large"]);

const noLevels: RuleLevels = {};

/** Checks files one after the other; what one file says changes nothing for the next. */
export class FileChecker {
	private readonly hosts = new Map<string, AnalysisHost>();
	private readonly levels = new Map<string, RuleLevels>();

	constructor(
		private readonly supply: SchemaSupply,
		private readonly settings: CheckSettings,
	) {}

	check(task: CheckTask): FileResult {
		const { file, path } = task;
		try {
			const fromDisk = task.text === undefined;
			const { text, encoding } = fromDisk ? decodeText(readFileSync(path)) : { text: task.text, encoding: "utf8" };
			const checked = this.checkText(task, text);
			const mended = this.fix(task, text, checked, encoding === "utf8");
			const { documents } = mended?.checked ?? checked;
			return {
				kind: "checked",
				file,
				documents: documents.map(({ found, ...document }) => ({
					...document,
					findings: found.map(({ finding }) => finding),
				})),
				fixes: mended?.outcome,
			};
		} catch (error) {
			const { code, message, syscall } = error as NodeJS.ErrnoException;
			if (error instanceof NotText) return { kind: "unreadable", file, code: "NOT_TEXT", message: error.message };
			if (syscall === undefined) throw error;
			return { kind: "unreadable", file, code: code ?? "", message };
		}
	}

	/** @param writable whether the file's text can be written back as it was read */
	private fix(task: CheckTask, text: string, checked: CheckedText, writable: boolean) {
		const { fix } = this.settings;
		if (fix === "no" || !writable) return undefined;
		const fixed = fixText(text, checked, (changed) => this.checkText(task, changed));
		const changed = fixed.text !== text;
		if (changed && fix === "write" && task.text === undefined) replaceFile(task.path, fixed.text);
		const diff = changed && fix === "preview" ? unifiedDiff(task.file, text, fixed.text) : undefined;
		const outcome: FixOutcome = {
			made: fixed.made,
			refused: fixed.refused,
			diff,
			text: task.text === undefined ? undefined : fixed.text,
		};
		return { checked: fixed.checked, outcome };
	}

	private checkText(task: CheckTask, text: string): CheckedText {
		const { locale, identify } = this.settings;
		const { path, schemaSet } = task;
		const host = this.host(schemaSet, locale);
		this.levels.set(path, task.rules);
		host.setFile(path, text);
		try {
			const analysis = host.analysis();
			const problems = analysis.problems(path);
			const english = identify ? this.englishMessages(task, text, problems) : undefined;
			const lines = new LineIndex(text);
			let next = 0;
			const placed = analysis.file(path)?.documents ?? [];
			const documents = placed.flatMap(({ document, start }, index) => {
				const end = placed[index + 1]?.start ?? Number.POSITIVE_INFINITY;
				const found: FoundProblem[] = [];
				let unread = false;
				for (; next < problems.length; next++) {
					const problem = problems[next];
					if (problem === undefined || !belongs(problem, end)) break;
					unread ||= unreadCodes.has(problem.code);
					const message = english?.[next];
					const identity =
						message === undefined
							? undefined
							: {
									object: objectName(document),
									path: pathAt(document, { start: problem.span.start - start, end: problem.span.end - start }),
									message,
								};
					const finding = findingOf(task, problem, lines, identity);
					found.push({ problem, finding });
				}
				if (document.empty) return [];
				const readable = !unread && !document.tooLarge && document.parsed.problems.length === 0;
				const judged = readable && analysis.schemaAt(path, start) !== undefined;
				const { kind, name } = document.tooLarge ? { kind: undefined, name: undefined } : document.facts;
				return {
					line: lines.position(start + beginning(document.text)).line + 1,
					kind: kind?.text ?? "",
					name: name?.text ?? "",
					state: unread ? ("unread" as const) : judged ? ("judged" as const) : ("unjudged" as const),
					found,
				};
			});
			return { documents };
		} finally {
			host.removeFile(path);
		}
	}

	/** The messages of the same problems in English. */
	private englishMessages({ path, schemaSet }: CheckTask, text: string, problems: readonly FileProblem[]): string[] {
		if (!this.settings.locale.startsWith("zh") || problems.length === 0) return problems.map(({ message }) => message);
		const host = this.host(schemaSet, "en");
		host.setFile(path, text);
		const messages = host
			.analysis()
			.problems(path)
			.map(({ message }) => message);
		host.removeFile(path);
		return messages;
	}

	private host(schemaSet: number, locale: string): AnalysisHost {
		const key = `${schemaSet} ${locale}`;
		let host = this.hosts.get(key);
		if (host === undefined) {
			const { supply, settings } = this;
			const set = settings.schemaSets[schemaSet];
			host = new AnalysisHost({ ...supply, locale });
			host.setLevels((path) => this.levels.get(path) ?? noLevels);
			host.setDefinitionFiles(new Map([...(set?.crds ?? []), ...settings.definitions]));
			host.setFolderSchemas(
				[...(set?.jsonSchemas ?? [])].flatMap(([uri, text]): SchemaLayer[] => {
					const source = supply.ofJsonSchema(uri, text);
					return source === undefined ? [] : [{ origin: { kind: "file", uri }, source }];
				}),
			);
			this.hosts.set(key, host);
		}
		return host;
	}
}

function findingOf(
	{ file }: CheckTask,
	{ span, severity, code, message, kind, name }: FileProblem,
	lines: LineIndex,
	identity: FindingIdentity | undefined,
): Finding {
	const start = lines.position(span.start);
	const end = lines.position(span.end);
	return {
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
		...(identity === undefined ? {} : { identity }),
	};
}

/** Whether a problem is one of the document that ends at `end`, and not of the next. */
function belongs({ span, code }: FileProblem, end: number): boolean {
	// What the parser misses at the very end of a document stands behind its last character.
	return span.start < end || (span.end === end && code === "yaml-syntax");
}

/** Offset of the first line of a document that is no marker, comment or empty. */
function beginning(text: string): number {
	return /^(?:\uFEFF?(?:---)?[^\S\r\n]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*/.exec(text)?.[0].length ?? 0;
}
