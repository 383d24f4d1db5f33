import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import type { AnalysisHost, ClusterSchemas, ClusterSnapshot, SchemaLayer } from "../engine";
import { type DefinitionFile, findDefinitionFiles } from "../node/definitionFiles";
import type { SchemaSupply } from "../node/schemaSupply";
import type { ClusterReference } from "../protocol";

export type { SchemaSupply };

/** Whom a feed tells. */
export interface FeedListener {
	/** Other schemas judge documents now. */
	changed(): void;
	/** Something could not be read; for the log. */
	failed(message: string): void;
}

/** Keeps the engine supplied with schemas from outside: definitions in folders, and what clusters serve. */
export class SchemaFeed {
	/** Files with CustomResourceDefinitions in folders that were named, and in those of the workspace, by URI. */
	private named: ReadonlyMap<string, string> = new Map();
	private inWorkspace: ReadonlyMap<string, string> = new Map();
	private folders: readonly string[] = [];
	private search = new AbortController();
	private hasLayers = false;
	private readonly clusters = new Map<string, { readonly stamp: string; readonly schemas: ClusterSchemas }>();
	private latestClusters = 0;
	/** What of the clusters decides how documents are judged. */
	private judging = "[]";

	constructor(
		private readonly host: AnalysisHost,
		private readonly supply: SchemaSupply,
		private readonly listener: FeedListener,
	) {}

	dispose(): void {
		this.search.abort();
	}

	/** Takes the definitions in the workspace's files, by URI, in place of those before. */
	setWorkspaceDefinitions(texts: ReadonlyMap<string, string>): void {
		this.inWorkspace = texts;
		this.update(() => this.setDefinitions());
	}

	/**
	 * Looks for schemas in folders that the user named, unless these are the same as before.
	 *
	 * @param folders absolute paths
	 */
	setFolders(folders: readonly string[]): void {
		if (JSON.stringify(folders) === JSON.stringify(this.folders)) return;
		this.folders = folders;
		this.find();
	}

	/** Looks again where one of the files lies in a folder that was named. @param paths absolute */
	filesChanged(paths: readonly string[]): void {
		const inside = (path: string) => this.folders.some((folder) => !relative(folder, path).startsWith(".."));
		if (paths.some(inside)) this.find();
	}

	/** Reads what clusters serve. A cluster whose file did not change keeps its schemas. */
	setClusters(references: readonly ClusterReference[]): void {
		void this.readClusters(references);
	}

	private find(): void {
		this.search.abort();
		this.search = new AbortController();
		void this.findIn(this.folders, this.search.signal);
	}

	private async findIn(folders: readonly string[], signal: AbortSignal): Promise<void> {
		const { files, unreadable, end } = await findDefinitionFiles(folders, signal);
		if (signal.aborted) return;
		for (const { path, code } of unreadable) {
			this.listener.failed(`The schema folder ${path} cannot be read: ${code}`);
		}
		if (end === "limit")
			this.listener.failed("The schema folders hold more files than are read; the rest was left out.");
		const ofForm = (wanted: DefinitionFile["form"]) => files.filter(({ form }) => form === wanted);
		this.named = new Map(ofForm("crds").map(({ uri, text }) => [uri, text]));
		this.update(() => {
			this.setDefinitions();
			const layers = ofForm("jsonSchema").flatMap((file) => this.layerOf(file));
			if (layers.length > 0 || this.hasLayers) this.host.setFolderSchemas(layers);
			this.hasLayers = layers.length > 0;
		});
	}

	private setDefinitions(): void {
		this.host.setDefinitionFiles(new Map([...this.named, ...this.inWorkspace]));
	}

	private layerOf({ uri, text }: DefinitionFile): SchemaLayer[] {
		const source = this.supply.ofJsonSchema(uri, text);
		if (source === undefined) this.listener.failed(`${uri} is no JSON Schema of a kind; it is left out.`);
		return source === undefined ? [] : [{ origin: { kind: "file", uri }, source }];
	}

	private async readClusters(references: readonly ClusterReference[]): Promise<void> {
		this.latestClusters += 1;
		const turn = this.latestClusters;
		const ready: ClusterSchemas[] = [];
		for (const reference of references) {
			const known = this.clusters.get(reference.id);
			const { connected, name, seen = known?.schemas.seen } = reference;
			if (known?.stamp === reference.stamp) {
				ready.push({ ...known.schemas, connected, name, seen: seen ?? known.schemas.seen });
				continue;
			}
			try {
				const snapshot = JSON.parse(await readFile(reference.file, "utf8")) as ClusterSnapshot;
				const schemas = { ...this.supply.ofCluster(snapshot, connected), name, seen: seen ?? snapshot.seen };
				this.clusters.set(reference.id, { stamp: reference.stamp, schemas });
				ready.push(schemas);
			} catch (error) {
				const reason = error instanceof Error ? error.message : String(error);
				this.listener.failed(`What cluster ${name} serves cannot be read: ${reason}`);
			}
		}
		// A later list of clusters may have been read meanwhile.
		if (turn !== this.latestClusters) return;
		const connectedFirst = ready.toSorted((a, b) => Number(b.connected) - Number(a.connected));
		// Clusters are seen again and again; documents are checked again only where another schema may judge them.
		const judging = JSON.stringify(
			connectedFirst.map(({ id, name, connected }) => [id, name, connected, this.clusters.get(id)?.stamp]),
		);
		if (judging === this.judging) return;
		this.judging = judging;
		this.update(() => this.host.setClusters(connectedFirst));
	}

	private update(change: () => void): void {
		const before = this.host.schemasVersion;
		change();
		if (this.host.schemasVersion !== before) this.listener.changed();
	}
}
