import { type KubernetesObject, listAt, stringAt, valueAt } from "./objects";

/** A condition as Kubernetes objects carry them in `status.conditions`. */
export interface Condition {
	readonly type: string;
	readonly status: string;
	readonly reason?: string;
	readonly message?: string;
	readonly since?: string;
}

/** Whether something is ready; `unknown` where nobody has heard from it. */
export type Readiness = "ready" | "notReady" | "unknown";

/** What is worth knowing of a node. */
export interface NodeFacts {
	readonly name: string;
	readonly readiness: Readiness;
	/** Why it is not ready, as the server says. */
	readonly reason?: string;
	/** When its readiness changed last (RFC 3339). */
	readonly since?: string;
	/** False where it is cordoned. */
	readonly schedulable: boolean;
	/** From the labels `node-role.kubernetes.io/…`, sorted. */
	readonly roles: readonly string[];
	readonly place: "edge" | "cloud";
	readonly kubelet?: string;
	readonly architecture?: string;
	readonly system?: string;
	readonly address?: string;
	/** Pressure and network conditions that hold. */
	readonly problems: readonly Condition[];
}

/** The conditions of an object, in the server's order. */
export function conditionsOf(object: KubernetesObject): readonly Condition[] {
	return listAt(object, "status", "conditions").flatMap((condition) => {
		const type = stringAt(condition, "type");
		const status = stringAt(condition, "status");
		if (type === undefined || status === undefined) return [];
		const reason = stringAt(condition, "reason");
		const message = stringAt(condition, "message");
		const since = stringAt(condition, "lastTransitionTime");
		return [
			{
				type,
				status,
				...(reason !== undefined && { reason }),
				...(message !== undefined && { message }),
				...(since !== undefined && { since }),
			},
		];
	});
}

/** What a `Ready` condition says; an object without one is of unknown state. */
export function readinessOf(condition: Condition | undefined): Readiness {
	if (condition?.status === "True") return "ready";
	return condition?.status === "False" ? "notReady" : "unknown";
}

/** Reads a core Node. */
export function nodeFacts(node: KubernetesObject): NodeFacts {
	const conditions = conditionsOf(node);
	const ready = conditions.find(({ type }) => type === "Ready");
	const readiness = readinessOf(ready);
	const reason = ready?.message || ready?.reason;
	const labels = node.metadata.labels ?? {};
	const roles = Object.keys(labels)
		.filter((label) => label.startsWith(rolePrefix) && label.length > rolePrefix.length)
		.map((label) => label.slice(rolePrefix.length))
		.sort();
	const kubelet = stringAt(node, "status", "nodeInfo", "kubeletVersion");
	const architecture = stringAt(node, "status", "nodeInfo", "architecture") ?? labels["kubernetes.io/arch"];
	const system = stringAt(node, "status", "nodeInfo", "osImage");
	const address = listAt(node, "status", "addresses").find((a) => stringAt(a, "type") === "InternalIP");
	const ip = stringAt(address, "address");
	return {
		name: node.metadata.name ?? "",
		readiness,
		...(readiness !== "ready" && reason && { reason }),
		...(ready?.since !== undefined && { since: ready.since }),
		schedulable: valueAt(node, "spec", "unschedulable") !== true,
		roles,
		place: isEdge(labels, kubelet) ? "edge" : "cloud",
		...(kubelet !== undefined && { kubelet }),
		...(architecture !== undefined && { architecture }),
		...(system !== undefined && { system }),
		...(ip !== undefined && { address: ip }),
		problems: conditions.filter(({ type, status }) => type !== "Ready" && status === "True"),
	};
}

const rolePrefix = "node-role.kubernetes.io/";

/** KubeEdge labels its nodes (`edge`, formerly `agent`) and marks the kubelet version; OpenYurt has a label of its own. */
function isEdge(labels: Readonly<Record<string, string>>, kubelet: string | undefined): boolean {
	return (
		"node-role.kubernetes.io/edge" in labels ||
		labels["openyurt.io/is-edge-worker"] === "true" ||
		(kubelet?.includes("kubeedge") ?? false)
	);
}
