import type { Path } from "../yaml/path";
import type { Resources } from "./capacity";
import { type GroupKind, groupKindOf, type JsonObject, type ManifestObject } from "./objects";
import { isPartial } from "./partial";
import { perObject } from "./perObject";
import { nodeDemandsOf, pinnedNodeOf } from "./placement";
import { type PodTemplate, podTemplateKinds, podTemplatesOf, replicasOf } from "./podTemplates";
import { quantityOf } from "./quantity";
import { itemsAt, listIn, numberIn, objectIn, textIn } from "./read";
import type { Workspace } from "./workspace";

/** Pods that are bound to a node or a group of nodes. */
export interface Demand {
	/** `group/Kind name` of what they are bound to. */
	readonly target: string;
	readonly object: ManifestObject;
	/** Where the object says so. */
	readonly path: Path;
	/** How many pods there are; on each node of the target where `everywhere`. */
	readonly pods: number;
	readonly everywhere: boolean;
	/** What one pod requests. */
	readonly each: Resources;
}

/** Names a node or a group for `Demand.target`. */
export function targetOf(kind: GroupKind, name: string): string {
	return `${kind} ${name}`;
}

/** All demands of the workspace's workloads, by target; of several variants of one workload the largest counts. */
export function demandsByTarget(workspace: Workspace): ReadonlyMap<string, readonly Demand[]> {
	const found = new Map<string, Map<string, Demand>>();
	const add = (demand: Demand, part: string) => {
		let ofTarget = found.get(demand.target);
		if (ofTarget === undefined) {
			ofTarget = new Map();
			found.set(demand.target, ofTarget);
		}
		const { object } = demand;
		const id = `${groupKindOf(object)} ${object.namespace ?? "default"} ${object.name} ${part}`;
		const other = ofTarget.get(id);
		if (other === undefined || other.pods * other.each.memory < demand.pods * demand.each.memory)
			ofTarget.set(id, demand);
	};
	for (const kind of podTemplateKinds) {
		if (kind === "app.theriseunion.io/ApplicationVersion") continue;
		for (const object of workspace.ofKind(kind)) {
			if (isPartial(object, workspace)) continue;
			for (const [index, demand] of demandsOf(object).entries()) add(demand, String(index));
		}
	}
	for (const deployment of workspace.ofKind("app.theriseunion.io/ApplicationDeployment")) {
		for (const [index, demand] of applicationDemands(deployment, workspace).entries()) add(demand, String(index));
	}
	return new Map([...found].map(([target, demands]) => [target, [...demands.values()]]));
}

/** The sum of what is bound to something, as a text that stays the same as long as the sum does. */
export function demandOn(workspace: Workspace, target: string): string {
	const sum = { cpu: 0, memory: 0, cpuOfEach: 0, memoryOfEach: 0 };
	for (const { pods, everywhere, each } of workspace.derived(demandsByTarget).get(target) ?? []) {
		sum[everywhere ? "cpuOfEach" : "cpu"] += pods * each.cpu;
		sum[everywhere ? "memoryOfEach" : "memory"] += pods * each.memory;
	}
	return JSON.stringify(sum);
}

/** What is bound to something in all. @param nodes how many nodes that has */
export function totalDemandOn(target: string, nodes: number, workspace: Workspace): Resources {
	const sum: unknown = JSON.parse(workspace.derived(demandOn, target));
	const total = (once: string, ofEach: string) => (numberIn(sum, once) ?? 0) + nodes * (numberIn(sum, ofEach) ?? 0);
	return { cpu: total("cpu", "cpuOfEach"), memory: total("memory", "memoryOfEach") };
}

/** What one object's pods are bound to. */
export const demandsOf = perObject((object): readonly Demand[] => {
	const found: Demand[] = [];
	for (const pod of podTemplatesOf(object)) {
		const each = requestsOf(pod);
		const replicas = replicasOf(pod);
		const everywhere = pod.kind === "apps/DaemonSet";
		if (replicas === undefined && !everywhere && groupKindOf(object) !== "apps.openyurt.io/YurtAppSet") continue;
		const pods = replicas ?? 1;
		if (groupKindOf(object) === "apps.kubeedge.io/EdgeApplication") {
			found.push(...edgeApplicationDemands(object, pod, pods));
			continue;
		}
		if (groupKindOf(object) === "apps.openyurt.io/YurtAppSet") {
			found.push(...yurtAppSetDemands(object, pod, each));
			continue;
		}
		const node = pinnedNodeOf(pod);
		if (node !== undefined) {
			found.push({ target: targetOf("/Node", node.value), object, path: node.path, pods, everywhere, each });
			continue;
		}
		for (const { key, values, path } of nodeDemandsOf(pod)) {
			const kind = groupLabels.get(key);
			const [name, ...others] = values;
			if (kind === undefined || name === undefined || others.length > 0) continue;
			found.push({ target: targetOf(kind, name), object, path, pods, everywhere, each });
			break;
		}
	}
	return found;
});

/** Labels of nodes that name the group that they are in. */
const groupLabels: ReadonlyMap<string, GroupKind> = new Map([
	["apps.kubeedge.io/belonging-to", "apps.kubeedge.io/NodeGroup"],
	["apps.openyurt.io/nodepool", "apps.openyurt.io/NodePool"],
	["apps.openyurt.io/desired-nodepool", "apps.openyurt.io/NodePool"],
]);

function edgeApplicationDemands(object: ManifestObject, pod: PodTemplate, replicas: number): readonly Demand[] {
	const path = ["spec", "workloadScope", "targetNodeGroups"];
	return itemsAt(object.data, path).flatMap((group): Demand[] => {
		const name = textIn(group.value, "name");
		if (name === undefined) return [];
		const resources = new Map<string, JsonObject>();
		for (const { value } of itemsAt(group.value, ["overriders", "resourcesOverriders"])) {
			resources.set(textIn(value, "containerName") ?? "", objectIn(value, "value") ?? {});
		}
		const target = targetOf("apps.kubeedge.io/NodeGroup", name);
		const pods = numberIn(group.value, "overriders", "replicas") ?? replicas;
		const each = requestsOf(pod, resources);
		return [{ target, object, path: [...group.path, "name"], pods, everywhere: false, each }];
	});
}

function yurtAppSetDemands(object: ManifestObject, pod: PodTemplate, each: Resources): readonly Demand[] {
	const { data } = object;
	const template = objectIn(data, ...pod.spec.path.slice(0, -2));
	const usual = numberIn(template, "replicas") ?? 1;
	return listIn(data, "spec", "pools").flatMap((pool, index): Demand[] => {
		if (typeof pool !== "string") return [];
		const tweaked = itemsAt(data, ["spec", "workload", "workloadTweaks"])
			.filter(({ value }) => listIn(value, "pools").includes(pool))
			.flatMap(({ value }) => numberIn(value, "tweaks", "replicas") ?? []);
		const target = targetOf("apps.openyurt.io/NodePool", pool);
		return [{ target, object, path: ["spec", "pools", index], pods: tweaked.at(-1) ?? usual, everywhere: false, each }];
	});
}

/** What an Edge Platform deployment brings to groups and nodes; nothing where its version is not among the manifests. */
function applicationDemands(deployment: ManifestObject, workspace: Workspace): readonly Demand[] {
	const { data, namespace } = deployment;
	const application = textIn(data, "spec", "application");
	const wanted = textIn(data, "spec", "version");
	const versions = workspace.ofKind("app.theriseunion.io/ApplicationVersion").filter((version) => {
		const { data: other } = version;
		if (textIn(other, "spec", "applicationRef") !== application || version.namespace !== namespace) return false;
		return wanted === "latest" || textIn(other, "spec", "version") === wanted;
	});
	const [version, ...others] = versions;
	if (version === undefined || others.length > 0) return [];
	return itemsAt(data, ["spec", "topologies"]).flatMap(({ value, path }): Demand[] => {
		const group = textIn(value, "nodeGroup");
		const node = textIn(value, "nodeName");
		const target =
			node !== undefined && node !== ""
				? targetOf("/Node", node)
				: group === undefined
					? undefined
					: targetOf("scope.theriseunion.io/NodeGroup", group);
		if (target === undefined) return [];
		return podTemplatesOf(version).map((pod): Demand => {
			const name = textIn(pod.workload.value, "name");
			const override = itemsAt(value, ["workloadOverride", "deployments"]).find((item) => item.value.name === name);
			const pods = numberIn(override?.value, "spec", "replicas") ?? replicasOf(pod) ?? 1;
			return { target, object: deployment, path, pods, everywhere: false, each: requestsOf(pod) };
		});
	});
}

/**
 * What a pod requests: its containers together, or its largest init container where that is more. A limit without a
 * request counts as one.
 *
 * @param overrides resources that take the place of a container's own, by its name
 */
export function requestsOf(pod: PodTemplate, overrides?: ReadonlyMap<string, JsonObject>): Resources {
	const sum = { cpu: 0, memory: 0 };
	const first = { cpu: 0, memory: 0 };
	for (const { value, sort } of pod.containers) {
		const resources = overrides?.get(textIn(value, "name") ?? "") ?? objectIn(value, "resources");
		const stays = sort === "container" || value.restartPolicy === "Always";
		for (const name of ["cpu", "memory"] as const) {
			const request = objectIn(resources, "requests")?.[name] ?? objectIn(resources, "limits")?.[name];
			const amount = quantityOf(request)?.value ?? 0;
			if (stays) sum[name] += amount;
			else if (sort === "init") first[name] = Math.max(first[name], amount);
		}
	}
	return { cpu: Math.max(sum.cpu, first.cpu), memory: Math.max(sum.memory, first.memory) };
}
