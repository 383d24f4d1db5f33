import type { Path } from "../../yaml/path";
import { type GroupKind, groupKindOf, type ManifestObject } from "../objects";
import { isPartial } from "../partial";
import type { LiveCluster, LiveObject, Workspace } from "../workspace";
import { offersOf } from "./collect";
import { isGiven } from "./declared";
import { commonDepth } from "./folders";
import { isKustomized, movesNamespace, namesBefore } from "./kustomizations";
import { liveNamed, liveSelected } from "./live";
import { madeNamed, withLabels } from "./lookup";
import { isNamespaced } from "./namespaced";
import type { MemberOrigin, NameOrigin, Origin, Part, PartOrigin, SelectorOrigin } from "./origins";
import { selects } from "./selector";
import { highest } from "./versions";

/** What a value leads to. */
export interface TargetPlace {
	readonly object: ManifestObject;
	readonly kind: GroupKind;
	readonly name: string;
	/** From the object's root to the name. */
	readonly path: Path;
	/** True where the name is a key. */
	readonly key: boolean;
	/** The part of the object that is meant, if it is one. */
	readonly part: Part | undefined;
	/** `declared` in a manifest of its own, `made` by the object or within it. */
	readonly by: "declared" | "made";
}

/** What a cluster has of that which a value leads to. */
export interface LiveTarget {
	readonly cluster: LiveCluster;
	readonly object: LiveObject;
}

/** Where a value leads. */
export interface Resolution {
	/** In the workspace, the nearest only. */
	readonly targets: readonly TargetPlace[];
	/** On clusters; asked for only where the workspace has nothing. */
	readonly live: readonly LiveTarget[];
	/** True where every cluster has it without anybody declaring it. */
	readonly given: boolean;
}

const nowhere: Resolution = { targets: [], live: [], given: false };

/** True where a value leads somewhere. */
export function isResolved({ targets, live, given }: Resolution): boolean {
	return targets.length > 0 || live.length > 0 || given;
}

const resolved = new WeakMap<Workspace, Map<Origin, Resolution>>();

/** Where a value of an object leads; several rules ask for the same. */
export function resolve(origin: Origin, object: ManifestObject, workspace: Workspace): Resolution {
	let byOrigin = resolved.get(workspace);
	if (byOrigin === undefined) {
		byOrigin = new Map();
		resolved.set(workspace, byOrigin);
	}
	let found = byOrigin.get(origin);
	if (found === undefined) {
		found = resolveAnew(origin, object, workspace);
		byOrigin.set(origin, found);
	}
	return found;
}

function resolveAnew(origin: Origin, object: ManifestObject, workspace: Workspace): Resolution {
	switch (origin.sort) {
		case "name":
			return resolveName(origin, object, workspace);
		case "labels":
			return resolveSelector(origin, object, workspace);
		case "member":
			return resolveMember(origin, object, workspace);
		case "part":
			return resolvePart(origin, object, workspace);
	}
}

function resolveName(origin: NameOrigin, object: ManifestObject, workspace: Workspace): Resolution {
	const targets = namedTargets(origin, origin.name, object, workspace);
	if (targets.length > 0) return { ...nowhere, targets };
	for (const name of namesBefore(workspace, origin.name)) {
		const before = namedTargets(origin, name, object, workspace);
		const renamed = before.filter(({ object: { uri } }) => isKustomized(workspace, uri));
		if (renamed.length > 0) return { ...nowhere, targets: renamed };
	}
	const own = offersOf(object).makes.some(({ kind, name }) => name === origin.name && origin.kinds.includes(kind));
	if (own || origin.kinds.some((kind) => isGiven(kind, origin.name))) return { ...nowhere, given: true };
	const namespace = namespaceOf(origin, object);
	const live = workspace.clusters().flatMap((cluster) =>
		origin.kinds
			.flatMap((kind) => liveNamed(cluster, kind, origin.name))
			.filter((one) => namespace === undefined || one.namespace === undefined || one.namespace === namespace)
			.map((one) => ({ cluster, object: one })),
	);
	return live.length > 0 ? { ...nowhere, live } : nowhere;
}

/** Objects of the right kinds with a name, in the right namespace. */
function namedTargets(origin: NameOrigin, name: string, object: ManifestObject, workspace: Workspace): TargetPlace[] {
	const found = origin.kinds.flatMap((kind): TargetPlace[] => [
		...workspace.named(kind, name).map((one) => ownPlace(one)),
		...madeNamed(workspace, kind, name),
	]);
	// What makes something at the very place where it names it says nothing new.
	const others = found.filter(
		(target) =>
			target.object !== object ||
			(target.by === "made" && target.path.some((step, index) => step !== origin.path[index])),
	);
	return nearest(
		others.filter((target) => sameNamespace(origin, object, target, workspace)),
		object,
		workspace,
	);
}

/** An object as a target: its name. */
export function ownPlace(object: ManifestObject): TargetPlace {
	const path = object.group === "helm.sh" ? ["name"] : ["metadata", "name"];
	const { name } = object;
	return { object, kind: groupKindOf(object), name, path, key: false, part: undefined, by: "declared" };
}

/** The namespace that a target must be in; `undefined` where it may be in any, or none is said. */
export function namespaceOf({ namespace }: NameOrigin, object: ManifestObject): string | undefined {
	return namespace === "own" ? object.namespace : namespace?.stated;
}

/** Whether a target may be in the namespace that is meant. What does not say its namespace may be in any. */
export function sameNamespace(
	origin: NameOrigin,
	object: ManifestObject,
	{ kind, object: target }: Pick<TargetPlace, "kind" | "object">,
	workspace: Workspace,
): boolean {
	const wanted = namespaceOf(origin, object);
	const { namespace } = target;
	if (wanted === undefined || namespace === undefined || wanted === namespace) return true;
	if (!isNamespaced(kind, workspace.registry)) return true;
	return movesNamespace(workspace, object.uri) || movesNamespace(workspace, target.uri);
}

/** Of several, those in the same file, or else those with the most folders in common. Patches count last. */
function nearest<T extends TargetPlace>(targets: T[], from: ManifestObject, workspace: Workspace): T[] {
	if (targets.length < 2) return targets;
	const whole = targets.filter(({ object }) => !isPartial(object, workspace));
	const known = whole.length > 0 ? whole : targets;
	const declared = known.filter(({ by }) => by === "declared");
	const candidates = declared.length > 0 ? declared : known;
	const inFile = candidates.filter(({ object }) => object.uri === from.uri);
	if (inFile.length > 0) return inFile;
	const depths = candidates.map(({ object }) => commonDepth(object.uri, from.uri));
	const most = Math.max(...depths);
	return candidates.filter((_, index) => depths[index] === most);
}

function resolveSelector(origin: SelectorOrigin, object: ManifestObject, workspace: Workspace): Resolution {
	const found = origin.kinds.flatMap((kind) =>
		withLabels(workspace, origin.of, kind, origin.selector).flatMap((one) => selectedPlace(origin, one) ?? []),
	);
	const inNamespace = found.filter((target) => selectable(origin, object, target.object, workspace));
	const targets = nearest(inNamespace, object, workspace);
	if (targets.length > 0) return { ...nowhere, targets };
	const live = workspace.clusters().flatMap((cluster) =>
		liveKinds(origin)
			.flatMap((kind) => liveSelected(cluster, kind, (labels) => selects(origin.selector, labels)))
			.filter(({ namespace }) => origin.anyNamespace || !differs(object.namespace, namespace))
			.map((one) => ({ cluster, object: one })),
	);
	return live.length > 0 ? { ...nowhere, live } : nowhere;
}

function liveKinds({ of, kinds }: SelectorOrigin): readonly GroupKind[] {
	return of === "pods" ? ["/Pod"] : kinds;
}

function differs(a: string | undefined, b: string | undefined): boolean {
	return a !== undefined && b !== undefined && a !== b;
}

/** Whether a selector may look into the namespace of an object. */
export function selectable(
	origin: SelectorOrigin,
	object: ManifestObject,
	target: ManifestObject,
	workspace: Workspace,
): boolean {
	if (origin.anyNamespace || !differs(object.namespace, target.namespace)) return true;
	return movesNamespace(workspace, object.uri) || movesNamespace(workspace, target.uri);
}

/** Where an object that a selector fits has the labels; `undefined` where it does not fit. */
export function selectedPlace(origin: SelectorOrigin, object: ManifestObject): TargetPlace | undefined {
	const head = { ...ownPlace(object), key: false };
	if (origin.of === "object") return selects(origin.selector, object.labels) ? head : undefined;
	return offersOf(object).pods.some(({ labels }) => selects(origin.selector, labels)) ? head : undefined;
}

function resolveMember(origin: MemberOrigin, object: ManifestObject, workspace: Workspace): Resolution {
	const members = membersOf(origin, workspace);
	if (!origin.latest) {
		const targets = members.filter(({ name }) => name === origin.name);
		return { ...nowhere, targets: nearest(targets, object, workspace) };
	}
	const approved = members.filter(({ part }) => part?.approved === true);
	const best = highest((approved.length > 0 ? approved : members).map(({ name }) => name));
	return {
		...nowhere,
		targets: nearest(
			members.filter(({ name }) => name === best),
			object,
			workspace,
		),
	};
}

/** All members of a group. */
export function membersOf({ kinds, partName, group }: MemberOrigin, workspace: Workspace): TargetPlace[] {
	return kinds.flatMap((kind) =>
		workspace.ofKind(kind).flatMap((object) =>
			offersOf(object)
				.parts.filter((part) => part.part === partName && part.group === group)
				.map((part) => partPlace(object, part)),
		),
	);
}

function resolvePart(origin: PartOrigin, object: ManifestObject, workspace: Workspace): Resolution {
	const targets = partsBeside(origin, object, workspace).parts.filter(({ name }) => name === origin.name);
	return targets.length === 0 ? nowhere : { ...nowhere, targets };
}

/** The objects that an origin's part must be in, with all parts of the sort that they have. */
export function partsBeside(
	{ holder, partName }: PartOrigin,
	object: ManifestObject,
	workspace: Workspace,
): { readonly holders: readonly TargetPlace[]; readonly parts: readonly TargetPlace[] } {
	if (holder.sort === "own") {
		const parts = offersOf(object).parts.filter(
			({ part, path }) => part === partName && holder.within.every((step, index) => path[index] === step),
		);
		return { holders: [ownPlace(object)], parts: parts.map((part) => partPlace(object, part)) };
	}
	const { targets } = resolve(holder, object, workspace);
	const parts = targets.flatMap((target) =>
		target.by === "made"
			? []
			: offersOf(target.object)
					.parts.filter(({ part }) => part === partName)
					.map((part) => partPlace(target.object, part)),
	);
	return { holders: targets, parts };
}

/** A part of an object as a target. */
export function partPlace(object: ManifestObject, part: Part): TargetPlace {
	const { name, path, key } = part;
	return { object, kind: groupKindOf(object), name, path, key, part, by: "declared" };
}
