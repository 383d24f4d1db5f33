import assert from "node:assert/strict";
import { KubeConfig } from "@kubernetes/client-node";
import type { KubeContext, LoadedKubeconfigs } from "../../../client/src/fleet/kubeconfig";
import type { KubernetesApi } from "../../../client/src/fleet/kubernetesApi";
import { type ConnectPolicy, KubernetesFleet } from "../../../client/src/fleet/kubernetesFleet";
import { node, object, ScriptedApi } from "./scriptedApi";
import { VirtualTime } from "./virtualTime";

function contextOf(name: string, token: string, current = false): KubeContext {
	const config = new KubeConfig();
	config.loadFromOptions({
		clusters: [{ name, server: `https://${name}:6443` }],
		users: [{ name, token }],
		contexts: [{ name, cluster: name, user: name }],
		currentContext: name,
	});
	return { name, server: `https://${name}:6443`, namespace: "default", current, config };
}

function fleetOf(contexts: readonly KubeContext[], connect: ConnectPolicy = "current") {
	const time = new VirtualTime();
	const apis = new Map<string, ScriptedApi>();
	const loaded: { now: LoadedKubeconfigs } = { now: { files: ["~/.kube/config"], contexts, unreadable: [] } };
	const fleet = new KubernetesFleet({
		files: () => ["~/.kube/config"],
		connect: () => connect,
		timing: time,
		load: () => loaded.now,
		createApi: ({ name }) => {
			const api = new ScriptedApi();
			api.serve("", "v1", "Node", "nodes", [node("n1")]);
			apis.set(name, api);
			return api as unknown as KubernetesApi;
		},
	});
	const phases = () => fleet.connections.map(({ context, state }) => `${context.name} ${state.phase.kind}`);
	const load = (next: readonly KubeContext[]) => {
		loaded.now = { ...loaded.now, contexts: next };
		fleet.reload();
	};
	return { fleet, time, apis, phases, load };
}

describe("the fleet", () => {
	it("connects to the current context, to all, or to none", async () => {
		const contexts = [contextOf("a", "t"), contextOf("b", "t", true)];
		const current = fleetOf(contexts);
		assert.deepEqual(current.phases(), ["a idle", "b connecting"]);
		await current.time.pass(100);
		assert.deepEqual(current.phases(), ["a idle", "b connected"]);
		assert.deepEqual(fleetOf(contexts, "all").phases(), ["a connecting", "b connecting"]);
		assert.deepEqual(fleetOf(contexts, "none").phases(), ["a idle", "b idle"]);
	});

	it("connects and disconnects on request", async () => {
		const { fleet, time, phases } = fleetOf([contextOf("a", "t")], "none");
		fleet.connect("a");
		await time.pass(200);
		assert.deepEqual(phases(), ["a connected"]);
		fleet.disconnect("a");
		await time.pass(200);
		assert.deepEqual(phases(), ["a idle"]);
		fleet.connect("no such context");
	});

	it("tells a burst of events as one change, within a second", async () => {
		const { fleet, time, apis } = fleetOf([contextOf("a", "t")], "all");
		await time.pass(1_000);
		let calls = 0;
		fleet.onDidChange(() => {
			calls += 1;
		});
		for (let count = 0; count < 1_000; count += 1) {
			apis
				.get("a")
				?.watchOf("nodes")
				.send("ADDED", object("Node", `x${count}`));
		}
		await time.pass(60);
		assert.equal(calls, 1);
		const nodes = fleet.connections[0]?.state.resources.nodes;
		assert.equal(nodes?.kind === "known" && nodes.objects.size, 1_001);
	});

	it("does not tell what changes nothing", async () => {
		const { fleet, time, apis } = fleetOf([contextOf("a", "t")], "all");
		await time.pass(1_000);
		let calls = 0;
		const end = fleet.onDidChange(() => {
			calls += 1;
		});
		apis.get("a")?.watchOf("nodes").bookmark("5");
		await time.pass(1_000);
		assert.equal(calls, 0);
		end();
		apis.get("a")?.watchOf("nodes").send("ADDED", node("n2"));
		await time.pass(1_000);
		assert.equal(calls, 0);
	});

	it("keeps connections whose context did not change when the kubeconfig is read again", async () => {
		const { fleet, time, phases, load } = fleetOf([contextOf("a", "t"), contextOf("b", "t", true)], "all");
		await time.pass(1_000);
		const [a, b] = fleet.connections;
		load([contextOf("a", "t", true), contextOf("b", "renewed"), contextOf("c", "t")]);
		assert.equal(fleet.connections[0], a);
		assert.equal(fleet.connections[0]?.context.current, true);
		assert.notEqual(fleet.connections[1], b);
		assert.deepEqual(phases(), ["a connected", "b connecting", "c connecting"]);
		load([contextOf("c", "t")]);
		await time.pass(1_000);
		assert.deepEqual(phases(), ["c connected"]);
	});

	it("remembers over a reload what the user disconnected and connected", async () => {
		const contexts = [contextOf("a", "t", true), contextOf("b", "t")];
		const { fleet, time, phases } = fleetOf(contexts);
		fleet.disconnect("a");
		fleet.connect("b");
		await time.pass(1_000);
		fleet.reload();
		await time.pass(1_000);
		assert.deepEqual(phases(), ["a idle", "b connected"]);
	});

	it("asks for nothing and tells nothing after its end", async () => {
		const { fleet, time, apis } = fleetOf([contextOf("a", "t")], "all");
		await time.pass(1_000);
		fleet.dispose();
		await time.pass(1_000);
		const api = apis.get("a");
		assert.ok(api?.watches.every(({ ended }) => ended));
		const asked = api?.asked.length;
		await time.pass(600_000);
		fleet.reload();
		assert.equal(api?.asked.length, asked);
	});
});
