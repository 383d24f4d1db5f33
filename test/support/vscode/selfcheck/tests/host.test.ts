import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import * as vscode from "vscode";
import * as ui from "../../ui";

const greeter = () => vscode.extensions.getExtension<{ greeting(): string }>("edgewise.edgewise-selfcheck");

describe("the test host", () => {
	it("opens the folder and loads the extension", async () => {
		assert.equal(vscode.workspace.workspaceFolders?.[0]?.name, "workspace");
		const greeting = process.env.SELFCHECK_GREETING ?? "Hello from the selfcheck";
		assert.equal((await greeter()?.activate())?.greeting(), greeting);
	});

	it("hands the caller's environment to extensions", () => {
		assert.equal(process.env.SELFCHECK, "reaches extensions");
	});

	it("takes user settings, below those of the workspace", () => {
		const { globalValue } = vscode.workspace.getConfiguration("workbench").inspect("colorTheme") ?? {};
		assert.ok(globalValue === undefined || globalValue === "Default Dark Modern" || globalValue === "Dark Modern");
		const file = vscode.workspace.workspaceFolders?.[0]?.uri;
		assert.equal(vscode.workspace.getConfiguration("editor", file).get("tabSize"), 3);
	});

	it("starts in Restricted Mode only if asked to", () => {
		assert.equal(vscode.workspace.isTrusted, process.env.SELFCHECK_TRUSTED !== "no");
	});

	it("keeps the folder of a test's source", () => {
		assert.ok(existsSync(`${__dirname}/host.test.ts`));
	});

	it("fails when it is told to", () => {
		assert.notEqual(process.env.SELFCHECK_FAIL, "yes");
	});
});

describe("the window", () => {
	before(() => assert.ok(ui.hasUi(), "these checks need the project's own test host (tools/vscode/code-host.mjs)"));

	it("shows an editor", async () => {
		const [folder] = vscode.workspace.workspaceFolders ?? [];
		assert.ok(folder);
		const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, "config.yaml"));
		await vscode.window.showTextDocument(document);
		await ui.waitFor({ selector: ".editor-instance .view-line", text: "ConfigMap" });
		assert.match(await ui.readText(".editor-instance .view-lines"), /hello: 你好/);
		assert.ok(existsSync(await ui.screenshot("selfcheck-editor")));
	});

	it("answers a quick pick and a modal dialog", async () => {
		const picked = vscode.window.showQuickPick(["one cluster", "another cluster"], { title: "Which?" });
		await ui.waitForText("Which?");
		await ui.clickText("another cluster", { selector: ".quick-input-list .monaco-list-row" });
		assert.equal(await picked, "another cluster");
		const answered = vscode.window.showWarningMessage("Really apply?", { modal: true }, "Apply");
		await ui.waitForText("Really apply?");
		await ui.screenshot("selfcheck-dialog");
		await ui.clickText("Apply", { selector: ".monaco-dialog-box .monaco-button" });
		assert.equal(await answered, "Apply");
	});

	it("takes keys and text", async () => {
		await ui.press("F1");
		await ui.waitFor({ selector: ".quick-input-widget input" });
		await ui.typeText("Selfcheck: Panel");
		await ui.waitFor({ selector: ".quick-input-list .monaco-list-row", text: "Selfcheck: Panel" });
		await ui.press("Enter");
		await ui.waitForText("Webview here", { webview: true });
		assert.equal(await ui.readText("h1", { webview: true }), "Webview here");
		await ui.screenshot("selfcheck-webview");
	});

	it("says what it did not find", async () => {
		await assert.rejects(ui.waitForText("never shown anywhere", { timeoutMs: 300 }), /never shown anywhere/);
	});
});
