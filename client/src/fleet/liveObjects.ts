import type { LiveClusterNews } from "../../../server/src/protocol";
import type { Connection, Fleet } from "./fleet";
import { followedResources } from "./followed";
import type { ResourceState } from "./model";
import type { KubernetesObject } from "./objects";
import { clusterId } from "./schemas/clusterTask";
import { systemTiming, type Timing } from "./timing";

type LiveObject = LiveClusterNews["objects"][number];

/** What one followed kind of a cluster comes to. */
interface LiveKind {
	readonly from: ResourceState;
	readonly objects: readonly LiveObject[];
}

/** Kinds that manifests do not refer to by name. */
const unnamed = new Set(["DeviceStatus"]);

/** Objects of one kind that are told at most; a kind with more is not told as complete. */
const mostObjects = 20_000;

/** Milliseconds in which changes gather: devices report all the time, and hardly any report changes a name or label. */
const gathering = 1_000;

export interface LiveObjectsOptions {
	readonly fleet: Fleet;
	/** Called with all clusters whenever what is known of one changes; those that did not change stay the same objects. */
	readonly tell: (clusters: readonly LiveClusterNews[]) => void;
	readonly timing?: Timing;
}

/** Tells which objects the followed clusters have, by name, namespace and labels: what manifests may refer to. */
export class LiveObjects {
	private readonly kinds = new WeakMap<Connection, Map<string, LiveKind>>();
	private readonly told = new Map<string, LiveClusterNews>();
	private readonly ended = new AbortController();
	private readonly stopListening: () => void;
	private readonly timing: Timing;
	private waiting = false;

	constructor(private readonly options: LiveObjectsOptions) {
		this.timing = options.timing ?? systemTiming;
		this.stopListening = options.fleet.onDidChange(() => this.gather());
		this.gather();
	}

	dispose(): void {
		this.ended.abort();
		this.stopListening();
	}

	private gather(): void {
		if (this.waiting || this.ended.signal.aborted) return;
		this.waiting = true;
		void this.timing.wait(gathering, this.ended.signal).then(() => {
			this.waiting = false;
			if (!this.ended.signal.aborted) this.look();
		});
	}

	private look(): void {
		const { fleet, tell } = this.options;
		const present = new Set<string>();
		let changed = false;
		for (const connection of fleet.connections) {
			const id = clusterId(connection.context);
			const news = this.newsOf(connection, id, this.told.get(id));
			if (news === undefined) continue;
			present.add(id);
			changed ||= this.told.get(id) !== news;
			this.told.set(id, news);
		}
		for (const id of this.told.keys()) {
			if (present.has(id)) continue;
			this.told.delete(id);
			changed = true;
		}
		if (changed) tell([...this.told.values()]);
	}

	/** @returns `former` where nothing of it changed; nothing for a cluster of which no kind is known */
	private newsOf(connection: Connection, id: string, former: LiveClusterNews | undefined): LiveClusterNews | undefined {
		const known = this.kinds.get(connection) ?? new Map<string, LiveKind>();
		this.kinds.set(connection, known);
		let changed = former === undefined;
		for (const { name, group, objectKind } of followedResources) {
			if (unnamed.has(objectKind)) continue;
			const kind = `${group}/${objectKind}`;
			const state = connection.state.resources[name];
			const before = known.get(kind);
			if (before?.from === state) continue;
			if (state.kind !== "known") {
				changed = known.delete(kind) || changed;
				continue;
			}
			const objects = liveObjects(state.objects.values(), group, objectKind);
			const same = before !== undefined && sameObjects(before.objects, objects);
			known.set(kind, { from: state, objects: same ? before.objects : objects });
			changed ||= !same;
		}
		if (known.size === 0) return undefined;
		if (!changed) return former;
		return {
			id,
			name: connection.context.name,
			kinds: [...known].filter(([, { objects }]) => objects.length < mostObjects).map(([kind]) => kind),
			objects: [...known.values()].flatMap(({ objects }) => objects),
		};
	}
}

function liveObjects(all: Iterable<KubernetesObject>, group: string, kind: string): LiveObject[] {
	const objects: LiveObject[] = [];
	for (const { metadata } of all) {
		if (objects.length === mostObjects) break;
		const { name, namespace, labels } = metadata;
		if (name !== undefined) objects.push({ group, kind, name, namespace, labels: labels ?? {} });
	}
	return objects;
}

function sameObjects(a: readonly LiveObject[], b: readonly LiveObject[]): boolean {
	return a.length === b.length && a.every((object, index) => sameObject(object, b[index]));
}

function sameObject(a: LiveObject, b: LiveObject | undefined): boolean {
	if (a.name !== b?.name || a.namespace !== b.namespace) return false;
	const [own, others] = [Object.entries(a.labels), b.labels];
	return own.length === Object.keys(others).length && own.every(([key, value]) => others[key] === value);
}
