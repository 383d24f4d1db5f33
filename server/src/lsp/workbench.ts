import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { configWordsFor } from "../config/words";
import { AnalysisHost, type FileSnapshot, type FileSnippet, LineIndex, type LiveCluster } from "../engine";
import type { SchemaSupply } from "../node/schemaSupply";
import type { ClusterReference, LiveObjectsParams } from "../protocol";
import { Configurations, Judgement } from "./configurations";
import type { Lines } from "./lines";
import { ManifestFeed } from "./manifestFeed";
import type { OpenDocuments } from "./openDocuments";
import { SchemaFeed } from "./schemaFeed";
import { defaultSettings, type Settings } from "./settings";
import { isConfigFile, pathOf } from "./uris";
import { type ServerWords, serverWordsFor } from "./words";

/** What changed, as far as it may change what is told of files that nobody edits. */
export interface WorkbenchListener {
	/** What is told of any file may be out of date. */
	changed(): void;
	/** Other schemas judge documents now. */
	schemasChanged(): void;
	/** How many of the workspace's files were read; `undefined` when all were. */
	progress(files: number | undefined): void;
	/** For the log. */
	failed(message: string): void;
}

/** All that answers depend on: the engine, and what keeps it supplied. Made anew for each client. */
export class Workbench {
	readonly host: AnalysisHost;
	readonly configurations: Configurations;
	readonly words: ServerWords;
	settings: Settings = defaultSettings;
	private judgement: Judgement;
	private readonly schemas: SchemaFeed;
	private readonly manifests: ManifestFeed;
	private readonly live = new Map<string, LiveCluster>();
	private folders: readonly string[] = [];
	private readonly lines = new WeakMap<FileSnapshot, Lines>();

	constructor(
		private readonly supply: SchemaSupply,
		snippets: readonly FileSnippet[],
		private readonly locale: string | undefined,
		private readonly documents: OpenDocuments,
		private readonly listener: WorkbenchListener,
	) {
		this.host = new AnalysisHost({ ...supply, locale, snippets });
		this.words = serverWordsFor(locale);
		const openText = (path: string) => {
			const uri = documents.uris.find((open) => isConfigFile(open) && pathOf(open) === path);
			return uri === undefined ? undefined : documents.get(uri)?.getText();
		};
		this.configurations = new Configurations(configWordsFor(locale), openText);
		this.judgement = new Judgement(this.settings, this.configurations);
		this.host.setLevels(this.judgement.levelsOf);
		const failed = (message: string) => listener.failed(message);
		this.schemas = new SchemaFeed(this.host, supply, { changed: () => listener.schemasChanged(), failed });
		this.manifests = new ManifestFeed(this.host, this.configurations, {
			definitions: (texts) => this.schemas.setWorkspaceDefinitions(texts),
			changed: () => listener.changed(),
			complete: () => {
				// The files' configurations were all met by now.
				this.setSchemaFolders();
				listener.progress(undefined);
				listener.changed();
			},
			progress: (files) => listener.progress(files),
			failed,
		});
	}

	dispose(): void {
		this.schemas.dispose();
		this.manifests.dispose();
	}

	/** Whether all files of the workspace are known: before, nothing can be said to be missing. */
	get complete(): boolean {
		return this.manifests.complete;
	}

	/** The files of the workspace that lie on the disk, by URI. */
	get files(): Iterable<string> {
		return this.manifests.files;
	}

	/** Whether settings and configuration files want a file to be checked. */
	checks(uri: string): boolean {
		return this.judgement.checks(uri);
	}

	/** The lines of any file that is known. */
	linesOf(uri: string): Lines | undefined {
		const open = this.documents.linesOf(uri);
		const file = open === undefined ? this.host.analysis().file(uri) : undefined;
		if (file === undefined) return open;
		let lines = this.lines.get(file);
		if (lines === undefined) {
			lines = new LineIndex(file.text);
			this.lines.set(file, lines);
		}
		return lines;
	}

	/** The paths of the workspace's folders, as far as they lie on this machine's disk. */
	get folderPaths(): readonly string[] {
		return this.folders.flatMap((uri) => pathOf(uri) ?? []);
	}

	/** A host of its own, for files that are not there yet. */
	scratchHost(): AnalysisHost {
		return new AnalysisHost({ ...this.supply, locale: this.locale });
	}

	/** @param folders URIs of the workspace's folders */
	setFolders(folders: readonly string[]): void {
		this.folders = folders;
		this.manifests.setFolders(folders);
	}

	applySettings(settings: Settings): void {
		const before = this.settings;
		this.settings = settings;
		const { schemaChoices, checkAgainstClusters } = settings;
		const choices = [before, settings].map(({ schemaChoices, checkAgainstClusters }) =>
			JSON.stringify([...schemaChoices, checkAgainstClusters]),
		);
		if (choices[0] !== choices[1]) this.host.configure(schemaChoices, checkAgainstClusters);
		this.judgeAnew();
		this.setSchemaFolders();
		this.listener.schemasChanged();
	}

	/** @returns what is to be told anew: only of this file, or of any */
	documentChanged(document: TextDocument): "file" | "all" {
		const { uri } = document;
		if (isConfigFile(uri)) {
			this.configurationChanged(uri);
			return "file";
		}
		this.manifests.opened(uri);
		const before = this.host.schemasVersion;
		this.host.setFile(uri, document.getText(), this.isIndexed(uri));
		this.setSchemaFolders();
		return this.host.schemasVersion === before ? "file" : "all";
	}

	/** What is open lies on the disk now as well. */
	documentSaved({ uri }: TextDocument): void {
		if (!isConfigFile(uri)) this.manifests.filesChanged([uri]);
	}

	/** @returns as `documentChanged` */
	documentClosed({ uri }: TextDocument): "file" | "all" {
		if (isConfigFile(uri)) {
			this.configurationChanged(uri);
			return "file";
		}
		const before = this.host.schemasVersion;
		this.host.removeFile(uri);
		// Not every client tells of changes on the disk.
		this.manifests.filesChanged([uri]);
		return this.host.schemasVersion === before ? "file" : "all";
	}

	/** What lies on the disk has changed. */
	filesChanged(uris: readonly string[]): void {
		for (const uri of uris.filter(isConfigFile)) this.configurationChanged(uri);
		const others = uris.filter((uri) => !isConfigFile(uri));
		this.schemas.filesChanged(others.flatMap((uri) => pathOf(uri) ?? []));
		this.manifests.filesChanged(others);
	}

	setClusters(clusters: readonly ClusterReference[]): void {
		this.schemas.setClusters(clusters);
	}

	/** Takes what clusters have now, and keeps what was said before of those that are not named. */
	setLiveObjects({ clusters, gone }: LiveObjectsParams): void {
		for (const id of gone) this.live.delete(id);
		for (const { id, name, kinds, objects } of clusters) {
			this.live.set(id, { id, name, kinds: new Set(kinds), objects });
		}
		this.host.setLiveObjects([...this.live.values()]);
		this.listener.changed();
	}

	private configurationChanged(uri: string): void {
		const path = pathOf(uri);
		const change = path === undefined ? "nothing" : this.configurations.changed(path);
		if (change === "nothing") return;
		this.judgeAnew();
		if (change === "files") {
			this.setSchemaFolders();
			this.manifests.readAll();
			for (const open of this.documents.uris) {
				const document = this.documents.get(open);
				if (document !== undefined && !isConfigFile(open)) {
					this.host.setFile(open, document.getText(), this.isIndexed(open));
				}
			}
		}
		this.listener.changed();
	}

	private judgeAnew(): void {
		this.judgement = new Judgement(this.settings, this.configurations);
		this.host.setLevels(this.judgement.levelsOf);
	}

	/** What configuration files leave out is nothing that others refer to. */
	private isIndexed(uri: string): boolean {
		const path = pathOf(uri);
		return path === undefined || !this.configurations.ofFile(path).ignores(path);
	}

	private setSchemaFolders(): void {
		const roots = this.folderPaths;
		const named = this.settings.schemaFolders.flatMap((folder) => absolute(folder, roots));
		this.schemas.setFolders([...new Set([...named, ...this.configurations.schemaFolders])]);
	}
}

/** A folder as a user names it; a relative one counts from each folder of the workspace. */
function absolute(folder: string, roots: readonly string[]): string[] {
	if (folder === "~" || folder.startsWith("~/")) return [join(homedir(), folder.slice(1))];
	return isAbsolute(folder) ? [folder] : roots.map((root) => join(root, folder));
}
