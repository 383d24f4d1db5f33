import assert from "node:assert/strict";
import { memberClusterFacts } from "../../../client/src/fleet/memberClusters";
import { nodeFacts } from "../../../client/src/fleet/nodes";
import { node, object } from "./scriptedApi";

describe("what is known of a node", () => {
	it("says whether and why it is not ready", () => {
		assert.equal(nodeFacts(node("a")).readiness, "ready");
		assert.equal(nodeFacts(node("a")).reason, undefined);
		assert.deepEqual(
			[nodeFacts(node("a", "Unknown")).readiness, nodeFacts(node("a", "Unknown")).reason],
			["unknown", "it says Unknown"],
		);
		assert.equal(nodeFacts(object("Node", "fresh")).readiness, "unknown");
	});

	it("tells edge from cloud by the labels of KubeEdge and OpenYurt and by the kubelet", () => {
		const placeOf = (labels: Record<string, string>) => nodeFacts(node("a", "True", labels)).place;
		assert.equal(placeOf({}), "cloud");
		assert.equal(placeOf({ "node-role.kubernetes.io/edge": "" }), "edge");
		assert.equal(placeOf({ "openyurt.io/is-edge-worker": "true" }), "edge");
		assert.equal(placeOf({ "openyurt.io/is-edge-worker": "false" }), "cloud");
		const kubeEdge = object("Node", "a", { status: { nodeInfo: { kubeletVersion: "v1.27.7-kubeedge-v1.15.0" } } });
		assert.equal(nodeFacts(kubeEdge).place, "edge");
	});

	it("lists roles, pressure and cordon", () => {
		const facts = nodeFacts(
			object("Node", "a", {
				metadata: { labels: { "node-role.kubernetes.io/master": "", "node-role.kubernetes.io/control-plane": "true" } },
				spec: { unschedulable: true },
				status: {
					conditions: [
						{ type: "Ready", status: "True" },
						{ type: "DiskPressure", status: "True", message: "full" },
						{ type: "MemoryPressure", status: "False" },
					],
				},
			}),
		);
		assert.deepEqual(facts.roles, ["control-plane", "master"]);
		assert.equal(facts.schedulable, false);
		assert.deepEqual(
			facts.problems.map(({ type }) => type),
			["DiskPressure"],
		);
	});
});

describe("what is known of a member cluster", () => {
	it("says what it is made of and how it fares", () => {
		const facts = memberClusterFacts(
			object("Cluster", "store-17", {
				metadata: {
					annotations: {
						"cluster.theriseunion.io/vcluster-enabled": "true",
						"cluster.theriseunion.io/vcluster-distro": "k3s",
						"cluster.theriseunion.io/edge-runtime": "openyurt",
					},
					labels: { "cluster.theriseunion.io/region": "hangzhou" },
				},
				spec: { provider: "k3s", connection: { type: "proxy" }, enable: true },
				status: {
					kubernetesVersion: "v1.31.2",
					nodeCount: 3,
					conditions: [
						{ type: "Ready", status: "False", reason: "AgentLost", message: "no word for 3 minutes" },
						{ type: "AgentAvailable", status: "False" },
						{ type: "Initialized", status: "True" },
					],
				},
			}),
		);
		assert.deepEqual(facts, {
			name: "store-17",
			readiness: "notReady",
			reason: "no word for 3 minutes",
			enabled: true,
			host: false,
			substance: { kind: "virtual", distribution: "k3s" },
			kubernetesVersion: "v1.31.2",
			provider: "k3s",
			region: "hangzhou",
			edgeRuntime: "openyurt",
			nodeCount: 3,
			connection: "proxy",
			problems: [{ type: "AgentAvailable", status: "False" }],
		});
		const bare = memberClusterFacts(object("Cluster", "bare"));
		assert.deepEqual(bare.substance, { kind: "physical" });
		assert.equal(bare.readiness, "unknown");
	});
});
