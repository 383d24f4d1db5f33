import {
	type CodeAction,
	type Connection,
	DidChangeConfigurationNotification,
	type InitializeParams,
	type InitializeResult,
	MarkupKind,
	type Position,
	TextDocumentSyncKind,
	TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { AnalysisHost, LineIndex, type SchemaSource } from "../engine";
import { toCodeAction, toCompletionItem, toDiagnostic, toDocumentSymbol, toRange } from "./convert";

/** What the server reads of the editor's settings under `edgewise`. */
interface Settings {
	readonly validation?: { readonly enabled?: boolean } | null;
}

/** What a client can do, as far as the answers depend on it. */
interface ClientAbilities {
	readonly configuration: boolean;
	readonly configurationChanges: boolean;
	readonly snippets: boolean;
}

/** Connects the engine to an editor. This and its neighbours are the only code that knows the protocol. */
export class LanguageServer {
	private readonly documents = new TextDocuments(TextDocument);
	private readonly lines = new WeakMap<TextDocument, { readonly version: number; readonly index: LineIndex }>();
	private readonly scheduled = new Set<string>();
	private host: AnalysisHost;
	private abilities: ClientAbilities = { configuration: false, configurationChanges: false, snippets: false };

	constructor(
		private readonly connection: Connection,
		private readonly schemas: SchemaSource,
		private readonly version: string,
	) {
		this.host = new AnalysisHost({ schemas });
		connection.onInitialize((params) => this.initialize(params));
		connection.onInitialized(() => this.initialized());
		this.documents.onDidChangeContent(({ document }) => {
			this.host.setFile(document.uri, document.getText());
			this.scheduleDiagnostics(document.uri);
		});
		this.documents.onDidClose(({ document }) => {
			this.host.removeFile(document.uri);
			void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
		});
		connection.onDidChangeConfiguration(() => this.checkAll());
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
		connection.onCodeAction(({ textDocument, range }): CodeAction[] => {
			const document = this.documents.get(textDocument.uri);
			if (document === undefined) return [];
			const lines = this.linesOf(document);
			const start = this.offset(document, range.start);
			const end = this.offset(document, range.end);
			return this.host
				.analysis()
				.problems(document.uri)
				.filter((problem) => problem.span.start <= end && start <= problem.span.end)
				.flatMap((problem) =>
					problem.fixes.map((fix) => toCodeAction(fix, problem, document.uri, lines, problem.fixes.length === 1)),
				);
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
		};
		this.host = new AnalysisHost({ schemas: this.schemas, locale: params.locale });
		return {
			serverInfo: { name: "edgewise", version: this.version },
			capabilities: {
				textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
				completionProvider: { triggerCharacters: [":", " ", "-", "\n"] },
				hoverProvider: true,
				documentSymbolProvider: true,
				codeActionProvider: { codeActionKinds: ["quickfix"] },
			},
		};
	}

	private initialized(): void {
		if (!this.abilities.configurationChanges) return;
		void this.connection.client.register(DidChangeConfigurationNotification.type, { section: "edgewise" });
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
		const enabled = await this.validationEnabled(uri);
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

	private async validationEnabled(uri: string): Promise<boolean> {
		if (!this.abilities.configuration) return true;
		try {
			const settings = (await this.connection.workspace.getConfiguration({
				scopeUri: uri,
				section: "edgewise",
			})) as Settings | null;
			return settings?.validation?.enabled ?? true;
		} catch {
			return true;
		}
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
