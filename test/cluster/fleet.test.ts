import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DeviceReader } from "../../client/src/fleet/deviceReader";
import { type ConnectPolicy, KubernetesFleet } from "../../client/src/fleet/kubernetesFleet";
import type { ClusterState, FollowedKind } from "../../client/src/fleet/model";
import { nodeGroups } from "../../client/src/fleet/nodeGroups";
import { CertificateAuthority } from "../../tools/kubernetes/certificates";
import { type ControlPlane, startFleet, type Fleet as TestFleet } from "../../tools/kubernetes/controlPlane";
import { installCrds } from "../../tools/kubernetes/crds";
import { kubeconfigText } from "../../tools/kubernetes/kubeconfig";
import { repositoryRoot } from "../../tools/lib/paths";

const crd = (path: string) => readFileSync(join(repositoryRoot, "schemas", "crds", path), "utf8");
const deviceCrds = ["devicemodels", "devices", "devicestatuses"].map((plural) =>
	crd(`kubeedge/devices.kubeedge.io_${plural}.yaml`),
);

const device = (name: string, desired?: string) => ({
	apiVersion: "devices.kubeedge.io/v1beta1",
	kind: "Device",
	metadata: { name, namespace: "default" },
	spec: {
		nodeName: "edge-1",
		deviceModelRef: { name: "thermometer" },
		properties: [
			{ name: "temperature", reportToCloud: true, reportCycle: 1000, ...(desired && { desired: { value: desired } }) },
		],
	},
});

/** Milliseconds that a change may take from the server's answer to the listeners. */
const second = 1_000;

describe("the fleet against real API servers", function () {
	this.timeout(30 * 60_000);
	const folder = mkdtempSync(join(tmpdir(), "edgewise-fleet-"));
	const open: KubernetesFleet[] = [];
	let servers: TestFleet;
	let north: ControlPlane;
	let south: ControlPlane;

	before(async () => {
		servers = await startFleet(["north", "south"]);
		north = servers.cluster("north");
		south = servers.cluster("south");
		await installCrds(north, [
			crd("edge-platform/scope.theriseunion.io_clusters.yaml"),
			crd("edge-platform/scope.theriseunion.io_nodegroups.yaml"),
			crd("kubeedge/apps.kubeedge.io_nodegroups.yaml"),
			...deviceCrds,
		]);
	});

	afterEach(() => {
		for (const fleet of open.splice(0)) fleet.dispose();
	});

	after(async () => {
		rmSync(folder, { recursive: true });
		await servers?.stop();
	});

	/** A fleet from a kubeconfig with this text. */
	function fleetOf(text: string, connect: ConnectPolicy = "all"): KubernetesFleet {
		const file = join(folder, `config-${open.length}-${Date.now()}`);
		writeFileSync(file, text, { mode: 0o600 });
		const fleet = new KubernetesFleet({ files: () => [file], connect: () => connect });
		open.push(fleet);
		return fleet;
	}

	const stateOf = (fleet: KubernetesFleet, context: string): ClusterState => {
		const connection = fleet.connections.find(({ context: { name } }) => name === context);
		return connection?.state ?? assert.fail(`there is no context ${context}`);
	};

	const objectsOf = (fleet: KubernetesFleet, context: string, kind: FollowedKind) => {
		const resource = stateOf(fleet, context).resources[kind];
		return resource.kind === "known" ? [...resource.objects.values()] : [];
	};

	/** Waits for the fleet to tell that something holds. @returns milliseconds that it took */
	function told(fleet: KubernetesFleet, what: string, holds: () => boolean, limit = 10_000): Promise<number> {
		const begun = performance.now();
		return new Promise((resolve, reject) => {
			const check = () => {
				if (!holds()) return;
				clearTimeout(timer);
				end();
				resolve(performance.now() - begun);
			};
			const end = fleet.onDidChange(check);
			const timer = setTimeout(() => {
				end();
				const phases = fleet.connections.map(({ context, state }) => `${context.name}: ${JSON.stringify(state.phase)}`);
				reject(new Error(`the fleet did not tell within ${limit} ms: ${what}; ${phases.join("; ")}`));
			}, limit);
			check();
		});
	}

	const connected = (fleet: KubernetesFleet, context: string) =>
		told(fleet, `${context} is connected`, () => {
			const { phase, resources } = stateOf(fleet, context);
			return phase.kind === "connected" && Object.values(resources).every(({ kind }) => kind !== "loading");
		});

	it("connects to all clusters of a kubeconfig at once, and knows what each serves", async () => {
		const fleet = fleetOf(servers.mergedKubeconfig());
		await Promise.all([connected(fleet, "north"), connected(fleet, "south")]);
		assert.match(JSON.stringify(stateOf(fleet, "north").phase), /"version":"v1\.\d+/);
		assert.equal(stateOf(fleet, "north").resources.devices.kind, "known");
		assert.equal(stateOf(fleet, "south").resources.devices.kind, "absent");
	});

	it("shows a node that is added, changed and deleted within a second each", async () => {
		const fleet = fleetOf(north.kubeconfig());
		await connected(fleet, "north");
		const find = () => objectsOf(fleet, "north", "nodes").find(({ metadata }) => metadata.name === "edge-1");
		await north.apply({ apiVersion: "v1", kind: "Node", metadata: { name: "edge-1", labels: { zone: "a" } } });
		const added = await told(fleet, "edge-1 is there", () => find() !== undefined, second);
		await north.apply({ apiVersion: "v1", kind: "Node", metadata: { name: "edge-1", labels: { zone: "b" } } });
		const changed = await told(fleet, "edge-1 is in zone b", () => find()?.metadata.labels?.zone === "b", second);
		await north.request("DELETE", "/api/v1/nodes/edge-1");
		const deleted = await told(fleet, "edge-1 is gone", () => find() === undefined, second);
		console.log(
			`      added ${Math.round(added)} ms, changed ${Math.round(changed)} ms, deleted ${Math.round(deleted)} ms`,
		);
	});

	it("reads groups of Edge Platform and KubeEdge, and twins with desired and reported values, as they change", async () => {
		const fleet = fleetOf(north.kubeconfig());
		await connected(fleet, "north");
		await north.apply({ apiVersion: "v1", kind: "Node", metadata: { name: "edge-1", labels: { zone: "a" } } });
		await north.apply({
			apiVersion: "scope.theriseunion.io/v1alpha1",
			kind: "NodeGroup",
			metadata: { name: "zone-a" },
			spec: { selector: { matchLabels: { zone: "a" } } },
		});
		await north.apply({
			apiVersion: "apps.kubeedge.io/v1alpha1",
			kind: "NodeGroup",
			metadata: { name: "kube" },
			spec: { nodes: ["edge-1", "edge-404"] },
		});
		const groups = () =>
			nodeGroups(stateOf(fleet, "north")).map(({ name, members }) => [name, ...members.map((member) => member.name)]);
		await told(fleet, "both groups", () => groups().length === 2, second);
		assert.deepEqual(groups(), [
			["zone-a", "edge-1"],
			["kube", "edge-1", "edge-404"],
		]);

		const reader = new DeviceReader();
		const twin = () => reader.devices(stateOf(fleet, "north")).find(({ name }) => name === "sensor")?.twins[0];
		await north.apply(device("sensor", "22.5"));
		await told(fleet, "the desired value", () => twin()?.sync === "notDelivered", second);
		await north.apply({
			apiVersion: "devices.kubeedge.io/v1beta1",
			kind: "DeviceStatus",
			metadata: { name: "sensor", namespace: "default" },
			status: {
				state: "online",
				twins: [{ propertyName: "temperature", observedDesired: { value: "22.5" }, reported: { value: "21.9" } }],
			},
		});
		await told(fleet, "the reported value", () => twin()?.reported?.value === "21.9", second);
		assert.equal(twin()?.sync, "notReached");
	});

	it("shows a kind whose CRD is installed later, and forgets it when the CRD goes", async () => {
		const fleet = fleetOf(south.kubeconfig());
		await connected(fleet, "south");
		assert.equal(stateOf(fleet, "south").resources.nodePools.kind, "absent");
		await installCrds(south, [crd("openyurt/apps.openyurt.io_nodepools.yaml")]);
		await told(fleet, "pools are served", () => stateOf(fleet, "south").resources.nodePools.kind === "known");
		await south.apply({
			apiVersion: "apps.openyurt.io/v1beta1",
			kind: "NodePool",
			metadata: { name: "hangzhou" },
			spec: { type: "Edge" },
		});
		await told(fleet, "the pool", () => objectsOf(fleet, "south", "nodePools").length === 1, second);
		assert.equal(objectsOf(fleet, "south", "nodePools")[0]?.apiVersion, "apps.openyurt.io/v1beta2");
		await south.request("DELETE", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/nodepools.apps.openyurt.io");
		await told(fleet, "pools are gone", () => stateOf(fleet, "south").resources.nodePools.kind === "absent");
	});

	it("survives a killed API server: offline with what was last known, then live again", async () => {
		await south.apply({ apiVersion: "v1", kind: "Node", metadata: { name: "kept" } });
		const fleet = fleetOf(south.kubeconfig());
		const names = () => objectsOf(fleet, "south", "nodes").map(({ metadata }) => metadata.name);
		await connected(fleet, "south");
		await south.killApiServer();
		try {
			const offline = await told(fleet, "offline", () => stateOf(fleet, "south").phase.kind === "offline");
			const { phase } = stateOf(fleet, "south");
			assert.ok(phase.kind === "offline" && phase.failure.kind === "unreachable" && phase.lastSeen !== undefined);
			assert.deepEqual(names(), ["kept"]);
			console.log(`      offline after ${Math.round(offline)} ms`);
		} finally {
			await south.restartApiServer();
		}
		await told(fleet, "live again", () => stateOf(fleet, "south").phase.kind === "connected", 70_000);
		await south.apply({ apiVersion: "v1", kind: "Node", metadata: { name: "fresh" } });
		await told(fleet, "a new node", () => names().includes("fresh"), 5 * second);
		assert.deepEqual(names().sort(), ["fresh", "kept"]);
	});

	it("notices a server that hangs, and shows what was last known meanwhile", async () => {
		const fleet = fleetOf(south.kubeconfig());
		await connected(fleet, "south");
		const known = objectsOf(fleet, "south", "nodes").length;
		south.pauseApiServer();
		try {
			const took = await told(fleet, "offline", () => stateOf(fleet, "south").phase.kind === "offline", 90_000);
			assert.equal(objectsOf(fleet, "south", "nodes").length, known);
			console.log(`      noticed after ${Math.round(took / 1000)} s of silence`);
		} finally {
			south.resumeApiServer();
		}
		fleet.connect("south");
		await told(fleet, "live again", () => stateOf(fleet, "south").phase.kind === "connected", 20_000);
	});

	it("tells users without rights what they may not list, and shows the rest", async () => {
		const nobody = fleetOf(north.kubeconfig("nobody"));
		await connected(nobody, "north");
		const { resources } = stateOf(nobody, "north");
		for (const kind of ["nodes", "devices", "kubeEdgeNodeGroups"] as const) {
			const resource = resources[kind];
			assert.equal(resource.kind === "denied" && resource.failure.kind, "forbidden", kind);
		}
		assert.equal(resources.nodePools.kind, "absent");
	});

	it("fails for a wrong token, a foreign certificate and a missing plugin, and stays offline for a server that is down", async () => {
		const entry = north.kubeconfigEntry("admin");
		const foreign = await CertificateAuthority.create(join(folder, "pki"));
		const wrong = (name: string, change: object) => ({ ...entry, ...change, cluster: name, user: name });
		const text = kubeconfigText([
			wrong("wrong-token", { credentials: { token: "wrong" } }),
			wrong("foreign", { ca: foreign.certificate }),
			wrong("down", { url: "https://127.0.0.1:1" }),
		]);
		const fleet = fleetOf(text);
		const failureOf = async (context: string, phase: "failed" | "offline") => {
			await told(fleet, `${context} is ${phase}`, () => stateOf(fleet, context).phase.kind === phase);
			const reached = stateOf(fleet, context).phase;
			return "failure" in reached ? reached.failure.kind : undefined;
		};
		assert.equal(await failureOf("wrong-token", "failed"), "unauthorized");
		assert.equal(await failureOf("foreign", "failed"), "tls");
		assert.equal(await failureOf("down", "offline"), "unreachable");

		const plugin = JSON.stringify({
			clusters: [{ name: "p", cluster: { server: north.url, "insecure-skip-tls-verify": true } }],
			users: [{ name: "p", user: { exec: { command: "no-such-plugin" } } }],
			contexts: [{ name: "p", context: { cluster: "p", user: "p" } }],
		});
		const other = fleetOf(plugin);
		await told(other, "p failed", () => stateOf(other, "p").phase.kind === "failed");
		assert.match(JSON.stringify(stateOf(other, "p").phase), /"credentials","detail":"spawn no-such-plugin ENOENT"/);
	});

	it("holds 2,000 devices, and still tells a change within a second", async () => {
		const count = 2_000;
		const names = Array.from({ length: count }, (_, index) => `cam-${String(index).padStart(4, "0")}`);
		const path = "/apis/devices.kubeedge.io/v1beta1/namespaces/default/devices";
		const begun = performance.now();
		await createAll(
			north,
			path,
			names.map((name) => device(name)),
		);
		const created = performance.now() - begun;
		const fleet = fleetOf(north.kubeconfig());
		const loaded = await told(fleet, "all devices", () => objectsOf(fleet, "north", "devices").length >= count, 30_000);
		const reader = new DeviceReader();
		const target = () => reader.devices(stateOf(fleet, "north")).find(({ name }) => name === "cam-1234");
		await north.apply(device("cam-1234", "5"));
		const changed = await told(fleet, "the change", () => target()?.twins[0]?.desired?.value === "5", second);
		console.log(
			`      created in ${Math.round(created)} ms, loaded in ${Math.round(loaded)} ms, one change told after ${Math.round(changed)} ms`,
		);
	});

	it("ends all its connections when it is disposed of", async () => {
		const fleet = fleetOf(servers.mergedKubeconfig());
		await Promise.all([connected(fleet, "north"), connected(fleet, "south")]);
		const sockets = () => process.getActiveResourcesInfo().filter((name) => name === "TCPSocketWrap").length;
		const before = sockets();
		assert.ok(before > 0);
		fleet.dispose();
		const deadline = performance.now() + 2_000;
		while (sockets() > 0 && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
		assert.equal(sockets(), 0);
	});
});

/** Creates many objects over a few connections that are kept. */
async function createAll(cluster: ControlPlane, path: string, objects: readonly object[]): Promise<void> {
	const agent = new Agent({ ca: cluster.bed.authority.certificate, keepAlive: true, maxSockets: 8 });
	const headers = { authorization: `Bearer ${cluster.tokens.admin}`, "content-type": "application/json" };
	const create = (object: object) =>
		new Promise<void>((resolve, reject) => {
			const sent = request(`${cluster.url}${path}`, { method: "POST", agent, headers }, (response) => {
				response.resume();
				response.on("end", () =>
					response.statusCode === 201 ? resolve() : reject(new Error(`creating gave status ${response.statusCode}`)),
				);
			});
			sent.on("error", reject);
			sent.end(JSON.stringify(object));
		});
	try {
		await Promise.all(objects.map(create));
	} finally {
		agent.destroy();
	}
}
