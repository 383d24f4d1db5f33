import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AnalysisHost, ClusterSchemas, ClusterSnapshot, SchemaLayer } from "../engine";
import { type DefinitionFile, findDefinitionFiles, readDefinitionFile } from "../node/definitionFiles";
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
	/** Files with CustomResourceDefinitions, by URI. */
	private definitions = new Map<string, string>();
	private workspaceFolders: readonly string[] = [];
	private searched = "";
	private search = new AbortController();
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

	/**
	 * Looks for definitions in folders, unless it did so before.
	 *
	 * @param workspace URIs of the workspace's folders
	 * @param others folders that the user named; relative ones count from each folder of the workspace
	 */
	setFolders(workspace: readonly string[], others: readonly string[]): void {
		const key = JSON.stringify([workspace, others]);
		if (key === this.searched) return;
		this.searched = key;
		this.workspaceFolders = workspace.flatMap(pathOf);
		this.search.abort();
		this.search = new AbortController();
		void this.find(others, this.search.signal);
	}

	/** Reads changed files again, as far as they define kinds or did so before. */
	filesChanged(uris: readonly string[]): void {
		void this.reread(uris);
	}

	/** Reads what clusters serve. A cluster whose file did not change keeps its schemas. */
	setClusters(references: readonly ClusterReference[]): void {
		void this.readClusters(references);
	}

	private async find(others: readonly string[], signal: AbortSignal): Promise<void> {
		const named = others.flatMap((folder) => this.absolute(folder));
		const [inWorkspace, inOthers] = [
			await findDefinitionFiles(this.workspaceFolders, signal),
			await findDefinitionFiles(named, signal),
		];
		if (signal.aborted) return;
		for (const { path, code } of inOthers.unreadable) {
			this.listener.failed(`The schema folder ${path} cannot be read: ${code}`);
		}
		if (inWorkspace.end === "limit" || inOthers.end === "limit") {
			this.listener.failed("There are more files than are searched for definitions; the rest was left out.");
		}
		// A schema of a kind that merely lies in the workspace may belong to something else: those are asked for by name.
		const crds = [...inOthers.files, ...inWorkspace.files].filter(({ form }) => form === "crds");
		this.definitions = new Map(crds.map(({ uri, text }) => [uri, text]));
		this.update(() => {
			this.host.setDefinitionFiles(this.definitions);
			const schemas = inOthers.files.filter(({ form }) => form === "jsonSchema");
			if (schemas.length > 0) this.host.setFolderSchemas(schemas.flatMap((file) => this.layerOf(file)));
		});
	}

	private layerOf({ uri, text }: DefinitionFile): SchemaLayer[] {
		const source = this.supply.ofJsonSchema(uri, text);
		if (source === undefined) this.listener.failed(`${uri} is no JSON Schema of a kind; it is left out.`);
		return source === undefined ? [] : [{ origin: { kind: "file", uri }, source }];
	}

	private absolute(folder: string): string[] {
		if (folder === "~" || folder.startsWith("~/")) return [join(homedir(), folder.slice(1))];
		return isAbsolute(folder) ? [folder] : this.workspaceFolders.map((root) => join(root, folder));
	}

	private async reread(uris: readonly string[]): Promise<void> {
		let changed = false;
		for (const uri of uris) {
			const [path] = pathOf(uri);
			const file = path === undefined ? undefined : await readDefinitionFile(path);
			const text = file !== undefined && "form" in file && file.form === "crds" ? file.text : undefined;
			if (this.definitions.get(uri) === text) continue;
			changed = true;
			if (text === undefined) this.definitions.delete(uri);
			else this.definitions.set(uri, text);
		}
		if (changed) this.update(() => this.host.setDefinitionFiles(this.definitions));
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

function pathOf(uri: string): string[] {
	return uri.startsWith("file:") ? [fileURLToPath(uri)] : [];
}
