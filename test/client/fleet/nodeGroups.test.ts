import assert from "node:assert/strict";
import type { FollowedKind } from "../../../client/src/fleet/model";
import { type NodeGroup, nodeGroups } from "../../../client/src/fleet/nodeGroups";
import type { KubernetesObject } from "../../../client/src/fleet/objects";
import { applyChanges, applyList, unknownCluster } from "../../../client/src/fleet/reduce";
import { matchesSelector } from "../../../client/src/fleet/selectors";
import { node, object } from "./scriptedApi";

const nodes = [
	node("edge-1", "True", { zone: "a", "apps.openyurt.io/nodepool": "hangzhou" }),
	node("edge-2", "False", { zone: "a" }),
	node("edge-10", "Unknown", { zone: "b", "apps.kubeedge.io/belonging-to": "kube" }),
];

function read(
	kind: FollowedKind,
	group: KubernetesObject,
	withNodes: readonly KubernetesObject[] | "denied" = nodes,
): NodeGroup {
	const listed = applyList(unknownCluster, kind, [group]);
	const state =
		withNodes === "denied"
			? applyChanges(listed, [{ kind: "trouble", resource: "nodes", failure: { kind: "forbidden", detail: "" } }])
			: applyList(listed, "nodes", withNodes);
	const [found] = nodeGroups(state);
	assert.ok(found);
	return found;
}

const shown = ({ members, ready, total }: NodeGroup) => [
	`${ready}/${total}`,
	...members.map(({ name, readiness, reason, refused }) =>
		[name, readiness, refused && "refused", reason].filter(Boolean).join(" "),
	),
];

describe("node groups", () => {
	it("of Edge Platform hold the nodes that the selector matches", () => {
		const group = object("NodeGroup", "zone-a", {
			metadata: { annotations: { "theriseunion.io/node-count": "3", "theriseunion.io/ready-node-count": "1" } },
			spec: { selector: { matchLabels: { zone: "a" }, matchExpressions: [{ key: "x", operator: "DoesNotExist" }] } },
		});
		const found = read("edgePlatformNodeGroups", group);
		assert.deepEqual(shown(found), ["1/2", "edge-1 ready", "edge-2 notReady it says False"]);
		assert.deepEqual(found.counted, { ready: 1, total: 3 });
	});

	it("of Edge Platform tell their own count where nodes may not be read", () => {
		const group = object("NodeGroup", "zone-a", {
			metadata: { annotations: { "theriseunion.io/node-count": "3", "theriseunion.io/ready-node-count": "1" } },
			spec: { selector: { matchLabels: { zone: "a" } } },
		});
		assert.deepEqual(shown(read("edgePlatformNodeGroups", group, "denied")), ["1/3"]);
	});

	it("of KubeEdge hold named, labelled and belonging nodes, with the reason why one is not taken", () => {
		const group = object("NodeGroup", "kube", {
			spec: { nodes: ["edge-1", "edge-404"], matchLabels: { zone: "a" } },
			status: {
				nodeStatuses: [
					{ nodeName: "edge-1", readyStatus: "Ready", selectionStatus: "Succeeded" },
					{
						nodeName: "edge-2",
						readyStatus: "Ready",
						selectionStatus: "Failed",
						selectionStatusReason: "it belongs to group other",
					},
				],
			},
		});
		assert.deepEqual(shown(read("kubeEdgeNodeGroups", group)), [
			"1/4",
			"edge-1 ready",
			"edge-2 notReady refused it belongs to group other",
			"edge-10 unknown it says Unknown",
			"edge-404 missing",
		]);
		assert.deepEqual(shown(read("kubeEdgeNodeGroups", group, "denied")), [
			"1/3",
			"edge-1 ready",
			"edge-2 ready refused it belongs to group other",
			"edge-404 unknown",
		]);
	});

	it("of KubeEdge do not count a node that is ready but not taken", () => {
		const group = object("NodeGroup", "kube", {
			spec: { nodes: ["edge-1"] },
			status: { nodeStatuses: [{ nodeName: "edge-1", readyStatus: "Ready", selectionStatus: "Failed" }] },
		});
		assert.deepEqual(shown(read("kubeEdgeNodeGroups", group)).slice(0, 2), ["0/2", "edge-1 ready refused Failed"]);
	});

	it("of OpenYurt hold the nodes of the status and those with the label", () => {
		const pool = object("NodePool", "hangzhou", {
			spec: { type: "Edge" },
			status: { nodes: ["edge-2"], readyNodeNum: 0, unreadyNodeNum: 1 },
		});
		const found = read("nodePools", pool);
		assert.deepEqual(shown(found), ["1/2", "edge-1 ready", "edge-2 notReady it says False"]);
		assert.deepEqual([found.type, found.counted], ["edge", { ready: 0, total: 1 }]);
		assert.deepEqual(shown(read("nodePools", pool, "denied")), ["0/1", "edge-2 unknown"]);
	});

	it("without nodes are shown, and broken ones do no harm", () => {
		for (const kind of ["edgePlatformNodeGroups", "kubeEdgeNodeGroups", "nodePools"] as const) {
			assert.deepEqual(shown(read(kind, object("X", "empty"))), ["0/0"]);
			const broken = object("X", "broken", { spec: { selector: 3, nodes: "x", matchLabels: [] }, status: "y" });
			assert.deepEqual(shown(read(kind, broken)), ["0/0"]);
		}
	});
});

describe("a label selector", () => {
	const labels = { zone: "a", arch: "arm64" };
	for (const [selector, matches] of [
		[undefined, false],
		[{}, true],
		[{ matchLabels: { zone: "a" } }, true],
		[{ matchLabels: { zone: "b" } }, false],
		[{ matchExpressions: [{ key: "zone", operator: "In", values: ["a", "b"] }] }, true],
		[{ matchExpressions: [{ key: "zone", operator: "NotIn", values: ["a"] }] }, false],
		[{ matchExpressions: [{ key: "gpu", operator: "NotIn", values: ["a"] }] }, true],
		[{ matchExpressions: [{ key: "arch", operator: "Exists" }] }, true],
		[{ matchExpressions: [{ key: "gpu", operator: "Exists" }] }, false],
		[{ matchExpressions: [{ key: "gpu", operator: "DoesNotExist" }] }, true],
		[{ matchExpressions: [{ key: "zone", operator: "Gt", values: ["1"] }] }, false],
		[{ matchLabels: { zone: "a" }, matchExpressions: [{ key: "gpu", operator: "Exists" }] }, false],
	] as const) {
		it(`${JSON.stringify(selector)} ${matches ? "matches" : "does not match"}`, () => {
			assert.equal(matchesSelector(labels, selector), matches);
		});
	}
});
