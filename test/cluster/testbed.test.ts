import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import type { ApiObject } from "../../tools/kubernetes/apiClient";
import { type ControlPlane, startControlPlane, startFleet } from "../../tools/kubernetes/controlPlane";
import { installCrds } from "../../tools/kubernetes/crds";
import { images } from "../../tools/kubernetes/images";
import { startNode } from "../../tools/kubernetes/node";
import { taskFolder } from "../../tools/kubernetes/nodeConfig";
import { cleanLeftovers, isRunning } from "../../tools/kubernetes/runFolder";
import { repositoryRoot } from "../../tools/lib/paths";
import { createNamespace, sharedClusterWithNode, sharedControlPlane } from "../support/cluster";
import { waitFor } from "../support/waitFor";

describe("the Kubernetes test bed", function () {
	// The first run on a machine may have to build Kubernetes.
	this.timeout(30 * 60_000);

	describe("a control plane", () => {
		it("answers with its version", async () => {
			const cluster = await sharedControlPlane();
			const { status, body } = await cluster.request("GET", "/version");
			assert.equal(status, 200);
			assert.match((body as { gitVersion: string }).gitVersion, /^v1\.\d+\.\d+/);
		});

		it("lets admin create, viewer only read, nobody do nothing, and knows no other token", async () => {
			const cluster = await sharedControlPlane();
			const namespace = await createNamespace(cluster, "rights");
			const path = `/api/v1/namespaces/${namespace}/configmaps`;
			const create = (user: string) => cluster.request("POST", path, { metadata: { name: user } }, { user });
			const list = async (user: string) => (await cluster.request("GET", path, undefined, { user })).status;
			assert.equal((await create("admin")).status, 201);
			assert.equal(await list("viewer"), 200);
			assert.equal((await create("viewer")).status, 403);
			assert.equal(await list("nobody"), 403);
			assert.equal((await cluster.request("GET", path, undefined, { token: "wrong" })).status, 401);
		});

		it("serves clients through its kubeconfig, with the certificate verified", async () => {
			const cluster = await sharedControlPlane();
			const { KubeConfig, CoreV1Api } = await import("@kubernetes/client-node");
			const config = new KubeConfig();
			config.loadFromString(cluster.kubeconfig("viewer"));
			const { items } = await config.makeApiClient(CoreV1Api).listNamespace();
			assert.ok(items.some(({ metadata }) => metadata?.name === "default"));
		});

		it("serves a CustomResourceDefinition whose list map key has an empty default", async () => {
			const cluster = await sharedControlPlane();
			const names = await installCrds(cluster, [crdWithEmptyDefault]);
			assert.deepEqual(names, ["gauges.test.edgewise.dev"]);
			const [gauge] = await cluster.apply(`apiVersion: test.edgewise.dev/v1
kind: Gauge
metadata: { name: boiler }
spec: { readings: [{ unit: bar, value: 3 }] }
`);
			assert.deepEqual(gauge?.spec, { readings: [{ unit: "bar", value: 3 }] });
			// Once more, over the one that is there.
			await installCrds(cluster, [crdWithEmptyDefault]);
		});

		it("can be killed, restarted with its data on the same port, and paused", async () => {
			const cluster = await startControlPlane();
			try {
				const namespace = await createNamespace(cluster, "kept");
				const get = () => cluster.request("GET", `/api/v1/namespaces/${namespace}`, undefined, { timeoutMs: 2000 });
				await cluster.killApiServer();
				await assert.rejects(get(), /ECONNREFUSED/);
				await cluster.restartApiServer();
				assert.equal((await get()).status, 200);
				cluster.pauseApiServer();
				await assert.rejects(get(), /no answer for 2 s/);
				cluster.resumeApiServer();
				assert.equal((await get()).status, 200);
			} finally {
				await cluster.stop();
			}
			assertNothingLeft(cluster.bed.folder);
		});
	});

	it("runs a fleet of clusters that share nothing but their etcd", async () => {
		const fleet = await startFleet(["hub", "store-001"]);
		const [hub, store] = [fleet.cluster("hub"), fleet.cluster("store-001")];
		try {
			const namespace = await createNamespace(hub, "only-in-hub");
			assert.equal((await hub.request("GET", `/api/v1/namespaces/${namespace}`)).status, 200);
			assert.equal((await store.request("GET", `/api/v1/namespaces/${namespace}`)).status, 404);
			assert.match(fleet.mergedKubeconfig("viewer"), /name: viewer@store-001/);
			await store.stop();
			assert.equal((await hub.request("GET", "/api/v1/namespaces")).status, 200);
		} finally {
			await fleet.stop();
		}
		assertNothingLeft(hub.bed.folder);
	});

	describe("a node", () => {
		it("rolls a Deployment out whose log the API server reads and follows", async () => {
			const { cluster } = await sharedClusterWithNode();
			const namespace = await createNamespace(cluster, "rollout");
			const pod = await rollOut(cluster, namespace);
			const log = `/api/v1/namespaces/${namespace}/pods/${pod.metadata.name}/log`;
			await waitFor(async () => (await cluster.request("GET", log)).text.startsWith("line 0\nline 1\n"), {
				timeoutMs: 20_000,
				what: "the first lines of the log",
			});
			const following = await cluster.stream(`${log}?follow=true`);
			let text = "";
			for await (const chunk of following) {
				text += String(chunk);
				if (text.includes("line 7\n")) break;
			}
			assert.ok(text.startsWith("line 0\n"));
		});

		it("is no longer Ready while its kubelet says nothing", async () => {
			const { cluster, node } = await sharedClusterWithNode();
			node.pauseKubelet();
			try {
				await waitForReady(cluster, node.name, "Unknown");
			} finally {
				node.resumeKubelet();
			}
			await waitForReady(cluster, node.name, "True");
		});

		it("leaves no process, mount, control group and network interface behind", async () => {
			const cluster = await startControlPlane({ controllers: true });
			try {
				const node = await startNode(cluster, { name: "edge-node-2", labels: { store: "001" } });
				const pod = await rollOut(cluster, await createNamespace(cluster, "leftovers"));
				const pids = descendantsOf(node.pid);
				const subnet = statusOf<{ podIP: string }>(pod).podIP.replace(/\d+$/, "");
				const controlGroups = controlGroupsOf(readdirSync(taskFolder(node.folder)));
				// kubelet, containerd, and for the Pod its shim, sandbox and container.
				assert.ok(pids.length >= 5);
				assert.ok(controlGroups.length >= 2);
				assert.ok(hasInterface(subnet));

				await node.stop();
				assert.deepEqual(pids.filter(isRunning), []);
				assert.deepEqual(controlGroups.filter(existsSync), []);
				assert.ok(!readFileSync("/proc/self/mounts", "utf8").includes(node.folder));
				assert.ok(!existsSync(node.folder));
				// The kernel removes the interfaces of a network namespace some time after its last process.
				await waitFor(() => !hasInterface(subnet), { timeoutMs: 20_000, what: "the Pod's network to go" });
			} finally {
				await cluster.stop();
			}
			assertNothingLeft(cluster.bed.folder);
		});
	});

	describe("a cluster of the command line", () => {
		it("ends with Ctrl-C", async () => {
			const { child, folder } = await up();
			child.kill("SIGINT");
			await once(child, "exit");
			assertNothingLeft(folder);
		});

		it("is cleaned up after its owner was killed", async () => {
			const { child, folder } = await up();
			child.kill("SIGKILL");
			await once(child, "exit");
			assert.ok(existsSync(folder));
			assert.ok(cleanLeftovers().includes(folder));
			assertNothingLeft(folder);
		});
	});
});

/** Starts a cluster as a person does, and waits until it is up. */
async function up(): Promise<{ child: ChildProcess; folder: string }> {
	const cli = join(repositoryRoot, "tools", "kubernetes", "cli.ts");
	const args = ["--require", "tsx/cjs", cli, "up"];
	const child = spawn(process.execPath, args, { cwd: repositoryRoot, stdio: ["ignore", "pipe", "inherit"] });
	let output = "";
	child.stdout.on("data", (chunk: Buffer) => {
		output += chunk;
	});
	const what = "a cluster to be started by the command line";
	const found = await waitFor(() => /KUBECONFIG=((\/.*)\/edgewise-test\/.*)/.exec(output), { timeoutMs: 60_000, what });
	const [, kubeconfig = "", folder = ""] = found;
	assert.ok(existsSync(kubeconfig));
	return { child, folder };
}

/** Rolls out one Pod that prints a line every 0.1 s, and waits for it. @returns the Pod */
async function rollOut(cluster: ControlPlane, namespace: string): Promise<ApiObject> {
	await cluster.apply(`apiVersion: apps/v1
kind: Deployment
metadata: { name: lines, namespace: ${namespace} }
spec:
  selector: { matchLabels: { app: lines } }
  template:
    metadata: { labels: { app: lines } }
    spec:
      containers:
        - name: lines
          image: ${images.busybox}
          command: [sh, -c, 'i=0; while true; do echo "line $i"; i=$((i + 1)); sleep 0.1; done']
`);
	const path = `/apis/apps/v1/namespaces/${namespace}/deployments/lines`;
	await waitFor(
		async () => statusOf<{ readyReplicas?: number }>((await cluster.request("GET", path)).body).readyReplicas === 1,
		{
			timeoutMs: 60_000,
			what: `Deployment lines in ${namespace} to become ready`,
		},
	);
	const { body } = await cluster.request("GET", `/api/v1/namespaces/${namespace}/pods`);
	const [pod] = (body as { items: ApiObject[] }).items;
	assert.ok(pod);
	return pod;
}

async function waitForReady(cluster: ControlPlane, node: string, wanted: string): Promise<void> {
	const condition = async () => {
		const { conditions } = statusOf<{ conditions: { type: string; status: string }[] }>(
			(await cluster.request("GET", `/api/v1/nodes/${node}`)).body,
		);
		return conditions.some(({ type, status }) => type === "Ready" && status === wanted);
	};
	await waitFor(condition, { timeoutMs: 60_000, what: `${node} to have the condition Ready: ${wanted}` });
}

function statusOf<Status>(object: unknown): Status {
	return (object as { status: Status }).status;
}

function assertNothingLeft(folder: string): void {
	assert.equal(existsSync(folder), false);
	const commands = execFileSync("ps", ["-eo", "args"]).toString().split("\n");
	assert.deepEqual(
		commands.filter((command) => command.includes(folder)),
		[],
	);
}

/** The pids of a process and all processes that descend of it. */
function descendantsOf(ancestor: number): number[] {
	const rows = execFileSync("ps", ["-eo", "pid=,ppid="]).toString().trim().split("\n");
	const parents = rows.map((row) => row.trim().split(/\s+/).map(Number));
	const found = [ancestor];
	for (const pid of found) for (const [child = 0, parent] of parents) if (parent === pid) found.push(child);
	return found;
}

function controlGroupsOf(containers: readonly string[]): string[] {
	const all = execFileSync("find", ["/sys/fs/cgroup", "-type", "d"]).toString().split("\n");
	return all.filter((path) => containers.some((id) => path.endsWith(id)));
}

/** Whether this machine has an interface with an address that begins so: each Pod has its counterpart here. */
function hasInterface(prefix: string): boolean {
	return Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address.startsWith(prefix)));
}

const crdWithEmptyDefault = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: gauges.test.edgewise.dev }
spec:
  group: test.edgewise.dev
  scope: Namespaced
  names: { plural: gauges, singular: gauge, kind: Gauge, listKind: GaugeList }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
                readings:
                  type: array
                  x-kubernetes-list-type: map
                  x-kubernetes-list-map-keys: [unit]
                  items:
                    type: object
                    properties:
                      unit: { type: string, default: "" }
                      value: { type: integer }
`;
