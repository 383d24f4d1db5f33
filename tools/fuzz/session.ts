import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
	CancellationTokenSource,
	createProtocolConnection,
	ErrorCodes,
	type InitializeResult,
	type LogMessageParams,
	LSPErrorCodes,
	MessageType,
	type Position,
	type ProtocolConnection,
	type PublishDiagnosticsParams,
	type Range,
	ResponseError,
	StreamMessageReader,
	StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { uriOf } from "../../server/src/lsp/uris";
import { liveObjectsNotification } from "../../server/src/protocol";
import { Random } from "../../test/conformance/random";
import { type RequestKind, requestKinds } from "./requests";
import { randomConfiguration, randomFile, randomPiece } from "./texts";

/** How a session is driven. */
export interface FuzzOptions {
	readonly seed: number;
	/** How many things the client does. */
	readonly actions: number;
	/** Milliseconds that a request may take, with all that was asked before it. */
	readonly patience: number;
	/** Megabytes that the server may hold. */
	readonly memory: number;
	/** The built server. */
	readonly server: string;
}

/** How a session went. */
export interface FuzzResult {
	readonly requests: number;
	/** What went wrong; empty where nothing did. */
	readonly complaints: readonly string[];
	/** What the client did last, the latest at the end. */
	readonly last: readonly string[];
}

/** Errors with which a server may answer: it was asked to stop, the text changed, or the user asked for the impossible. */
const permitted: ReadonlySet<number> = new Set([
	LSPErrorCodes.RequestCancelled,
	LSPErrorCodes.ContentModified,
	LSPErrorCodes.RequestFailed,
]);

const files = ["a/one.yaml", "a/two.yaml", "b/three.yaml", "crds/widgets.yaml", "b/名 (1).yml", ".edgewise.yaml"];

/** Drives the built language server with random edits and requests. */
export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
	const session = new FuzzSession(options);
	try {
		await session.run();
	} catch (error) {
		session.complaints.push(`the session broke off: ${error instanceof Error ? error.message : String(error)}`);
	} finally {
		session.dispose();
	}
	return session;
}

class FuzzSession implements FuzzResult {
	requests = 0;
	readonly complaints: string[] = [];
	readonly last: string[] = [];
	private readonly random: Random;
	private readonly folder = mkdtempSync(join(tmpdir(), "edgewise-fuzz-"));
	private readonly child: ChildProcess;
	private readonly link: ProtocolConnection;
	private readonly open = new Map<string, TextDocument>();
	private readonly versions = new Map<string, number>();
	private readonly published = new Map<string, number>();
	private readonly pending = new Set<Promise<void>>();
	private readonly answers = new Map<string, unknown>();
	private kinds: readonly RequestKind[] = [];
	private pulls = false;
	private exit: { readonly code: number | null; readonly signal: string | null } | undefined;

	constructor(private readonly options: FuzzOptions) {
		this.random = new Random(options.seed);
		this.child = spawn(process.execPath, [options.server, "--stdio"], {
			stdio: ["pipe", "pipe", "pipe"],
		});
		const { stdin, stdout, stderr } = this.child;
		if (stdin === null || stdout === null || stderr === null) throw new Error("the server has no streams");
		stderr.on("data", (data: Buffer) => this.complain(`the server wrote to its error output: ${data.toString()}`));
		this.child.once("exit", (code, signal) => {
			this.exit = { code, signal };
		});
		// A server that ended takes nothing more; how it ended is told.
		stdin.on("error", () => {});
		this.link = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
	}

	async run(): Promise<void> {
		for (const name of files) {
			if (this.random.chance(0.6)) this.write(name, name.startsWith(".") ? "" : randomFile(this.random));
		}
		await this.start();
		for (let action = 0; action < this.options.actions && this.exit === undefined; action++) {
			await this.act();
			// Now and then the client takes a breath, so that the server does what it does in the background.
			if (this.random.chance(0.2)) await new Promise((resolve) => setTimeout(resolve, this.random.below(20)));
		}
		await this.settle();
		this.checkMemory();
		await this.end();
	}

	dispose(): void {
		this.link.dispose();
		if (this.exit === undefined) this.child.kill("SIGKILL");
		rmSync(this.folder, { recursive: true, force: true });
	}

	private async start(): Promise<void> {
		const { link, random } = this;
		link.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) =>
			this.diagnosticsCame(params),
		);
		link.onNotification("window/logMessage", ({ type, message }: LogMessageParams) => {
			if (type === MessageType.Error) this.complain(`the server logged an error: ${message}`);
		});
		link.onRequest("workspace/configuration", ({ items }: { items: readonly unknown[] }) => {
			const settings = this.settings();
			return items.map(() => settings);
		});
		for (const method of [
			"client/registerCapability",
			"window/workDoneProgress/create",
			"workspace/diagnostic/refresh",
			"workspace/codeLens/refresh",
			"workspace/inlayHint/refresh",
		]) {
			link.onRequest(method, () => null);
		}
		link.listen();
		this.pulls = random.chance(0.5);
		const initialized = link.sendRequest<InitializeResult>("initialize", {
			processId: process.pid,
			rootUri: null,
			workspaceFolders: [{ uri: uriOf(this.folder), name: "fuzz" }],
			locale: random.pick(["en", "zh-cn"]),
			initializationOptions: { commands: ["edgewise.showReferences", "edgewise.runAt", "edgewise.apply"] },
			capabilities: {
				workspace: {
					configuration: true,
					workspaceFolders: true,
					didChangeWatchedFiles: { dynamicRegistration: true },
					diagnostics: { refreshSupport: true },
					codeLens: { refreshSupport: true },
					inlayHint: { refreshSupport: true },
					workspaceEdit: { documentChanges: random.chance(0.5) },
				},
				window: { workDoneProgress: true },
				textDocument: {
					completion: { completionItem: { snippetSupport: random.chance(0.5) } },
					...(random.chance(0.5) && { codeAction: { resolveSupport: { properties: ["edit"] } } }),
					publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true },
					...(this.pulls && { diagnostic: { relatedInformation: true } }),
				},
			},
		});
		await this.inTime(
			initialized.then(({ capabilities }) => {
				this.kinds = requestKinds(capabilities);
			}),
			"initialize",
		);
		if (this.kinds.length === 0) throw new Error("the server did not start");
		await link.sendNotification("initialized", {});
	}

	private settings(): object {
		const { random } = this;
		return random.pick([
			{},
			{ validation: { enabled: random.chance(0.7), scope: random.pick(["workspace", "openFiles"]) } },
			{ rules: { "unknown-field": "hint", nonsense: 1 }, schemas: { folders: ["crds", 1], use: { x: "file" } } },
			{ schemas: null, validation: 1 },
		]);
	}

	private async act(): Promise<void> {
		const { random } = this;
		const name = random.pick(files);
		const uri = uriOf(join(this.folder, name));
		const document = this.open.get(uri);
		const choice = random.below(100);
		if (choice < 45) this.request(uri);
		else if (choice < 50) await this.notify("workspace/didChangeConfiguration", { settings: null });
		else if (choice < 56) await this.changeOnDisk(name);
		else if (choice < 58) await this.tellLiveObjects();
		else if (document === undefined) await this.openDocument(uri, name);
		else if (choice < 64) {
			this.open.delete(uri);
			this.published.delete(uri);
			await this.notify("textDocument/didClose", { textDocument: { uri } });
		} else if (choice < 66) await this.notify("textDocument/didSave", { textDocument: { uri } });
		else await this.edit(document);
	}

	private async openDocument(uri: string, name: string): Promise<void> {
		const text = name.startsWith(".") ? randomConfiguration(this.random) : randomFile(this.random);
		// Numbers go on, so that what is told of an earlier opening can be told apart.
		const version = (this.versions.get(uri) ?? 0) + 1;
		this.versions.set(uri, version);
		this.open.set(uri, TextDocument.create(uri, "yaml", version, text));
		await this.notify("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version, text } });
	}

	private async edit(document: TextDocument): Promise<void> {
		const { random } = this;
		const version = document.version + 1;
		const contentChanges: ({ text: string } | { range: Range; text: string })[] = [];
		let current = document;
		for (let count = random.chance(0.2) ? 3 : 1; count > 0; count--) {
			const change = random.chance(0.04)
				? { text: randomFile(random) }
				: { range: this.rangeIn(current, 20), text: random.chance(0.25) ? "" : randomPiece(random) };
			contentChanges.push(change);
			current = TextDocument.update(current, [change], version);
		}
		this.open.set(document.uri, current);
		this.versions.set(document.uri, version);
		await this.notify("textDocument/didChange", { textDocument: { uri: document.uri, version }, contentChanges });
	}

	private async changeOnDisk(name: string): Promise<void> {
		const { random } = this;
		const choice = random.below(10);
		if (choice === 0) {
			const folder = dirname(name);
			if (folder !== ".") rmSync(join(this.folder, folder), { recursive: true, force: true });
			await this.tellOfDisk(folder, 3);
		} else if (choice < 3) {
			rmSync(join(this.folder, name), { force: true });
			await this.tellOfDisk(name, 3);
		} else {
			this.write(name, name.startsWith(".") ? randomConfiguration(random) : randomFile(random));
			await this.tellOfDisk(name, random.pick([1, 2]));
		}
	}

	private async tellOfDisk(name: string, type: number): Promise<void> {
		await this.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: uriOf(join(this.folder, name)), type }] });
	}

	private async tellLiveObjects(): Promise<void> {
		const { random } = this;
		const objects = ["alpha", "beta"].map((name) => ({ group: "", kind: "Node", name, labels: {} }));
		const cluster = { id: "c@1", name: "c", kinds: ["/Node"], objects: objects.slice(random.below(3)) };
		await this.notify(
			liveObjectsNotification,
			random.chance(0.7) ? { clusters: [cluster], gone: [] } : { clusters: [], gone: ["c@1"] },
		);
	}

	private request(uri: string): void {
		const { random } = this;
		const kind = random.pick(this.kinds);
		const document = this.open.get(uri) ?? TextDocument.create(uri, "yaml", 0, "");
		const params = kind.params({
			random,
			uri,
			position: () => this.positionIn(document),
			range: () => this.rangeIn(document, 500),
			answered: (method) => this.answers.get(method),
		});
		if (params === undefined) return;
		const source = new CancellationTokenSource();
		this.note(kind.method, params);
		this.requests++;
		const asked: Promise<void> = this.link.sendRequest(kind.method, params, source.token).then(
			(answer) => {
				this.answers.set(kind.method, answer);
				this.checkRanges(kind.method, answer);
			},
			(error: unknown) => {
				if (error instanceof ResponseError && permitted.has(error.code)) return;
				if (error instanceof ResponseError && error.code === ErrorCodes.PendingResponseRejected) return;
				const stack = error instanceof Error ? error.message : String(error);
				this.complain(`${kind.method} failed: ${stack}`);
			},
		);
		// A request that streams ends when it is cancelled, or with the next one.
		const streams = "partialResultToken" in params;
		if (streams) setTimeout(() => source.cancel(), random.below(500));
		else if (random.chance(0.2)) this.cancelSoon(source);
		const watched = this.inTime(asked, kind.method).finally(() => this.pending.delete(watched));
		this.pending.add(watched);
	}

	private cancelSoon(source: CancellationTokenSource): void {
		if (this.random.chance(0.5)) source.cancel();
		else setTimeout(() => source.cancel(), this.random.below(10));
	}

	private async inTime(asked: Promise<void>, what: string): Promise<void> {
		const { patience } = this.options;
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<void>((resolve) => {
			timer = setTimeout(() => {
				if (this.exit === undefined) this.complain(`${what} was not answered within ${patience} ms`);
				resolve();
			}, patience);
		});
		await Promise.race([asked, late]);
		clearTimeout(timer);
	}

	/** Waits until all is answered, and what is told of each open document is told of its last version. */
	private async settle(): Promise<void> {
		await Promise.all(this.pending);
		if (this.pulls || this.exit !== undefined) return;
		const deadline = performance.now() + this.options.patience;
		const behind = () => [...this.open.values()].filter(({ uri, version }) => this.published.get(uri) !== version);
		while (behind().length > 0 && performance.now() < deadline && this.exit === undefined) {
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		for (const { uri, version } of behind()) {
			this.complain(`diagnostics of ${uri} are of version ${this.published.get(uri)}, not ${version}`);
		}
	}

	private diagnosticsCame({ uri, version, diagnostics }: PublishDiagnosticsParams): void {
		this.checkRanges("textDocument/publishDiagnostics", diagnostics);
		if (this.pulls) this.complain(`diagnostics of ${uri} were sent to a client that asks for them`);
		if (version === undefined) {
			if (diagnostics.length > 0) this.complain(`diagnostics of ${uri} say no version`);
			return;
		}
		const document = this.open.get(uri);
		// Sent before the server knew that it was closed.
		if (document === undefined) return;
		const former = this.published.get(uri) ?? 0;
		if (version < former) this.complain(`diagnostics of ${uri} go back from version ${former} to ${version}`);
		this.published.set(uri, version);
	}

	/** Every range that is answered is one. */
	private checkRanges(method: string, value: unknown): void {
		if (typeof value !== "object" || value === null) return;
		if ("start" in value && "end" in value && isPosition(value.start) && isPosition(value.end)) {
			const { start, end } = value;
			const ordered = start.line < end.line || (start.line === end.line && start.character <= end.character);
			if (!ordered || start.line < 0 || start.character < 0) {
				this.complain(`${method} answered the range ${JSON.stringify(value)}`);
			}
			return;
		}
		for (const inner of Object.values(value)) this.checkRanges(method, inner);
	}

	private checkMemory(): void {
		if (process.platform !== "linux" || this.exit !== undefined) return;
		const status = readFileSync(`/proc/${this.child.pid}/status`, "utf8");
		const megabytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
		if (megabytes > this.options.memory) this.complain(`the server holds ${Math.round(megabytes)} MB`);
	}

	private async end(): Promise<void> {
		if (this.exit === undefined) {
			const ended = new Promise((resolve) => this.child.once("exit", resolve));
			await this.inTime(this.link.sendRequest("shutdown"), "shutdown");
			await this.link.sendNotification("exit");
			await this.inTime(
				ended.then(() => {}),
				"exit",
			);
		}
		if (this.exit?.code !== 0) this.complain(`the server ended with status ${this.exit?.code ?? this.exit?.signal}`);
	}

	private positionIn(document: TextDocument): Position {
		const { random } = this;
		// Also where nothing stands.
		if (random.chance(0.03)) return { line: random.below(100_000), character: random.below(100_000) };
		return document.positionAt(random.below(document.getText().length + 1));
	}

	private rangeIn(document: TextDocument, most: number): Range {
		const { random } = this;
		const start = random.below(document.getText().length + 1);
		const end = random.chance(0.5) ? start : start + random.below(most);
		return { start: document.positionAt(start), end: document.positionAt(end) };
	}

	private write(name: string, text: string): void {
		const path = join(this.folder, name);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text);
	}

	private async notify(method: string, params: object): Promise<void> {
		this.note(method, params);
		await this.link.sendNotification(method, params);
	}

	private note(method: string, params: object): void {
		const text = JSON.stringify(params);
		this.last.push(`${method} ${text.length > 600 ? `${text.slice(0, 600)}…` : text}`);
		if (this.last.length > 30) this.last.shift();
	}

	private complain(text: string): void {
		this.complaints.push(text);
	}
}

function isPosition(value: unknown): value is Position {
	return (
		typeof value === "object" &&
		value !== null &&
		"line" in value &&
		"character" in value &&
		typeof value.line === "number" &&
		typeof value.character === "number"
	);
}
