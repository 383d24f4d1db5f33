import type { GroupKind, ManifestObject } from "../objects";
import type { Workspace } from "../workspace";
import { offersOf, referencesOf } from "./collect";
import { holderKinds, makersOf } from "./declared";
import type { TargetPlace } from "./match";
import type { Origin } from "./origins";
import type { Selector } from "./selector";

const noObjects: readonly ManifestObject[] = [];

/** The kinds of which there are objects. A derivation. */
function presentKinds(workspace: Workspace): ReadonlySet<GroupKind> {
	return new Set(workspace.kinds());
}

/** The kinds that may make a kind, or hold it, as far as there are objects of them. */
function presentMakers(workspace: Workspace, kind: GroupKind): readonly GroupKind[] {
	const present = workspace.derived(presentKinds);
	return [...(makersOf.get(kind) ?? []), ...holderKinds].filter((maker) => present.has(maker));
}

/** What other objects make, or hold, of a kind by a name. */
export function madeNamed(workspace: Workspace, kind: GroupKind, name: string): TargetPlace[] {
	return presentMakers(workspace, kind).flatMap((maker) => {
		const makersFound = workspace.derived(makersByName, maker).get(`${kind} ${name}`) ?? noObjects;
		return makersFound.flatMap((object) =>
			offersOf(object)
				.makes.filter((made) => made.kind === kind && made.name === name)
				.map(({ path }): TargetPlace => ({ object, kind, name, path, key: false, part: undefined, by: "made" })),
		);
	});
}

/** All that other objects make, or hold, of a kind. */
export function madeOfKind(workspace: Workspace, kind: GroupKind): TargetPlace[] {
	return presentMakers(workspace, kind).flatMap((maker) =>
		workspace.ofKind(maker).flatMap((object) =>
			offersOf(object)
				.makes.filter((made) => made.kind === kind)
				.map(({ path, name }): TargetPlace => ({ object, kind, name, path, key: false, part: undefined, by: "made" })),
		),
	);
}

/** The objects of a kind that make others, by the kind and name of what they make. A derivation, by kind. */
function makersByName(workspace: Workspace, kind: GroupKind): ReadonlyMap<string, readonly ManifestObject[]> {
	const found = new Map<string, ManifestObject[]>();
	for (const object of workspace.ofKind(kind)) {
		for (const made of offersOf(object).makes) push(found, `${made.kind} ${made.name}`, object);
	}
	return found;
}

/** Objects that may fit a selector: those of a kind that have one of its labels. */
export function withLabels(
	workspace: Workspace,
	of: "object" | "pods",
	kind: GroupKind,
	{ labels }: Selector,
): readonly ManifestObject[] {
	if (!workspace.derived(presentKinds).has(kind)) return noObjects;
	let fewest: readonly ManifestObject[] | undefined;
	for (const [key, value] of Object.entries(labels)) {
		const found = workspace.derived(withLabel, `${of} ${kind} ${key}=${value}`);
		if (fewest === undefined || found.length < fewest.length) fewest = found;
		if (found.length === 0) return noObjects;
	}
	return fewest ?? workspace.ofKind(kind);
}

/** The objects of a kind with a label. A derivation; the list stays the same while nothing in it changes. */
export function withLabel(workspace: Workspace, key: string): readonly ManifestObject[] {
	const [of = "", kind = ""] = key.split(" ", 2);
	const found = workspace.derived(byLabel, `${of} ${kind}`).get(key.slice(of.length + kind.length + 2));
	return found === undefined ? noObjects : sameList(found);
}

/** The objects of a kind by each of their labels. A derivation. */
export function byLabel(workspace: Workspace, key: string): ReadonlyMap<string, readonly ManifestObject[]> {
	const [of = "", kind = ""] = key.split(" ", 2);
	const found = new Map<string, ManifestObject[]>();
	for (const object of workspace.ofKind(kind)) {
		const sets = of === "pods" ? offersOf(object).pods.map(({ labels }) => labels) : [object.labels];
		const pairs = new Set(sets.flatMap((labels) => Object.entries(labels).map(([name, value]) => `${name}=${value}`)));
		for (const pair of pairs) push(found, pair, object);
	}
	return found;
}

const lists = new WeakMap<ManifestObject, readonly (readonly ManifestObject[])[]>();

/** The same list again for the same objects, so that those who asked for it see that nothing changed. */
export function sameList(objects: readonly ManifestObject[]): readonly ManifestObject[] {
	const [first] = objects;
	if (first === undefined) return noObjects;
	const known = lists.get(first) ?? [];
	const same = known.find(
		(list) => list.length === objects.length && list.every((one, index) => one === objects[index]),
	);
	if (same !== undefined) return same;
	lists.set(first, [objects, ...known].slice(0, 8));
	return objects;
}

/** A value that refers to something, with its object. */
export interface PlacedOrigin {
	readonly object: ManifestObject;
	readonly origin: Origin;
}

/** The origins in the objects of a kind, by what they look for. A derivation, by kind. */
export function originsByTarget(workspace: Workspace, kind: GroupKind): ReadonlyMap<string, readonly PlacedOrigin[]> {
	const found = new Map<string, PlacedOrigin[]>();
	for (const object of workspace.ofKind(kind)) {
		for (const origin of referencesOf(object).origins) {
			for (const key of keysOf(origin)) push(found, key, { object, origin });
		}
	}
	return found;
}

function keysOf(origin: Origin): readonly string[] {
	switch (origin.sort) {
		case "name":
			return origin.kinds.map((kind) => `name ${kind} ${origin.name}`);
		case "part":
			return [`part ${origin.partName} ${origin.name}`];
		case "member":
			return [`part ${origin.partName} ${origin.latest ? "" : origin.name}`];
		case "labels": {
			// One label will do to find it: it must be among those of the target.
			const [pair] = Object.entries(origin.selector.labels);
			return pair === undefined ? ["labels"] : [`labels ${pair[0]}=${pair[1]}`];
		}
	}
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
	const list = map.get(key);
	if (list === undefined) map.set(key, [value]);
	else list.push(value);
}
