import { strict as assert } from "node:assert";
import { join } from "node:path";
import * as vscode from "vscode";
import { closeEditors, openFile, problemsWhen, removeFiles, replaceText, workspaceFolder } from "../support/editor";

const wrong = (name: string) => `apiVersion: devices.kubeedge.io/v1beta1
kind: Device
metadata:
  name: ${name}
  namespace: stores
spec:
  nodeNam: store-001-node-1
`;

const configMap = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: probe\n  namespace: stores\n";

const uriOf = (name: string) => vscode.Uri.file(join(workspaceFolder(), name));
const write = (name: string, text: string) => vscode.workspace.fs.writeFile(uriOf(name), Buffer.from(text));
const codes = (found: readonly vscode.Diagnostic[]) =>
	found.map(({ code }) => (typeof code === "object" ? code.value : code));

describe("the files of a folder", () => {
	afterEach(async () => {
		await closeEditors();
		await removeFiles("probe-closed.yaml", "probe-lab", "probe-shop.yaml", ".edgewise.yaml");
	});

	it("are checked as soon as one is open, and the example has only its own mistakes", async () => {
		await openFile("probe-shop.yaml", configMap);
		const found = await problemsWhen(
			uriOf("start-here.yaml"),
			"the problems of a file that is not open",
			(all) => all.length >= 5,
		);
		assert.equal(found.length, 5);
		const others = vscode.languages
			.getDiagnostics()
			.filter(([, problems]) => problems.length > 0)
			.map(([uri, problems]) => [vscode.workspace.asRelativePath(uri), ...codes(problems)])
			.filter(([path = ""]) => /^(?:apps|clusters|components|devices|groups|iam|templates)\//.test(String(path)));
		assert.deepEqual(others, []);
	});

	it("are checked while no editor shows them, when they come, change and go", async () => {
		await openFile("probe-shop.yaml", configMap);
		await write("probe-closed.yaml", wrong("probe-closed"));
		const uri = uriOf("probe-closed.yaml");
		const found = await problemsWhen(uri, "a misspelt field", (all) => all.length > 0);
		assert.deepEqual(codes(found), ["unknown-field"]);
		await write("probe-closed.yaml", wrong("probe-closed").replace("nodeNam:", "nodeName:"));
		await problemsWhen(uri, "no problem", (all) => all.length === 0);
		await write("probe-closed.yaml", wrong("probe-closed"));
		await problemsWhen(uri, "the misspelt field again", (all) => all.length > 0);
		await removeFiles("probe-closed.yaml");
		await problemsWhen(uri, "nothing of a file that is gone", (all) => all.length === 0);
	});

	it("leave no problem behind when their folder goes", async () => {
		await openFile("probe-shop.yaml", configMap);
		await write(join("probe-lab", "device.yaml"), wrong("probe-lab"));
		const uri = uriOf(join("probe-lab", "device.yaml"));
		await problemsWhen(uri, "a misspelt field", (all) => all.length > 0);
		await removeFiles("probe-lab");
		await problemsWhen(uri, "nothing of a file that is gone", (all) => all.length === 0);
	});

	it("follow .edgewise.yaml, which is checked and completed itself", async () => {
		const { document } = await openFile("probe-shop.yaml", wrong("probe-shop"));
		const severity = async (what: string, wanted: vscode.DiagnosticSeverity) => {
			await problemsWhen(document.uri, what, ([first]) => first?.severity === wanted);
		};
		await severity("an error", vscode.DiagnosticSeverity.Error);
		const { document: settings } = await openFile(".edgewise.yaml", "rules:\n  unknown-feld: warning\n");
		const [mistake] = await problemsWhen(settings.uri, "a mistake in the settings", (all) => all.length === 1);
		assert.ok(mistake);
		assert.equal(settings.getText(mistake.range), "unknown-feld");
		assert.match(mistake.message, /unknown-field/);
		const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
			"vscode.executeCompletionItemProvider",
			settings.uri,
			settings.lineAt(1).range.end,
		);
		assert.ok(items.some(({ label }) => (typeof label === "string" ? label : label.label) === "error"));
		await replaceText(settings, "unknown-feld", "unknown-field");
		await problemsWhen(settings.uri, "no mistake in the settings", (all) => all.length === 0);
		await settings.save();
		await severity("a warning", vscode.DiagnosticSeverity.Warning);
		await replaceText(settings, "warning", "off");
		await settings.save();
		await problemsWhen(document.uri, "no problem", (all) => all.length === 0);
	});
});
