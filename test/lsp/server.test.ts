import { strict as assert } from "node:assert";
import type { CompletionList, Hover } from "vscode-languageserver-protocol/node";
import { LanguageServerClient } from "../support/languageServer";

const name = "device.yaml";
const text =
	"apiVersion: devices.kubeedge.io/v1beta1\nkind: Device\nmetadata:\n  name: a\nspec:\n  nodeName: b\n  deviceModlRef:\n    name: c\n";

/** The language server as any editor runs it: alone, over standard input and output, without settings or folders. */
describe("language server over stdio", () => {
	let client: LanguageServerClient;

	const start = (locale?: string) =>
		client.start({
			...(locale !== undefined && { locale }),
			folders: [],
			capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } } } },
		});
	const open = () => client.open(name, text);

	beforeEach(() => {
		client = new LanguageServerClient();
	});
	afterEach(() => client.end());

	it("publishes diagnostics, and takes them back when the mistake is mended", async () => {
		await start();
		await open();
		const found = await client.until(name, (_, version) => version === 1);
		const problem = found.find(({ code }) => code === "unknown-field");
		assert.equal(problem?.source, "edgewise");
		assert.deepEqual(problem?.range, { start: { line: 6, character: 2 }, end: { line: 6, character: 15 } });
		await client.change(name, "deviceModelRef", problem.range);
		const left = await client.until(name, (_, version) => version === 2);
		assert.ok(!left.some(({ code }) => code === "unknown-field"));
	});

	it("completes and explains", async () => {
		await start();
		await open();
		const { items } = await client.ask<CompletionList>("completion", name, { position: { line: 5, character: 4 } });
		assert.ok(items.some((item) => item.label === "nodeName"));
		const hover = await client.ask<Hover>("hover", name, { position: { line: 1, character: 8 } });
		assert.match(JSON.stringify(hover.contents), /KubeEdge/);
	});

	it("offers the likely fix and an outline", async () => {
		await start();
		await open();
		const range = { start: { line: 6, character: 3 }, end: { line: 6, character: 3 } };
		const actions = await client.ask<{ title: string; edit: unknown }[]>("codeAction", name, {
			range,
			context: { diagnostics: [] },
		});
		assert.deepEqual(
			actions.map((action) => action.title),
			['Change to "deviceModelRef"', 'Remove "deviceModlRef"', 'Ignore "unknown-field" here'],
		);
		assert.ok(actions.every(({ edit }) => edit !== undefined));
		const symbols = await client.ask<{ name: string; detail: string }[]>("documentSymbol", name);
		assert.deepEqual(
			symbols.map((symbol) => [symbol.name, symbol.detail]),
			[["a", "Device"]],
		);
	});

	it("lays out, folds, selects and finds", async () => {
		await start();
		await client.open(name, "kind:   Device\nmetadata:\n    name: &n a # https://example.com/a\n    namespace: *n\n");
		const ask = <T>(method: string, params: object) => client.ask<T>(method, name, params);
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
		const symbols = await client.connection.sendRequest<{ name: string }[]>("workspace/symbol", { query: "dev" });
		assert.deepEqual(
			symbols.map((symbol) => symbol.name),
			["Device/a"],
		);
	});

	it("does not tell what a comment asks it not to", async () => {
		await start();
		await client.open(name, text.replace("  deviceModl", "  # edgewise-ignore unknown-field\n  deviceModl"));
		const found = await client.until(name, (_, version) => version === 1);
		assert.ok(!found.some(({ code }) => code === "unknown-field"));
	});

	it("speaks the editor's language", async () => {
		const { serverInfo } = await start("zh-cn");
		assert.equal(serverInfo?.name, "edgewise");
		await open();
		const found = await client.until(name, (_, version) => version === 1);
		assert.match(JSON.stringify(found), /是不是想写/);
	});

	it("answers for a file that is not open instead of failing", async () => {
		await start();
		assert.deepEqual(await client.ask("completion", "nowhere.yaml", { position: { line: 0, character: 0 } }), []);
	});
});
