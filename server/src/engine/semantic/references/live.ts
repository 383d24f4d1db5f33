import type { GroupKind } from "../objects";
import type { LiveCluster, LiveObject } from "../workspace";
import type { Labels } from "./selector";

interface LiveIndex {
	readonly byName: ReadonlyMap<string, readonly LiveObject[]>;
	readonly byKind: ReadonlyMap<GroupKind, readonly LiveObject[]>;
}

const indexes = new WeakMap<LiveCluster, LiveIndex>();

/** What a cluster has of a kind by a name. */
export function liveNamed(cluster: LiveCluster, kind: GroupKind, name: string): readonly LiveObject[] {
	return indexOf(cluster).byName.get(`${kind} ${name}`) ?? [];
}

/** What a cluster has of a kind. */
export function liveOfKind(cluster: LiveCluster, kind: GroupKind): readonly LiveObject[] {
	return indexOf(cluster).byKind.get(kind) ?? [];
}

/** What a cluster has of a kind whose labels fit. */
export function liveSelected(cluster: LiveCluster, kind: GroupKind, fits: (labels: Labels) => boolean): LiveObject[] {
	return liveOfKind(cluster, kind).filter(({ labels }) => fits(labels));
}

function indexOf(cluster: LiveCluster): LiveIndex {
	let index = indexes.get(cluster);
	if (index === undefined) {
		index = {
			byName: grouped(cluster.objects, ({ group, kind, name }) => `${group}/${kind} ${name}`),
			byKind: grouped(cluster.objects, ({ group, kind }) => `${group}/${kind}`),
		};
		indexes.set(cluster, index);
	}
	return index;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
	const groups = new Map<string, T[]>();
	for (const item of items) {
		const key = keyOf(item);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [item]);
		else group.push(item);
	}
	return groups;
}
