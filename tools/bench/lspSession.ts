import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import {
	createProtocolConnection,
	type Diagnostic,
	type Position,
	type ProtocolConnection,
	type PublishDiagnosticsParams,
	StreamMessageReader,
	StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { run } from "../lib/run";
import type { Contestant } from "./contestant";

/** Milliseconds after which nothing more is expected of a server. */
const patience = 60_000;

/** A language server that is running, driven as an editor does. */
export class LspSession {
	private version = 1;
	private readonly waiting = new Set<(params: PublishDiagnosticsParams) => void>();

	private constructor(
		private readonly child: ChildProcess,
		private readonly connection: ProtocolConnection,
	) {
		connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
			for (const waiting of this.waiting) waiting(params);
		});
	}

	/** Starts a server and goes through the handshake. */
	static async start({ command, settings }: Contestant, folder: string): Promise<LspSession> {
		const child = spawn(process.execPath, [...command], { stdio: ["pipe", "pipe", "ignore"] });
		const connection = createProtocolConnection(
			new StreamMessageReader(child.stdout),
			new StreamMessageWriter(child.stdin),
		);
		const session = new LspSession(child, connection);
		connection.onRequest("workspace/configuration", ({ items }: { items: readonly { section?: string }[] }) =>
			items.map(({ section = "" }) => settings[section] ?? null),
		);
		connection.onRequest("client/registerCapability", () => null);
		connection.onRequest("window/workDoneProgress/create", () => null);
		connection.listen();
		await connection.sendRequest("initialize", {
			processId: process.pid,
			rootUri: folder,
			workspaceFolders: [{ uri: folder, name: "bench" }],
			capabilities: {
				workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
				textDocument: {
					completion: { completionItem: { snippetSupport: true } },
					hover: { contentFormat: ["markdown"] },
					publishDiagnostics: {},
				},
			},
		});
		await connection.sendNotification("initialized", {});
		return session;
	}

	/** Opens a file and waits until its diagnostics are told that have something in them. */
	async open(uri: string, text: string): Promise<readonly Diagnostic[]> {
		const told = this.published(uri, (diagnostics) => diagnostics.length > 0);
		await this.connection.sendNotification("textDocument/didOpen", {
			textDocument: { uri, languageId: "yaml", version: this.version, text },
		});
		return told;
	}

	/** Types over a range, and does not wait for anything. */
	async type(uri: string, start: Position, end: Position, text: string): Promise<void> {
		this.version++;
		await this.connection.sendNotification("textDocument/didChange", {
			textDocument: { uri, version: this.version },
			contentChanges: [{ range: { start, end }, text }],
		});
	}

	/** The next diagnostics of a file that are as expected. */
	published(uri: string, expected: (diagnostics: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]> {
		return new Promise((resolve, reject) => {
			const end = setTimeout(() => {
				this.waiting.delete(wait);
				reject(new Error(`The server did not tell what was expected of ${uri} within ${patience / 1000} s`));
			}, patience);
			const wait = (params: PublishDiagnosticsParams) => {
				if (params.uri !== uri || !expected(params.diagnostics)) return;
				clearTimeout(end);
				this.waiting.delete(wait);
				resolve(params.diagnostics);
			};
			this.waiting.add(wait);
		});
	}

	/** @returns how many items are offered */
	async completion(uri: string, position: Position): Promise<number> {
		const result = await this.connection.sendRequest<{ items?: unknown[] } | unknown[] | null>(
			"textDocument/completion",
			{ textDocument: { uri }, position },
		);
		return Array.isArray(result) ? result.length : (result?.items?.length ?? 0);
	}

	/** @returns whether there is a hover */
	async hover(uri: string, position: Position): Promise<boolean> {
		return (await this.connection.sendRequest("textDocument/hover", { textDocument: { uri }, position })) !== null;
	}

	/** Resident memory of the server in megabytes. */
	async memory(): Promise<number> {
		const { pid } = this.child;
		if (pid === undefined) return Number.NaN;
		if (process.platform === "linux") {
			const kilobytes = /^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, "utf8"))?.[1];
			return Number(kilobytes) / 1024;
		}
		return Number((await run("ps", ["-o", "rss=", "-p", String(pid)])).stdout) / 1024;
	}

	/** Processor time that the server has used so far, in milliseconds; not a number where the system does not tell. */
	async processorTime(): Promise<number> {
		if (process.platform !== "linux" || this.child.pid === undefined) return Number.NaN;
		const stat = await readFile(`/proc/${this.child.pid}/stat`, "utf8");
		// Behind the name, which may hold anything: 12th and 13th, in hundredths of a second.
		const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
		return (Number(fields[11]) + Number(fields[12])) * 10;
	}

	async stop(): Promise<void> {
		const ended = once(this.child, "exit");
		await this.connection.sendRequest("shutdown");
		await this.connection.sendNotification("exit");
		await ended;
		this.connection.dispose();
	}
}
