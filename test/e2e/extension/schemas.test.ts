import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import type { KubernetesObject } from "../../../client/src/fleet/objects";
import * as ui from "../../support/vscode/ui";
import { waitFor } from "../../support/waitFor";
import { applyAs, remove } from "../support/cluster";
import { closeEditors, openFile, problemsWhen, replaceText } from "../support/editor";
import { promptGone, promptWith } from "../support/prompts";
import { rowWhen, showView } from "../support/trees";

const definition = (fields: readonly string[]): KubernetesObject => ({
	apiVersion: "apiextensions.k8s.io/v1",
	kind: "CustomResourceDefinition",
	metadata: { name: "gadgets.e2e.example.com" },
	spec: {
		group: "e2e.example.com",
		scope: "Namespaced",
		names: { kind: "Gadget", listKind: "GadgetList", plural: "gadgets", singular: "gadget" },
		versions: [
			{
				name: "v1",
				served: true,
				storage: true,
				schema: {
					openAPIV3Schema: {
						type: "object",
						properties: {
							spec: {
								type: "object",
								properties: Object.fromEntries(fields.map((field) => [field, { type: "string" }])),
							},
						},
					},
				},
			},
		],
	},
});

const gadget = "apiVersion: e2e.example.com/v1\nkind: Gadget\nmetadata:\n  name: probe-gadget\nspec:\n  sise: small\n";

const device = `apiVersion: devices.kubeedge.io/v1beta1
kind: Device
metadata:
  name: probe-400
spec:
  nodeName: store-001-node-1
  deviceModelRef:
    name: freezer
`;

const twoDocuments = `${device}---
apiVersion: devices.kubeedge.io/v1beta1
kind: DeviceModel
metadata:
  name: probe-model
spec:
  protocol: modbus
`;

/** The entry of the status bar whose label for screen readers fits. */
const shown = (label: string) =>
	ui.waitFor({ selector: `.statusbar-item [aria-label*="${label}"]`, timeoutMs: 20_000 });
const nothingShown = () => ui.waitUntilGone({ selector: '.statusbar-item [aria-label^="Schema:"]', timeoutMs: 20_000 });

const moveTo = (editor: vscode.TextEditor, text: string) => {
	const at = editor.document.positionAt(editor.document.getText().indexOf(text));
	editor.selection = new vscode.Selection(at, at);
};

const chosen = () =>
	vscode.workspace.getConfiguration("edgewise").get<Readonly<Record<string, string>>>("schemas.use") ?? {};

/** Chooses an origin from the list that the status bar opens. */
async function choose(origin: string, offered: readonly RegExp[]): Promise<void> {
	const done = vscode.commands.executeCommand("edgewise.chooseSchema");
	const rows = await promptWith(/Schema for Device v1beta1/);
	for (const pattern of offered)
		assert.ok(
			rows.some((row) => pattern.test(row)),
			`${pattern} is not in ${rows.join(" | ")}`,
		);
	await ui.screenshot("choose-schema");
	await ui.typeText(origin);
	await ui.press("Enter");
	await promptGone();
	await done;
}

describe("schemas of manifests", () => {
	before(closeEditors);

	afterEach(closeEditors);

	after(async () => {
		await vscode.workspace
			.getConfiguration("edgewise")
			.update("schemas.use", undefined, vscode.ConfigurationTarget.Workspace);
		await remove(definition([]));
	});

	it("are named in the status bar, for the document at the cursor", async () => {
		const editor = await openFile("schemas.yaml", twoDocuments);
		await shown("Schema: Device v1beta1");
		const [text] = await ui.readTexts('.statusbar-item:has([aria-label^="Schema: Device v1beta1"])');
		assert.match(text ?? "", /Device v1beta1/);
		moveTo(editor, "probe-model");
		await shown("Schema: DeviceModel v1beta1");
		await ui.screenshot("schema-status");
		await replaceText(editor.document, "kind: DeviceModel", "kind: DeviceStatus");
		await shown("Schema: DeviceStatus v1beta1");
		await editor.document.save();
		await openFile("no-manifest.yaml", "services: {}\n");
		await nothingShown();
	});

	it("come from a cluster once it is connected, and change with it", async () => {
		await remove(definition([]));
		await showView("Clusters");
		await rowWhen("Clusters", /^hub ?v1\.\d+/);
		await applyAs("e2e", definition(["size"]));
		const editor = await openFile("gadget.yaml", gadget);
		const problems = await problemsWhen(editor.document.uri, "a misspelt field", (found) =>
			found.some(({ code }) => code === "unknown-field"),
		);
		const misspelt = problems.find(({ code }) => code === "unknown-field");
		assert.match(misspelt?.message ?? "", /"size"/);
		await shown("Schema: Gadget v1, from cluster hub");
		await ui.screenshot("schema-of-cluster");
		await applyAs("e2e", definition(["sise"]));
		await problemsWhen(editor.document.uri, "no misspelt field", (found) =>
			found.every(({ code }) => code !== "unknown-field"),
		);
		await vscode.commands.executeCommand("edgewise.disconnect", { contextName: "hub" });
		await shown("Schema: Gadget v1, from cluster hub, seen");
		await vscode.commands.executeCommand("edgewise.connect", { contextName: "hub" });
		await rowWhen("Clusters", /^hub ?v1\.\d+/);
	});

	it("are what the user chooses", async () => {
		await showView("Clusters");
		await rowWhen("Clusters", /^hub ?v1\.\d+/);
		const editor = await openFile("chosen.yaml", device);
		moveTo(editor, "probe-400");
		await shown("Schema: Device v1beta1");
		await waitFor(
			async () => {
				const [tooltip] = await ui.readTexts('.statusbar-item [aria-label*="Device v1beta1, from cluster hub"]');
				return tooltip;
			},
			{ timeoutMs: 20_000, what: "the connected cluster to judge" },
		);
		await choose("Shipped", [/^Automatic ?from cluster hub/, /^Shipped with Edgewise/, /^Cluster hub ?connected/]);
		assert.deepEqual(chosen(), { "devices.kubeedge.io/v1beta1/Device": "catalogue" });
		await shown("Schema: Device v1beta1, shipped with Edgewise");
		await choose("Cluster hub", [/^Shipped/]);
		assert.deepEqual(chosen(), { "devices.kubeedge.io/v1beta1/Device": "cluster:hub" });
		await shown("Schema: Device v1beta1, from cluster hub");
		await choose("Automatic", [/^Automatic/]);
		assert.deepEqual(chosen(), {});
	});
});
