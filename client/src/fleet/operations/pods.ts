import { ApiError } from "../failures";
import { collectionPath, type KubernetesApi } from "../kubernetesApi";
import { type KubernetesObject, listAt, stringAt, valueAt } from "../objects";

/** Where a container stands. */
export type ContainerState =
	| { readonly kind: "running" }
	/** `reason` is for example `CrashLoopBackOff`; empty where the kubelet said nothing yet. */
	| { readonly kind: "waiting"; readonly reason: string }
	| { readonly kind: "terminated"; readonly exitCode: number; readonly reason: string };

export interface ContainerSummary {
	readonly name: string;
	readonly type: "container" | "init" | "ephemeral";
	readonly state: ContainerState;
	readonly restarts: number;
}

export interface PodSummary {
	readonly namespace: string;
	readonly name: string;
	readonly uid: string;
	/** The node that it runs on; absent before it is scheduled. */
	readonly node?: string;
	/** `Pending`, `Running`, `Succeeded`, `Failed`, `Unknown`. */
	readonly phase: string;
	/** What the scheduler says where it finds no node for the pod. */
	readonly unscheduled?: string;
	readonly deleting: boolean;
	readonly restartPolicy: string;
	/** Ordinary containers first, in the order of the pod. */
	readonly containers: readonly ContainerSummary[];
}

/** The pods of a namespace, or those of them that a selector finds, by name. @throws ApiError */
export async function listPods(
	api: KubernetesApi,
	namespace: string,
	{ labelSelector, signal }: { readonly labelSelector?: string; readonly signal?: AbortSignal } = {},
): Promise<PodSummary[]> {
	const resource = { group: "", version: "v1", kind: "Pod", plural: "pods", namespaced: true, verbs: [] };
	const { items } = await api.list(resource, {
		namespace,
		...(labelSelector !== undefined && { labelSelector }),
		...(signal && { signal }),
	});
	return items.map(summarizePod).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The pods that run on a node, by namespace and name. @throws ApiError */
export async function listPodsOfNode(api: KubernetesApi, node: string, signal?: AbortSignal): Promise<PodSummary[]> {
	const answer = await api.request({
		method: "GET",
		path: "/api/v1/pods",
		query: { fieldSelector: `spec.nodeName=${node}` },
		signal,
	});
	const pods = listAt(answer, "items").map((item) => summarizePod(item as KubernetesObject));
	const key = ({ namespace, name }: PodSummary) => `${namespace}/${name}`;
	return pods.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** The names of all namespaces. @throws ApiError */
export async function listNamespaces(api: KubernetesApi, signal?: AbortSignal): Promise<string[]> {
	const resource = { group: "", version: "v1", kind: "Namespace", plural: "namespaces", namespaced: false, verbs: [] };
	const { items } = await api.list(resource, signal ? { signal } : {});
	return items.map((item) => item.metadata.name ?? "").sort();
}

/** One pod; `undefined` where there is none of that name. @throws ApiError */
export async function getPod(
	api: KubernetesApi,
	pod: { readonly namespace: string; readonly name: string },
	signal?: AbortSignal,
): Promise<PodSummary | undefined> {
	const path = `${collectionPath({ group: "", version: "v1", plural: "pods" }, pod.namespace)}/${encodeURIComponent(pod.name)}`;
	try {
		return summarizePod(await api.request<KubernetesObject>({ method: "GET", path, signal }));
	} catch (error) {
		if (error instanceof ApiError && error.failure.kind === "notFound") return undefined;
		throw error;
	}
}

/** What matters of a pod to somebody who looks for its logs. */
export function summarizePod(pod: KubernetesObject): PodSummary {
	const node = stringAt(pod, "spec", "nodeName");
	const scheduled = listAt(pod, "status", "conditions").find((one) => stringAt(one, "type") === "PodScheduled");
	const unscheduled = stringAt(scheduled, "status") === "False" ? stringAt(scheduled, "message") : undefined;
	const containers = (["container", "init", "ephemeral"] as const).flatMap((type) =>
		listAt(pod, "spec", specField[type]).map((container) => summarizeContainer(pod, stringAt(container, "name"), type)),
	);
	return {
		namespace: pod.metadata.namespace ?? "",
		name: pod.metadata.name ?? "",
		uid: pod.metadata.uid ?? "",
		...(node !== undefined && { node }),
		...(unscheduled !== undefined && { unscheduled }),
		phase: stringAt(pod, "status", "phase") ?? "Unknown",
		deleting: pod.metadata.deletionTimestamp !== undefined,
		restartPolicy: stringAt(pod, "spec", "restartPolicy") ?? "Always",
		containers,
	};
}

/** Whether a container that ended will be started again. */
export function willRestart(pod: PodSummary, container: ContainerSummary): boolean {
	if (pod.deleting || pod.phase === "Succeeded" || pod.phase === "Failed") return false;
	if (container.state.kind !== "terminated") return true;
	const failed = container.state.exitCode !== 0;
	if (container.type === "ephemeral") return false;
	if (container.type === "init") return failed && pod.restartPolicy !== "Never";
	return pod.restartPolicy === "Always" || (pod.restartPolicy === "OnFailure" && failed);
}

const specField = { container: "containers", init: "initContainers", ephemeral: "ephemeralContainers" } as const;
const statusField = {
	container: "containerStatuses",
	init: "initContainerStatuses",
	ephemeral: "ephemeralContainerStatuses",
} as const;

function summarizeContainer(
	pod: KubernetesObject,
	name: string | undefined,
	type: ContainerSummary["type"],
): ContainerSummary {
	const status = listAt(pod, "status", statusField[type]).find((candidate) => stringAt(candidate, "name") === name);
	const restarts = valueAt(status, "restartCount");
	return { name: name ?? "", type, state: stateOf(status), restarts: typeof restarts === "number" ? restarts : 0 };
}

function stateOf(status: unknown): ContainerState {
	if (valueAt(status, "state", "running") !== undefined) return { kind: "running" };
	const terminated = valueAt(status, "state", "terminated");
	if (terminated !== undefined) {
		const exitCode = valueAt(terminated, "exitCode");
		return {
			kind: "terminated",
			exitCode: typeof exitCode === "number" ? exitCode : 0,
			reason: stringAt(terminated, "reason") ?? "",
		};
	}
	return { kind: "waiting", reason: stringAt(status, "state", "waiting", "reason") ?? "" };
}
