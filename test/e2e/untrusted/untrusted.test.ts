import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import * as ui from "../../support/vscode/ui";
import { closeEditors, openFile, problemsWhen } from "../support/editor";
import { messageWith } from "../support/prompts";
import { rowsOf, showView } from "../support/trees";

describe("a workspace that is not trusted", () => {
	after(closeEditors);

	it("is not trusted", () => assert.equal(vscode.workspace.isTrusted, false));

	it("has its manifests checked", async () => {
		const editor = await openFile(
			"wrong.yaml",
			"apiVersion: devices.kubeedge.io/v1beta1\nkind: Device\nmetadata:\n  name: a\nspec:\n  nodeNam: b\n",
		);
		await problemsWhen(editor.document.uri, "one problem", (found) => found.length === 1);
	});

	it("reads no kubeconfig, contacts no cluster, and says so", async () => {
		await showView("Clusters");
		await ui.waitForText("This workspace is not trusted", { selector: ".welcome-view-content" });
		assert.deepEqual(await rowsOf("Clusters"), []);
		await ui.screenshot("untrusted");
	});

	it("refuses to apply", async () => {
		void vscode.commands.executeCommand("edgewise.apply", { context: "hub" });
		await messageWith(/not trusted/);
	});
});
