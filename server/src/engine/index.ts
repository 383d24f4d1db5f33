/** The engine's public face: everything that the language server, the command line and the tests may use. */

import type { ManifestDocument, PlacedDocument } from "./document";
import type { Completion, CompletionKind } from "./features/completion/completion";
import { completionsAt } from "./features/completion/completions";
import { documentProblems, looksLikeManifest } from "./features/diagnostics";
import { type Hover, hoverAt } from "./features/hover";
import type { Fix, Problem, ProblemCode, Severity } from "./features/problem";
import { type OutlineItem, outlineOf } from "./features/symbols";
import { type Messages, messagesFor } from "./messages/messages";
import { SchemaRegistry } from "./schema/registry";
import type { SchemaSource } from "./schema/types";
import { documentAt, type FileSnapshot, fileSnapshot } from "./snapshot";
import { shift } from "./text/span";

export { apiVersionOf } from "./schema/registry";
export type { CatalogueEntry, JsonSchema, SchemaSource, Validator, ValidatorError } from "./schema/types";
export { type LineColumn, LineIndex } from "./text/lineIndex";
export type { Span } from "./text/span";
export type { Completion, CompletionKind, FileSnapshot, Fix, Hover, OutlineItem, Problem, ProblemCode, Severity };

/** A problem with the object that it is about. Positions count from the file's start. */
export interface FileProblem extends Problem {
	/** Absent where the document does not say. */
	readonly kind: string | undefined;
	readonly name: string | undefined;
}

export interface EngineOptions {
	readonly schemas: SchemaSource;
	/** The language of messages, for example `zh-cn`; English where absent or unknown. */
	readonly locale?: string | undefined;
}

/**
 * The one place that changes: takes files in, gives immutable analyses out. It knows no file system, no clock and no
 * editor.
 */
export class AnalysisHost {
	private files = new Map<string, FileSnapshot>();
	private readonly registry: SchemaRegistry;
	private readonly messages: Messages;
	private readonly problems = new WeakMap<ManifestDocument, DocumentProblems>();

	constructor(options: EngineOptions) {
		this.registry = new SchemaRegistry(options.schemas);
		this.messages = messagesFor(options.locale);
	}

	/** Sets a file's whole text. Documents whose text stayed the same keep what was worked out for them. */
	setFile(uri: string, text: string): void {
		const files = new Map(this.files);
		files.set(uri, fileSnapshot(uri, text, files.get(uri)));
		this.files = files;
	}

	removeFile(uri: string): void {
		const files = new Map(this.files);
		files.delete(uri);
		this.files = files;
	}

	/** The state as it is now; later changes do not reach it. */
	analysis(): Analysis {
		return new Analysis(this.files, this.registry, this.messages, this.problems);
	}
}

interface DocumentProblems {
	readonly manifestFile: boolean;
	readonly problems: readonly Problem[];
}

/** Answers about the files at one moment. Offsets count UTF-16 code units from a file's start. */
export class Analysis {
	constructor(
		private readonly files: ReadonlyMap<string, FileSnapshot>,
		private readonly registry: SchemaRegistry,
		private readonly messages: Messages,
		private readonly known: WeakMap<ManifestDocument, DocumentProblems>,
	) {}

	file(uri: string): FileSnapshot | undefined {
		return this.files.get(uri);
	}

	/** Everything to tell about a file, by position. */
	problems(uri: string): FileProblem[] {
		const file = this.files.get(uri);
		if (file === undefined) return [];
		const manifestFile = looksLikeManifest(file.text);
		return file.documents.flatMap((placed) => this.placedProblems(placed, manifestFile));
	}

	/** How many documents of a file hold something. */
	documentCount(uri: string): number {
		return this.files.get(uri)?.documents.filter(({ document }) => !document.empty).length ?? 0;
	}

	completions(uri: string, offset: number): Completion[] {
		const placed = this.documentAt(uri, offset);
		if (placed === undefined) return [];
		const { document, start } = placed;
		return completionsAt(document, offset - start, this.registry, this.messages).map((completion) => ({
			...completion,
			span: shift(completion.span, start),
		}));
	}

	hover(uri: string, offset: number): Hover | undefined {
		const placed = this.documentAt(uri, offset);
		if (placed === undefined) return undefined;
		const hover = hoverAt(placed.document, offset - placed.start, this.registry, this.messages);
		return hover === undefined ? undefined : { ...hover, span: shift(hover.span, placed.start) };
	}

	/** A file's outline, one item per manifest. */
	outline(uri: string): OutlineItem[] {
		const file = this.files.get(uri);
		if (file === undefined) return [];
		return file.documents.flatMap(({ document, start }) => {
			const item = outlineOf(document);
			return item === undefined ? [] : [moved(item, start)];
		});
	}

	private documentAt(uri: string, offset: number): PlacedDocument | undefined {
		const file = this.files.get(uri);
		return file === undefined ? undefined : documentAt(file, offset);
	}

	private placedProblems({ document, start }: PlacedDocument, manifestFile: boolean): FileProblem[] {
		let known = this.known.get(document);
		if (known === undefined || known.manifestFile !== manifestFile) {
			known = { manifestFile, problems: documentProblems(document, manifestFile, this.registry, this.messages) };
			this.known.set(document, known);
		}
		const { kind, name } = document.tooLarge ? { kind: undefined, name: undefined } : document.facts;
		return known.problems.map((problem) => ({
			...problem,
			span: shift(problem.span, start),
			fixes: problem.fixes.map((fix) => ({ ...fix, span: shift(fix.span, start) })),
			kind: kind?.text,
			name: name?.text,
		}));
	}
}

function moved(item: OutlineItem, by: number): OutlineItem {
	return {
		...item,
		span: shift(item.span, by),
		selection: shift(item.selection, by),
		children: item.children.map((inner) => moved(inner, by)),
	};
}
