import { strict as assert } from "node:assert";
import { basename } from "node:path";
import * as vscode from "vscode";
import * as ui from "../../support/vscode/ui";
import { waitFor } from "../../support/waitFor";
import { closeEditors, openFile, problemsWhen, removeFiles, replaceText } from "../support/editor";

const model = `apiVersion: devices.kubeedge.io/v1beta1
kind: DeviceModel
metadata:
  name: probe-oven
  namespace: stores
spec:
  protocol: modbus
  properties:
    - name: heat
      description: Temperature to hold
      type: INT
      accessMode: ReadWrite
      minimum: "50"
      maximum: "250"
      unit: "°C"
    - name: door
      type: BOOLEAN
      accessMode: ReadOnly
`;

const device = `apiVersion: devices.kubeedge.io/v1beta1
kind: Device
metadata:
  name: probe-oven-1
  namespace: stores
spec:
  deviceModelRef:
    name: probe-oven
  nodeName: store-001-node-1
  protocol:
    protocolName: modbus
    configData:
      slaveID: 7
  properties:
    - name: heat
      collectCycle: 90000
      desired:
        value: "180"
      visitors:
        protocolName: modbus
        configData:
          register: HoldingRegister
          offset: 2
          limit: 1
`;

/** The place of a text in a document, some characters into it. */
const placeOf = (document: vscode.TextDocument, text: string, further = 0) =>
	document.positionAt(document.getText().indexOf(text) + further);

const linesOf = (found: readonly vscode.Location[]) =>
	found.map(({ uri, range }) => `${basename(uri.path)}:${range.start.line + 1}`).sort();

describe("references between files", () => {
	let models: vscode.TextDocument;
	let devices: vscode.TextDocument;

	beforeEach(async () => {
		models = (await openFile("probe-model.yaml", model)).document;
		devices = (await openFile("probe-devices.yaml", device)).document;
		await hintsWhen((labels) => labels.some((label) => label.startsWith("INT")));
	});

	afterEach(async () => {
		await closeEditors();
		await removeFiles("probe-model.yaml", "probe-devices.yaml");
	});

	function hintsWhen(condition: (labels: readonly string[]) => boolean): Promise<readonly string[]> {
		return waitFor(
			async () => {
				const range = new vscode.Range(0, 0, devices.lineCount, 0);
				const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
					"vscode.executeInlayHintProvider",
					devices.uri,
					range,
				);
				const labels = hints.map(({ label }) =>
					typeof label === "string" ? label : label.map((part) => part.value).join(""),
				);
				return condition(labels) ? labels : undefined;
			},
			{ timeoutMs: 20_000, what: "inlay hints" },
		);
	}

	it("lead to the definition", async () => {
		const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
			"vscode.executeDefinitionProvider",
			devices.uri,
			placeOf(devices, "name: probe-oven\n", 8),
		);
		const [target] = found;
		assert.ok(target && found.length === 1, `${found.length} definitions`);
		const [uri, range] =
			"targetUri" in target
				? [target.targetUri, target.targetSelectionRange ?? target.targetRange]
				: [target.uri, target.range];
		assert.equal(basename(uri.path), "probe-model.yaml");
		assert.equal(models.getText(range), "probe-oven");
	});

	it("are found from the definition", async () => {
		const found = await vscode.commands.executeCommand<vscode.Location[]>(
			"vscode.executeReferenceProvider",
			models.uri,
			placeOf(models, "heat", 1),
		);
		assert.deepEqual(linesOf(found), ["probe-devices.yaml:15", "probe-model.yaml:9"]);
	});

	it("are renamed in all files", async () => {
		const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
			"vscode.executeDocumentRenameProvider",
			devices.uri,
			placeOf(devices, "name: probe-oven\n", 8),
			"probe-stove",
		);
		assert.ok(await vscode.workspace.applyEdit(edit));
		assert.match(models.getText(), /^ {2}name: probe-stove$/m);
		assert.match(devices.getText(), /^ {4}name: probe-stove$/m);
		assert.match(devices.getText(), /^ {2}name: probe-oven-1$/m);
	});

	it("tell on hover what they lead to", async () => {
		const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
			"vscode.executeHoverProvider",
			devices.uri,
			placeOf(devices, "name: probe-oven\n", 8),
		);
		const text = hovers
			.flatMap(({ contents }) => contents)
			.map((content) => (typeof content === "string" ? content : content.value))
			.join("\n");
		assert.match(text, /\*\*DeviceModel\*\* `probe-oven`/);
		assert.match(text, /`heat`: `INT`/);
	});

	it("and plain numbers are explained behind them", async () => {
		const labels = await hintsWhen((found) => found.length >= 2);
		assert.deepEqual(labels, ["INT · ReadWrite", "= 1.5 min"]);
	});

	it("are counted above the object, where a click shows them", async () => {
		const titles = await waitFor(
			async () => {
				const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
					"vscode.executeCodeLensProvider",
					models.uri,
					10,
				);
				assert.ok(lenses.every(({ range }) => range.start.line === 0));
				const found = lenses.map(({ command }) => command?.title);
				return found.includes("1 reference") ? found : undefined;
			},
			{ timeoutMs: 20_000, what: "the lens that counts references" },
		);
		assert.deepEqual(titles.toSorted(), ["1 reference", "Apply", "Diff", "History"]);
		await vscode.window.showTextDocument(models);
		await ui.click({ selector: ".codelens-decoration a", text: "1 reference", timeoutMs: 20_000 });
		await ui.waitFor({ selector: ".peekview-widget .monaco-list-row", text: "probe-oven", timeoutMs: 20_000 });
		await ui.screenshot("lens-references");
		await vscode.commands.executeCommand("closeReferenceSearch");
	});

	it("complete, those first that are not there yet", async () => {
		await replaceText(devices, "          limit: 1\n", "          limit: 1\n    - name: \n");
		const line = devices.lineCount - 2;
		const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
			"vscode.executeCompletionItemProvider",
			devices.uri,
			devices.lineAt(line).range.end,
		);
		const offered = items
			.filter(({ kind }) => kind !== vscode.CompletionItemKind.Snippet)
			.toSorted((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1));
		assert.deepEqual(
			offered.map(({ label }) => (typeof label === "string" ? label : label.label)),
			["door", "heat"],
		);
	});

	it("and what a model limits are checked, with the place of the limit", async () => {
		await replaceText(devices, '"180"', '"300"');
		const [problem] = await problemsWhen(devices.uri, "a value out of range", (found) => found.length === 1);
		assert.ok(problem);
		assert.equal(devices.getText(problem.range), '"300"');
		assert.match(problem.message, /above the maximum 250 °C of DeviceModel "probe-oven"/);
		const [related] = problem.relatedInformation ?? [];
		assert.equal(related && basename(related.location.uri.path), "probe-model.yaml");
		assert.equal(related && models.getText(related.location.range), '"250"');
		// The device is judged again when the other file changes.
		await replaceText(models, '"250"', '"350"');
		await problemsWhen(devices.uri, "no problem", (found) => found.length === 0);
	});
});
