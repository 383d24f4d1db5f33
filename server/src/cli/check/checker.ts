import { readFileSync } from "node:fs";
import {
	AnalysisHost,
	type FileProblem,
	type FileSnapshot,
	LineIndex,
	type ManifestObject,
	type ProblemCode,
	type RuleLevels,
	type SchemaLayer,
} from "../../engine";
import { objectsOfFile } from "../../engine/semantic/objects";
import { fileSnapshot } from "../../engine/snapshot";
import { withSlashes } from "../../node/configFiles";
import type { SchemaSupply } from "../../node/schemaSupply";
import type { CheckedDocument, FileResult, Finding, FindingIdentity, FixOutcome, UnreadableFile } from "../findings";
import { fixText } from "../fix/fixText";
import { replaceFile } from "../fix/replaceFile";
import { unifiedDiff } from "../fix/unifiedDiff";
import { decodeText, NotText } from "./decode";
import { objectName, pathAt } from "./identity";
import { type FileOutline, objectsOf, outlineOf } from "./outline";

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
	/** Set where the file is not to be checked: others may refer to what is in it. */
	readonly context?: true;
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

/** A file as it was read. */
type ReadFile = { readonly text: string; readonly encoding: "utf8" | "utf16" } | UnreadableFile;

/**
 * Checks files against each other: first all are prepared, then all that is known of files elsewhere is told, then each is
 * checked.
 */
export class FileChecker {
	private readonly hosts = new Map<string, AnalysisHost>();
	private readonly levels = new Map<string, RuleLevels>();
	private readonly read = new Map<string, ReadFile>();
	/** The files that it checks, by schema set and URI. */
	private readonly prepared = new Map<number, Map<string, FileSnapshot>>();
	private readonly foreign: FileOutline[] = [];
	private readonly sameLevels = new Map<string, RuleLevels>();
	private learnt = false;

	constructor(
		private readonly supply: SchemaSupply,
		private readonly settings: CheckSettings,
	) {}

	/**
	 * Reads files and works out what can be told of each by itself.
	 *
	 * @param outlines whether others check files, too
	 * @returns what they need to know of these ones
	 */
	prepare(tasks: readonly CheckTask[], outlines: boolean): FileOutline[] {
		const found: FileOutline[] = [];
		for (const task of tasks) {
			const { path, schemaSet, text, context } = task;
			const uri = uriOf(path);
			const read = readTask(task);
			if (!context) {
				this.read.set(path, read);
				this.levels.set(uri, this.levelsAs(task.rules));
			}
			if (!("text" in read)) continue;
			const file = fileSnapshot(uri, read.text);
			const outline = outlines || context ? outlineOf(file, path, text) : undefined;
			if (outline !== undefined) found.push(outline);
			if (context) {
				if (outline !== undefined) this.foreign.push(outline);
				continue;
			}
			// While their parses are at hand: after it, the documents keep their data alone.
			objectsOfFile(uri, file.documents);
			this.host(schemaSet, this.settings.locale).analysis().judge(file);
			const prepared = this.prepared.get(schemaSet) ?? new Map<string, FileSnapshot>();
			this.prepared.set(schemaSet, prepared.set(uri, file));
		}
		return found;
	}

	/** Takes note of the objects in all files: those that it prepared, and those that others did. */
	learn(outlines: readonly FileOutline[]): void {
		for (const outline of outlines) this.foreign.push(outline);
		for (const [schemaSet, files] of this.prepared) {
			this.host(schemaSet, this.settings.locale).setWorkspaceSnapshots(files, true);
		}
		this.learnt = true;
		for (const host of this.hosts.values()) this.tell(host);
	}

	/** Checks a file that was prepared. */
	check(task: CheckTask): FileResult {
		const { file, path } = task;
		const read = this.read.get(path) ?? readTask(task);
		if (!("text" in read)) return read;
		try {
			const { text, encoding } = read;
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
			return unreadable(file, error);
		} finally {
			// Others may still look into its data, nobody at its text.
			for (const { document } of this.prepared.get(task.schemaSet)?.get(uriOf(path))?.documents ?? []) {
				document.release("parse");
			}
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
		const uri = uriOf(path);
		const asRead = host.analysis().file(uri)?.text === text;
		if (!asRead) host.setFile(uri, text);
		try {
			const analysis = host.analysis();
			const problems = analysis.problems(uri);
			const english = identify ? this.englishMessages(task, text, problems) : undefined;
			const lines = new LineIndex(text);
			let next = 0;
			const placed = analysis.file(uri)?.documents ?? [];
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
				const readable = !unread && !document.tooLarge && !document.broken;
				const judged = readable && analysis.schemaAt(uri, start) !== undefined;
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
			if (!asRead) host.removeFile(uri);
		}
	}

	/** The messages of the same problems in English. */
	private englishMessages({ path, schemaSet }: CheckTask, text: string, problems: readonly FileProblem[]): string[] {
		if (!this.settings.locale.startsWith("zh") || problems.length === 0) return problems.map(({ message }) => message);
		const host = this.host(schemaSet, "en");
		const uri = uriOf(path);
		host.setFile(uri, text);
		const messages = host
			.analysis()
			.problems(uri)
			.map(({ message }) => message);
		host.removeFile(uri);
		return messages;
	}

	private host(schemaSet: number, locale: string): AnalysisHost {
		const key = `${schemaSet} ${locale}`;
		let host = this.hosts.get(key);
		if (host === undefined) {
			const { supply, settings } = this;
			const set = settings.schemaSets[schemaSet];
			host = new AnalysisHost({ ...supply, locale });
			host.setLevels((uri) => this.levels.get(uri) ?? noLevels);
			host.setDefinitionFiles(new Map([...(set?.crds ?? []), ...settings.definitions]));
			host.setFolderSchemas(
				[...(set?.jsonSchemas ?? [])].flatMap(([uri, text]): SchemaLayer[] => {
					const source = supply.ofJsonSchema(uri, text);
					return source === undefined ? [] : [{ origin: { kind: "file", uri }, source }];
				}),
			);
			if (this.learnt) this.tell(host);
			this.hosts.set(key, host);
		}
		return host;
	}

	/** Tells a host of the objects in files that it does not hold itself. */
	private tell(host: AnalysisHost): void {
		const analysis = host.analysis();
		const objects = new Map<string, readonly ManifestObject[]>();
		for (const files of this.prepared.values()) {
			for (const [uri, file] of files) {
				if (analysis.file(uri) === undefined) objects.set(uri, objectsOfFile(uri, file.documents));
			}
		}
		for (const outline of this.foreign) objects.set(outline.uri, objectsOf(outline));
		host.setForeignObjects(objects);
	}

	/** The same levels as one object, from which rules can be chosen once. */
	private levelsAs(levels: RuleLevels): RuleLevels {
		const key = JSON.stringify(levels);
		const known = this.sameLevels.get(key);
		if (known !== undefined) return known;
		this.sameLevels.set(key, levels);
		return levels;
	}
}

function readTask({ file, path, text }: CheckTask): ReadFile {
	try {
		return text === undefined ? decodeText(readFileSync(path)) : { text, encoding: "utf8" };
	} catch (error) {
		return unreadable(file, error);
	}
}

/** @throws what is no failure to read or write */
function unreadable(file: string, error: unknown): UnreadableFile {
	const { code, message, syscall } = error as NodeJS.ErrnoException;
	if (error instanceof NotText) return { kind: "unreadable", file, code: "NOT_TEXT", message: error.message };
	if (syscall === undefined) throw error;
	return { kind: "unreadable", file, code: code ?? "", message };
}

/** What the engine calls a file. */
function uriOf(path: string): string {
	return withSlashes(path);
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
