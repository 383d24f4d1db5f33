import { desiredValueHover } from "./devices/describe";
import type { ManifestDocument, PlacedDocument } from "./document";
import { type Action, actionsFor, editsToFixAll, type PlacedProblem } from "./features/codeActions";
import { type CompletionList, noCompletions } from "./features/completion/completion";
import { completionsAt } from "./features/completion/completions";
import { entryTitle, systemName } from "./features/describe";
import { documentProblems, looksLikeManifest } from "./features/diagnostics";
import { type FoldingRange, foldingRanges } from "./features/folding";
import { formatFile, formatRange } from "./features/format/format";
import { formatOnType } from "./features/format/onType";
import { type Highlight, highlightsAt } from "./features/highlights";
import { type Hover, hoverAt } from "./features/hover";
import { type DocumentLink, linksOf } from "./features/links";
import { type Problem, type RelatedPlace, shiftedFix } from "./features/problem";
import { codeLensesOf, referenceCountText } from "./features/references/codeLens";
import { definitionsAt } from "./features/references/definition";
import { inlayHintsIn } from "./features/references/inlayHints";
import { referencesAt } from "./features/references/references";
import { prepareRename, rename } from "./features/references/rename";
import { targetSummary } from "./features/references/summary";
import type {
	CodeLens,
	Definitions,
	InlayHint,
	Location,
	RenamePlace,
	RenameResult,
} from "./features/references/types";
import { selectionRanges } from "./features/selection";
import { has, suppressed, suppressedInDocuments } from "./features/suppression";
import { type OutlineItem, outlineOf } from "./features/symbols";
import { ObjectSearch, type ObjectSymbol, objectSymbolsOf } from "./features/workspaceSymbols";
import type { FileTable } from "./fileTable";
import type { Knowledge } from "./knowledge";
import type { RuleLevels } from "./lint/levels";
import { type RuleRun, runRules } from "./lint/run";
import { type MigrationAction, migrationsAt } from "./migrate/actions";
import { type FileMigration, migrateFile } from "./migrate/file";
import { permissionHover } from "./permissions/hover";
import type { SchemaInUse } from "./schemaInUse";
import { identify } from "./semantic/identify";
import { type Derivations, TrackedWorkspace } from "./semantic/queries";
import type { Topics } from "./semantic/topics";
import type { Workspace } from "./semantic/workspace";
import type { WorkspaceIndex } from "./semantic/workspaceIndex";
import { documentAt, type FileSnapshot } from "./snapshot";
import type { TextEdit } from "./text/edit";
import { LineIndex } from "./text/lineIndex";
import type { Span } from "./text/span";
import { shift } from "./text/span";

/** A problem with the object that it is about. Positions count from the file's start. */
export interface FileProblem extends Omit<Problem, "related"> {
	/** Absent where the document does not say. */
	readonly kind: string | undefined;
	readonly name: string | undefined;
	readonly related: readonly FilePlace[];
}

/** A place in a file that has to do with a problem; the span counts from that file's start. */
export interface FilePlace {
	readonly uri: string;
	readonly span: Span;
	readonly message: string;
}

/** What was found in a document, with all that it depends on beside the document. */
export interface DocumentProblems {
	readonly knowledge: Knowledge;
	readonly uri: string;
	readonly manifestFile: boolean;
	/** What the text and schemas say. */
	readonly problems: readonly Problem[];
	/** What rules found; absent before anybody asked. */
	lint?: {
		readonly run: RuleRun;
		/** The index for which it was last found to hold. */
		checked: WorkspaceIndex;
		/** What it hangs on; absent until it was found to hold for a second index. */
		topics: Topics | undefined;
		/** All problems, with levels of settings and by position. */
		readonly told: readonly Problem[];
	};
}

/** What analyses look things up in, and what they keep for later ones. */
export interface AnalysisState {
	readonly files: FileTable;
	readonly index: WorkspaceIndex;
	readonly derivations: Derivations;
	readonly known: WeakMap<ManifestDocument, DocumentProblems>;
}

/** Answers about the files at one moment. Offsets count UTF-16 code units from a file's start. */
export class Analysis {
	private readonly files: FileTable;

	constructor(
		private readonly knowledge: Knowledge,
		private readonly state: AnalysisState,
	) {
		this.files = state.files;
	}

	/** All manifests, for features that look beyond one document. */
	get workspace(): Workspace {
		return new TrackedWorkspace(this.state.index, this.state.derivations);
	}

	file(uri: string): FileSnapshot | undefined {
		return this.files.get(uri);
	}

	/** Everything to tell about a file, by position. */
	problems(uri: string): FileProblem[] {
		const file = this.files.get(uri);
		if (file === undefined) return [];
		return this.placedProblems(file).map(({ placed: { document, start }, problem }) => {
			const { kind, name } = document.tooLarge ? { kind: undefined, name: undefined } : document.facts;
			return {
				...problem,
				span: shift(problem.span, start),
				fixes: problem.fixes.map((fix) => shiftedFix(fix, start)),
				kind: kind?.text,
				name: name?.text,
				related: (problem.related ?? []).flatMap((place) => this.filePlace(place) ?? []),
			};
		});
	}

	/**
	 * Works out what the texts and schemas say of a file, then lets go of its parses: for many files, before rules look at
	 * all of them together. The file need not be one of the analysis yet.
	 */
	judge({ uri, text, documents }: FileSnapshot): void {
		const manifestFile = looksLikeManifest(text);
		for (const { document } of documents) {
			this.judged(document, uri, manifestFile);
			document.release("parse");
		}
	}

	/** Lets go of the parses of a file that nobody looks at; what was worked out from them stays. */
	release(uri: string): void {
		for (const { document } of this.files.get(uri)?.documents ?? []) document.release();
	}

	/** Where a document stands in a file now; `undefined` where it is no longer there. */
	startOf(uri: string, document: ManifestDocument): number | undefined {
		return this.files.get(uri)?.documents.find((placed) => placed.document === document)?.start;
	}

	private filePlace({ uri, document, span, message }: RelatedPlace): FilePlace | undefined {
		const start = this.startOf(uri, document);
		return start === undefined ? undefined : { uri, span: shift(span, start), message };
	}

	/** The changes that a user can ask for where a range touches problems. */
	actions(uri: string, range: Span): Action[] {
		const file = this.files.get(uri);
		return file === undefined ? [] : actionsFor(this.placedProblems(file), uri, range, this.knowledge);
	}

	/** The migrations of the documents whose `apiVersion` or `kind` a range touches. */
	migrations(uri: string, range: Span): MigrationAction[] {
		return migrationsAt(this.files.get(uri)?.documents ?? [], range, this.knowledge.messages);
	}

	/** A file with all migrations that are for its documents. */
	migrate(uri: string): FileMigration | undefined {
		const file = this.files.get(uri);
		return file === undefined ? undefined : migrateFile(file.text, this.knowledge.messages);
	}

	/** The edits that mend at once all of a file that can be mended without a choice and without losing anything. */
	fixAll(uri: string): readonly TextEdit[] {
		const file = this.files.get(uri);
		return file === undefined ? [] : editsToFixAll(this.placedProblems(file), uri, this.knowledge);
	}

	/** The edits that lay a file out, or the part of it that a range touches; nothing else than layout changes. */
	format(uri: string, range?: Span): TextEdit[] {
		const file = this.files.get(uri);
		if (file === undefined) return [];
		return range === undefined ? formatFile(file) : formatRange(file, range);
	}

	/** The edits that a key stroke calls for. `offset` is behind what was typed. */
	formatOnType(uri: string, offset: number, typed: "\n" | "-"): TextEdit[] {
		const file = this.files.get(uri);
		return file === undefined ? [] : formatOnType(file, offset, typed);
	}

	folding(uri: string): FoldingRange[] {
		const file = this.files.get(uri);
		return file === undefined ? [] : foldingRanges(file, new LineIndex(file.text));
	}

	/** What to select next around an offset: from the innermost to the whole file. */
	selections(uri: string, offset: number): Span[] {
		const file = this.files.get(uri);
		const placed = this.documentAt(uri, offset);
		if (file === undefined || placed === undefined) return [];
		const inDocument = placed.document.tooLarge ? [] : selectionRanges(placed.document, offset - placed.start);
		const spans = inDocument.map((span) => shift(span, placed.start));
		const whole = { start: 0, end: file.text.length };
		const last = spans.at(-1);
		return last !== undefined && last.start === 0 && last.end === whole.end ? spans : [...spans, whole];
	}

	highlights(uri: string, offset: number): Highlight[] {
		const placed = this.documentAt(uri, offset);
		if (placed === undefined) return [];
		const found = highlightsAt(placed.document, offset - placed.start);
		return found.map((one) => ({ ...one, span: shift(one.span, placed.start) }));
	}

	links(uri: string): DocumentLink[] {
		const documents = this.files.get(uri)?.documents ?? [];
		return documents.flatMap(({ document, start }) =>
			linksOf(document).map((link) => ({ ...link, span: shift(link.span, start) })),
		);
	}

	/** Objects of all files whose kind or name fits a query, the best first. */
	objects(query: string): ObjectSymbol[] {
		const search = new ObjectSearch(query);
		for (const objects of this.objectsByFile()) search.add(objects);
		return search.best();
	}

	/** The objects of each file, for whoever looks for some in several turns. */
	*objectsByFile(): Generator<readonly ObjectSymbol[]> {
		for (const file of this.files.all()) yield objectSymbolsOf(file);
	}

	/** How many documents of a file hold something. */
	documentCount(uri: string): number {
		return this.files.get(uri)?.documents.filter(({ document }) => !document.empty).length ?? 0;
	}

	/** What may be inserted at an offset. */
	completions(uri: string, offset: number): CompletionList {
		const placed = this.documentAt(uri, offset);
		if (placed === undefined) return noCompletions;
		const { document, start } = placed;
		const { items, incomplete } = completionsAt(document, uri, offset - start, this.knowledge, this.workspace);
		const moved = items.map((completion) => ({
			...completion,
			span: shift(completion.span, start),
			additional: completion.additional.map(({ span, text }) => ({ span: shift(span, start), text })),
		}));
		return { items: moved, incomplete };
	}

	hover(uri: string, offset: number): Hover | undefined {
		const placed = this.documentAt(uri, offset);
		if (placed === undefined) return undefined;
		const hover = hoverAt(placed.document, uri, offset - placed.start, this.knowledge);
		const permissions = permissionHover(placed.document, uri, offset - placed.start, this.workspace);
		const desired = desiredValueHover(placed.document, uri, offset - placed.start, this.workspace);
		const target = targetSummary(this, uri, offset, this.knowledge);
		const own = hover?.span ?? permissions?.span ?? desired?.span;
		const span = own === undefined ? target?.span : shift(own, placed.start);
		if (span === undefined) return undefined;
		const given = permissions && this.knowledge.messages.text(permissions.text, permissions.text.en);
		const wanted = desired && this.knowledge.messages.text(desired.text, desired.text.en);
		// What is particular to this object goes before what holds for its kind.
		const parts = [target?.markdown, given, wanted, hover?.markdown].filter((part) => part !== undefined);
		return { markdown: parts.join("\n\n---\n\n"), span };
	}

	/** Where the name or label at an offset leads; `undefined` where nothing there refers to anything. */
	definitions(uri: string, offset: number): Definitions | undefined {
		return definitionsAt(this, uri, offset);
	}

	/** All places that refer to what stands at an offset, or to what it refers to. */
	references(uri: string, offset: number, includeDeclaration: boolean): Location[] {
		return referencesAt(this, uri, offset, includeDeclaration);
	}

	/** What a rename at an offset would change; `undefined` where there is nothing to rename. */
	prepareRename(uri: string, offset: number): RenamePlace | undefined {
		return prepareRename(this, uri, offset);
	}

	/** The edits that give what stands at an offset, and all that refers to it, another name. */
	rename(uri: string, offset: number, newName: string): RenameResult {
		return rename(this, uri, offset, newName, this.knowledge);
	}

	/** What to offer above each object of a file. */
	codeLenses(uri: string): CodeLens[] {
		return codeLensesOf(this, uri, this.knowledge);
	}

	/** The words of a lens of the kind `references`; `undefined` where its object is no longer there. */
	referenceCount(uri: string, { name }: Pick<CodeLens, "name">): string | undefined {
		return referenceCountText(this, uri, name.start, this.knowledge);
	}

	/** What values within a range come to, where the text does not show it. */
	inlayHints(uri: string, range: Span): InlayHint[] {
		return inlayHintsIn(this, uri, range, this.knowledge);
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

	/** Which schema judges the document at an offset; `undefined` where none is known. */
	schemaAt(uri: string, offset: number): SchemaInUse | undefined {
		const placed = this.documentAt(uri, offset);
		if (placed === undefined || placed.document.tooLarge) return undefined;
		const { registry, messages } = this.knowledge;
		const entry = identify(placed.document, uri, registry);
		if (entry === undefined) return undefined;
		const origins = registry.originsOf(entry);
		return {
			id: entry.id,
			title: entry.kind === "" ? entryTitle(entry, messages) : `${entry.kind} ${entry.version}`,
			origin: registry.originOf(entry),
			system: systemName(entry.system),
			origins,
			chosen: registry.isChosen(entry),
		};
	}

	private documentAt(uri: string, offset: number): PlacedDocument | undefined {
		const file = this.files.get(uri);
		return file === undefined ? undefined : documentAt(file, offset);
	}

	/** All problems of a file but those that comments in it do not want told. */
	private placedProblems(file: FileSnapshot): PlacedProblem[] {
		const manifestFile = looksLikeManifest(file.text);
		const unwanted = suppressedInDocuments(file.documents);
		const found: PlacedProblem[] = [];
		for (const [index, placed] of file.documents.entries()) {
			const { document } = placed;
			const codes = unwanted[index];
			for (const problem of this.documentProblems(document, file.uri, manifestFile)) {
				const { span, code } = problem;
				if (!suppressed(document, span, code) && !(codes && has(codes, code))) found.push({ placed, problem });
			}
		}
		return found;
	}

	private documentProblems(document: ManifestDocument, uri: string, manifestFile: boolean): readonly Problem[] {
		const { knowledge } = this;
		const { index, derivations } = this.state;
		const known = this.judged(document, uri, manifestFile);
		if (known.lint === undefined || !this.lintHolds(known.lint)) {
			const levels = knowledge.levelsOf(uri);
			const run = runRules(document, uri, knowledge, levels, index, derivations);
			known.lint = { run, checked: index, topics: undefined, told: told(known.problems, run, levels) };
		} else {
			known.lint.checked = index;
		}
		return known.lint.told;
	}

	private lintHolds(lint: NonNullable<DocumentProblems["lint"]>): boolean {
		const { index, derivations } = this.state;
		if (lint.checked === index || lint.topics?.unchanged(lint.checked, index)) return true;
		if (!derivations.stillHold(lint.run.reads, index)) return false;
		lint.topics = derivations.topicsOf(lint.run.reads, lint.topics);
		return true;
	}

	/** What a document's text and schemas say of it, worked out once. */
	private judged(document: ManifestDocument, uri: string, manifestFile: boolean): DocumentProblems {
		const { knowledge } = this;
		const cache = this.state.known;
		let known = cache.get(document);
		if (known?.knowledge !== knowledge || known.uri !== uri || known.manifestFile !== manifestFile) {
			known = { knowledge, uri, manifestFile, problems: documentProblems(document, uri, manifestFile, knowledge) };
			cache.set(document, known);
		}
		return known;
	}
}

/** What was found, as settings want it told, by position. */
function told(problems: readonly Problem[], run: RuleRun, levels: RuleLevels): readonly Problem[] {
	const wanted = problems.flatMap((problem): Problem[] => {
		const level = levels[problem.code];
		if (level === undefined || level === problem.severity) return [problem];
		return level === "off" ? [] : [{ ...problem, severity: level }];
	});
	if (run.problems.length === 0) return wanted;
	return [...wanted, ...run.problems].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function moved(item: OutlineItem, by: number): OutlineItem {
	return {
		...item,
		span: shift(item.span, by),
		selection: shift(item.selection, by),
		children: item.children.map((inner) => moved(inner, by)),
	};
}
