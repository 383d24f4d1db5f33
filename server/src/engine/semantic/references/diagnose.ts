import { hasPlaceholder } from "../../features/unfinished";
import { closest } from "../../text/closest";
import type { ManifestObject } from "../objects";
import { isPartial } from "../partial";
import type { LiveCluster, Workspace } from "../workspace";
import { referencesOf } from "./collect";
import { isPublished } from "./declared";
import { distanceOf } from "./folders";
import { isResolved, membersOf, ownPlace, partsBeside, resolve, sameNamespace, type TargetPlace } from "./match";
import { isClose, kustomizedTogether, meantByName, nearOfKind } from "./nearby";
import type { MemberOrigin, NameOrigin, Origin, PartOrigin } from "./origins";
import type { Expectation } from "./relation";

/** What is wrong with a name that leads nowhere, as far as there is evidence. */
export type Diagnosis =
	/** Something of a very similar name is at hand. The likeliest first. */
	| { readonly kind: "mistyped"; readonly meant: readonly TargetPlace[] }
	/** What it leads to should be at hand. `others` are what there is instead, the most similar first. */
	| { readonly kind: "missing"; readonly others: readonly TargetPlace[] }
	/** Neither the workspace nor a cluster whose objects of the kind are all known has it. */
	| { readonly kind: "missingLive"; readonly clusters: readonly LiveCluster[] }
	| { readonly kind: "wrongKind"; readonly other: TargetPlace }
	| { readonly kind: "wrongNamespace"; readonly other: TargetPlace }
	/** It leads nowhere in the workspace, which may be right. */
	| { readonly kind: "untold" };

/** A value that leads nowhere, with what is wrong with it. */
export interface DanglingOrigin {
	readonly origin: Exclude<Origin, { readonly sort: "labels" }>;
	readonly diagnosis: Diagnosis;
}

const known = new WeakMap<Workspace, Map<ManifestObject, readonly DanglingOrigin[]>>();

/** The names in an object that lead nowhere. */
export function danglingIn(object: ManifestObject, workspace: Workspace): readonly DanglingOrigin[] {
	let byObject = known.get(workspace);
	if (byObject === undefined) {
		byObject = new Map();
		known.set(workspace, byObject);
	}
	let found = byObject.get(object);
	if (found === undefined) {
		found = referencesOf(object).origins.flatMap((origin): DanglingOrigin[] => {
			if (origin.sort === "labels" || hasPlaceholder(origin.name)) return [];
			// Members are told of by a rule of their own, which asks here.
			if (origin.relation.toldElsewhere === true && origin.sort !== "member") return [];
			const diagnosis = diagnose(origin, object, workspace);
			return diagnosis === undefined ? [] : [{ origin, diagnosis }];
		});
		byObject.set(object, found);
	}
	return found;
}

function diagnose(
	origin: DanglingOrigin["origin"],
	object: ManifestObject,
	workspace: Workspace,
): Diagnosis | undefined {
	if (origin.sort !== "member" && origin.optional) return undefined;
	if (isResolved(resolve(origin, object, workspace))) return undefined;
	switch (origin.sort) {
		case "name":
			return diagnoseName(origin, object, workspace);
		case "part":
			return diagnosePart(origin, object, workspace);
		case "member":
			return diagnoseMember(origin, workspace);
	}
}

function diagnoseName(origin: NameOrigin, object: ManifestObject, workspace: Workspace): Diagnosis {
	const { expected, confusedWith = [] } = origin.relation;
	const close = (other: ManifestObject) => isClose(object, other, workspace);
	for (const kind of confusedWith) {
		if (origin.kinds.includes(kind)) continue;
		const other = workspace.named(kind, origin.name).find(close);
		if (other !== undefined) return { kind: "wrongKind", other: ownPlace(other) };
	}
	const elsewhere = origin.kinds
		.flatMap((kind) => workspace.named(kind, origin.name))
		.find(
			(other) =>
				isTogether(object, other, workspace, expected) && !sameNamespace(origin, object, place(other), workspace),
		);
	if (elsewhere !== undefined) return { kind: "wrongNamespace", other: ownPlace(elsewhere) };

	const reachable = (other: ManifestObject) =>
		other !== object &&
		other.name !== "" &&
		!hasPlaceholder(other.name) &&
		sameNamespace(origin, object, place(other), workspace);
	const beside = expected === "beside";
	const near = (other: ManifestObject) => close(other) || (beside && distanceOf(object.uri, other.uri) === "near");
	const similar = origin.kinds.flatMap((kind) => meantByName(workspace, kind, origin.name));
	const meant = byLikeness(origin.name, similar.filter((other) => near(other) && reachable(other)).map(ownPlace));
	if (meant.length > 0) return { kind: "mistyped", meant };
	if (origin.kinds.some((kind) => isPublished(kind, origin.name))) return { kind: "untold" };
	if (!beside) return diagnoseLive(origin, workspace);
	const reach = origin.kinds.flatMap((kind) => nearOfKind(workspace, kind, object.uri)).filter(reachable);
	if (reach.some((other) => !isPartial(other, workspace))) {
		return { kind: "missing", others: byLikeness(origin.name, reach.map(ownPlace)) };
	}
	return diagnoseLive(origin, workspace);
}

/** All clusters of which one knows would have to lack it. */
function diagnoseLive({ kinds }: NameOrigin, workspace: Workspace): Diagnosis {
	const clusters = workspace.clusters().filter((cluster) => kinds.every((kind) => cluster.kinds.has(kind)));
	return clusters.length > 0 ? { kind: "missingLive", clusters } : { kind: "untold" };
}

function diagnosePart(origin: PartOrigin, object: ManifestObject, workspace: Workspace): Diagnosis | undefined {
	const { holders, parts } = partsBeside(origin, object, workspace);
	if (origin.holder.sort === "own") {
		return { kind: "missing", others: byLikeness(origin.name, parts) };
	}
	// Where the object itself is not at hand, or is not whole, nothing can be said of its parts.
	if (holders.length === 0 || holders.some(({ by, object: one }) => by === "made" || isPartial(one, workspace))) {
		return undefined;
	}
	if (origin.holder.sort === "name" && parts.length === 0) return undefined;
	// Labels may select more than what is at hand, and an object further away may not be the one that is meant.
	const byLabel = origin.holder.sort === "labels";
	const near = holders.every(({ object: one }) => (byLabel ? one.uri === object.uri : isClose(object, one, workspace)));
	if (!near) return undefined;
	return { kind: "missing", others: byLikeness(origin.name, parts) };
}

function diagnoseMember(origin: MemberOrigin, workspace: Workspace): Diagnosis {
	const members = membersOf(origin, workspace);
	return members.length === 0 ? { kind: "untold" } : { kind: "missing", others: members };
}

function place(object: ManifestObject): Pick<TargetPlace, "kind" | "object"> {
	return { kind: `${object.group}/${object.kind}`, object };
}

/**
 * Whether an object in another namespace is likely the one that is meant. Files of a folder may be for different
 * environments.
 */
function isTogether(
	object: ManifestObject,
	other: ManifestObject,
	workspace: Workspace,
	expected: Expectation | undefined,
): boolean {
	if (object.uri === other.uri) return true;
	return expected === "beside" ? isClose(object, other, workspace) : kustomizedTogether(object, other, workspace);
}

/** Targets with other names each once, those with names like the written one first. */
function byLikeness(name: string, targets: readonly TargetPlace[]): TargetPlace[] {
	const first = new Set(closest(name, new Set(targets.map((target) => target.name))));
	const seen = new Set<string>();
	return targets
		.toSorted((a, b) => Number(first.has(b.name)) - Number(first.has(a.name)))
		.filter((target) => {
			if (seen.has(target.name)) return false;
			seen.add(target.name);
			return true;
		});
}
