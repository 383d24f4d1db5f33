import assert from "node:assert/strict";
import { KubeConfig } from "@kubernetes/client-node";
import { ClusterConnection } from "../../../client/src/fleet/connection";
import type { ApiFailure } from "../../../client/src/fleet/failures";
import type { KubeContext } from "../../../client/src/fleet/kubeconfig";
import type { KubernetesApi } from "../../../client/src/fleet/kubernetesApi";
import type { FollowedKind } from "../../../client/src/fleet/model";
import { node, object, ScriptedApi } from "./scriptedApi";
import { settle, VirtualTime } from "./virtualTime";

const context: KubeContext = {
	name: "store-1",
	server: "https://store-1:6443",
	namespace: "default",
	current: true,
	config: new KubeConfig(),
};
const refused: ApiFailure = { kind: "unreachable", code: "ECONNREFUSED", detail: "" };
const unauthorized: ApiFailure = { kind: "unauthorized", detail: "Unauthorized" };

function connecting() {
	const api = new ScriptedApi();
	const time = new VirtualTime();
	const connection = new ClusterConnection(context, api as unknown as KubernetesApi, time, () => {});
	api.serve("", "v1", "Node", "nodes", [node("n1")]);
	api.serve("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions");
	const state = () => {
		connection.flush();
		return connection.state;
	};
	const names = (kind: FollowedKind) => {
		const resource = state().resources[kind];
		return resource.kind === "known"
			? [...resource.objects.values()].map(({ metadata }) => metadata.name)
			: resource.kind;
	};
	const installed = (name: string) => {
		const crds = api.objects.get("customresourcedefinitions.apiextensions.k8s.io");
		const crd = object("CustomResourceDefinition", name);
		crds?.push(crd);
		return crd;
	};
	return { api, time, connection, state, names, installed };
}

describe("the connection to a cluster", () => {
	it("asks nothing before it is told to", async () => {
		const { api, state } = connecting();
		await settle();
		assert.deepEqual(api.asked, []);
		assert.deepEqual(state().phase, { kind: "idle" });
	});

	it("connects, follows what is served, and knows the rest as absent", async () => {
		const { api, connection, state, names, installed } = connecting();
		api.serve("apps.openyurt.io", "v1beta1", "NodePool", "nodepools", [object("NodePool", "hangzhou")]);
		installed("nodepools.apps.openyurt.io");
		connection.start();
		assert.deepEqual(state().phase, { kind: "connecting" });
		await settle();
		assert.deepEqual(state().phase, { kind: "connected", version: "v1.31.2+k3s1" });
		assert.deepEqual(names("nodes"), ["n1"]);
		assert.deepEqual(names("nodePools"), ["hangzhou"]);
		assert.equal(names("devices"), "absent");
		assert.equal(api.watchOf("customresourcedefinitions").metadataOnly, true);
		connection.stop();
	});

	it("prefers the newest version that it reads", async () => {
		const { api, connection } = connecting();
		for (const version of ["v1alpha1", "v1beta1", "v1beta2"]) {
			api.serve("apps.openyurt.io", version, "NodePool", "nodepools");
		}
		connection.start();
		await settle();
		assert.equal(api.watchOf("nodepools").resource.version, "v1beta2");
		connection.stop();
	});

	it("keeps what it knows while the cluster is offline, tries again, and goes on without listing", async () => {
		const { api, time, connection, state, names } = connecting();
		connection.start();
		await settle();
		await time.pass(10_000);
		const lastHeard = time.now() - 10_000;
		api.failures.set("*", refused);
		for (const watch of api.watches) watch.fail({ kind: "unreachable", code: "ECONNRESET", detail: "" });
		await settle();
		const { phase } = state();
		assert.deepEqual(phase, {
			kind: "offline",
			failure: refused,
			lastSeen: lastHeard,
			version: "v1.31.2+k3s1",
			retryAt: time.now() + 1_000,
		});
		assert.deepEqual(names("nodes"), ["n1"]);
		await time.pass(300_000);
		assert.equal(state().phase.kind, "offline");
		api.failures.clear();
		await time.pass(60_000);
		assert.equal(state().phase.kind, "connected");
		assert.equal(api.watchOf("nodes").from, "100");
		assert.equal(api.asked.filter((what) => what === "list nodes").length, 1);
		connection.stop();
	});

	it("does not call a cluster offline because one watch broke off", async () => {
		const { api, time, connection, state } = connecting();
		connection.start();
		await settle();
		await time.pass(1_000);
		api.watchOf("nodes").fail({ kind: "unreachable", code: "ECONNRESET", detail: "" });
		await time.pass(5_000);
		assert.equal(state().phase.kind, "connected");
		api.watchOf("nodes");
		connection.stop();
	});

	it("asks a cluster that fell silent whether it is there", async () => {
		const { api, time, connection, state } = connecting();
		connection.start();
		await settle();
		api.failures.set("version", { kind: "timeout", milliseconds: 15_000 });
		await time.pass(29_000);
		assert.equal(state().phase.kind, "connected");
		await time.pass(2_000);
		assert.equal(state().phase.kind, "offline");
		connection.stop();
	});

	it("does not ask while the cluster talks", async () => {
		const { api, time, connection } = connecting();
		connection.start();
		await settle();
		for (let count = 0; count < 10; count += 1) {
			await time.pass(20_000);
			api.watchOf("nodes").bookmark(String(count));
		}
		assert.equal(api.asked.filter((what) => what === "version").length, 1);
		connection.stop();
	});

	it("fails where a credential is refused, and tries again rarely, or at once on request", async () => {
		const { api, time, connection, state } = connecting();
		api.failures.set("*", unauthorized);
		connection.start();
		await settle();
		assert.deepEqual(state().phase, { kind: "failed", failure: unauthorized });
		await time.pass(200_000);
		assert.equal(api.asked.filter((what) => what === "version").length, 1);
		connection.start();
		await settle();
		assert.equal(api.asked.filter((what) => what === "version").length, 2);
		api.failures.clear();
		connection.start();
		await settle();
		assert.equal(state().phase.kind, "connected");
		connection.stop();
	});

	it("fails when the credential expires in mid-life, showing on what was known, and recovers when it is renewed", async () => {
		const { api, time, connection, state, names } = connecting();
		connection.start();
		await settle();
		await time.pass(10_000);
		api.failures.set("*", unauthorized);
		api.watchOf("nodes").close();
		await settle();
		assert.equal(state().phase.kind, "failed");
		assert.deepEqual(names("nodes"), ["n1"]);
		api.failures.clear();
		await time.pass(60_000);
		assert.equal(state().phase.kind, "connected");
		connection.stop();
	});

	it("does not start a credential plugin again that never worked", async () => {
		const { api, time, connection, state } = connecting();
		api.failures.set("*", { kind: "credentials", detail: "spawn aws ENOENT" });
		connection.start();
		await time.pass(3_600_000);
		assert.equal(state().phase.kind, "failed");
		assert.equal(api.asked.filter((what) => what === "version").length, 1);
		connection.stop();
	});

	it("shows a kind that is installed later, and forgets one that is removed", async () => {
		const { api, time, connection, names, installed } = connecting();
		connection.start();
		await settle();
		assert.equal(names("nodePools"), "absent");
		const crd = installed("nodepools.apps.openyurt.io");
		api.watchOf("customresourcedefinitions").send("ADDED", crd);
		// Discovery lags behind.
		await time.pass(500);
		assert.equal(names("nodePools"), "absent");
		api.serve("apps.openyurt.io", "v1beta2", "NodePool", "nodepools", [object("NodePool", "hangzhou")]);
		await time.pass(1_000);
		assert.deepEqual(names("nodePools"), ["hangzhou"]);
		api.served.delete("apps.openyurt.io/v1beta2");
		api.watchOf("customresourcedefinitions").send("DELETED", crd);
		await time.pass(1_000);
		assert.equal(names("nodePools"), "absent");
		assert.throws(() => api.watchOf("nodepools"));
		connection.stop();
	});

	it("looks rarely for new kinds where it may not see CRDs, and on request", async () => {
		const { api, time, connection, names } = connecting();
		api.failures.set("list customresourcedefinitions", { kind: "forbidden", detail: "no" });
		connection.start();
		await settle();
		api.serve("apps.openyurt.io", "v1beta2", "NodePool", "nodepools", [object("NodePool", "hangzhou")]);
		connection.start();
		await settle();
		assert.deepEqual(names("nodePools"), ["hangzhou"]);
		api.serve("devices.kubeedge.io", "v1beta1", "Device", "devices", [object("Device", "cam")]);
		await time.pass(320_000);
		assert.deepEqual(names("devices"), ["cam"]);
		connection.stop();
	});

	it("says what may not be listed and follows the rest", async () => {
		const { api, connection, state, names } = connecting();
		const failure: ApiFailure = { kind: "forbidden", detail: "no" };
		api.serve("devices.kubeedge.io", "v1beta1", "Device", "devices", [object("Device", "cam")]);
		api.failures.set("list nodes", failure);
		connection.start();
		await settle();
		assert.equal(state().phase.kind, "connected");
		assert.deepEqual(state().resources.nodes, { kind: "denied", failure });
		assert.deepEqual(names("devices"), ["cam"]);
		api.failures.clear();
		connection.start();
		await settle();
		assert.deepEqual(names("nodes"), ["n1"]);
		connection.stop();
	});

	it("keeps no managed fields, and none of the credentials that a Cluster carries", async () => {
		const { api, connection, state } = connecting();
		api.serve("scope.theriseunion.io", "v1alpha1", "Cluster", "clusters", [
			object("Cluster", "member", {
				metadata: {
					managedFields: [{}],
					annotations: { "kubectl.kubernetes.io/last-applied-configuration": "s3cret" },
				},
				spec: {
					provider: "k3s",
					config: "s3cret",
					connection: { type: "direct", kubeconfig: "s3cret", token: "s3cret" },
				},
			}),
		]);
		connection.start();
		await settle();
		const { clusters } = state().resources;
		assert.equal(clusters.kind, "known");
		const text = JSON.stringify(clusters.kind === "known" && [...clusters.objects.values()]);
		assert.match(text, /"provider":"k3s"/);
		assert.doesNotMatch(text, /s3cret|managedFields/);
		connection.stop();
	});

	it("forgets everything and ends every watch when it is stopped", async () => {
		const { api, time, connection, state } = connecting();
		connection.start();
		await settle();
		connection.stop();
		await settle();
		assert.ok(api.watches.every(({ ended }) => ended));
		const asked = api.asked.length;
		await time.pass(600_000);
		assert.equal(api.asked.length, asked);
		assert.deepEqual(state().phase, { kind: "idle" });
		assert.equal(state().resources.nodes.kind, "loading");
	});
});
