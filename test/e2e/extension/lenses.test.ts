import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import type { KubernetesObject } from "../../../client/src/fleet/objects";
import * as ui from "../../support/vscode/ui";
import { waitFor } from "../../support/waitFor";
import { applyAs, hub, referenceOf, remove } from "../support/cluster";
import { closeEditors, openFile, removeFiles, replaceText } from "../support/editor";
import { messageWith, promptGone, promptWith } from "../support/prompts";
import { rowWhen, showView } from "../support/trees";

const settings = (name: string) => `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  namespace: stores
data:
  greeting: Good morning
`;

const pod = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: probe-lens
  namespace: stores
spec:
  selector:
    matchLabels:
      app: probe-lens
  template:
    metadata:
      labels:
        app: probe-lens
    spec:
      terminationGracePeriodSeconds: 0
      containers:
        - name: probe
          image: edgewise.local/busybox:1
          command: [sh, -c, "while true; do echo seen from the lens; sleep 1; done"]
`;

const configMap = (name: string): KubernetesObject => ({
	apiVersion: "v1",
	kind: "ConfigMap",
	metadata: { name, namespace: "stores" },
});
const first = configMap("probe-first");
const second = configMap("probe-second");
const deployment: KubernetesObject = {
	apiVersion: "apps/v1",
	kind: "Deployment",
	metadata: { name: "probe-lens", namespace: "stores" },
};

describe("what stands above an object", () => {
	let document: vscode.TextDocument;

	before(async () => {
		await Promise.all([first, second, deployment].map(remove));
		await showView("Clusters");
		await rowWhen("Clusters", /^hub ?v1\.\d+/);
		// With two clusters connected, each command would ask which one is meant.
		await vscode.commands.executeCommand("edgewise.disconnect", { contextName: "hub-viewer" });
	});

	beforeEach(async () => {
		await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
		await vscode.commands.executeCommand("notifications.clearAll");
		await vscode.commands.executeCommand("notifications.hideList");
		const text = `${settings("probe-first")}---\n${settings("probe-second")}---\n${pod}`;
		({ document } = await openFile("probe-lenses.yaml", text));
	});

	afterEach(async () => {
		await closeEditors();
		await removeFiles("probe-lenses.yaml");
	});

	after(async () => {
		// An open log would take the room, and the focus, of what other tests look at.
		await vscode.commands.executeCommand("workbench.action.closePanel");
		await vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
		await vscode.commands.executeCommand("edgewise.connect", { contextName: "hub-viewer" });
		await Promise.all([first, second, deployment].map(remove));
	});

	/** Runs what a lens stands for, as a click on it does. */
	async function run(title: string, object: KubernetesObject): Promise<void> {
		const line = document.positionAt(document.getText().indexOf(`name: ${object.metadata.name}\n`)).line - 3;
		const lens = await waitFor(
			async () => {
				const all = await vscode.commands.executeCommand<vscode.CodeLens[]>(
					"vscode.executeCodeLensProvider",
					document.uri,
				);
				return all.find(({ range, command }) => range.start.line === line && command?.title === title);
			},
			{ timeoutMs: 20_000, what: `the lens ${title} in line ${line + 1}` },
		);
		const { command, arguments: args = [] } = lens.command ?? assert.fail();
		void vscode.commands.executeCommand(command, ...args);
	}

	it("shows what would change of that object alone, and changes nothing", async () => {
		await run("Diff", second);
		await ui.waitFor({ selector: ".monaco-diff-editor .view-line", text: "probe-second", timeoutMs: 20_000 });
		await ui.screenshot("lens-diff");
		assert.equal((await ui.readTexts(".monaco-diff-editor .view-line")).join("\n").includes("probe-first"), false);
		assert.equal(await hub().get(referenceOf(second)), undefined);
	});

	it("applies that object alone", async () => {
		await run("Apply", second);
		await promptWith(/Apply to hub: 1 to create/);
		await ui.press("Enter");
		await promptGone();
		assert.match(await messageWith(/Applied/), /^Applied 1 object to hub/);
		assert.ok(await hub().get(referenceOf(second)));
		assert.equal(await hub().get(referenceOf(first)), undefined);
	});

	it("says that there is nothing to show where the cluster has it so", async () => {
		await applyAs("edgewise", { ...first, data: { greeting: "Good morning" } });
		await run("Diff", first);
		await messageWith(/Nothing to change: hub/);
	});

	it("goes back to an earlier revision of that object", async () => {
		await replaceText(document, settings("probe-second"), settings("probe-second").replace("morning", "evening"));
		await run("Apply", second);
		await promptWith(/Apply to hub: 1 to (change|create)/);
		await ui.press("Enter");
		await promptGone();
		await run("History", second);
		const rows = await promptWith(/Roll back ConfigMap probe-second/);
		assert.ok(
			rows.some((row) => /Revision 1/.test(row)),
			rows.join(" | "),
		);
		await ui.press("Escape");
	});

	it("follows the log of that object's pod", async () => {
		await applyAs("edgewise", {
			...deployment,
			spec: {
				selector: { matchLabels: { app: "probe-lens" } },
				template: {
					metadata: { labels: { app: "probe-lens" } },
					spec: {
						terminationGracePeriodSeconds: 0,
						containers: [
							{
								name: "probe",
								image: "edgewise.local/busybox:1",
								command: ["sh", "-c", "while true; do echo seen from the lens; sleep 1; done"],
							},
						],
					},
				},
			},
		});
		const pods = { group: "", version: "v1", kind: "Pod", plural: "pods", namespaced: true, verbs: [] };
		await waitFor(
			async () => {
				const { items } = await hub().list(pods, { namespace: "stores", labelSelector: "app=probe-lens" });
				return items.some(({ status }) => JSON.stringify(status).includes('"phase":"Running"'));
			},
			{ timeoutMs: 50_000, what: "a running pod" },
		);
		await run("Logs", deployment);
		await ui.waitFor({ selector: ".panel .view-line", text: "seen from the lens", timeoutMs: 30_000 });
		await vscode.commands.executeCommand("edgewise.stopTailingLogs");
	});
});
