import { strict as assert } from "node:assert";
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import {
	type CompletionItem,
	createProtocolConnection,
	type Diagnostic,
	type Hover,
	type InitializeResult,
	type ProtocolConnection,
	type PublishDiagnosticsParams,
	StreamMessageReader,
	StreamMessageWriter,
} from "vscode-languageserver-protocol/node";

const server = join(__dirname, "..", "..", "dist", "server.js");
const uri = "file:///store/device.yaml";
const text = "apiVersion: devices.kubeedge.io/v1beta1\nkind: Device\nmetadata:\n  name: a\nspec:\n  nodeNam: b\n";

/** The language server as any editor runs it: alone, over standard input and output, without settings. */
describe("language server over stdio", () => {
	let child: ChildProcess;
	let connection: ProtocolConnection;
	let published: PublishDiagnosticsParams[];
	let waiting: (() => void)[];

	const diagnosticsOf = async (version: number): Promise<Diagnostic[]> => {
		for (;;) {
			const found = published.find((params) => params.uri === uri && params.version === version);
			if (found !== undefined) return found.diagnostics;
			await new Promise<void>((resolve) => waiting.push(resolve));
		}
	};

	const start = async (locale?: string): Promise<InitializeResult> => {
		child = spawn(process.execPath, [server, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
		assert.ok(child.stdout && child.stdin);
		connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
		published = [];
		waiting = [];
		connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
			published.push(params);
			for (const wake of waiting.splice(0)) wake();
		});
		connection.listen();
		const result = await connection.sendRequest<InitializeResult>("initialize", {
			processId: process.pid,
			rootUri: null,
			...(locale !== undefined && { locale }),
			capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } } } },
		});
		await connection.sendNotification("initialized", {});
		return result;
	};

	const open = () =>
		connection.sendNotification("textDocument/didOpen", {
			textDocument: { uri, languageId: "yaml", version: 1, text },
		});

	afterEach(async () => {
		const ended = new Promise((resolve) => child.once("exit", resolve));
		await connection.sendRequest("shutdown");
		await connection.sendNotification("exit");
		await ended;
		connection.dispose();
		assert.equal(child.exitCode, 0);
	});

	it("publishes diagnostics, and takes them back when the mistake is mended", async () => {
		await start();
		await open();
		const [problem, ...more] = await diagnosticsOf(1);
		assert.deepEqual(more, []);
		assert.equal(problem?.code, "unknown-field");
		assert.equal(problem?.source, "edgewise");
		assert.deepEqual(problem?.range, { start: { line: 5, character: 2 }, end: { line: 5, character: 9 } });
		await connection.sendNotification("textDocument/didChange", {
			textDocument: { uri, version: 2 },
			contentChanges: [
				{ range: { start: { line: 5, character: 2 }, end: { line: 5, character: 9 } }, text: "nodeName" },
			],
		});
		assert.deepEqual(await diagnosticsOf(2), []);
	});

	it("completes and explains", async () => {
		await start();
		await open();
		const items = await connection.sendRequest<CompletionItem[]>("textDocument/completion", {
			textDocument: { uri },
			position: { line: 5, character: 4 },
		});
		assert.ok(items.some((item) => item.label === "nodeName"));
		const hover = await connection.sendRequest<Hover>("textDocument/hover", {
			textDocument: { uri },
			position: { line: 1, character: 8 },
		});
		assert.match(JSON.stringify(hover.contents), /KubeEdge/);
	});

	it("offers the likely fix and an outline", async () => {
		await start();
		await open();
		const range = { start: { line: 5, character: 3 }, end: { line: 5, character: 3 } };
		const actions = await connection.sendRequest<{ title: string; edit: unknown }[]>("textDocument/codeAction", {
			textDocument: { uri },
			range,
			context: { diagnostics: [] },
		});
		assert.deepEqual(
			actions.map((action) => action.title),
			['Change to "nodeName"', 'Remove "nodeNam"', 'Ignore "unknown-field" here'],
		);
		const symbols = await connection.sendRequest<{ name: string; detail: string }[]>("textDocument/documentSymbol", {
			textDocument: { uri },
		});
		assert.deepEqual(
			symbols.map(({ name, detail }) => [name, detail]),
			[["a", "Device"]],
		);
	});

	it("lays out, folds, selects and finds", async () => {
		await start();
		await connection.sendNotification("textDocument/didOpen", {
			textDocument: {
				uri,
				languageId: "yaml",
				version: 1,
				text: "kind:   Device\nmetadata:\n    name: &n a # https://example.com/a\n    namespace: *n\n",
			},
		});
		const ask = <T>(method: string, params: object) =>
			connection.sendRequest<T>(`textDocument/${method}`, { textDocument: { uri }, ...params });
		const edits = await ask<object[]>("formatting", { options: { tabSize: 2, insertSpaces: true } });
		assert.ok(edits.length > 0);
		const typed = { position: { line: 1, character: 9 }, ch: "\n", options: { tabSize: 2, insertSpaces: true } };
		assert.ok(Array.isArray(await ask("onTypeFormatting", typed)));
		assert.deepEqual(await ask("foldingRange", {}), [{ startLine: 1, endLine: 3 }]);
		const position = { line: 2, character: 14 };
		const [selection] = await ask<{ parent?: object }[]>("selectionRange", { positions: [position] });
		assert.ok(selection?.parent);
		const anchor = { line: 2, character: 11 };
		assert.equal((await ask<object[]>("documentHighlight", { position: anchor })).length, 2);
		const [link] = await ask<{ target: string }[]>("documentLink", {});
		assert.equal(link?.target, "https://example.com/a");
		const symbols = await connection.sendRequest<{ name: string }[]>("workspace/symbol", { query: "dev" });
		assert.deepEqual(
			symbols.map(({ name }) => name),
			["Device/a"],
		);
	});

	it("does not tell what a comment asks it not to", async () => {
		await start();
		await connection.sendNotification("textDocument/didOpen", {
			textDocument: {
				uri,
				languageId: "yaml",
				version: 1,
				text: text.replace("  nodeNam", "  # edgewise-ignore unknown-field\n  nodeNam"),
			},
		});
		assert.deepEqual(await diagnosticsOf(1), []);
	});

	it("speaks the editor's language", async () => {
		const { serverInfo } = await start("zh-cn");
		assert.equal(serverInfo?.name, "edgewise");
		await open();
		const [problem] = await diagnosticsOf(1);
		assert.match(JSON.stringify(problem?.message), /是不是想写/);
	});

	it("answers for a file that is not open instead of failing", async () => {
		await start();
		const items = await connection.sendRequest("textDocument/completion", {
			textDocument: { uri: "file:///nowhere.yaml" },
			position: { line: 0, character: 0 },
		});
		assert.deepEqual(items, []);
	});
});
