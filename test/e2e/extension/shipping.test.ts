import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { type KubernetesObject, type ObjectReference, stringAt, valueAt } from "../../../client/src/fleet/objects";
import * as ui from "../../support/vscode/ui";
import { waitFor } from "../../support/waitFor";
import { hub, remove } from "../support/cluster";
import { closeEditors, openFile, replaceText } from "../support/editor";
import { messageWith, promptGone, promptWith } from "../support/prompts";

const manifest = (greeting: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: probe-till
  namespace: stores
spec:
  replicas: 1
  selector:
    matchLabels:
      app: probe-till
  template:
    metadata:
      labels:
        app: probe-till
    spec:
      terminationGracePeriodSeconds: 0
      containers:
        - name: till
          image: edgewise.local/busybox:1
          command:
            - sh
            - -c
            - n=0; while true; do n=$((n + 1)); echo "$GREETING, customer $n"; sleep 1; done
          env:
            - name: GREETING
              value: ${greeting}
`;

const reference: ObjectReference = {
	apiVersion: "apps/v1",
	kind: "Deployment",
	namespace: "stores",
	name: "probe-till",
};

const object: KubernetesObject = {
	apiVersion: "apps/v1",
	kind: "Deployment",
	metadata: { name: "probe-till", namespace: "stores" },
};

const revisionsPath = "/apis/apps/v1/namespaces/stores/controllerrevisions";

const live = () => hub().get(reference);
const greetingOf = (object: KubernetesObject | undefined) =>
	stringAt(object, "spec", "template", "spec", "containers", 0, "env", 0, "value");

const liveGreeting = (greeting: string) =>
	waitFor(async () => greetingOf(await live()) === greeting, { timeoutMs: 15_000, what: `the greeting "${greeting}"` });

const clearMessages = async () => {
	await vscode.commands.executeCommand("notifications.clearAll");
	await vscode.commands.executeCommand("notifications.hideList");
	// What a failed test left open must not be taken for the next one's.
	await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
};

/** Starts a command that will ask the user, without waiting for its end. */
const begin = (command: string, argument: unknown) => void vscode.commands.executeCommand(command, argument);

describe("shipping and undoing", () => {
	let document: vscode.TextDocument;
	const apply = (context = "hub") => begin("edgewise.apply", { uri: document.uri, context });

	before(async () => {
		await remove(object);
		// What an earlier run on the same cluster left.
		await hub().request({ method: "DELETE", path: revisionsPath });
	});

	beforeEach(clearMessages);

	after(async () => {
		await closeEditors();
		await remove(object);
	});

	it("creates an object after it was shown and confirmed, and not before", async () => {
		({ document } = await openFile("probe-till.yaml", manifest("Good morning")));
		apply();
		const [first] = await promptWith(/Apply to hub: 1 to create/);
		assert.match(first ?? "", /Apply 1 change/);
		await ui.waitForText("Good morning", { selector: ".monaco-diff-editor .view-line" });
		assert.equal(await live(), undefined);
		await ui.screenshot("apply-create");
		await ui.press("Enter");
		await messageWith(/^Applied 1 object to hub\./);
		assert.equal(greetingOf(await live()), "Good morning");
	});

	it("leaves the cluster as it is when the user cancels", async () => {
		await replaceText(document, "Good morning", "Good evening");
		apply();
		await promptWith(/Apply to hub: 1 to change/);
		await ui.screenshot("apply-change");
		await ui.press("Escape");
		await promptGone();
		assert.equal(greetingOf(await live()), "Good morning");
	});

	it("applies a change that is not even saved", async () => {
		assert.ok(document.isDirty);
		apply();
		await promptWith(/Apply to hub: 1 to change/);
		await ui.press("Enter");
		await messageWith(/^Applied 1 object to hub\./);
		assert.equal(greetingOf(await live()), "Good evening");
	});

	it("says so when there is nothing to change", async () => {
		apply();
		await messageWith(/^Nothing to change: hub is as it should be\./);
	});

	it("follows the log of a real container and stops when asked", async () => {
		const pod = await waitFor(
			async () => {
				const { items } = await hub().request<{ items: KubernetesObject[] }>({
					method: "GET",
					path: "/api/v1/namespaces/stores/pods",
					query: { labelSelector: "app=probe-till" },
				});
				return items.find(
					(item) =>
						stringAt(item, "status", "phase") === "Running" &&
						item.metadata.deletionTimestamp === undefined &&
						stringAt(item, "spec", "containers", 0, "env", 0, "value") === "Good evening",
				);
			},
			{ timeoutMs: 60_000, what: "a running pod of the Deployment" },
		);
		begin("edgewise.tailLogs", {
			contextName: "hub",
			reference: { apiVersion: "v1", kind: "Pod", namespace: "stores", name: pod.metadata.name },
		});
		await ui.waitForText("Good evening, customer 2", { selector: ".output-view .view-line, .panel .view-line" });
		await ui.screenshot("logs");
		await ui.waitForText(`Following ${pod.metadata.name}/till`, { selector: ".statusbar-item" });
		begin("edgewise.stopTailingLogs", undefined);
		await ui.waitUntilGone({ selector: `.statusbar-item[id$="edgewise.logs"]` });
	});

	it("rolls back to an earlier revision after it was shown and confirmed", async () => {
		begin("edgewise.rollBack", { contextName: "hub", reference });
		const revisions = await promptWith(/Roll back Deployment .*probe-till.* on hub/);
		assert.match(revisions.join("\n"), /Revision 2/);
		assert.match(revisions.join("\n"), /Revision 1/);
		await ui.screenshot("roll-back-revisions");
		await ui.typeText("Revision 1");
		await ui.press("Enter");
		await promptWith(/Roll back to revision 1 on hub: 1 to change/);
		assert.equal(greetingOf(await live()), "Good evening");
		await ui.screenshot("roll-back");
		await ui.press("Enter");
		await messageWith(/is back at revision 1 on hub\./);
		await liveGreeting("Good morning");
	});

	it("keeps the revisions on the cluster, the roll back among them", async () => {
		const { items } = await hub().request<{ items: KubernetesObject[] }>({
			method: "GET",
			path: revisionsPath,
			query: { labelSelector: "app.kubernetes.io/managed-by=edgewise" },
		});
		assert.deepEqual(
			items.map((item) => [valueAt(item, "revision"), greetingOf(valueAt(item, "data") as KubernetesObject)]).sort(),
			[
				[1, "Good morning"],
				[2, "Good evening"],
				[3, "Good morning"],
			],
		);
	});

	it("brings back an object that somebody deleted", async () => {
		await remove(object);
		await waitFor(async () => (await live()) === undefined, { timeoutMs: 15_000, what: "the Deployment to be gone" });
		begin("edgewise.rollBack", { contextName: "hub", reference });
		await promptWith(/Roll back Deployment/);
		await ui.typeText("Revision 2");
		await ui.press("Enter");
		await promptWith(/Roll back to revision 2 on hub: 1 to create/);
		await ui.press("Enter");
		await messageWith(/is back at revision 2 on hub\./);
		await liveGreeting("Good evening");
	});
});

describe("refusals", () => {
	beforeEach(clearMessages);
	after(closeEditors);

	let files = 0;
	const applyText = async (text: string, context = "hub") => {
		const editor = await openFile(`refused-${++files}.yaml`, text);
		begin("edgewise.apply", { uri: editor.document.uri, context });
	};

	it("tells what the server says about an object that only it can judge", async () => {
		await applyText(
			manifest("x")
				.replaceAll("probe-till", "refused")
				.replace("labels:\n        app: refused", "labels:\n        app: other"),
		);
		const message = await messageWith(/^Nothing can be applied to hub\./);
		assert.match(message, /selector.*does not match template.*labels/s);
		await ui.screenshot("refused");
	});

	it("tells that the cluster does not know a kind", async () => {
		await applyText("apiVersion: example.com/v1\nkind: Toaster\nmetadata:\n  name: t\n");
		assert.match(await messageWith(/Toaster/), /does not serve|no kind|not know/i);
	});

	it("tells which right is missing", async () => {
		await applyText(manifest("x").replaceAll("probe-till", "forbidden"), "hub-viewer");
		assert.match(await messageWith(/^Nothing can be applied to hub-viewer\./), /permission/i);
	});

	it("tells that the server is down", async () => {
		await applyText(manifest("x"), "store-009");
		await messageWith(/Nothing listens at https:\/\/127\.0\.0\.1/);
	});

	it("tells where YAML is broken", async () => {
		await applyText('apiVersion: v1\nkind: "ConfigMap\n');
		assert.match(await messageWith(/refused-5\.yaml/), /line \d/);
	});
});
