import { ApiError, type ApiFailure, failureOf } from "../failures";
import type { Connection } from "../fleet";
import type { KubeContext } from "../kubeconfig";
import type { KubernetesApi } from "../kubernetesApi";
import { Backoff, type Timing } from "../timing";
import { isOfTheLink } from "./asking";
import type { fetchClusterSnapshot } from "./fetchSnapshot";
import type { IndexEntry } from "./snapshotIndex";
import type { SnapshotStore } from "./snapshotStore";

/** What the tasks of all clusters share. */
export interface TaskTools {
	readonly store: SnapshotStore;
	readonly timing: Timing;
	readonly fetch: typeof fetchClusterSnapshot;
	/** Lets a few through at a time. */
	readonly gate: Gate;
	/** Something that is known of the cluster changed. */
	readonly changed: () => void;
	/** Told in English, for the log, what could not be had. */
	readonly warn: (message: string) => void;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Milliseconds to wait before a cluster is asked: definitions come in bursts, and there is no hurry. */
const settling = second;

/** After so long an answer is old, whatever tells of no change: servers behind the API server come and go unseen. */
const longestTrust = 12 * hour;
const trustInPart = hour / 2;

/** How long an answer holds where nothing tells whether definitions changed: while connected, and over a lost link. */
const trustUnseen = hour;
const trustOverGap = 10 * minute;

/** Between notes that the answer still holds. */
const confirming = 10 * minute;

/** Until a server is asked again that refused, or gave nonsense. */
const rarely = 6 * hour;

/** What an answer has to be about. */
interface Goal {
	readonly version: string;
	/** Fingerprint of the definitions; absent where they cannot be listed. */
	readonly definitions?: string;
}

/** Identifies a cluster across sessions: many kubeconfigs call theirs `default`. Holds no user and password. */
export function clusterId({ name, server }: Pick<KubeContext, "name" | "server">): string {
	return `${name}@${server.replace(/\/\/[^/@]*@/, "//").replace(/[?#].*$/, "")}`;
}

/** Keeps the snapshot of one cluster right for as long as the cluster is connected. */
export class ClusterTask {
	private running: { readonly key: string; readonly api: KubernetesApi; readonly stop: AbortController } | undefined;

	constructor(
		private readonly id: string,
		private readonly tools: TaskTools,
	) {}

	/** Begins, goes on or ends as the connection is now. */
	look({ context, api, state }: Connection): void {
		const { phase, resources, definitions } = state;
		if (phase.kind !== "connected") {
			const lastSeen = "lastSeen" in phase ? phase.lastSeen : undefined;
			if (this.running !== undefined) void this.confirm(lastSeen ?? this.tools.timing.now());
			this.end();
			return;
		}
		const loading = Object.values(resources).some(({ kind }) => kind === "loading");
		if (definitions === undefined || (loading && this.running === undefined)) return;
		const goal: Goal = {
			version: phase.version,
			...(definitions.kind === "known" && { definitions: definitions.fingerprint }),
		};
		const key = JSON.stringify(goal);
		if (this.running?.key === key && this.running.api === api) return;
		this.end();
		const stop = new AbortController();
		this.running = { key, api, stop };
		void this.run(context.name, api, goal, stop.signal);
	}

	/** Ends what is under way. */
	end(): void {
		this.running?.stop.abort();
		this.running = undefined;
	}

	private async run(name: string, api: KubernetesApi, goal: Goal, signal: AbortSignal): Promise<void> {
		const { timing, warn } = this.tools;
		const backoff = new Backoff(timing, minute / 2, hour / 2);
		let first = true;
		let pause = settling;
		for (;;) {
			await timing.wait(pause, signal);
			if (signal.aborted) return;
			try {
				await this.attempt(name, api, goal, signal, first);
				first = false;
				pause = confirming;
			} catch (thrown) {
				if (signal.aborted) return;
				const failure = failureOf(thrown);
				warn(`The schemas of ${name} could not be read: ${textOf(failure)}`);
				pause = isOfTheLink(failure) ? backoff.next() : rarely;
			}
		}
	}

	private async attempt(name: string, api: KubernetesApi, goal: Goal, signal: AbortSignal, first: boolean) {
		const { store, timing, gate, fetch, changed, warn } = this.tools;
		// Another window may have asked by now.
		await store.load();
		if (holds(store.entry(this.id), goal, timing.now(), first) && (await store.has(this.id))) {
			await this.confirm(timing.now());
			return;
		}
		const before = await store.read(this.id);
		const cluster = { id: this.id, name };
		const answer = await gate.pass(() => fetch(api, { cluster, now: timing.now(), signal, before }));
		if (signal.aborted) return;
		if (answer.kind === "failed") throw new ApiError(answer.failure);
		for (const trouble of answer.troubles) warn(`A part of the schemas of ${name} is missing: ${textOf(trouble)}`);
		await store.put(answer, { definitions: goal.definitions, partial: answer.troubles.length > 0 });
		changed();
	}

	private async confirm(at: number): Promise<void> {
		try {
			await this.tools.store.confirm(this.id, at);
			this.tools.changed();
		} catch (error) {
			this.tools.warn(`The index of schemas could not be written: ${error}`);
		}
	}
}

/** Whether what is kept need not be asked for again. */
function holds(entry: IndexEntry | undefined, goal: Goal, now: number, first: boolean): boolean {
	if (entry === undefined || entry.version !== goal.version || entry.definitions !== goal.definitions) return false;
	const whole = goal.definitions !== undefined ? longestTrust : first ? trustOverGap : trustUnseen;
	const age = now - Date.parse(entry.asked);
	return age >= 0 && age < (entry.partial ? Math.min(trustInPart, whole) : whole);
}

function textOf(failure: ApiFailure): string {
	return new ApiError(failure).message;
}

/** Lets a number of actions run at once; others wait for their turn. */
export class Gate {
	private readonly waiting: (() => void)[] = [];

	constructor(private free: number) {}

	async pass<T>(action: () => Promise<T>): Promise<T> {
		if (this.free > 0) this.free -= 1;
		else await new Promise<void>((resolve) => this.waiting.push(resolve));
		try {
			return await action();
		} finally {
			const next = this.waiting.shift();
			if (next === undefined) this.free += 1;
			else next();
		}
	}
}
