import {
	CodeLensRefreshRequest,
	type Connection,
	DidChangeConfigurationNotification,
	DidChangeWatchedFilesNotification,
	type InitializeParams,
	type InitializeResult,
	InlayHintRefreshRequest,
	type ServerCapabilities,
	TextDocumentSyncKind,
	WatchKind,
} from "vscode-languageserver";
import type { Analysis, FileSnippet } from "../engine";
import type { SchemaSupply } from "../node/schemaSupply";
import {
	type ClustersParams,
	clustersNotification,
	type LiveObjectsParams,
	liveObjectsNotification,
	schemasChangedNotification,
} from "../protocol";
import { abilitiesOf, type ClientAbilities, noAbilities } from "./abilities";
import { Diagnostics, diagnosticCapabilities } from "./diagnostics";
import { features } from "./features";
import type { Lines } from "./lines";
import { OpenDocuments } from "./openDocuments";
import { ReadingProgress } from "./progress";
import type { Session } from "./session";
import { readSettings } from "./settings";
import { Workbench } from "./workbench";

/** Milliseconds after which a client that does not tell its settings counts as one that has none. */
const patience = 3000;

/** Milliseconds without a change before clients are asked to ask again. */
const settling = 200;

/** Connects the engine to an editor. This and its neighbours are the only code that knows the protocol. */
export class LanguageServer implements Session {
	readonly documents = new OpenDocuments();
	abilities: ClientAbilities = noAbilities;
	workbench: Workbench;
	private readonly diagnostics: Diagnostics;
	private folders: readonly string[] = [];
	private refreshing: NodeJS.Timeout | undefined;
	private settle: () => void = () => {};
	readonly settled: Promise<void> = new Promise((resolve) => {
		this.settle = resolve;
	});

	constructor(
		readonly connection: Connection,
		private readonly supply: SchemaSupply,
		private readonly version: string,
		private readonly snippets: readonly FileSnippet[] = [],
	) {
		this.workbench = this.newWorkbench(undefined, snippets);
		this.diagnostics = new Diagnostics(this);
		connection.onInitialize((params) => this.initialize(params));
		connection.onInitialized(() => this.initialized());
		connection.onShutdown(() => this.shutdown());
		connection.onDidChangeConfiguration(() => void this.applySettings());
		connection.onDidChangeWatchedFiles(({ changes }) => this.workbench.filesChanged(changes.map(({ uri }) => uri)));
		connection.onNotification(clustersNotification, ({ clusters }: ClustersParams) =>
			this.workbench.setClusters(clusters),
		);
		connection.onNotification(liveObjectsNotification, (params: LiveObjectsParams) =>
			this.workbench.setLiveObjects(params),
		);
		for (const feature of features) feature.register(connection, this);
		this.diagnostics.register(connection);
		this.documents.listen(connection, {
			changed: (document) => {
				if (this.workbench.documentChanged(document) === "all") this.schemasChanged();
				this.diagnostics.documentChanged(document.uri);
			},
			saved: (document) => this.workbench.documentSaved(document),
			closed: (document) => {
				if (this.workbench.documentClosed(document) === "all") this.schemasChanged();
				this.diagnostics.documentClosed(document.uri);
			},
		});
	}

	listen(): void {
		this.connection.listen();
	}

	analysis(): Analysis {
		return this.workbench.host.analysis();
	}

	linesOf(uri: string): Lines | undefined {
		return this.workbench.linesOf(uri);
	}

	private initialize(params: InitializeParams): InitializeResult {
		this.abilities = abilitiesOf(params);
		this.folders = (params.workspaceFolders ?? []).map(({ uri }) => uri);
		this.workbench.dispose();
		// An editor that reads the extension's snippet file itself does not want them twice.
		const snippets = this.abilities.fileSnippets ? [] : this.snippets;
		this.workbench = this.newWorkbench(params.locale, snippets);
		const capabilities: ServerCapabilities = {
			textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
			workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
			...diagnosticCapabilities(this.abilities),
		};
		for (const feature of features) Object.assign(capabilities, feature.capabilities(this.abilities));
		return { serverInfo: { name: "edgewise", version: this.version }, capabilities };
	}

	private initialized(): void {
		const { client, workspace } = this.connection;
		if (this.abilities.configurationChanges) {
			void client.register(DidChangeConfigurationNotification.type, { section: "edgewise" });
		}
		if (this.abilities.watchedFiles) {
			void client.register(DidChangeWatchedFilesNotification.type, {
				watchers: [
					{ globPattern: "**/*.{yaml,yml,json}" },
					// Of a folder that is deleted or moved away, editors tell nothing but that.
					{ globPattern: "**/*", kind: WatchKind.Delete },
				],
			});
		}
		if (this.abilities.workspaceFolders) {
			workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
				const gone = new Set(removed.map(({ uri }) => uri));
				this.folders = [...this.folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
				this.workbench.setFolders(this.folders);
				void this.applySettings();
			});
		}
		void this.applySettings().then(() => this.workbench.setFolders(this.folders));
	}

	private async applySettings(): Promise<void> {
		if (this.abilities.configuration) {
			const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience, undefined).unref());
			const settings = await Promise.race([readSettings(this.connection, this.folders), late]);
			if (settings !== undefined) this.workbench.applySettings(settings);
		}
		this.settle();
		this.diagnostics.settled();
	}

	private newWorkbench(locale: string | undefined, snippets: readonly FileSnippet[]): Workbench {
		const progress = new ReadingProgress(this);
		return new Workbench(this.supply, snippets, locale, this.documents, {
			changed: () => this.changed(),
			schemasChanged: () => this.schemasChanged(),
			progress: (files) => progress.report(files),
			failed: (message) => this.connection.console.warn(message),
		});
	}

	private changed(): void {
		this.diagnostics.changed();
		clearTimeout(this.refreshing);
		this.refreshing = setTimeout(() => this.refresh(), settling);
	}

	/** Clients show some answers until they are told that these are out of date. */
	private refresh(): void {
		const { refreshesCodeLenses, refreshesInlayHints } = this.abilities;
		const refused = () => {
			// The client is about to end; it asks again when documents change.
		};
		if (refreshesCodeLenses) this.connection.sendRequest(CodeLensRefreshRequest.type).catch(refused);
		if (refreshesInlayHints) this.connection.sendRequest(InlayHintRefreshRequest.type).catch(refused);
	}

	private schemasChanged(): void {
		this.changed();
		void this.connection.sendNotification(schemasChangedNotification);
	}

	private shutdown(): void {
		clearTimeout(this.refreshing);
		this.workbench.dispose();
		this.diagnostics.end();
	}
}
