import type { Fleet } from "../fleet";
import { systemTiming, type Timing } from "../timing";
import { ClusterTask, clusterId, Gate, type TaskTools } from "./clusterTask";
import { fetchClusterSnapshot } from "./fetchSnapshot";
import { type KnownCluster, knownCluster } from "./snapshotIndex";
import type { SnapshotStore } from "./snapshotStore";

export interface SchemaKeeperOptions {
	readonly fleet: Fleet;
	readonly store: SnapshotStore;
	/** Whether the kubeconfig may be read. Where not, that it has no contexts means nothing. */
	readonly readable: () => boolean;
	/** Called whenever something is known that was not, with all that is known. */
	readonly tell: (clusters: readonly KnownCluster[]) => void;
	/** Told in English, for the log, what could not be had. */
	readonly warn: (message: string) => void;
	readonly timing?: Timing;
	readonly fetch?: typeof fetchClusterSnapshot;
}

/** Clusters that are asked at once. */
const together = 2;

/**
 * Keeps what the clusters of a fleet say of their kinds: asks one in the background when it is connected and has shown
 * its objects, and again when its definitions or its version change. Tells which clusters are known.
 */
export class SchemaKeeper {
	private readonly tasks = new Map<string, ClusterTask>();
	private readonly tools: TaskTools;
	private stopListening = () => {};
	private contexts = "";
	private told = "";
	private ended = false;

	constructor(private readonly options: SchemaKeeperOptions) {
		this.tools = {
			store: options.store,
			timing: options.timing ?? systemTiming,
			fetch: options.fetch ?? fetchClusterSnapshot,
			gate: new Gate(together),
			changed: () => this.publish(),
			warn: options.warn,
		};
	}

	/** Reads what is kept, tells of it, and begins. Never rejects. */
	async start(): Promise<void> {
		await this.options.store.load();
		if (this.ended) return;
		this.stopListening = this.options.fleet.onDidChange(() => this.look());
		this.look();
	}

	/** Ends everything that is under way. */
	dispose(): void {
		this.ended = true;
		this.stopListening();
		for (const task of this.tasks.values()) task.end();
	}

	private look(): void {
		const ids = this.ids();
		for (const [id, task] of this.tasks) {
			if (ids.has(id)) continue;
			task.end();
			this.tasks.delete(id);
		}
		for (const connection of this.options.fleet.connections) {
			const id = clusterId(connection.context);
			const task = this.tasks.get(id) ?? new ClusterTask(id, this.tools);
			this.tasks.set(id, task);
			task.look(connection);
		}
		const contexts = JSON.stringify([...ids]);
		if (this.complete() && contexts !== this.contexts) {
			this.contexts = contexts;
			const { store, warn } = this.options;
			store.keepOnly(ids, this.tools.timing.now()).catch((error: unknown) => warn(`Old schemas remain: ${error}`));
		}
		this.publish();
	}

	private ids(): Set<string> {
		return new Set(this.options.fleet.connections.map(({ context }) => clusterId(context)));
	}

	/** Whether the fleet has all contexts that there are. */
	private complete(): boolean {
		return this.options.readable() && this.options.fleet.unreadable.length === 0;
	}

	private publish(): void {
		if (this.ended) return;
		const { fleet, store, tell } = this.options;
		const connected = new Set(
			fleet.connections
				.filter(({ state }) => state.phase.kind === "connected")
				.map(({ context }) => clusterId(context)),
		);
		const ids = this.ids();
		const clusters = store.entries
			.filter(({ id, gone }) => ids.has(id) || (!this.complete() && gone === undefined))
			.map((entry) => knownCluster(store.folder, entry, connected.has(entry.id)))
			.sort((a, b) => (a.name < b.name ? -1 : 1));
		const text = JSON.stringify(clusters);
		if (text === this.told) return;
		this.told = text;
		tell(clusters);
	}
}
