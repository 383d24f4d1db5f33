import { strict as assert } from "node:assert";
import {
	type CodeAction,
	type CodeLens,
	type Location,
	LSPErrorCodes,
	ResponseError,
	type WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import { rules } from "../../server/src/engine";
import { LanguageServerClient } from "../support/languageServer";

const quiet = { rules: Object.fromEntries(rules.map(({ id }) => [id, "off"])) };

const model = `apiVersion: devices.kubeedge.io/v1beta1
kind: DeviceModel
metadata:
  name: freezer
spec:
  properties: []
`;
const device = `apiVersion: devices.kubeedge.io/v1beta1
kind: Device
metadata:
  name: one
spec:
  deviceModelRef:
    name: freezer
  nodeName: edge-1
`;

describe("what an editor can ask the language server for", () => {
	let client: LanguageServerClient;

	beforeEach(() => {
		client = new LanguageServerClient();
	});
	afterEach(() => client.end());

	const refused = (code: number) => (error: unknown) => error instanceof ResponseError && error.code === code;

	it("leads from a name to the object in another file, and back", async () => {
		client.write("model.yaml", model);
		await client.start({ settings: quiet });
		await client.open("device.yaml", device);
		const place = { position: { line: 6, character: 12 } };
		const definitions = async () => client.ask<Location[]>("definition", "device.yaml", place);
		let found = await definitions();
		while (found.length === 0) found = await definitions();
		assert.deepEqual(found, [
			{ uri: client.uri("model.yaml"), range: { start: { line: 3, character: 8 }, end: { line: 3, character: 15 } } },
		]);
		const context = { includeDeclaration: false };
		const back = await client.ask<Location[]>("references", "device.yaml", { ...place, context });
		assert.deepEqual(back, [
			{ uri: client.uri("device.yaml"), range: { start: { line: 6, character: 10 }, end: { line: 6, character: 17 } } },
		]);
	});

	it("renames in all files, for the versions that are open", async () => {
		client.write("model.yaml", model);
		await client.start({
			settings: quiet,
			capabilities: { workspace: { workspaceEdit: { documentChanges: true } } },
		});
		await client.open("device.yaml", device);
		const place = { position: { line: 6, character: 12 } };
		while ((await client.ask<Location[]>("definition", "device.yaml", place)).length === 0);
		const prepared = await client.ask<{ placeholder: string }>("prepareRename", "device.yaml", place);
		assert.equal(prepared.placeholder, "freezer");
		const edit = await client.ask<WorkspaceEdit>("rename", "device.yaml", { ...place, newName: "cooler" });
		const changes = (edit.documentChanges ?? []).flatMap((change) =>
			"edits" in change ? [[change.textDocument, change.edits.length]] : [],
		);
		assert.deepEqual(
			changes.sort(([a], [b]) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
			[
				[{ uri: client.uri("device.yaml"), version: 1 }, 1],
				[{ uri: client.uri("model.yaml"), version: null }, 1],
			],
		);
		await assert.rejects(
			client.ask("rename", "device.yaml", { ...place, newName: "Not A Name" }),
			refused(LSPErrorCodes.RequestFailed),
		);
	});

	it("works out the edit of a change when it is chosen, and not for a document that was edited since", async () => {
		await client.start({
			settings: quiet,
			capabilities: { textDocument: { codeAction: { resolveSupport: { properties: ["edit"] } } } },
		});
		await client.open("device.yaml", device.replace("nodeName", "nodeNam"));
		const position = { line: 7, character: 4 };
		const params = { range: { start: position, end: position }, context: { diagnostics: [] } };
		const [action] = await client.ask<CodeAction[]>("codeAction", "device.yaml", params);
		assert.ok(action);
		assert.equal(action.edit, undefined);
		const resolved = await client.connection.sendRequest<CodeAction>("codeAction/resolve", action);
		assert.deepEqual(resolved.edit?.changes, {
			[client.uri("device.yaml")]: [
				{ range: { start: { line: 7, character: 2 }, end: { line: 7, character: 9 } }, newText: "nodeName" },
			],
		});
		await client.change("device.yaml", `# moved\n${device.replace("nodeName", "nodeNam")}`);
		await assert.rejects(
			client.connection.sendRequest("codeAction/resolve", action),
			refused(LSPErrorCodes.ContentModified),
		);
	});

	it("mends all at once that needs no choice, when it is asked to", async () => {
		await client.start({ settings: quiet });
		const text = device.replace("nodeName", "nodeNam").replace("deviceModelRef", "deviceModelReff");
		await client.open("device.yaml", text);
		const start = { line: 0, character: 0 };
		const params = { range: { start, end: start }, context: { diagnostics: [], only: ["source.fixAll"] } };
		const actions = await client.ask<CodeAction[]>("codeAction", "device.yaml", params);
		assert.deepEqual(
			actions.map(({ kind }) => kind),
			["source.fixAll.edgewise"],
		);
		const edits = actions[0]?.edit?.changes?.[client.uri("device.yaml")] ?? [];
		assert.deepEqual(edits.map(({ newText }) => newText).sort(), ["deviceModelRef", "nodeName"]);
		// Nobody asked for it: the light bulb has quick fixes only.
		const usual = { range: { start, end: start }, context: { diagnostics: [] } };
		const others = await client.ask<CodeAction[]>("codeAction", "device.yaml", usual);
		assert.ok(others.every(({ kind }) => kind === "quickfix"));
	});

	it("puts above objects what the client has commands for", async () => {
		const { capabilities } = await client.start({
			settings: quiet,
			initializationOptions: { commands: ["edgewise.showReferences", "edgewise.runAt", "edgewise.apply"] },
		});
		assert.deepEqual(capabilities.codeLensProvider, { resolveProvider: true });
		await client.open("all.yaml", `${model}---\n${device}`);
		const lenses = await client.ask<CodeLens[]>("codeLens", "all.yaml");
		const [references] = lenses.filter(({ data }) => data !== undefined);
		assert.ok(references);
		assert.equal(references.range.start.line, 0);
		const { command } = await client.connection.sendRequest<CodeLens>("codeLens/resolve", references);
		assert.equal(command?.command, "edgewise.showReferences");
		assert.deepEqual(command.arguments?.[1], { line: 3, character: 8 });
		assert.match(command?.title ?? "", /^1 /);
		const others = lenses.flatMap((lens) => (lens.command === undefined ? [] : [lens.command.arguments?.[0]]));
		assert.ok(others.every((name) => name === "edgewise.apply"));
	});

	it("offers nothing above objects to a client without commands", async () => {
		const { capabilities } = await client.start({ settings: quiet });
		assert.equal(capabilities.codeLensProvider, undefined);
	});
});
