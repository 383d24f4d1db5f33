import { groupKindOf, type JsonObject, type ManifestObject } from "./objects";
import { perObject } from "./perObject";
import { quantityOf } from "./quantity";
import { listIn, numberIn, objectIn } from "./read";
import type { Workspace } from "./workspace";

/** Processing power and memory. */
export interface Resources {
	/** Cores. */
	readonly cpu: number;
	/** Bytes. */
	readonly memory: number;
}

const gibibyte = 2 ** 30;

/** What the system of an edge node keeps for itself: 500m and 512Mi each for the system and for Kubernetes. */
export const systemReserve: Resources = { cpu: 1, memory: gibibyte };

/** The classes of edge nodes that have an upper end, before the system's share. */
const nodeClasses: ReadonlyMap<string, Resources> = new Map([
	["micro", { cpu: 2, memory: 2 * gibibyte }],
	["standard", { cpu: 4, memory: 8 * gibibyte }],
]);

/** What pods can have of a node of the standard class, the usual box of a shop. */
export const standardNode: Resources = { cpu: 3, memory: 7 * gibibyte };

/** How large something is that pods are bound to. */
export interface Capacity {
	/** What pods can have, of all nodes together. */
	readonly total: Resources;
	/** What they can have of the largest node. */
	readonly largest: Resources;
	readonly nodes: number;
}

/** Kinds that pods can be bound to. */
export const boundToKinds = [
	"/Node",
	"apps.kubeedge.io/NodeGroup",
	"scope.theriseunion.io/NodeGroup",
	"apps.openyurt.io/NodePool",
] as const;

/** The size that is declared for a node, a group or a pool; `undefined` where none is, or not for all of its nodes. */
export function declaredCapacity(object: ManifestObject, workspace: Workspace): Capacity | undefined {
	if (groupKindOf(object) === "/Node") {
		const size = nodeSize(object);
		return size === undefined ? undefined : { total: size, largest: size, nodes: 1 };
	}
	const members = membersOf(object, workspace);
	if (members !== undefined) {
		const sizes = members.flatMap((member) => nodeSize(member) ?? []);
		if (sizes.length === members.length && sizes.length > 0) return together(sizes);
	}
	const { count, size } = groupSize(object);
	if (size === undefined || count === undefined || count === 0) return undefined;
	return together(Array.from({ length: count }, () => size));
}

function together(sizes: readonly Resources[]): Capacity {
	const over = (field: keyof Resources, join: (...values: number[]) => number) =>
		join(...sizes.map((size) => size[field]));
	const sum = (...values: number[]) => values.reduce((one, other) => one + other, 0);
	return {
		total: { cpu: over("cpu", sum), memory: over("memory", sum) },
		largest: { cpu: over("cpu", Math.max), memory: over("memory", Math.max) },
		nodes: sizes.length,
	};
}

/** What pods can have of a node that a manifest declares: `status` as the kubelet reports it, or a node class. */
const nodeSize = perObject((node): Resources | undefined => {
	const { data } = node;
	const allocatable = resourcesIn(objectIn(data, "status", "allocatable"));
	if (allocatable !== undefined) return allocatable;
	const capacity = resourcesIn(objectIn(data, "status", "capacity"));
	return capacity === undefined ? classIn(node.labels, node.annotations) : lessReserve(capacity);
});

function resourcesIn(list: JsonObject | undefined): Resources | undefined {
	const cpu = quantityOf(list?.cpu);
	const memory = quantityOf(list?.memory);
	return cpu === undefined || memory === undefined ? undefined : { cpu: cpu.value, memory: memory.value };
}

function lessReserve({ cpu, memory }: Resources): Resources {
	return { cpu: Math.max(0, cpu - systemReserve.cpu), memory: Math.max(0, memory - systemReserve.memory) };
}

/** A label or annotation that names a class of nodes, whatever its prefix: `example.com/node-class: standard`. */
function classIn(...maps: readonly (JsonObject | undefined)[]): Resources | undefined {
	for (const map of maps) {
		for (const [key, value] of Object.entries(map ?? {})) {
			if (key.slice(key.lastIndexOf("/") + 1) !== "node-class" || typeof value !== "string") continue;
			const size = nodeClasses.get(value);
			if (size !== undefined) return lessReserve(size);
		}
	}
	return undefined;
}

/** What a group says itself: the class of its nodes, and how many there are. */
const groupSize = perObject((group): { readonly count: number | undefined; readonly size: Resources | undefined } => {
	const { data, labels, annotations } = group;
	const size = classIn(
		labels,
		annotations,
		objectIn(data, "spec", "labels"),
		objectIn(data, "spec", "annotations"),
		objectIn(data, "spec", "template", "labels"),
		objectIn(data, "spec", "matchLabels"),
		objectIn(data, "spec", "selector", "matchLabels"),
	);
	return { size, count: countIn(data, annotations) };
});

function countIn(data: JsonObject, annotations: Readonly<Record<string, string>>): number | undefined {
	const named = listIn(data, "spec", "nodes").length;
	if (named > 0) return named;
	const annotated = Number(annotations["theriseunion.io/node-count"]);
	if (Number.isInteger(annotated) && annotated > 0) return annotated;
	const ready = numberIn(data, "status", "readyNodeNum");
	return ready === undefined ? undefined : ready + (numberIn(data, "status", "unreadyNodeNum") ?? 0);
}

/** The manifests of a group's nodes; `undefined` where one of them has none. */
function membersOf(group: ManifestObject, workspace: Workspace): readonly ManifestObject[] | undefined {
	const kind = groupKindOf(group);
	if (kind === "apps.openyurt.io/NodePool") {
		const belongs = ({ labels }: ManifestObject) =>
			(labels["apps.openyurt.io/nodepool"] ?? labels["apps.openyurt.io/desired-nodepool"]) === group.name;
		return workspace.ofKind("/Node").filter(belongs);
	}
	const { names, wanted } = selectionOf(group);
	const members = new Set<ManifestObject>();
	for (const name of names) {
		const [node, ...others] = workspace.named("/Node", name);
		if (node === undefined || others.length > 0) return undefined;
		members.add(node);
	}
	if (wanted.length > 0) {
		for (const node of workspace.ofKind("/Node")) {
			if (wanted.every(([key, value]) => node.labels[key] === value)) members.add(node);
		}
	}
	return [...members];
}

const selectionOf = perObject((group) => {
	const { data } = group;
	const names = listIn(data, "spec", "nodes").filter((name) => typeof name === "string");
	const labels = objectIn(data, "spec", "matchLabels") ?? objectIn(data, "spec", "selector", "matchLabels") ?? {};
	const wanted = Object.entries(labels).map(([key, value]): [string, string] => [key, String(value)]);
	const isPlain = listIn(data, "spec", "selector", "matchExpressions").length === 0;
	return { names, wanted: isPlain ? wanted : [] };
});
