import { dataAt, type Path } from "../../yaml/path";
import type { ManifestObject } from "../objects";
import { isPartial } from "../partial";
import type { Workspace } from "../workspace";
import { originsAtPath } from "./collect";
import { commonDepth } from "./folders";
import { liveOfKind } from "./live";
import { madeOfKind } from "./lookup";
import { membersOf, namespaceOf, ownPlace, partsBeside, sameNamespace, type TargetPlace } from "./match";
import type { NameOrigin, Origin } from "./origins";

/** A name that a reference may hold. */
export interface ReferenceCandidate {
	readonly name: string;
	/** The kind of the object that has the name, or that holds the part with the name. */
	readonly kind: string;
	readonly namespace: string | undefined;
	/** The name of that object. */
	readonly holder: string;
	/** The file in which it is declared; `undefined` for an object that only a cluster has. */
	readonly uri: string | undefined;
	/** What to know of it, for example a property's type; for an object of a cluster, the cluster's name. */
	readonly detail: string;
}

/**
 * The names that may stand at a path of an object, the nearest first and those that other items of the same list have
 * last; empty where the path refers to nothing by name.
 *
 * @param object the object as far as it is written; what stands at the path does not matter
 * @param key true for the name of a field at the path, false for its value
 */
export function referenceCandidates(
	object: ManifestObject,
	path: Path,
	workspace: Workspace,
	key = false,
): readonly ReferenceCandidate[] {
	const found = originsAtPath(object, path, key).flatMap((origin) => rankedFor(origin, object, workspace));
	const seen = new Set<string>();
	const taken = takenBeside(object.data, path);
	const rank = ({ name }: ReferenceCandidate) => (taken.has(name) ? 1 : 0);
	return found
		.toSorted((a, b) => b.depth - a.depth || (a.candidate.name < b.candidate.name ? -1 : 1))
		.map(({ candidate }) => candidate)
		.toSorted((a, b) => rank(a) - rank(b))
		.filter(({ name, kind }) => {
			const id = `${kind} ${name}`;
			if (name === "" || seen.has(id)) return false;
			seen.add(id);
			return true;
		});
}

/** What the other items of a list have where one of them has what stands at the path. */
function takenBeside(data: unknown, path: Path): ReadonlySet<unknown> {
	const index = path.at(-2);
	const field = path.at(-1);
	const list = typeof index === "number" ? dataAt(data, path.slice(0, -2)) : undefined;
	if (!Array.isArray(list) || typeof field !== "string") return new Set();
	return new Set(list.filter((_, at) => at !== index).map((item) => dataAt(item, [field])));
}

function rankedFor(origin: Origin, object: ManifestObject, workspace: Workspace): Ranked[] {
	switch (origin.sort) {
		case "name":
			return namesFor(origin, object, workspace);
		case "part":
			return partsBeside(origin, object, workspace).parts.map((target) => fromTarget(target, object));
		case "member":
			return membersOf(origin, workspace).map((target) => fromTarget(target, object));
		case "labels":
			return [];
	}
}

interface Ranked {
	readonly candidate: ReferenceCandidate;
	/** How many folders it has in common with the object that refers; below zero for what only clusters have. */
	readonly depth: number;
}

function namesFor(origin: NameOrigin, object: ManifestObject, workspace: Workspace): Ranked[] {
	const declared = origin.kinds
		.flatMap((kind) => [
			...workspace
				.ofKind(kind)
				.filter((other) => other !== object && !isPartial(other, workspace))
				.map(ownPlace),
			...madeOfKind(workspace, kind),
		])
		.filter((target) => sameNamespace(origin, object, target, workspace))
		.map((target) => fromTarget(target, object));
	const namespace = namespaceOf(origin, object);
	const live = workspace.clusters().flatMap((cluster) =>
		origin.kinds
			.flatMap((kind) => liveOfKind(cluster, kind))
			.filter((one) => namespace === undefined || one.namespace === undefined || one.namespace === namespace)
			.map(({ name, kind, namespace: its }): Ranked => {
				const candidate = { name, kind, namespace: its, holder: name, uri: undefined, detail: cluster.name };
				return { candidate, depth: -1 };
			}),
	);
	return [...declared, ...live];
}

function fromTarget({ object, name, part, kind }: TargetPlace, from: ManifestObject): Ranked {
	const { uri, namespace } = object;
	const detail = part?.details.join(" · ") ?? "";
	const shown = part === undefined ? kind.slice(kind.lastIndexOf("/") + 1) : object.kind;
	const holder = part === undefined ? name : object.name;
	return { candidate: { name, kind: shown, namespace, holder, uri, detail }, depth: commonDepth(uri, from.uri) };
}
