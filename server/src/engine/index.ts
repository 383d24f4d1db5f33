/** The engine's public face: everything that the language server, the command line and the tests may use. */

import type { ManifestDocument, PlacedDocument } from "./document";
import type { Completion, CompletionKind } from "./features/completion/completion";
import { completionsAt } from "./features/completion/completions";
import { entryTitle, systemName } from "./features/describe";
import { documentProblems, looksLikeManifest } from "./features/diagnostics";
import { type Hover, hoverAt } from "./features/hover";
import type { Fix, Problem, ProblemCode, Severity } from "./features/problem";
import { type OutlineItem, outlineOf } from "./features/symbols";
import type { Knowledge } from "./knowledge";
import { type Messages, messagesFor } from "./messages/messages";
import type { ClusterSchemas, SchemaChoice, SchemaLayer } from "./schema/layers";
import { SchemaRegistry } from "./schema/registry";
import type { SchemaSource } from "./schema/types";
import { type DefinitionReader, WorkspaceDefinitions } from "./schema/workspaceDefinitions";
import type { SchemaInUse } from "./schemaInUse";
import { identify } from "./semantic/identify";
import { documentAt, type FileSnapshot, fileSnapshot } from "./snapshot";
import { shift } from "./text/span";

export type {
	ClusterSchemas,
	ClusterSnapshot,
	SchemaChoice,
	SchemaCompiler,
	SchemaLayer,
	SchemaOrigin,
} from "./schema/layers";
export { apiVersionOf } from "./schema/registry";
export type {
	CatalogueEntry,
	JsonSchema,
	RetiredVersion,
	SchemaSource,
	Validator,
	ValidatorError,
} from "./schema/types";
export type { DefinitionReader } from "./schema/workspaceDefinitions";
export type { SchemaInUse } from "./schemaInUse";
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
	/** What the program brings along. */
	readonly schemas: SchemaSource;
	/** Makes a source of a CustomResourceDefinition that stands in a file; without it such files define nothing. */
	readonly readDefinition?: DefinitionReader | undefined;
	/** The language of messages, for example `zh-cn`; English where absent or unknown. */
	readonly locale?: string | undefined;
}

/**
 * The one place that changes: takes files in, gives immutable analyses out. It knows no file system, no clock and no
 * editor.
 */
export class AnalysisHost {
	private files: ReadonlyMap<string, FileSnapshot> = new Map();
	private readonly definitions: WorkspaceDefinitions;
	private folderLayers: readonly SchemaLayer[] = [];
	private clusters: readonly ClusterSchemas[] = [];
	private choices: ReadonlyMap<string, SchemaChoice> = new Map();
	private fleetChecks = true;
	private knowledge: Knowledge | undefined;
	private readonly messages: Messages;
	private readonly problems = new WeakMap<ManifestDocument, DocumentProblems>();

	constructor(private readonly options: EngineOptions) {
		this.messages = messagesFor(options.locale);
		this.definitions = new WorkspaceDefinitions(options.readDefinition);
	}

	/** Sets a file's whole text. Documents whose text stayed the same keep what was worked out for them. */
	setFile(uri: string, text: string): void {
		const files = new Map(this.files);
		const file = fileSnapshot(uri, text, files.get(uri) ?? this.definitions.snapshotOf(uri));
		files.set(uri, file);
		this.files = files;
		if (this.definitions.setOpenFile(file)) this.knowledge = undefined;
	}

	removeFile(uri: string): void {
		const files = new Map(this.files);
		files.delete(uri);
		this.files = files;
		if (this.definitions.closeFile(uri)) this.knowledge = undefined;
	}

	/** Sets the texts of files with CustomResourceDefinitions that are not open, by URI. What is open counts before them. */
	setDefinitionFiles(texts: ReadonlyMap<string, string>): void {
		if (this.definitions.setFiles(texts)) this.knowledge = undefined;
	}

	/** Sets the schemas of folders that the user named, such as collections of JSON Schemas. */
	setFolderSchemas(layers: readonly SchemaLayer[]): void {
		this.folderLayers = layers;
		this.knowledge = undefined;
	}

	/** Sets the clusters whose schemas are known: those that judge kinds first come first. */
	setClusters(clusters: readonly ClusterSchemas[]): void {
		this.clusters = clusters;
		this.knowledge = undefined;
	}

	/**
	 * @param choices which origin judges a kind, by the id of its entry
	 * @param fleetChecks whether documents are checked against every cluster that is known
	 */
	configure(choices: ReadonlyMap<string, SchemaChoice>, fleetChecks: boolean): void {
		this.choices = choices;
		this.fleetChecks = fleetChecks;
		this.knowledge = undefined;
	}

	/** Changes whenever another schema may judge a document: what was told of any file may then be out of date. */
	get schemasVersion(): object {
		this.knowledge ??= this.gather();
		return this.knowledge;
	}

	/** The state as it is now; later changes do not reach it. */
	analysis(): Analysis {
		this.knowledge ??= this.gather();
		return new Analysis(this.files, this.knowledge, this.problems);
	}

	private gather(): Knowledge {
		const layers: SchemaLayer[] = [
			...this.definitions.layers,
			...this.folderLayers,
			...this.clusters.map((cluster): SchemaLayer => {
				const { id, name, connected, seen, source } = cluster;
				return { origin: { kind: "cluster", id, name, connected, seen }, source };
			}),
			{ origin: { kind: "catalogue" }, source: this.options.schemas },
		];
		return {
			registry: new SchemaRegistry(layers, this.choices),
			clusters: this.fleetChecks ? this.clusters : [],
			messages: this.messages,
		};
	}
}

interface DocumentProblems {
	readonly knowledge: Knowledge;
	readonly uri: string;
	readonly manifestFile: boolean;
	readonly problems: readonly Problem[];
}

/** Answers about the files at one moment. Offsets count UTF-16 code units from a file's start. */
export class Analysis {
	constructor(
		private readonly files: ReadonlyMap<string, FileSnapshot>,
		private readonly knowledge: Knowledge,
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
		return file.documents.flatMap((placed) => this.placedProblems(placed, uri, manifestFile));
	}

	/** How many documents of a file hold something. */
	documentCount(uri: string): number {
		return this.files.get(uri)?.documents.filter(({ document }) => !document.empty).length ?? 0;
	}

	completions(uri: string, offset: number): Completion[] {
		const placed = this.documentAt(uri, offset);
		if (placed === undefined) return [];
		const { document, start } = placed;
		return completionsAt(document, uri, offset - start, this.knowledge).map((completion) => ({
			...completion,
			span: shift(completion.span, start),
		}));
	}

	hover(uri: string, offset: number): Hover | undefined {
		const placed = this.documentAt(uri, offset);
		if (placed === undefined) return undefined;
		const hover = hoverAt(placed.document, uri, offset - placed.start, this.knowledge);
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

	/** Which schema judges the document at an offset; `undefined` where none is known. */
	schemaAt(uri: string, offset: number): SchemaInUse | undefined {
		const placed = this.documentAt(uri, offset);
		if (placed === undefined || placed.document.tooLarge) return undefined;
		const { registry, messages } = this.knowledge;
		const { facts, parsed } = placed.document;
		const entry = identify(facts, parsed, uri, registry);
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

	private placedProblems({ document, start }: PlacedDocument, uri: string, manifestFile: boolean): FileProblem[] {
		const { knowledge } = this;
		let known = this.known.get(document);
		if (known?.knowledge !== knowledge || known.uri !== uri || known.manifestFile !== manifestFile) {
			const problems = documentProblems(document, uri, manifestFile, knowledge);
			known = { knowledge, uri, manifestFile, problems };
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
