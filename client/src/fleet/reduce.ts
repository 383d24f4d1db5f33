import type { ApiFailure } from "./failures";
import { followedResources } from "./followed";
import type { WatchEvent } from "./kubernetesApi";
import type { ClusterState, ConnectionPhase, DefinitionsState, FollowedKind, ResourceState } from "./model";
import type { KubernetesObject } from "./objects";

/** One thing that happened to a cluster, as far as its picture goes. */
export type Change =
	| { readonly kind: "phase"; readonly phase: ConnectionPhase }
	| { readonly kind: "definitions"; readonly definitions: DefinitionsState }
	/** The server does not serve the resource. */
	| { readonly kind: "absent"; readonly resource: FollowedKind }
	/** The server serves the resource; its objects are being asked for. */
	| { readonly kind: "loading"; readonly resource: FollowedKind }
	| { readonly kind: "list"; readonly resource: FollowedKind; readonly items: readonly KubernetesObject[] }
	| { readonly kind: "event"; readonly resource: FollowedKind; readonly event: WatchEvent }
	/** The resource's watch runs again after trouble. */
	| { readonly kind: "recovered"; readonly resource: FollowedKind }
	| { readonly kind: "trouble"; readonly resource: FollowedKind; readonly failure: ApiFailure };

/** The picture of a cluster of which nothing is known. */
export const unknownCluster: ClusterState = {
	phase: { kind: "idle" },
	resources: Object.fromEntries(
		followedResources.map(({ name }) => [name, { kind: "loading" }]),
	) as unknown as ClusterState["resources"],
};

/**
 * The picture after a number of changes. What does not change keeps its identity, up to the whole picture, and each
 * resource's objects are copied once however many events come.
 */
export function applyChanges(state: ClusterState, changes: readonly Change[]): ClusterState {
	let phase = state.phase;
	let definitions = state.definitions;
	const resources = new Map<FollowedKind, ResourceState>();
	const current = (resource: FollowedKind) => resources.get(resource) ?? state.resources[resource];
	// Maps made here are ours to change until they leave in the result.
	const ours = new Set<unknown>();
	for (const change of changes) {
		if (change.kind === "phase") {
			phase = samePhase(phase, change.phase) ? phase : change.phase;
		} else if (change.kind === "definitions") {
			definitions = sameDefinitions(definitions, change.definitions) ? definitions : change.definitions;
		} else {
			resources.set(change.resource, applyToResource(current(change.resource), change, ours));
		}
	}
	const changed = [...resources].filter(([name, resource]) => state.resources[name] !== resource);
	if (changed.length === 0 && phase === state.phase && definitions === state.definitions) return state;
	return {
		phase,
		resources: changed.length === 0 ? state.resources : { ...state.resources, ...Object.fromEntries(changed) },
		...(definitions !== undefined && { definitions }),
	};
}

/** The picture after a resource was listed. */
export function applyList(
	state: ClusterState,
	resource: FollowedKind,
	items: readonly KubernetesObject[],
): ClusterState {
	return applyChanges(state, [{ kind: "list", resource, items }]);
}

/** The picture after one watch event. */
export function applyEvent(state: ClusterState, resource: FollowedKind, event: WatchEvent): ClusterState {
	return applyChanges(state, [{ kind: "event", resource, event }]);
}

function applyToResource(
	state: ResourceState,
	change: Exclude<Change, { kind: "phase" | "definitions" }>,
	ours: Set<unknown>,
): ResourceState {
	switch (change.kind) {
		case "absent":
			return state.kind === "absent" ? state : { kind: "absent" };
		case "loading":
			return state.kind === "known" || state.kind === "loading" ? state : { kind: "loading" };
		case "list":
			return listed(state, change.items);
		case "event":
			return happened(state, change.event, ours);
		case "recovered":
			return state.kind === "known" && state.trouble !== undefined ? { kind: "known", objects: state.objects } : state;
		case "trouble":
			// Objects that the user may no longer see are not shown on.
			return state.kind === "known" && change.failure.kind !== "forbidden"
				? { ...state, trouble: change.failure }
				: { kind: "denied", failure: change.failure };
	}
}

function listed(state: ResourceState, items: readonly KubernetesObject[]): ResourceState {
	const before = state.kind === "known" ? state.objects : undefined;
	const objects = new Map<string, KubernetesObject>();
	let same = before?.size === items.length;
	for (const item of items) {
		const uid = identity(item);
		const held = before?.get(uid);
		const kept = held !== undefined && sameVersion(held, item) ? held : item;
		same &&= kept === held;
		objects.set(uid, kept);
	}
	if (state.kind === "known" && same) {
		return state.trouble === undefined ? state : { kind: "known", objects: state.objects };
	}
	return { kind: "known", objects };
}

function happened(state: ResourceState, event: WatchEvent, ours: Set<unknown>): ResourceState {
	if (event.type === "BOOKMARK" || event.type === "ERROR") return state;
	const known: Extract<ResourceState, { kind: "known" }> =
		state.kind === "known" ? state : { kind: "known", objects: new Map() };
	const uid = identity(event.object);
	const held = known.objects.get(uid);
	const unchanged =
		event.type === "DELETED" ? held === undefined : held !== undefined && sameVersion(held, event.object);
	if (unchanged && state.kind === "known") {
		return known.trouble === undefined ? known : { kind: "known", objects: known.objects };
	}
	const objects = ours.has(known.objects) ? (known.objects as Map<string, KubernetesObject>) : new Map(known.objects);
	if (event.type === "DELETED") objects.delete(uid);
	else objects.set(uid, event.object);
	ours.add(objects);
	return { kind: "known", objects };
}

/** The uid; objects of servers that give none (aggregated APIs may) are told apart by name. */
function identity({ metadata }: KubernetesObject): string {
	return metadata.uid ?? `${metadata.namespace ?? ""}/${metadata.name ?? ""}`;
}

/** Versions are opaque: they are the same or they differ, nothing else can be told. */
function sameVersion(a: KubernetesObject, b: KubernetesObject): boolean {
	return a.metadata.resourceVersion !== undefined && a.metadata.resourceVersion === b.metadata.resourceVersion;
}

function samePhase(a: ConnectionPhase, b: ConnectionPhase): boolean {
	if (a.kind === "connected" && b.kind === "connected") return a.version === b.version;
	return a.kind === b.kind && (a.kind === "idle" || a.kind === "connecting");
}

function sameDefinitions(a: DefinitionsState | undefined, b: DefinitionsState): boolean {
	return a?.kind === "known" && b.kind === "known" ? a.fingerprint === b.fingerprint : a?.kind === b.kind;
}
