import { strict as assert } from "node:assert";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
	type ClientCapabilities,
	createProtocolConnection,
	type Diagnostic,
	type InitializeParams,
	type InitializeResult,
	type LogMessageParams,
	type ProtocolConnection,
	type PublishDiagnosticsParams,
	type Range,
	StreamMessageReader,
	StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { uriOf } from "../../server/src/lsp/uris";

const server = join(__dirname, "..", "..", "dist", "server.js");

/** How a client introduces itself. */
export interface ClientOptions {
	readonly capabilities?: ClientCapabilities;
	readonly locale?: string;
	/** What it answers for the section `edgewise`; without, it has no settings. */
	readonly settings?: object;
	readonly initializationOptions?: object;
	/** Folders below the client's own; the client's own where absent; none where empty. */
	readonly folders?: readonly string[];
}

/** Waits for news: whoever brings some wakes all who wait. */
class News {
	private waiting: (() => void)[] = [];

	wake(): void {
		for (const wake of this.waiting.splice(0)) wake();
	}

	/** Resolves with what `look` finds, as soon as it finds something. */
	async until<T>(look: () => T | undefined): Promise<T> {
		for (;;) {
			const found = look();
			if (found !== undefined) return found;
			await new Promise<void>((resolve) => this.waiting.push(resolve));
		}
	}
}

/** The built language server over standard input and output, with a client and a folder of files. */
export class LanguageServerClient {
	readonly folder = mkdtempSync(join(tmpdir(), "edgewise-lsp-"));
	readonly published: PublishDiagnosticsParams[] = [];
	readonly logged: string[] = [];
	/** How often the server asked for something to be asked again, by method. */
	readonly refreshes = new Map<string, number>();
	readonly news = new News();
	settings: object | undefined;
	private child: ChildProcess | undefined;
	private link: ProtocolConnection | undefined;
	private readonly versions = new Map<string, number>();

	get connection(): ProtocolConnection {
		assert.ok(this.link, "the server was started");
		return this.link;
	}

	get process(): ChildProcess {
		assert.ok(this.child, "the server was started");
		return this.child;
	}

	async start(options: ClientOptions = {}): Promise<InitializeResult> {
		this.settings = options.settings;
		this.child = spawn(process.execPath, [server, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
		assert.ok(this.child.stdout && this.child.stdin);
		const link = createProtocolConnection(
			new StreamMessageReader(this.child.stdout),
			new StreamMessageWriter(this.child.stdin),
		);
		this.link = link;
		link.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
			this.published.push(params);
			this.news.wake();
		});
		link.onNotification("window/logMessage", ({ message }: LogMessageParams) => {
			this.logged.push(message);
			this.news.wake();
		});
		link.onRequest("workspace/configuration", ({ items }: { items: readonly unknown[] }) =>
			items.map(() => this.settings ?? null),
		);
		for (const method of ["client/registerCapability", "window/workDoneProgress/create"]) {
			link.onRequest(method, () => null);
		}
		for (const method of [
			"workspace/diagnostic/refresh",
			"workspace/codeLens/refresh",
			"workspace/inlayHint/refresh",
		]) {
			link.onRequest(method, () => {
				this.refreshes.set(method, (this.refreshes.get(method) ?? 0) + 1);
				this.news.wake();
				return null;
			});
		}
		link.listen();
		const { workspace, ...capabilities } = options.capabilities ?? {};
		const folders = (options.folders ?? [""]).map((name) => ({ uri: uriOf(join(this.folder, name)), name: "fleet" }));
		const params: InitializeParams = {
			processId: process.pid,
			rootUri: null,
			workspaceFolders: folders.length === 0 ? null : folders,
			...(options.locale !== undefined && { locale: options.locale }),
			...(options.initializationOptions !== undefined && { initializationOptions: options.initializationOptions }),
			capabilities: {
				...capabilities,
				workspace: {
					...(options.settings !== undefined && { configuration: true }),
					didChangeWatchedFiles: { dynamicRegistration: true },
					...workspace,
				},
			},
		};
		const result = await link.sendRequest<InitializeResult>("initialize", params);
		await link.sendNotification("initialized", {});
		return result;
	}

	/** Ends the server, and takes the folder away. @throws AssertionError where the server does not end as it should */
	async end(): Promise<void> {
		try {
			if (this.child === undefined) return;
			const { child } = this;
			const ended = new Promise((resolve) => child.once("exit", resolve));
			await this.connection.sendRequest("shutdown");
			await this.connection.sendNotification("exit");
			await ended;
			this.connection.dispose();
			assert.equal(child.exitCode, 0);
		} finally {
			rmSync(this.folder, { recursive: true, force: true });
		}
	}

	uri(name: string): string {
		return uriOf(join(this.folder, name));
	}

	/** Writes a file to the disk, without telling the server. */
	write(name: string, text: string): void {
		const path = join(this.folder, name);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text);
	}

	/** Takes a file or folder away, without telling the server. */
	remove(name: string): void {
		rmSync(join(this.folder, name), { recursive: true, force: true });
	}

	/** Says what changed on the disk. @param type 1 made, 2 changed, 3 deleted */
	async changedOnDisk(names: readonly string[], type: 1 | 2 | 3): Promise<void> {
		const changes = names.map((name) => ({ uri: this.uri(name), type }));
		await this.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
	}

	async open(name: string, text: string): Promise<void> {
		this.versions.set(name, 1);
		const textDocument = { uri: this.uri(name), languageId: "yaml", version: 1, text };
		await this.connection.sendNotification("textDocument/didOpen", { textDocument });
	}

	/** Puts another text in place of a document's, or of a range of it. @returns the document's version */
	async change(name: string, text: string, range?: Range): Promise<number> {
		const version = (this.versions.get(name) ?? 0) + 1;
		this.versions.set(name, version);
		await this.connection.sendNotification("textDocument/didChange", {
			textDocument: { uri: this.uri(name), version },
			contentChanges: [range === undefined ? { text } : { range, text }],
		});
		return version;
	}

	async close(name: string): Promise<void> {
		await this.connection.sendNotification("textDocument/didClose", { textDocument: { uri: this.uri(name) } });
	}

	/** Asks about a document. @param method without `textDocument/` */
	ask<T>(method: string, name: string, params: object = {}): Promise<T> {
		return this.connection.sendRequest<T>(`textDocument/${method}`, {
			textDocument: { uri: this.uri(name) },
			...params,
		});
	}

	/** What was sent of a file last. */
	latest(name: string): PublishDiagnosticsParams | undefined {
		return this.published.findLast(({ uri }) => uri === this.uri(name));
	}

	/** Waits until the diagnostics sent of a file fit. */
	until(name: string, fits: (diagnostics: readonly Diagnostic[], version: number | undefined) => boolean) {
		return this.news.until(() => {
			const latest = this.latest(name);
			return latest !== undefined && fits(latest.diagnostics, latest.version) ? latest.diagnostics : undefined;
		});
	}

	/** Waits until a file's diagnostics have exactly these codes. */
	codes(name: string, wanted: readonly string[]): Promise<Diagnostic[]> {
		return this.until(name, (found) => JSON.stringify(found.map(({ code }) => code)) === JSON.stringify(wanted));
	}
}
