import {
	type Connection,
	DidChangeConfigurationNotification,
	DidChangeWatchedFilesNotification,
	type InitializeParams,
	type InitializeResult,
	MarkupKind,
	type Position,
	TextDocumentSyncKind,
	TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { AnalysisHost, LineIndex } from "../engine";
import {
	type ClustersParams,
	clustersNotification,
	type SchemaAtParams,
	type SchemaAtResult,
	schemaAtRequest,
} from "../protocol";
import { toCompletionItem, toDiagnostic, toDocumentSymbol, toRange } from "./convert";
import { editingCapabilities, registerEditing } from "./editing";
import { SchemaFeed, type SchemaSupply } from "./schemaFeed";
import { defaultSettings, readSettings, validationEnabled, type WorkspaceSettings } from "./settings";

/** What a client can do, as far as the answers depend on it. */
interface ClientAbilities {
	readonly configuration: boolean;
	readonly configurationChanges: boolean;
	readonly snippets: boolean;
	readonly watchedFiles: boolean;
}

/** Connects the engine to an editor. This and its neighbours are the only code that knows the protocol. */
export class LanguageServer {
	private readonly documents = new TextDocuments(TextDocument);
	private readonly lines = new WeakMap<TextDocument, { readonly version: number; readonly index: LineIndex }>();
	private readonly scheduled = new Set<string>();
	private host: AnalysisHost;
	private feed: SchemaFeed;
	private settings: WorkspaceSettings = defaultSettings;
	private folders: readonly string[] = [];
	private abilities: ClientAbilities = {
		configuration: false,
		configurationChanges: false,
		snippets: false,
		watchedFiles: false,
	};

	constructor(
		private readonly connection: Connection,
		private readonly supply: SchemaSupply,
		private readonly version: string,
	) {
		this.host = new AnalysisHost(supply);
		this.feed = this.newFeed();
		connection.onInitialize((params) => this.initialize(params));
		connection.onInitialized(() => this.initialized());
		this.documents.onDidChangeContent(({ document }) => {
			const before = this.host.schemasVersion;
			this.host.setFile(document.uri, document.getText());
			if (this.host.schemasVersion === before) this.scheduleDiagnostics(document.uri);
			else this.checkAll();
		});
		this.documents.onDidClose(({ document }) => {
			const before = this.host.schemasVersion;
			this.host.removeFile(document.uri);
			if (this.host.schemasVersion !== before) this.checkAll();
			void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
		});
		connection.onDidChangeConfiguration(() => void this.applySettings());
		connection.onDidChangeWatchedFiles(({ changes }) => this.feed.filesChanged(changes.map(({ uri }) => uri)));
		connection.onNotification(clustersNotification, (params: ClustersParams) => this.feed.setClusters(params.clusters));
		connection.onRequest(schemaAtRequest, ({ uri, position }: SchemaAtParams): SchemaAtResult => {
			const document = this.documents.get(uri);
			if (document === undefined) return null;
			return this.host.analysis().schemaAt(uri, this.offset(document, position)) ?? null;
		});
		connection.onCompletion(({ textDocument, position }) => {
			const document = this.documents.get(textDocument.uri);
			if (document === undefined) return [];
			const completions = this.host.analysis().completions(document.uri, this.offset(document, position));
			const lines = this.linesOf(document);
			return completions.map((completion) => toCompletionItem(completion, lines, this.abilities.snippets));
		});
		connection.onHover(({ textDocument, position }) => {
			const document = this.documents.get(textDocument.uri);
			if (document === undefined) return null;
			const hover = this.host.analysis().hover(document.uri, this.offset(document, position));
			if (hover === undefined) return null;
			return {
				contents: { kind: MarkupKind.Markdown, value: hover.markdown },
				range: toRange(hover.span, this.linesOf(document)),
			};
		});
		connection.onDocumentSymbol(({ textDocument }) => {
			const document = this.documents.get(textDocument.uri);
			if (document === undefined) return [];
			const lines = this.linesOf(document);
			return this.host
				.analysis()
				.outline(document.uri)
				.map((item) => toDocumentSymbol(item, lines));
		});
		registerEditing(connection, {
			analysis: () => this.host.analysis(),
			document: (uri) => this.documents.get(uri),
			linesOf: (document) => this.linesOf(document),
		});
		this.documents.listen(connection);
	}

	listen(): void {
		this.connection.listen();
	}

	private initialize(params: InitializeParams): InitializeResult {
		const { capabilities } = params;
		this.abilities = {
			configuration: capabilities.workspace?.configuration === true,
			configurationChanges: capabilities.workspace?.didChangeConfiguration?.dynamicRegistration === true,
			snippets: capabilities.textDocument?.completion?.completionItem?.snippetSupport === true,
			watchedFiles: capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
		};
		this.folders = (params.workspaceFolders ?? []).map(({ uri }) => uri);
		this.feed.dispose();
		this.host = new AnalysisHost({ ...this.supply, locale: params.locale });
		this.feed = this.newFeed();
		return {
			serverInfo: { name: "edgewise", version: this.version },
			capabilities: {
				textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
				completionProvider: { triggerCharacters: [":", " ", "-", "\n"] },
				hoverProvider: true,
				documentSymbolProvider: true,
				...editingCapabilities,
			},
		};
	}

	private initialized(): void {
		const { client } = this.connection;
		if (this.abilities.configurationChanges) {
			void client.register(DidChangeConfigurationNotification.type, { section: "edgewise" });
		}
		if (this.abilities.watchedFiles) {
			void client.register(DidChangeWatchedFilesNotification.type, {
				watchers: [{ globPattern: "**/*.{yaml,yml,json}" }],
			});
		}
		void this.applySettings();
	}

	/** Reads the settings, then the definitions that the workspace and the settings' folders hold. */
	private async applySettings(): Promise<void> {
		if (this.abilities.configuration) this.settings = await readSettings(this.connection);
		this.host.configure(this.settings.schemaChoices, this.settings.checkAgainstClusters);
		this.checkAll();
		this.feed.setFolders(this.folders, this.settings.schemaFolders);
	}

	private newFeed(): SchemaFeed {
		return new SchemaFeed(this.host, this.supply, {
			changed: () => this.checkAll(),
			failed: (message) => this.connection.console.warn(message),
		});
	}

	private checkAll(): void {
		for (const uri of this.documents.keys()) this.scheduleDiagnostics(uri);
	}

	/** Checks a file after the changes that are already in the queue, once for all of them. */
	private scheduleDiagnostics(uri: string): void {
		if (this.scheduled.has(uri)) return;
		this.scheduled.add(uri);
		setImmediate(() => {
			this.scheduled.delete(uri);
			void this.sendDiagnostics(uri);
		});
	}

	private async sendDiagnostics(uri: string): Promise<void> {
		const document = this.documents.get(uri);
		if (document === undefined) return;
		const { version } = document;
		const enabled = !this.abilities.configuration || (await validationEnabled(this.connection, uri));
		// Closed or changed while the setting was asked for: a later check is on its way.
		if (this.documents.get(uri) !== document || document.version !== version) return;
		const lines = this.linesOf(document);
		const problems = enabled ? this.host.analysis().problems(uri) : [];
		await this.connection.sendDiagnostics({
			uri,
			version,
			diagnostics: problems.map((problem) => toDiagnostic(problem, lines)),
		});
	}

	private offset(document: TextDocument, position: Position): number {
		return this.linesOf(document).offset({ line: position.line, column: position.character });
	}

	private linesOf(document: TextDocument): LineIndex {
		const known = this.lines.get(document);
		if (known?.version === document.version) return known.index;
		const index = new LineIndex(document.getText());
		this.lines.set(document, { version: document.version, index });
		return index;
	}
}
