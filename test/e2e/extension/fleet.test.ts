import { strict as assert } from "node:assert";
import type { KubernetesObject } from "../../../client/src/fleet/objects";
import * as ui from "../../support/vscode/ui";
import { applyAs, hub, remove } from "../support/cluster";
import { closeEditors } from "../support/editor";
import { expandRow, rowsOf, rowWhen, showView } from "../support/trees";

const device: KubernetesObject = {
	apiVersion: "devices.kubeedge.io/v1beta1",
	kind: "Device",
	metadata: { name: "probe-200", namespace: "stores" },
	spec: {
		deviceModelRef: { name: "freezer" },
		nodeName: "store-001-node-1",
		properties: [{ name: "setpoint", desired: { value: "-21" } }],
	},
};

const statusOf = (reported: string): KubernetesObject => ({
	apiVersion: "devices.kubeedge.io/v1beta1",
	kind: "DeviceStatus",
	metadata: { name: "probe-200", namespace: "stores" },
	spec: {},
	status: {
		state: "online",
		twins: [
			{
				propertyName: "setpoint",
				observedDesired: { value: reported, metadata: { timestamp: String(Date.now()), type: "string" } },
				reported: { value: reported, metadata: { timestamp: String(Date.now()), type: "string" } },
			},
		],
	},
});

const group: KubernetesObject = {
	apiVersion: "scope.theriseunion.io/v1alpha1",
	kind: "NodeGroup",
	metadata: { name: "probe-group" },
	spec: { selector: { matchLabels: { probe: "yes" } } },
};

const pool: KubernetesObject = {
	apiVersion: "apps.openyurt.io/v1beta2",
	kind: "NodePool",
	metadata: { name: "probe-pool" },
	spec: { type: "Edge" },
};

const cluster: KubernetesObject = {
	apiVersion: "scope.theriseunion.io/v1alpha1",
	kind: "Cluster",
	metadata: { name: "probe-cluster" },
	spec: { enable: true, provider: "k3s" },
};

/**
 * Milliseconds until a change on the server must be on the screen. That the fleet knows it within a second is held
 * in test/cluster/fleet.test.ts; here the machine also draws a whole window.
 */
const shown = 5_000;

describe("the fleet in the side bar", () => {
	before(closeEditors);

	after(async () => {
		for (const object of [device, statusOf("0"), group, pool, cluster]) await remove(object);
	});

	it("lists every context, connects to the current one and says what is wrong with the others", async () => {
		await showView("Clusters");
		await rowWhen("Clusters", /^hub ?v1\.\d+ · \d+\/\d+ nodes ready/);
		await rowWhen("Clusters", /^store-003 ?not connected/);
		await rowWhen("Clusters", /broken-kubeconfig\.yaml/);
		await expandRow("Clusters", /^store-009/);
		await rowWhen("Clusters", /^store-009 ?offline/, 20_000);
		await rowWhen("Clusters", /^Nothing listens at https:\/\/127\.0\.0\.1/);
		await ui.screenshot("clusters");
	});

	it("shows a member cluster as soon as it is created", async () => {
		await showView("Clusters");
		await expandRow("Clusters", /^hub/);
		await expandRow("Clusters", /^Member clusters/);
		await rowWhen("Clusters", /^store-002 ?not ready/);
		await applyAs("e2e", cluster);
		await rowWhen("Clusters", /^probe-cluster/, shown);
		await remove(cluster);
		await rowWhen("Clusters", /^Member clusters ?2\/3 ready/, shown);
	});

	it("shows node groups of all three systems with their nodes", async () => {
		await showView("Node Groups");
		await expandRow("Node Groups", /^hub/);
		await rowWhen("Node Groups", /^freezer-sites ?2\/3 ready · KubeEdge/);
		await rowWhen("Node Groups", /^store-003 ?2\/2 ready · OpenYurt/);
		await expandRow("Node Groups", /^stores-south/);
		await rowWhen("Node Groups", /^store-002-node-1/);
		await applyAs("e2e", group);
		await rowWhen("Node Groups", /^probe-group/, shown);
		await applyAs("e2e", pool);
		await rowWhen("Node Groups", /^probe-pool/, shown);
		const label = (value: string | null) =>
			hub().request({
				method: "PATCH",
				path: "/api/v1/nodes/store-001-node-1",
				body: { metadata: { labels: { probe: value } } },
				bodyType: "application/merge-patch+json",
			});
		await label("yes");
		await rowWhen("Node Groups", /^probe-group ?1\/1 ready/, shown);
		await label(null);
		await rowWhen("Node Groups", /^probe-group ?no nodes/, shown);
		await ui.screenshot("node-groups");
	});

	it("shows desired and reported of each property and follows a change", async () => {
		await showView("Device Twins");
		await expandRow("Device Twins", /^hub/);
		await applyAs("e2e", device);
		await rowWhen("Device Twins", /^probe-200/, shown);
		await applyAs("e2e", statusOf("-19"));
		await expandRow("Device Twins", /^probe-200/);
		await rowWhen("Device Twins", /^setpoint ?desired -21 → reported -19 °C/);
		await ui.screenshot("device-twins");
		await applyAs("e2e", statusOf("-21"));
		await rowWhen("Device Twins", /^setpoint ?-21 °C · in sync/, shown);
		await remove(device);
		await remove(statusOf("-21"));
		const rows = await rowsOf("Device Twins");
		assert.ok(rows.length > 0);
	});

	it("tells a user without rights what is missing and shows the rest", async () => {
		await showView("Clusters");
		await expandRow("Clusters", /^hub-viewer/);
		await rowWhen("Clusters", /^hub-viewer ?v1\.\d+/);
		// Refusals come in one by one.
		await rowWhen("Clusters", /^No permission to list: Nodes, .*\bDevices\b/);
		assert.equal((await rowsOf("Clusters")).filter((row) => /permission/.test(row)).length, 1);
		await rowWhen("Clusters", /^hub ?v1\./);
		await ui.screenshot("viewer");
	});
});
