import { strict as assert } from "node:assert";
import { join } from "node:path";
import * as vscode from "vscode";
import * as ui from "../../support/vscode/ui";
import { waitFor } from "../../support/waitFor";
import { closeEditors, openFile, problemsWhen, removeFiles, replaceText, workspaceFolder } from "../support/editor";
import { messageWith, promptGone, promptWith } from "../support/prompts";

const old = `# The freezer of store 9.
apiVersion: devices.kubeedge.io/v1alpha2
kind: DeviceModel
metadata:
  name: probe-old
  namespace: stores
spec:
  properties:
    - name: temperature # inside
      type:
        double:
          accessMode: ReadOnly
          minimum: -40
          maximum: 30
`;

const begin = (command: string) => vscode.commands.executeCommand(command);

/** Waits for a list that has such a line, and chooses it. @returns all lines */
async function chooseRow(text: string): Promise<readonly string[]> {
	const row = ".quick-input-list .monaco-list-row";
	await ui.waitFor({ selector: row, text, timeoutMs: 20_000 });
	const rows = await ui.readTexts(row);
	await ui.click({ selector: row, text });
	return rows;
}

/** Waits until the active editor shows a document whose text fits. */
const shownText = (pattern: RegExp) =>
	waitFor(
		() => {
			const document = vscode.window.activeTextEditor?.document;
			return document !== undefined && pattern.test(document.getText()) ? document : undefined;
		},
		{ timeoutMs: 20_000, what: `an editor with ${pattern}` },
	);

const open = (path: string) => vscode.window.showTextDocument(vscode.Uri.file(join(workspaceFolder(), path)));

describe("commands for manifests", () => {
	beforeEach(async () => {
		await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
		await vscode.commands.executeCommand("notifications.clearAll");
		await vscode.commands.executeCommand("notifications.hideList");
	});

	afterEach(async () => {
		await closeEditors();
		await removeFiles("probe-old.yaml", "sites");
	});

	it("migrate what is old, after showing what comes of it", async () => {
		const { document } = await openFile("probe-old.yaml", old);
		const left = begin("edgewise.migrate");
		const rows = await promptWith(/Migrate probe-old\.yaml/);
		assert.match(rows[0] ?? "", /^Migrate ?probe-old: .*v1beta1/);
		await ui.waitFor({ selector: ".monaco-diff-editor .view-line", text: "v1beta1", timeoutMs: 20_000 });
		await ui.screenshot("migrate");
		await ui.press("Escape");
		await left;
		await promptGone();
		assert.equal(document.getText(), old);
		const done = begin("edgewise.migrate");
		await chooseRow("probe-old: ");
		await done;
		assert.match(document.getText(), /^# The freezer of store 9\.\napiVersion: devices\.kubeedge\.io\/v1beta1$/m);
		assert.match(document.getText(), /- name: temperature # inside\n {6}type: DOUBLE/);
		await problemsWhen(document.uri, "no problem", (found) => found.length === 0);
	});

	it("say why somebody may do something", async () => {
		await open("iam/roles.yaml");
		const done = begin("edgewise.explainPermission");
		await chooseRow("May somebody");
		await chooseRow("store-operators");
		await chooseRow("patch");
		await chooseRow("deployments.apps");
		const places = await chooseRow("store-001");
		assert.ok(
			places.every((place) => !place.includes("${")),
			places.join(", "),
		);
		await done;
		const answer = await shownText(/^# Allowed: Group store-operators may patch deployments\.apps/);
		assert.match(
			answer.getText(),
			/IAMRoleBinding store-operators names Group store-operators \(iam\/roles\.yaml:\d+\)/,
		);
		await ui.screenshot("explain-permission");
		const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>("vscode.executeLinkProvider", answer.uri);
		assert.ok(links.some(({ target }) => target?.path.endsWith("/iam/roles.yaml")));
	});

	it("show the RBAC that follows from the object at the cursor", async () => {
		const editor = await open("iam/roles.yaml");
		const at = editor.document.positionAt(editor.document.getText().indexOf("kind: IAMRole\n"));
		editor.selection = new vscode.Selection(at, at);
		await begin("edgewise.showGeneratedRbac");
		const shown = await shownText(/^kind: ClusterRole$/m);
		assert.match(shown.getText(), /rs:iam:cluster:store-001:store-operator/);
		assert.equal(shown.languageId, "yaml");
	});

	it("make sites of a template, and tell in what one has drifted away", async () => {
		await open("templates/store/till.yaml");
		const made = begin("edgewise.newSite");
		await chooseRow("store");
		await chooseRow("All sites");
		const rows = await promptWith(/New Site from Template.*Create/);
		assert.match(rows[0] ?? "", /Create 6 files of 3 sites/);
		await ui.press("Enter");
		await made;
		await promptGone();
		const site = await shownText(/namespace: store-101/);
		assert.match(site.uri.path, /\/sites\/store-101\/\w+\.yaml$/);
		const { document: freezer } = await open("sites/store-102/freezer.yaml");
		await replaceText(freezer, "slaveID: 1", "slaveID: 4");
		await freezer.save();
		const checked = begin("edgewise.checkSites");
		await chooseRow("store");
		assert.match(await messageWith(/differ from the template/), /^1 of 3 sites/);
		const found = await problemsWhen(freezer.uri, "what differs", (problems) =>
			problems.some(({ code }) => code === "template-drift"),
		);
		const drift = found.find(({ code }) => code === "template-drift");
		assert.equal(drift && freezer.lineAt(drift.range.start.line).text.trim(), "slaveID: 4");
		await vscode.commands.executeCommand("notifications.clearAll");
		await checked;
	});
});
