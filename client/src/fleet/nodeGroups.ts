import type { ClusterState, FollowedKind } from "./model";
import { compareNames } from "./naming";
import { type NodeFacts, nodeFacts, type Readiness } from "./nodes";
import { type KubernetesObject, listAt, stringAt, valueAt } from "./objects";
import { hasLabels, matchesSelector } from "./selectors";

/** Which system a group of nodes belongs to. */
export type GroupSystem = "edgePlatform" | "kubeEdge" | "openYurt";

/** Whether a member is ready; `missing` where the group names a node that does not exist. */
export type MemberReadiness = Readiness | "missing";

/** One node of a group. */
export interface GroupMember {
	readonly name: string;
	readonly readiness: MemberReadiness;
	/** Why it is not ready, or why the group could not take it. */
	readonly reason?: string;
	/** The node is wanted by the group but does not belong to it (KubeEdge `selectionStatus`). */
	readonly refused: boolean;
	/** Absent where the node does not exist or nodes may not be read. */
	readonly node?: KubernetesObject;
}

/** A group of nodes, whatever its system. */
export interface NodeGroup {
	readonly system: GroupSystem;
	readonly object: KubernetesObject;
	readonly name: string;
	/** Sorted by name. */
	readonly members: readonly GroupMember[];
	readonly ready: number;
	readonly total: number;
	/** What the system itself counts, where that differs from {@link ready} and {@link total}. */
	readonly counted?: { readonly ready?: number; readonly total?: number };
	/** `edge` or `cloud` for an OpenYurt pool. */
	readonly type?: string;
	/** The Edge Platform cluster that the group belongs to. */
	readonly cluster?: string;
}

/** The followed resource of each system's groups. */
export const groupResources: Readonly<Record<GroupSystem, FollowedKind>> = {
	edgePlatform: "edgePlatformNodeGroups",
	kubeEdge: "kubeEdgeNodeGroups",
	openYurt: "nodePools",
};

/** All groups of a cluster, by system and then by name. */
export function nodeGroups({ resources }: ClusterState): readonly NodeGroup[] {
	const nodes = resources.nodes.kind === "known" ? [...resources.nodes.objects.values()] : undefined;
	const byName = nodes && new Map(nodes.map((node) => [node.metadata.name ?? "", node]));
	const systems: GroupSystem[] = ["edgePlatform", "kubeEdge", "openYurt"];
	return systems.flatMap((system) => {
		const resource = resources[groupResources[system]];
		if (resource.kind !== "known") return [];
		return [...resource.objects.values()]
			.map((object) => readGroup(system, object, nodes, byName))
			.sort((a, b) => compareNames(a.name, b.name));
	});
}

function readGroup(
	system: GroupSystem,
	object: KubernetesObject,
	nodes: readonly KubernetesObject[] | undefined,
	byName: ReadonlyMap<string, KubernetesObject> | undefined,
): NodeGroup {
	const name = object.metadata.name ?? "";
	const names = new Set<string>(namedMembers(system, object));
	for (const node of nodes ?? []) {
		if (selects(system, object, name, node)) names.add(node.metadata.name ?? "");
	}
	const statuses = new Map(
		listAt(object, "status", "nodeStatuses").map((status) => [stringAt(status, "nodeName") ?? "", status]),
	);
	const members = [...names]
		.sort(compareNames)
		.map((member) => readMember(member, byName, system === "kubeEdge" ? statuses.get(member) : undefined));
	const counted = countedBy(system, object);
	// Without nodes, and without names, the system's own count is all there is.
	const blind = nodes === undefined && members.length === 0;
	const total = (blind ? counted.total : undefined) ?? members.length;
	const live = members.filter(({ readiness, refused }) => readiness === "ready" && !refused).length;
	const ready = (nodes === undefined && system !== "kubeEdge" ? counted.ready : undefined) ?? live;
	const differs =
		(counted.ready !== undefined && counted.ready !== ready) ||
		(counted.total !== undefined && counted.total !== total);
	const type = system === "openYurt" ? stringAt(object, "spec", "type") : undefined;
	const cluster = system === "edgePlatform" ? object.metadata.labels?.["scope.theriseunion.io/cluster"] : undefined;
	return {
		system,
		object,
		name,
		members,
		ready,
		total,
		...(differs && { counted }),
		...(type && { type: type.toLowerCase() }),
		...(cluster && { cluster }),
	};
}

/** The nodes that a group names itself. */
function namedMembers(system: GroupSystem, object: KubernetesObject): readonly string[] {
	const names =
		system === "kubeEdge"
			? [
					...listAt(object, "spec", "nodes"),
					...listAt(object, "status", "nodeStatuses").map((status) => stringAt(status, "nodeName")),
				]
			: system === "openYurt"
				? listAt(object, "status", "nodes")
				: [];
	return names.filter((name): name is string => typeof name === "string" && name !== "");
}

function selects(system: GroupSystem, object: KubernetesObject, name: string, node: KubernetesObject): boolean {
	const labels = node.metadata.labels;
	switch (system) {
		case "edgePlatform":
			return matchesSelector(labels, valueAt(object, "spec", "selector"));
		case "kubeEdge":
			return (
				labels?.["apps.kubeedge.io/belonging-to"] === name || hasLabels(labels, valueAt(object, "spec", "matchLabels"))
			);
		case "openYurt":
			return labels?.["apps.openyurt.io/nodepool"] === name;
	}
}

function readMember(
	name: string,
	byName: ReadonlyMap<string, KubernetesObject> | undefined,
	status: unknown,
): GroupMember {
	const selection = stringAt(status, "selectionStatus");
	const refused = selection !== undefined && !selection.startsWith("Succe");
	const refusal = refused ? stringAt(status, "selectionStatusReason") || selection : undefined;
	const node = byName?.get(name);
	if (node !== undefined) {
		const facts: NodeFacts = nodeFacts(node);
		const reason = refusal ?? facts.reason;
		return { name, readiness: facts.readiness, ...(reason !== undefined && { reason }), refused, node };
	}
	const readiness = byName === undefined ? reportedReadiness(stringAt(status, "readyStatus")) : "missing";
	return { name, readiness, ...(refusal !== undefined && { reason: refusal }), refused };
}

function reportedReadiness(status: string | undefined): Readiness {
	if (status === "Ready") return "ready";
	return status === "NotReady" ? "notReady" : "unknown";
}

/** How many nodes the system itself counts. */
function countedBy(system: GroupSystem, object: KubernetesObject): { ready?: number; total?: number } {
	const annotations = object.metadata.annotations;
	switch (system) {
		case "edgePlatform":
			return counts(annotations?.["theriseunion.io/ready-node-count"], annotations?.["theriseunion.io/node-count"]);
		case "kubeEdge":
			return {};
		case "openYurt": {
			const ready = valueAt(object, "status", "readyNodeNum");
			const unready = valueAt(object, "status", "unreadyNodeNum");
			if (typeof ready !== "number" && typeof unready !== "number") return {};
			return counts(ready ?? 0, Number(ready ?? 0) + Number(unready ?? 0));
		}
	}
}

function counts(ready: unknown, total: unknown): { ready?: number; total?: number } {
	const whole = (value: unknown) => (/^\d+$/.test(String(value)) ? Number(value) : undefined);
	const [r, t] = [whole(ready), whole(total)];
	return { ...(r !== undefined && { ready: r }), ...(t !== undefined && { total: t }) };
}
