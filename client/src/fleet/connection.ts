import type { ApiFailure } from "./failures";
import type { Connection } from "./fleet";
import { Follower } from "./follower";
import type { KubeContext } from "./kubeconfig";
import type { KubernetesApi } from "./kubernetesApi";
import type { ClusterState, ConnectionPhase } from "./model";
import { applyChanges, type Change, unknownCluster } from "./reduce";
import { Backoff, type Timing } from "./timing";
import { rareRetry } from "./watcher";

/** One context's cluster: followed or not, and what is known of it. */
export class ClusterConnection implements Connection {
	private picture: ClusterState = unknownCluster;
	private pending: Change[] = [];
	/** What was seen is to be forgotten before the pending changes apply. */
	private forgotten = false;
	private following: { readonly stop: AbortController; readonly follower: Follower } | undefined;
	/** Ends the present pause between two attempts. */
	private awake = new AbortController();

	/**
	 * @param dirty called whenever something happened; {@link flush} then makes it part of the picture
	 */
	constructor(
		private now: KubeContext,
		readonly api: KubernetesApi,
		private readonly timing: Timing,
		private readonly dirty: () => void,
	) {}

	get context(): KubeContext {
		return this.now;
	}

	get state(): ClusterState {
		return this.picture;
	}

	/** Whether the cluster is followed, however that goes. */
	get followed(): boolean {
		return this.following !== undefined;
	}

	/** Takes over what the kubeconfig says of the same context apart from how to connect (whether it is the current one). */
	update(context: KubeContext): void {
		this.now = context;
	}

	/** Makes everything that happened since the last call part of the picture. @returns whether that changed it */
	flush(): boolean {
		const changes = this.pending;
		this.pending = [];
		const before = this.picture;
		this.picture = applyChanges(this.forgotten ? unknownCluster : before, changes);
		this.forgotten = false;
		return this.picture !== before;
	}

	/** Starts to follow; where it is being followed already, tries again at once whatever waits or is refused. */
	start(): void {
		if (this.following === undefined) {
			const stop = new AbortController();
			const follower = new Follower(this.api, this.timing, (change) => {
				if (!stop.signal.aborted) this.tell(change);
			});
			this.following = { stop, follower };
			this.enter({ kind: "connecting" });
			void this.keepFollowing(follower, stop.signal);
			return;
		}
		this.awake.abort();
		void this.following.follower.refresh();
	}

	/** Stops to follow and forgets what was seen. */
	stop(): void {
		this.following?.stop.abort();
		this.following = undefined;
		this.pending = [];
		this.forgotten = true;
		this.dirty();
	}

	private async keepFollowing(follower: Follower, signal: AbortSignal): Promise<void> {
		const backoff = new Backoff(this.timing);
		let version: string | undefined;
		while (!signal.aborted) {
			const failure = await follower.run(signal, (answered) => {
				version = answered;
				backoff.reset();
				if (!signal.aborted) this.enter({ kind: "connected", version: answered });
			});
			if (signal.aborted) return;
			const known = {
				...(follower.lastSeen !== undefined && { lastSeen: follower.lastSeen }),
				...(version !== undefined && { version }),
			};
			const fatal = needsUser(failure);
			const delay = fatal ? rareRetryOf(failure, version !== undefined, this.timing) : backoff.next();
			this.enter(
				fatal
					? { kind: "failed", failure, ...known }
					: { kind: "offline", failure, retryAt: this.timing.now() + delay, ...known },
			);
			if (await this.pause(delay, signal)) this.enter({ kind: "connecting" });
		}
	}

	/** @returns whether somebody asked to try again before the time was over */
	private async pause(delay: number, signal: AbortSignal): Promise<boolean> {
		this.awake = new AbortController();
		const woken = this.awake.signal;
		await this.timing.wait(delay, AbortSignal.any([signal, woken]));
		return woken.aborted && !signal.aborted;
	}

	private enter(phase: ConnectionPhase): void {
		this.tell({ kind: "phase", phase });
	}

	private tell(change: Change): void {
		this.pending.push(change);
		this.dirty();
	}
}

function needsUser(failure: ApiFailure): boolean {
	return failure.kind === "tls" || failure.kind === "credentials" || failure.kind === "unauthorized";
}

/** The longest pause that a timer of the machine can make: for ever, in practice. */
const never = 2 ** 31 - 1;

/**
 * A refused or missing credential may be renewed behind our back (by a plugin, a rotated file), and a certificate may be
 * replaced. A credential plugin that never worked is not started again: it may open a browser every time.
 */
function rareRetryOf(failure: ApiFailure, answeredBefore: boolean, timing: Timing): number {
	if (failure.kind === "credentials" && !answeredBefore) return never;
	const delay = failure.kind === "unauthorized" && answeredBefore ? rareRetry / 10 : rareRetry;
	return Math.round(delay * (1 + timing.random() / 4));
}
