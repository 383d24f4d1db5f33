import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import * as ui from "../../support/vscode/ui";
import { closeEditors, openFile, problemsWhen, replaceText } from "../support/editor";

const wrong = `apiVersion: devices.kubeedge.io/v1beta1
kind: Device
metadata:
  name: freezer-100
  namespace: stores
spec:
  nodeNam: store-001-node-1
  properties:
    - name: temperature
      collectCycle: 5s
`;

describe("manifests in the editor", () => {
	afterEach(closeEditors);

	it("shows the problems of a wrong manifest and takes them back when they are mended", async () => {
		const editor = await openFile("wrong.yaml", wrong);
		const { uri } = editor.document;
		const problems = await problemsWhen(uri, "two problems", (found) => found.length === 2);
		assert.deepEqual(
			problems.map(({ code, range }) => [code, editor.document.getText(range)]),
			[
				["unknown-field", "nodeNam"],
				["wrong-type", "5s"],
			],
		);
		assert.match(problems[0]?.message ?? "", /Did you mean "nodeName"\?/);
		await ui.waitFor({ selector: ".squiggly-error" });
		await ui.screenshot("wrong-manifest");
		await replaceText(editor.document, "nodeNam:", "nodeName:");
		await problemsWhen(uri, "one problem", (found) => found.length === 1);
		await replaceText(editor.document, "5s", "5000");
		await problemsWhen(uri, "no problem", (found) => found.length === 0);
	});

	it("inserts the completed text", async () => {
		const editor = await openFile("completed.yaml", wrong.replace("  nodeNam: store-001-node-1\n", "  deviceM\n"));
		await problemsWhen(editor.document.uri, "the server to have read the file", (found) => found.length > 0);
		const line = editor.document.positionAt(editor.document.getText().indexOf("deviceM")).line;
		const end = editor.document.lineAt(line).range.end;
		editor.selection = new vscode.Selection(end, end);
		await vscode.commands.executeCommand("editor.action.triggerSuggest");
		await ui.waitFor({ selector: ".suggest-widget.visible .monaco-list-row", text: "deviceModelRef" });
		await ui.screenshot("completion");
		await vscode.commands.executeCommand("acceptSelectedSuggestion");
		assert.equal(editor.document.lineAt(line).text, "  deviceModelRef:");
		assert.equal(editor.document.lineAt(line + 1).text.trim(), "");
		assert.equal(editor.selection.active.line, line + 1);
		assert.equal(editor.selection.active.character, 4);
	});

	it("mends a typing error with the quick fix", async () => {
		const editor = await openFile("fixed.yaml", wrong);
		const { uri } = editor.document;
		const [problem] = await problemsWhen(uri, "two problems", (found) => found.length === 2);
		assert.ok(problem);
		const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
			"vscode.executeCodeActionProvider",
			uri,
			problem.range,
			"quickfix",
			// Edits are made when they are asked for: as many as these.
			10,
		);
		const fix = actions.find((action) => action.title === 'Change to "nodeName"');
		assert.ok(fix?.edit, `offered: ${actions.map((action) => action.title).join(", ")}`);
		assert.ok(await vscode.workspace.applyEdit(fix.edit));
		await problemsWhen(uri, "one problem", (found) => found.length === 1);
	});

	it("explains a field on hover", async () => {
		const editor = await openFile("hover.yaml", wrong);
		const { uri } = editor.document;
		await problemsWhen(uri, "two problems", (found) => found.length === 2);
		const at = editor.document.positionAt(editor.document.getText().indexOf("collectCycle") + 2);
		const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", uri, at);
		const text = hovers
			.flatMap((hover) => hover.contents)
			.map((content) => (typeof content === "string" ? content : content.value))
			.join("\n");
		assert.match(text, /milliseconds/i);
	});

	it("leaves YAML alone that is no manifest", async () => {
		const editor = await openFile("compose.yaml", "services:\n  web: {image: nginx\n");
		const other = await openFile("after.yaml", wrong);
		await problemsWhen(other.document.uri, "two problems", (found) => found.length === 2);
		assert.deepEqual(vscode.languages.getDiagnostics(editor.document.uri), []);
	});
});
