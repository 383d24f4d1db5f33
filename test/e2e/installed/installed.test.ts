import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { closeEditors, openFile, problemsWhen } from "../support/editor";

describe("the packaged extension in a clean VS Code", () => {
	afterEach(closeEditors);

	it("activates and validates", async () => {
		const extension = vscode.extensions.getExtension("edgewise.edgewise");
		assert.ok(extension, "edgewise.edgewise is not installed");
		const editor = await openFile(
			"wrong.yaml",
			"apiVersion: scope.theriseunion.io/v1alpha1\nkind: Cluster\nmetadata:\n  name: store-001\nspec:\n  enabel: true\n",
		);
		const [problem] = await problemsWhen(editor.document.uri, "one problem", (found) => found.length === 1);
		assert.match(problem?.message ?? "", /Did you mean "enable"\?/);
		assert.ok(extension.isActive);
	});

	it("has every command, also those of the part that loads later", async () => {
		const commands = await vscode.commands.getCommands(true);
		const extension = vscode.extensions.getExtension("edgewise.edgewise");
		assert.ok(extension, "edgewise.edgewise is not installed");
		const { contributes } = extension.packageJSON as { contributes: { commands: { command: string }[] } };
		assert.ok(contributes.commands.length > 5);
		for (const { command } of contributes.commands) assert.ok(commands.includes(command), command);
	});

	it("shows the side bar without a kubeconfig", async () => {
		await vscode.commands.executeCommand("edgewise.clusters.focus");
		await vscode.commands.executeCommand("edgewise.reloadFleet");
	});
});
