import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ApiClient, ApiObject } from "../kubernetes/apiClient";
import { installCrds } from "../kubernetes/crds";
import { repositoryRoot } from "../lib/paths";
import { readWholeCrds } from "../schemas/readCrds";
import { demoFreezers, demoNodes } from "./fleet";

/** Folders of `examples/` whose objects the demo creates; the rest is for the user to apply. */
const seededFolders = ["clusters", "groups", "devices", "iam", "components"];

/** The systems whose kinds the demo shows. */
const demoSystems = ["edge-platform", "kubeedge", "openyurt"];

/** Reads the CRDs of the demo's systems. */
export async function readCrds(): Promise<string[]> {
	const definitions = await readWholeCrds(join(repositoryRoot, "schemas", "crds"));
	return definitions.filter(({ source }) => demoSystems.includes(source.system)).map(({ crd }) => JSON.stringify(crd));
}

/** Fills a hub with the example fleet: CRDs, nodes, the objects of `examples/` and the state that controllers would set. */
export async function seedHub(hub: ApiClient): Promise<void> {
	await installCrds(hub, await readCrds());
	for (const name of ["stores", "edge-system", "observability-system"]) {
		await hub.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
	}
	for (const node of demoNodes) await createNode(hub, node);
	for (const folder of seededFolders) {
		for (const text of await readYamlFiles(join(repositoryRoot, "examples", folder))) await hub.apply(text);
	}
	await setStates(hub);
}

async function readYamlFiles(folder: string): Promise<string[]> {
	const names = (await readdir(folder, { recursive: true })).filter((name) => /\.ya?ml$/.test(name)).sort();
	return Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
}

async function createNode(hub: ApiClient, node: (typeof demoNodes)[number]): Promise<void> {
	await hub.apply({
		apiVersion: "v1",
		kind: "Node",
		metadata: {
			name: node.name,
			labels: {
				"kubernetes.io/hostname": node.name,
				"kubernetes.io/arch": "arm64",
				"kubernetes.io/os": "linux",
				"node-role.kubernetes.io/edge": "",
				region: node.region,
				...(node.pool !== undefined && { "apps.openyurt.io/nodepool": node.pool }),
				...node.labels,
			},
		},
		// These nodes have no kubelet: nothing may be scheduled to them.
		spec: { taints: [{ key: "node-role.kubernetes.io/edge", effect: "NoSchedule" }] },
	});
	const now = new Date().toISOString();
	await patchStatus(hub, `/api/v1/nodes/${node.name}/status`, {
		conditions: [
			{
				type: "Ready",
				status: node.ready ? "True" : "Unknown",
				reason: node.ready ? "EdgeReady" : "NodeStatusUnknown",
				message: node.ready ? "edge is posting ready status" : "Kubelet stopped posting node status.",
				lastHeartbeatTime: now,
				lastTransitionTime: now,
			},
		],
		nodeInfo: {
			...{ machineID: "", systemUUID: "", bootID: "", kernelVersion: "6.6.31", osImage: "Debian GNU/Linux 12" },
			...{ containerRuntimeVersion: "containerd://1.7.2", kubeProxyVersion: "", operatingSystem: "linux" },
			kubeletVersion: node.pool === undefined ? "v1.30.7-kubeedge-v1.20.0" : "v1.30.7",
			architecture: "arm64",
		},
		capacity: { cpu: "4", memory: "8Gi", pods: "20" },
		allocatable: { cpu: "3500m", memory: "7Gi", pods: "20" },
	});
}

async function setStates(hub: ApiClient): Promise<void> {
	const now = new Date().toISOString();
	const ready = (status: "True" | "False", message: string) => [
		{ type: "Ready", status, reason: status === "True" ? "Ready" : "AgentOffline", message, lastTransitionTime: now },
	];
	const clusters = "/apis/scope.theriseunion.io/v1alpha1/clusters";
	const version = { kubernetesVersion: "v1.30.7+k3s1" };
	await patchStatus(hub, `${clusters}/hub/status`, {
		...version,
		nodeCount: 5,
		conditions: ready("True", "all checks passed"),
	});
	await patchStatus(hub, `${clusters}/store-001/status`, {
		...version,
		nodeCount: 2,
		conditions: ready("True", "all checks passed"),
	});
	await patchStatus(hub, `${clusters}/store-002/status`, {
		...version,
		nodeCount: 1,
		conditions: ready("False", "the agent has not called for 3 hours"),
	});
	await patchStatus(hub, "/apis/apps.kubeedge.io/v1alpha1/nodegroups/freezer-sites/status", {
		nodeStatuses: demoNodes
			.filter((node) => node.labels?.["has-freezer"] === "yes")
			.map((node) => ({
				nodeName: node.name,
				readyStatus: node.ready ? "Ready" : "NotReady",
				selectionStatus: "Succeeded",
			})),
	});
	await patchStatus(hub, "/apis/apps.openyurt.io/v1beta2/nodepools/store-003/status", {
		readyNodeNum: 2,
		unreadyNodeNum: 0,
		nodes: demoNodes.filter((node) => node.pool === "store-003").map((node) => node.name),
	});
	for (const freezer of demoFreezers) {
		await hub.apply(deviceStatus(freezer.name, freezer.online, freezer.observed, freezer.reported, false));
	}
}

/** The DeviceStatus that CloudCore would keep for a freezer. */
export function deviceStatus(
	name: string,
	online: boolean,
	observedSetpoint: number,
	temperature: number,
	doorOpen: boolean,
): ApiObject {
	const now = Date.now();
	const metadata = { timestamp: String(now), type: "string" };
	return {
		apiVersion: "devices.kubeedge.io/v1beta1",
		kind: "DeviceStatus",
		metadata: { name, namespace: "stores" },
		spec: {},
		status: {
			state: online ? "online" : "offline",
			lastOnlineTime: new Date(online ? now : now - 3 * 3_600_000).toISOString(),
			twins: [
				{ propertyName: "temperature", reported: { value: temperature.toFixed(1), metadata } },
				{
					propertyName: "setpoint",
					observedDesired: { value: String(observedSetpoint), metadata },
					reported: { value: String(observedSetpoint), metadata },
				},
				{ propertyName: "door-open", reported: { value: String(doorOpen), metadata } },
			],
		},
	};
}

async function patchStatus(hub: ApiClient, path: string, status: object): Promise<void> {
	const answer = await hub.request("PATCH", path, { status });
	if (answer.status >= 300) throw new Error(`The API server refused the status at ${path}: ${answer.text}`);
}
