import { Analysis, type DocumentProblems } from "./analysis";
import type { ManifestDocument } from "./document";
import type { Knowledge } from "./knowledge";
import { type Messages, messagesFor } from "./messages/messages";
import type { ClusterSchemas, SchemaChoice, SchemaLayer } from "./schema/layers";
import { SchemaRegistry } from "./schema/registry";
import type { SchemaSource } from "./schema/types";
import { type DefinitionReader, WorkspaceDefinitions } from "./schema/workspaceDefinitions";
import { type FileSnapshot, fileSnapshot } from "./snapshot";

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
			clusters: this.fleetChecks ? eachOnce(this.clusters) : [],
			messages: this.messages,
		};
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
