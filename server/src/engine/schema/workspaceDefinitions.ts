import type { ManifestDocument } from "../document";
import { type FileSnapshot, fileSnapshot } from "../snapshot";
import type { SchemaLayer } from "./layers";
import type { SchemaSource } from "./types";

/** Makes a schema source of a CustomResourceDefinition, given as plain data; `undefined` where it defines nothing. */
export type DefinitionReader = (definition: unknown) => SchemaSource | undefined;

/** The CustomResourceDefinitions in files of the workspace. A definition that is edited serves its kind at once. */
export class WorkspaceDefinitions {
	private readonly open = new Map<string, readonly SchemaLayer[]>();
	private closed = new Map<string, readonly SchemaLayer[]>();
	private snapshots = new Map<string, FileSnapshot>();
	private readonly made = new WeakMap<ManifestDocument, { readonly source: SchemaSource | undefined }>();

	constructor(private readonly sourceOf: DefinitionReader | undefined) {}

	/** All definitions, those of open files first. */
	get layers(): readonly SchemaLayer[] {
		const closed = [...this.closed].filter(([uri]) => !this.open.has(uri));
		return [...this.open.values(), ...closed.map(([, layers]) => layers)].flat();
	}

	/** What was read of a file that is not open; `undefined` where it holds no definitions. */
	snapshotOf(uri: string): FileSnapshot | undefined {
		return this.snapshots.get(uri);
	}

	/** @returns whether this changed any definition */
	setOpenFile(file: FileSnapshot): boolean {
		const before = this.open.get(file.uri) ?? this.closed.get(file.uri) ?? [];
		const after = this.layersOf(file, before);
		this.open.set(file.uri, after);
		return !sameSources(before, after);
	}

	/** @returns whether this changed any definition */
	closeFile(uri: string): boolean {
		const before = this.open.get(uri) ?? [];
		this.open.delete(uri);
		return !sameSources(before, this.closed.get(uri) ?? []);
	}

	/** @returns whether this changed any definition */
	setFiles(texts: ReadonlyMap<string, string>): boolean {
		const before = [...this.closed.values()].flat();
		const snapshots = new Map<string, FileSnapshot>();
		const closed = new Map<string, readonly SchemaLayer[]>();
		for (const [uri, text] of texts) {
			const file = fileSnapshot(uri, text, this.snapshots.get(uri));
			snapshots.set(uri, file);
			closed.set(uri, this.layersOf(file, []));
		}
		this.snapshots = snapshots;
		this.closed = closed;
		return !sameSources(before, [...closed.values()].flat());
	}

	/** @param former what the file defined before; it stays as long as the file cannot be read for a syntax error */
	private layersOf(file: FileSnapshot, former: readonly SchemaLayer[]): readonly SchemaLayer[] {
		if (this.sourceOf === undefined || !file.text.includes("CustomResourceDefinition")) return [];
		const layers: SchemaLayer[] = [];
		let broken = false;
		for (const { document } of file.documents) {
			if (document.tooLarge) continue;
			if (document.parsed.problems.length > 0) broken = true;
			const source = this.sourceOfDocument(document);
			if (source !== undefined) layers.push({ origin: { kind: "file", uri: file.uri }, source });
		}
		if (!broken) return layers;
		const present = new Set(layers.flatMap(({ source }) => source.entries.map(({ id }) => id)));
		return [...layers, ...former.filter(({ source }) => !source.entries.some(({ id }) => present.has(id)))];
	}

	private sourceOfDocument(document: ManifestDocument): SchemaSource | undefined {
		const known = this.made.get(document);
		if (known !== undefined) return known.source;
		const { apiVersion, kind } = document.facts;
		const isDefinition =
			kind?.text === "CustomResourceDefinition" && apiVersion?.text.startsWith("apiextensions.k8s.io/") === true;
		const readable = isDefinition && document.parsed.problems.length === 0 && document.data !== undefined;
		const source = readable ? this.sourceOf?.(document.data?.value) : undefined;
		this.made.set(document, { source });
		return source;
	}
}

function sameSources(before: readonly SchemaLayer[], after: readonly SchemaLayer[]): boolean {
	return before.length === after.length && before.every(({ source }, index) => after[index]?.source === source);
}
