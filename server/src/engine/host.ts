import { Analysis, type DocumentProblems } from "./analysis";
import type { ManifestDocument } from "./document";
import type { FileSnippet } from "./features/completion/manifests";
import { FileTable } from "./fileTable";
import type { Knowledge } from "./knowledge";
import type { RuleLevels } from "./lint/levels";
import { type Messages, messagesFor } from "./messages/messages";
import type { ClusterSchemas, SchemaChoice, SchemaLayer } from "./schema/layers";
import { SchemaRegistry } from "./schema/registry";
import type { SchemaSource } from "./schema/types";
import { type DefinitionReader, WorkspaceDefinitions } from "./schema/workspaceDefinitions";
import { type ManifestObject, objectsIn } from "./semantic/objects";
import { Derivations } from "./semantic/queries";
import { prepareReferences } from "./semantic/references/places";
import type { LiveCluster } from "./semantic/workspace";
import { WorkspaceIndex } from "./semantic/workspaceIndex";
import { type FileSnapshot, fileSnapshot } from "./snapshot";

const noLevels: RuleLevels = {};

export interface EngineOptions {
	/** What the program brings along. */
	readonly schemas: SchemaSource;
	/** Makes a source of a CustomResourceDefinition that stands in a file; without it such files define nothing. */
	readonly readDefinition?: DefinitionReader | undefined;
	/** The language of messages, for example `zh-cn`; English where absent or unknown. */
	readonly locale?: string | undefined;
	/** Files to begin with, offered where a document is empty. */
	readonly snippets?: readonly FileSnippet[] | undefined;
}

/**
 * The one place that changes: takes files in, gives immutable analyses out. It knows no file system, no clock and no
 * editor.
 */
export class AnalysisHost {
	private files = FileTable.empty;
	private index = WorkspaceIndex.empty;
	private readonly definitions: WorkspaceDefinitions;
	private folderLayers: readonly SchemaLayer[] = [];
	private clusters: readonly ClusterSchemas[] = [];
	private choices: ReadonlyMap<string, SchemaChoice> = new Map();
	private fleetChecks = true;
	private levelsOf: Knowledge["levelsOf"] = () => noLevels;
	private gathered: { readonly knowledge: Knowledge; readonly derivations: Derivations } | undefined;
	private readonly messages: Messages;
	private readonly problems = new WeakMap<ManifestDocument, DocumentProblems>();

	constructor(private readonly options: EngineOptions) {
		this.messages = messagesFor(options.locale);
		this.definitions = new WorkspaceDefinitions(options.readDefinition);
	}

	/**
	 * Sets a file's whole text. Documents whose text stayed the same keep what was worked out for them.
	 *
	 * @param indexed whether others may refer to what is in it
	 */
	setFile(uri: string, text: string, indexed = true): void {
		const file = fileSnapshot(uri, text, this.files.get(uri) ?? this.definitions.snapshotOf(uri));
		this.files = this.files.withOpen(file);
		this.index = this.index.withFiles(new Map([[uri, indexed ? file : undefined]]));
		if (this.definitions.setOpenFile(file)) this.gathered = undefined;
	}

	/** Closes a file: what lies on the disk under its name, if anything, counts again. */
	removeFile(uri: string): void {
		this.files = this.files.withoutOpen(uri);
		this.index = this.index.withFiles(new Map([[uri, this.files.get(uri)]]));
		if (this.definitions.closeFile(uri)) this.gathered = undefined;
	}

	/**
	 * Sets texts of files that lie on the disk, by URI; `undefined` for files that are gone. What is open counts before
	 * them. Each is parsed at once, so give many files in several portions.
	 *
	 * @param keep whether their parses are kept, because they are looked at next
	 */
	setWorkspaceFiles(texts: ReadonlyMap<string, string | undefined>, keep = false): void {
		const files = [...texts].map(([uri, text]): [string, FileSnapshot | undefined] => [
			uri,
			text === undefined ? undefined : this.prepare(uri, text),
		]);
		this.setWorkspaceSnapshots(new Map(files), keep);
	}

	/**
	 * A file as {@link setWorkspaceSnapshots} takes it. Nothing of it is parsed yet: who has little time parses its
	 * documents one after the other before.
	 */
	prepare(uri: string, text: string): FileSnapshot {
		const disk = this.files.diskFile(uri);
		return disk?.text === text ? disk : fileSnapshot(uri, text, this.files.get(uri));
	}

	/**
	 * Works out what others ask of a document over and over, and what is small: that the document is not parsed anew for
	 * it.
	 */
	prepareDocument(document: ManifestDocument, uri: string): void {
		for (const object of objectsIn(document, uri)) prepareReferences(object);
	}

	/** The same as {@link setWorkspaceFiles}, with files that were prepared. */
	setWorkspaceSnapshots(files: ReadonlyMap<string, FileSnapshot | undefined>, keep = false): void {
		const changes = new Map([...files].filter(([uri, file]) => this.files.diskFile(uri)?.text !== file?.text));
		if (changes.size === 0) return;
		this.files = this.files.withDisk(changes);
		const closed = [...changes].filter(([uri]) => !this.files.isOpen(uri));
		this.index = this.index.withFiles(new Map(closed));
		if (keep) return;
		for (const [uri, file] of closed) {
			for (const { document } of file?.documents ?? []) {
				this.prepareDocument(document, uri);
				document.release();
			}
		}
	}

	/** Sets objects of files that are not looked at themselves, by URI; they take the place of what was said before. */
	setForeignObjects(objects: ReadonlyMap<string, readonly ManifestObject[]>): void {
		this.index = this.index.withObjects(objects);
	}

	/** Sets what clusters have of some kinds, so that manifests may refer to it. */
	setLiveObjects(clusters: readonly LiveCluster[]): void {
		this.index = this.index.withClusters(clusters);
	}

	/** @param levelsOf what settings say of rules for a file; the same object as long as they say the same */
	setLevels(levelsOf: Knowledge["levelsOf"]): void {
		this.levelsOf = levelsOf;
		this.gathered = undefined;
	}

	/** Sets the texts of files with CustomResourceDefinitions that are not open, by URI. What is open counts before them. */
	setDefinitionFiles(texts: ReadonlyMap<string, string>): void {
		if (this.definitions.setFiles(texts)) this.gathered = undefined;
	}

	/** Sets the schemas of folders that the user named, such as collections of JSON Schemas. */
	setFolderSchemas(layers: readonly SchemaLayer[]): void {
		this.folderLayers = layers;
		this.gathered = undefined;
	}

	/** Sets the clusters whose schemas are known: those that judge kinds first come first. */
	setClusters(clusters: readonly ClusterSchemas[]): void {
		this.clusters = clusters;
		this.gathered = undefined;
	}

	/**
	 * @param choices which origin judges a kind, by the id of its entry
	 * @param fleetChecks whether documents are checked against every cluster that is known
	 */
	configure(choices: ReadonlyMap<string, SchemaChoice>, fleetChecks: boolean): void {
		this.choices = choices;
		this.fleetChecks = fleetChecks;
		this.gathered = undefined;
	}

	/** Changes whenever another schema may judge a document: what was told of any file may then be out of date. */
	get schemasVersion(): object {
		this.gathered ??= this.gather();
		return this.gathered.knowledge;
	}

	/** Changes whenever an object that others may refer to does: what was told of any file may then be out of date. */
	get objectsVersion(): object {
		return this.index;
	}

	/** The state as it is now; later changes do not reach it. */
	analysis(): Analysis {
		this.gathered ??= this.gather();
		const { knowledge, derivations } = this.gathered;
		return new Analysis(knowledge, { files: this.files, index: this.index, derivations, known: this.problems });
	}

	private gather(): { readonly knowledge: Knowledge; readonly derivations: Derivations } {
		const layers: SchemaLayer[] = [
			...this.definitions.layers,
			...this.folderLayers,
			...this.clusters.map((cluster): SchemaLayer => {
				const { id, name, connected, seen, source } = cluster;
				return { origin: { kind: "cluster", id, name, connected, seen }, source };
			}),
			{ origin: { kind: "catalogue" }, source: this.options.schemas },
		];
		const registry = new SchemaRegistry(layers, this.choices);
		const { messages, levelsOf } = this;
		const clusters = this.fleetChecks ? eachOnce(this.clusters) : [];
		const { snippets = [] } = this.options;
		return { knowledge: { registry, clusters, messages, snippets, levelsOf }, derivations: new Derivations(registry) };
	}
}

/**
 * Each cluster once, though several contexts of a kubeconfig lead to it. What follows the last `@` of an id is the
 * server; of its contexts, the one that sees most counts.
 */
function eachOnce(clusters: readonly ClusterSchemas[]): readonly ClusterSchemas[] {
	const byServer = new Map<string, ClusterSchemas>();
	for (const cluster of clusters) {
		const server = cluster.id.slice(cluster.id.lastIndexOf("@") + 1);
		const known = byServer.get(server);
		if (known === undefined || known.source.entries.length < cluster.source.entries.length) {
			byServer.set(server, cluster);
		}
	}
	return [...byServer.values()];
}
