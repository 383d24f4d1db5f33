import assert from "node:assert/strict";
import { KubeConfig } from "@kubernetes/client-node";
import type { KubeContext } from "../../../client/src/fleet/kubeconfig";
import type { KubernetesApi } from "../../../client/src/fleet/kubernetesApi";
import { KubernetesFleet } from "../../../client/src/fleet/kubernetesFleet";
import { LiveObjects } from "../../../client/src/fleet/liveObjects";
import type { LiveClusterNews } from "../../../server/src/protocol";
import { node, object, ScriptedApi } from "./scriptedApi";
import { VirtualTime } from "./virtualTime";

function contextOf(name: string): KubeContext {
	const config = new KubeConfig();
	config.loadFromOptions({
		clusters: [{ name, server: `https://${name}:6443` }],
		users: [{ name, token: "t" }],
		contexts: [{ name, cluster: name, user: name }],
		currentContext: name,
	});
	return { name, server: `https://${name}:6443`, namespace: "default", current: true, config };
}

describe("telling what clusters have", () => {
	const ends: (() => void)[] = [];
	afterEach(() => {
		for (const end of ends.splice(0)) end();
	});

	/** A fleet of clusters with a node `n1` each, and all that was told of it. */
	async function following(...names: readonly string[]) {
		const time = new VirtualTime();
		const apis = new Map<string, ScriptedApi>();
		const fleet = new KubernetesFleet({
			files: () => ["config"],
			connect: () => "all",
			timing: time,
			load: () => ({ files: ["config"], contexts: names.map(contextOf), unreadable: [] }),
			createApi: ({ name }) => {
				const api = new ScriptedApi();
				api.serve("", "v1", "Node", "nodes", [node("n1", "True", { site: name })]);
				api.serve("devices.kubeedge.io", "v1beta1", "Device", "devices", [
					object("Device", "freezer", { metadata: { namespace: "store" } }),
				]);
				apis.set(name, api);
				return api as unknown as KubernetesApi;
			},
		});
		const told: (readonly LiveClusterNews[])[] = [];
		const live = new LiveObjects({ fleet, timing: time, tell: (clusters) => told.push(clusters) });
		ends.push(() => {
			live.dispose();
			fleet.dispose();
		});
		await time.pass(3000);
		const api = (name: string): ScriptedApi => {
			const found = apis.get(name);
			assert.ok(found);
			return found;
		};
		return { fleet, time, told, api };
	}

	it("names objects with namespaces and labels, and the kinds that are known as a whole", async () => {
		const { told } = await following("north");
		const [cluster] = told.at(-1) ?? [];
		assert.equal(cluster?.name, "north");
		assert.match(cluster?.id ?? "", /^north@/);
		assert.deepEqual([...(cluster?.kinds ?? [])].sort(), ["/Node", "devices.kubeedge.io/Device"]);
		assert.deepEqual(cluster?.objects, [
			{ group: "", kind: "Node", name: "n1", namespace: undefined, labels: { site: "north" } },
			{ group: "devices.kubeedge.io", kind: "Device", name: "freezer", namespace: "store", labels: {} },
		]);
	});

	it("says nothing where no name or label changed, and keeps what it said of other clusters", async () => {
		const { told, time, api } = await following("north", "south");
		const before = told.at(-1) ?? [];
		const count = told.length;
		// A device reports, a node is no longer ready: names and labels stay.
		api("north")
			.watchOf("devices")
			.send("MODIFIED", object("Device", "freezer", { metadata: { namespace: "store" }, status: { twins: [] } }));
		api("north")
			.watchOf("nodes")
			.send("MODIFIED", node("n1", "False", { site: "north" }));
		await time.pass(3000);
		assert.equal(told.length, count);
		api("north").watchOf("nodes").send("ADDED", node("n2"));
		await time.pass(3000);
		const after = told.at(-1) ?? [];
		assert.deepEqual(
			after[0]?.objects.map(({ name }) => name),
			["n1", "n2", "freezer"],
		);
		assert.equal(after[1], before[1]);
		api("north")
			.watchOf("nodes")
			.send("MODIFIED", node("n2", "True", { site: "west" }));
		await time.pass(3000);
		assert.deepEqual(told.at(-1)?.[0]?.objects[1]?.labels, { site: "west" });
	});

	it("forgets a cluster that is followed no longer", async () => {
		const { told, time, fleet } = await following("north", "south");
		fleet.disconnect("north");
		await time.pass(3000);
		assert.deepEqual(
			told.at(-1)?.map(({ name }) => name),
			["south"],
		);
	});
});
