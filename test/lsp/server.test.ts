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
			['Change to "nodeName"'],
		);
		const symbols = await connection.sendRequest<{ name: string; detail: string }[]>("textDocument/documentSymbol", {
			textDocument: { uri },
		});
		assert.deepEqual(
			symbols.map(({ name, detail }) => [name, detail]),
			[["a", "Device"]],
		);
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
