import assert from "node:assert/strict";
import { KubeConfig } from "@kubernetes/client-node";
import { DeviceReader } from "../../../client/src/fleet/deviceReader";
import type { ApiFailure } from "../../../client/src/fleet/failures";
import type { Connection } from "../../../client/src/fleet/fleet";
import type { KubernetesApi } from "../../../client/src/fleet/kubernetesApi";
import type { ConnectionPhase } from "../../../client/src/fleet/model";
import { NodeGroupReader } from "../../../client/src/fleet/nodeGroupReader";
import { applyChanges, type Change, unknownCluster } from "../../../client/src/fleet/reduce";
import type { Words } from "../../../client/src/ui/words";
import { viewMessage } from "../../../client/src/views/byCluster";
import { clusterRoots } from "../../../client/src/views/clusters/content";
import { deviceTwinRoots, laggingTwins } from "../../../client/src/views/deviceTwins/content";
import { fleetState } from "../../../client/src/views/fleetState";
import { nodeGroupRoots } from "../../../client/src/views/nodeGroups/content";
import type { TreeContent } from "../../../client/src/views/tree/content";
import { TreeModel } from "../../../client/src/views/tree/treeModel";
import { english } from "./english";
import { node, object } from "./scriptedApi";

const words: Words = { l10n: english, language: "en-GB", now: () => new Date(2026, 4, 4, 15, 0).getTime() };
const connected: ConnectionPhase = { kind: "connected", version: "v1.31.2+k3s1" };

function connection(name: string, phase: ConnectionPhase, changes: readonly Change[] = []): Connection {
	const config = new KubeConfig();
	return {
		context: { name, server: `https://${name}:6443`, namespace: "default", current: false, config },
		api: {} as KubernetesApi,
		state: applyChanges(unknownCluster, [{ kind: "phase", phase }, ...changes]),
	};
}

/** A tree as text: two spaces per level, `label | description`, contexts in brackets. */
function drawn(contents: readonly TreeContent[], depth = 0): string[] {
	return contents.flatMap((content) => [
		`${"  ".repeat(depth)}${[content.label, content.description].filter(Boolean).join(" | ")}`,
		...drawn(content.children?.() ?? [], depth + 1),
	]);
}

function idsOf(contents: readonly TreeContent[]): string[] {
	return contents.flatMap((content) => [content.id, ...idsOf(content.children?.() ?? [])]);
}

const list = (
	resource: Extract<Change, { kind: "list" }>["resource"],
	...items: ReturnType<typeof object>[]
): Change => ({
	kind: "list",
	resource,
	items,
});
const forbidden: ApiFailure = {
	kind: "forbidden",
	detail:
		'devices.devices.kubeedge.io is forbidden: User "viewer" cannot list resource "devices" in API group "devices.kubeedge.io" at the cluster scope',
};

describe("the Clusters view", () => {
	it("shows each context with its state in words", () => {
		const refused: ApiFailure = { kind: "unreachable", code: "ECONNREFUSED", detail: "" };
		const contexts = [
			connection("idle", { kind: "idle" }),
			connection("coming", { kind: "connecting" }),
			connection("up", connected, [list("nodes", node("n1"), node("n2", "False"))]),
			connection("down", {
				kind: "offline",
				failure: refused,
				retryAt: 0,
				lastSeen: new Date(2026, 4, 4, 14, 2).getTime(),
			}),
			connection("locked", { kind: "failed", failure: { kind: "unauthorized", detail: "" } }),
		];
		const unreadable = [{ file: "/home/me/broken", reason: "not valid YAML" }];
		assert.deepEqual(drawn(clusterRoots({ connections: contexts, unreadable }, words)), [
			"idle | not connected",
			"  Not connected | connect to see its nodes",
			"coming | connecting…",
			"  Connecting…",
			"up | v1.31 · 1/2 nodes ready",
			"  n1 | ready · cloud · v1.31.2",
			"  n2 | not ready · cloud · v1.31.2",
			"down | offline, last seen 14:02",
			"  Nothing listens at https://down:6443. | Check that the API server runs and that the kubeconfig has the right port.",
			"locked | failed: credential refused",
			"  https://locked:6443 does not accept the credential of context “locked”: expired, revoked or wrong. | Log in again or renew the credential in the kubeconfig, then reload the clusters.",
			"/home/me/broken | cannot be read: not valid YAML",
		]);
	});

	it("shows member clusters above nodes, and what may not be listed as items", () => {
		const member = object("Cluster", "store-17", {
			apiVersion: "scope.theriseunion.io/v1alpha1",
			status: { conditions: [{ type: "Ready", status: "True" }], kubernetesVersion: "v1.30.1" },
		});
		const up = connection("up", connected, [
			list("nodes", node("n10"), node("n9")),
			list("clusters", member),
			{ kind: "trouble", resource: "devices", failure: forbidden },
		]);
		const roots = clusterRoots({ connections: [up], unreadable: [] }, words);
		assert.deepEqual(drawn(roots), [
			"up | v1.31 · 2/2 nodes ready",
			"  Member clusters | 1/1 ready",
			"    store-17 | ready · physical · v1.30.1",
			"  Nodes | 2/2 nodes ready",
			"    n9 | ready · cloud · v1.31.2",
			"    n10 | ready · cloud · v1.31.2",
			"  No permission to list: Devices",
		]);
		assert.equal(new Set(idsOf(roots)).size, idsOf(roots).length);
	});

	it("puts a thousand nodes into ranges", () => {
		const nodes = Array.from({ length: 1_000 }, (_, index) => node(`n${index + 1}`));
		const [up] = clusterRoots(
			{ connections: [connection("up", connected, [list("nodes", ...nodes)])], unreadable: [] },
			words,
		);
		const ranges = up?.children?.() ?? [];
		assert.deepEqual(drawn(ranges.map(({ children: _, ...range }) => range)), [
			"n1 … n200 | 200 items",
			"n201 … n400 | 200 items",
			"n401 … n600 | 200 items",
			"n601 … n800 | 200 items",
			"n801 … n1000 | 200 items",
		]);
		assert.equal(ranges[4]?.children?.().length, 200);
	});

	it("does not let names and messages of a cluster become Markdown", () => {
		const evil = object("Node", "a", {
			status: { conditions: [{ type: "Ready", status: "False", message: "[click](command:x) | <b>\n# y" }] },
		});
		const [up] = clusterRoots(
			{ connections: [connection("up", connected, [list("nodes", evil)])], unreadable: [] },
			words,
		);
		const tooltip = up?.children?.()[0]?.tooltip ?? "";
		assert.match(tooltip, /\\\[click\\\]\\\(command:x\\\) \\\| \\<b\\> \\# y/);
	});
});

describe("the Node Groups view", () => {
	const reader = new NodeGroupReader();
	const groups = [
		list("nodes", node("e1", "True", { zone: "a" })),
		list(
			"edgePlatformNodeGroups",
			object("NodeGroup", "zone-a", { spec: { selector: { matchLabels: { zone: "a" } } } }),
		),
		list("kubeEdgeNodeGroups", object("NodeGroup", "kube", { spec: { nodes: ["e1", "e2"] } })),
		list("nodePools", object("NodePool", "pool", { spec: { type: "Edge" } })),
	];

	it("is flat for one cluster", () => {
		const up = connection("up", connected, groups);
		const roots = nodeGroupRoots({ connections: [up, connection("other", { kind: "idle" })] }, () => reader, words);
		assert.deepEqual(drawn(roots), [
			"zone-a | 1/1 ready · Edge Platform",
			"  e1 | ready",
			"kube | 1/2 ready · KubeEdge",
			"  e1 | ready",
			"  e2 | does not exist",
			"pool | no nodes · OpenYurt · edge",
			"  No node has joined this pool (label apps.openyurt.io/nodepool)",
		]);
		assert.equal(new Set(idsOf(roots)).size, idsOf(roots).length);
	});

	it("parts several clusters, and leaves out those without groups", () => {
		const readers = new Map<string, NodeGroupReader>();
		const readerOf = ({ context: { name } }: Connection) => {
			const known = readers.get(name) ?? new NodeGroupReader();
			readers.set(name, known);
			return known;
		};
		const failure: ApiFailure = { kind: "timeout", milliseconds: 15_000 };
		const connections = [
			connection("up", connected, groups.slice(0, 2)),
			connection("bare", connected),
			connection("down", { kind: "offline", failure, retryAt: 0, lastSeen: words.now() - 60_000 }, groups.slice(0, 2)),
		];
		assert.deepEqual(drawn(nodeGroupRoots({ connections }, readerOf, words)), [
			"up | 1 group",
			"  zone-a | 1/1 ready · Edge Platform",
			"    e1 | ready",
			"down | offline, last seen 14:59 · 1 group",
			"  zone-a | 1/1 ready · Edge Platform",
			"    e1 | ready",
		]);
	});
});

describe("the Device Twins view", () => {
	const properties = ["inSync", "lagging", "told"].map((name) => ({
		name,
		desired: name === "told" ? undefined : { value: "22.5" },
	}));
	const changes = [
		list(
			"deviceModels",
			object("DeviceModel", "m", {
				metadata: { namespace: "default" },
				spec: {
					properties: [
						{ name: "lagging", type: "DOUBLE", unit: "°C", accessMode: "ReadWrite" },
						{ name: "told", type: "DOUBLE", unit: "%", accessMode: "ReadOnly" },
					],
				},
			}),
		),
		list(
			"devices",
			object("Device", "sensor", {
				metadata: { namespace: "default" },
				spec: { nodeName: "e1", deviceModelRef: { name: "m" }, properties },
			}),
			object("Device", "lost", { metadata: { namespace: "plant" }, spec: { deviceModelRef: { name: "gone" } } }),
		),
		list(
			"deviceStatuses",
			object("DeviceStatus", "sensor", {
				metadata: { namespace: "default" },
				status: {
					state: "online",
					twins: [
						{ propertyName: "inSync", observedDesired: { value: "22.5" }, reported: { value: "22.5" } },
						{ propertyName: "lagging", observedDesired: { value: "22.5" }, reported: { value: "21.9" } },
						{ propertyName: "told", reported: { value: "40" } },
					],
				},
			}),
		),
	];
	const fleet = { connections: [connection("up", connected, changes)] };
	const reader = new DeviceReader();
	const roots = deviceTwinRoots(fleet, () => reader, words);

	it("shows each device, and each property desired and reported", () => {
		assert.deepEqual(drawn(roots), [
			"sensor | online · 1 lagging · e1 · m",
			"  inSync | 22.5 · in sync",
			"  lagging | desired 22.5 → reported 21.9 °C · not reached",
			"  told | reported 40 %",
			"lost | state unknown · not bound to a node · gone (no such model) · plant",
			"  This device declares no properties",
		]);
		assert.equal(
			laggingTwins(fleet, () => reader),
			1,
		);
	});

	it("tells menus which properties may be set, and of which device", () => {
		const twins = roots[0]?.children?.() ?? [];
		assert.deepEqual(
			twins.map(({ contextValue, property }) => [property, contextValue]),
			[
				["inSync", "edgewise.twin"],
				["lagging", "edgewise.twin"],
				["told", "edgewise.twin.readOnly"],
			],
		);
		assert.deepEqual(twins[0]?.reference, { apiVersion: "v1", kind: "Device", namespace: "default", name: "sensor" });
	});

	it("explains in the tooltip at which step a value lags", () => {
		assert.match(
			roots[0]?.children?.()[1]?.tooltip ?? "",
			/The mapper has the desired value, but the device does not report it/,
		);
	});
});

describe("what is said above a view", () => {
	const resources = ["devices"] as const;
	const message = (...connections: Connection[]) => viewMessage({ connections }, resources, words);

	it("names what is under way, what is old, and nothing where all is well", () => {
		const failure: ApiFailure = { kind: "timeout", milliseconds: 1 };
		assert.equal(message(connection("a", { kind: "idle" })), undefined);
		assert.equal(message(connection("a", { kind: "connecting" })), "Connecting to a…");
		assert.equal(message(connection("a", connected)), "Loading…");
		assert.equal(message(connection("a", connected, [{ kind: "absent", resource: "devices" }])), undefined);
		assert.equal(message(connection("a", { kind: "offline", failure, retryAt: 0 })), "a: offline");
	});
});

describe("the state of the fleet", () => {
	const state = (files: string[], ...connections: Connection[]) => fleetState({ files, connections }, true);

	it("names the reason why there is nothing to see", () => {
		assert.equal(fleetState({ files: ["x"], connections: [] }, false), "untrusted");
		assert.equal(state([]), "noKubeconfig");
		assert.equal(state(["x"]), "noContexts");
		assert.equal(state(["x"], connection("a", { kind: "idle" })), "notConnected");
		assert.equal(
			state(["x"], connection("a", { kind: "idle" }), connection("b", { kind: "connecting" })),
			"connecting",
		);
		assert.equal(state(["x"], connection("a", { kind: "connecting" }), connection("b", connected)), "ready");
	});
});

describe("the tree model", () => {
	const item = (id: string, label: string, children?: () => readonly TreeContent[]): TreeContent => ({
		id,
		label,
		contextName: "",
		icon: "x",
		tone: "plain",
		...(children && { children }),
	});

	it("redraws only what changed, and keeps elements", () => {
		let leaf = "1";
		let rows = ["a", "b"];
		const model = new TreeModel(() => [item("top", "top", () => rows.map((id) => item(id, id === "a" ? leaf : id)))]);
		const [top] = model.children();
		assert.ok(top);
		const [a, b] = model.children(top);
		assert.deepEqual(model.refresh(), []);
		leaf = "2";
		assert.deepEqual(model.refresh(), [a]);
		assert.equal(a?.content.label, "2");
		rows = ["b", "c", "a"];
		assert.deepEqual(model.refresh(), [top]);
		assert.deepEqual(
			model.children(top).map((element) => element === a || element === b),
			[true, false, true],
		);
		assert.equal(model.children(top)[0]?.parent, top);
	});

	it("redraws all where the roots are others", () => {
		let roots = ["a"];
		const model = new TreeModel(() => roots.map((id) => item(id, id)));
		assert.deepEqual(model.refresh(), []);
		model.children();
		roots = ["a", "b"];
		assert.equal(model.refresh(), "all");
	});
});
