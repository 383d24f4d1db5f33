import { ClusterConnection } from "./connection";
import type { Connection, Fleet } from "./fleet";
import { type KubeContext, type LoadedKubeconfigs, loadKubeconfigs, type UnreadableKubeconfig } from "./kubeconfig";
import { KubernetesApi } from "./kubernetesApi";
import { systemTiming, type Timing } from "./timing";

/** Which contexts are followed without being asked for: the kubeconfig's current one, all, or none. */
export type ConnectPolicy = "current" | "all" | "none";

export interface FleetOptions {
	/** The kubeconfig files to read, asked anew at every {@link Fleet.reload}. None where no cluster may be contacted. */
	readonly files: () => readonly string[];
	/** Asked anew at every {@link Fleet.reload}. */
	readonly connect: () => ConnectPolicy;
	readonly timing?: Timing;
	readonly load?: (files: readonly string[]) => LoadedKubeconfigs;
	readonly createApi?: (context: KubeContext) => KubernetesApi;
}

/** Milliseconds in which changes gather before listeners are called. */
const gathering = 50;

/** The most that listeners may have to wait, and how much longer than their own work: keeps a busy fleet from freezing all else. */
const longestGathering = 500;
const restPerWork = 4;

/** The clusters of the user's kubeconfig files. Reads them in the constructor and begins to connect. */
export class KubernetesFleet implements Fleet {
	private known: readonly ClusterConnection[] = [];
	private loaded: LoadedKubeconfigs = { files: [], contexts: [], unreadable: [] };
	/** What the user asked for, by context name; it overrules the policy. */
	private readonly asked = new Map<string, "connect" | "disconnect">();
	private readonly listeners = new Set<() => void>();
	private readonly timing: Timing;
	private readonly ended = new AbortController();
	private gatheringNow = false;
	/** Milliseconds that the listeners needed the last time. */
	private lastWork = 0;
	/** Something beside the connections' own pictures changed. */
	private shapeChanged = false;

	constructor(private readonly options: FleetOptions) {
		this.timing = options.timing ?? systemTiming;
		this.reload();
	}

	get connections(): readonly Connection[] {
		return this.known;
	}

	get unreadable(): readonly UnreadableKubeconfig[] {
		return this.loaded.unreadable;
	}

	get files(): readonly string[] {
		return this.loaded.files;
	}

	onDidChange(listener: () => void): () => void {
		// A wrapper, so that the same function may subscribe twice.
		const subscribed = () => listener();
		this.listeners.add(subscribed);
		return () => void this.listeners.delete(subscribed);
	}

	connect(contextName: string): void {
		this.asked.set(contextName, "connect");
		this.find(contextName)?.start();
	}

	disconnect(contextName: string): void {
		this.asked.set(contextName, "disconnect");
		this.find(contextName)?.stop();
	}

	reload(): void {
		if (this.ended.signal.aborted) return;
		this.loaded = (this.options.load ?? loadKubeconfigs)(this.options.files());
		const policy = this.options.connect();
		const before = new Map(this.known.map((connection) => [connection.context.name, connection]));
		this.known = this.loaded.contexts.map((context) => {
			const old = before.get(context.name);
			// One that failed is made anew: its credential plugin's answer may be held and wrong.
			const keep = old !== undefined && old.state.phase.kind !== "failed" && sameAccess(old.context, context);
			const same = keep ? old : undefined;
			if (same !== undefined) before.delete(context.name);
			same?.update(context);
			const connection = same ?? this.create(context);
			if (this.wanted(context, policy, old?.followed ?? false)) connection.start();
			return connection;
		});
		for (const gone of before.values()) gone.stop();
		// Who reads before the first call of a listener sees what connects already.
		for (const connection of this.known) connection.flush();
		this.shapeChanged = true;
		this.gather();
	}

	dispose(): void {
		this.ended.abort();
		this.listeners.clear();
		for (const connection of this.known) connection.stop();
	}

	private find(contextName: string): ClusterConnection | undefined {
		return this.known.find(({ context }) => context.name === contextName);
	}

	private create(context: KubeContext): ClusterConnection {
		const api = this.options.createApi?.(context) ?? new KubernetesApi(context.config, context.name);
		return new ClusterConnection(context, api, this.timing, () => this.gather());
	}

	private wanted(context: KubeContext, policy: ConnectPolicy, followed: boolean): boolean {
		const asked = this.asked.get(context.name);
		if (asked !== undefined) return asked === "connect";
		return followed || policy === "all" || (policy === "current" && context.current);
	}

	/** Calls the listeners soon, once for everything that happens until then. */
	private gather(): void {
		if (this.gatheringNow || this.ended.signal.aborted) return;
		this.gatheringNow = true;
		const delay = Math.min(longestGathering, Math.max(gathering, this.lastWork * restPerWork));
		void this.timing.wait(delay, this.ended.signal).then(() => {
			this.gatheringNow = false;
			if (!this.ended.signal.aborted) this.publish();
		});
	}

	private publish(): void {
		const begun = this.timing.now();
		const changed = this.known.filter((connection) => connection.flush());
		if (changed.length === 0 && !this.shapeChanged) return;
		this.shapeChanged = false;
		for (const listener of [...this.listeners]) listener();
		this.lastWork = this.timing.now() - begun;
	}
}

/** Whether two contexts of one name lead to the same server with the same credentials. */
function sameAccess(a: KubeContext, b: KubeContext): boolean {
	return JSON.stringify(access(a)) === JSON.stringify(access(b));
}

function access({ config, namespace }: KubeContext): unknown {
	return [config.clusters, config.users, namespace];
}
