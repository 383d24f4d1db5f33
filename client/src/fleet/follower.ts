import { setMaxListeners } from "node:events";
import { DefinitionVersions } from "./definitionVersions";
import { type ApiFailure, failureOf } from "./failures";
import {
	candidateVersions,
	customResourceDefinitions,
	definedBy,
	type FollowedResource,
	followedResources,
	keepShown,
} from "./followed";
import type { KubernetesApi, WatchEvent } from "./kubernetesApi";
import type { FollowedKind } from "./model";
import type { ApiResource, KubernetesObject } from "./objects";
import type { Change } from "./reduce";
import { aborted, type Timing } from "./timing";
import { rareRetry, Watcher, type WatchListener } from "./watcher";

/** The part of the API that following a cluster needs. */
export type FollowedApi = Pick<
	KubernetesApi,
	"groups" | "version" | "resourcesOf" | "forgetResources" | "list" | "watch"
>;

/** Milliseconds of silence after which a server is asked whether it is still there. */
const quietLimit = 30_000;

/** Milliseconds between looks at discovery after a CRD came or went: it lags behind by a second or more. */
const settlingDelays = [0, 200, 400, 800, 1_600, 3_200, 6_400];

interface Running {
	readonly watcher: Watcher;
	readonly stop: AbortController;
}

/**
 * Follows everything of one cluster for as long as it answers. One watch that fails is tried again by itself; here it is
 * found out whether the cluster as a whole is gone, and which kinds it serves.
 */
export class Follower {
	/** Kept between runs, so that a watch goes on where it was. */
	private readonly watchers = new Map<FollowedKind, Watcher>();
	private readonly running = new Map<FollowedKind, Running>();
	private readonly settling = new Map<FollowedKind, AbortController>();
	/** Of the present run. */
	private ending = new AbortController();
	private failure: ApiFailure = { kind: "cancelled" };
	private probing: Promise<void> | undefined;
	private heardAt: number | undefined;
	private readonly crds: Watcher;
	private readonly definitions = new DefinitionVersions();

	constructor(
		private readonly api: FollowedApi,
		private readonly timing: Timing,
		private readonly tell: (change: Change) => void,
	) {
		this.crds = new Watcher(api, customResourceDefinitions, this.crdListener(), timing, { metadataOnly: true });
	}

	/** When the server last gave a sign of life; absent where it never did. */
	get lastSeen(): number | undefined {
		return this.heardAt;
	}

	/**
	 * Connects and follows until the link breaks or the signal says to stop.
	 *
	 * @param connected called once the server has answered, with its version
	 * @returns why it ended; `cancelled` where the signal did it
	 */
	async run(signal: AbortSignal, connected: (version: string) => void): Promise<ApiFailure> {
		const ending = new AbortController();
		// A dozen requests at once listen to it.
		setMaxListeners(0, ending.signal);
		this.ending = ending;
		this.failure = { kind: "cancelled" };
		const stop = () => ending.abort();
		if (signal.aborted) stop();
		signal.addEventListener("abort", stop, { once: true });
		try {
			this.api.forgetResources();
			const [version, groups] = await Promise.all([this.version(), this.groups()]);
			if (ending.signal.aborted) return this.failure;
			connected(version);
			void this.watchSilence();
			await this.discover(groups);
			void this.crds.run(ending.signal);
			await aborted(ending.signal);
			return this.failure;
		} catch (thrown) {
			return signal.aborted ? { kind: "cancelled" } : failureOf(thrown);
		} finally {
			signal.removeEventListener("abort", stop);
			ending.abort();
			for (const { stop } of this.running.values()) stop.abort();
			for (const settling of this.settling.values()) settling.abort();
			this.running.clear();
			this.settling.clear();
		}
	}

	/** Asks again at once for everything that is refused, in trouble or not served. */
	async refresh(): Promise<void> {
		const { signal } = this.ending;
		if (signal.aborted) return;
		for (const [name, { watcher, stop }] of this.running) {
			if (!watcher.inTrouble) continue;
			stop.abort();
			this.start(name, watcher);
		}
		try {
			this.api.forgetResources();
			await this.discover(await this.groups());
		} catch (thrown) {
			await this.check(failureOf(thrown));
		}
	}

	private async version(): Promise<string> {
		try {
			const version = await this.api.version(this.ending.signal);
			this.hear();
			return version;
		} catch (thrown) {
			if (failureOf(thrown).kind !== "forbidden") throw thrown;
			this.hear();
			return "";
		}
	}

	/** The groups served; `undefined` where the user may not ask. */
	private async groups(): Promise<ReadonlyMap<string, readonly string[]> | undefined> {
		try {
			return await this.api.groups(this.ending.signal);
		} catch (thrown) {
			if (failureOf(thrown).kind === "forbidden") return undefined;
			throw thrown;
		}
	}

	private async discover(groups: ReadonlyMap<string, readonly string[]> | undefined): Promise<void> {
		await Promise.all(
			followedResources.map(async (resource) => this.follow(resource, await this.find(resource, groups))),
		);
	}

	/** Where the server serves a resource; `undefined` where it does not. */
	private async find(
		resource: FollowedResource,
		groups: ReadonlyMap<string, readonly string[]> | undefined,
	): Promise<ApiResource | undefined> {
		const { group, objectKind: kind, plural } = resource;
		const [best = "v1"] = resource.versions;
		const assumed = { group, version: best, kind, plural, namespaced: false, verbs: [] };
		// Core kinds are always served; without discovery, asking for the objects tells.
		if (group === "" || groups === undefined) return assumed;
		for (const version of candidateVersions(resource, groups.get(group) ?? [])) {
			const served = await this.api.resourcesOf(group, version, this.ending.signal);
			const found = served.find((candidate) => candidate.kind === kind && candidate.plural === plural);
			if (found !== undefined) return found;
		}
		return undefined;
	}

	private follow({ name }: FollowedResource, served: ApiResource | undefined): void {
		if (this.ending.signal.aborted) return;
		const running = this.running.get(name);
		if (served === undefined) {
			running?.stop.abort();
			this.running.delete(name);
			this.watchers.delete(name);
			this.tell({ kind: "absent", resource: name });
			return;
		}
		if (running?.watcher.resource.version === served.version) return;
		running?.stop.abort();
		const known = this.watchers.get(name);
		const watcher =
			known?.resource.version === served.version
				? known
				: new Watcher(this.api, served, this.listenerOf(name), this.timing);
		this.tell({ kind: "loading", resource: name });
		this.start(name, watcher);
	}

	private start(name: FollowedKind, watcher: Watcher): void {
		const stop = new AbortController();
		this.watchers.set(name, watcher);
		this.running.set(name, { watcher, stop });
		void watcher.run(stop.signal);
	}

	private listenerOf(name: FollowedKind): WatchListener {
		return {
			listed: (items: readonly KubernetesObject[]) => {
				this.hear();
				this.tell({ kind: "list", resource: name, items: items.map((item) => keepShown(name, item)) });
			},
			changed: (event: WatchEvent) => {
				this.hear();
				keepShown(name, event.object);
				this.tell({ kind: "event", resource: name, event });
			},
			alive: () => {
				this.hear();
				this.tell({ kind: "recovered", resource: name });
			},
			failed: (failure: ApiFailure) => void this.handle(name, failure),
		};
	}

	private async handle(name: FollowedKind, failure: ApiFailure): Promise<void> {
		if (failure.kind === "notFound") {
			await this.settle(name, undefined);
			return;
		}
		const { signal } = this.ending;
		await this.check(failure);
		// The cluster is there: the trouble is this resource's own.
		if (!signal.aborted) this.tell({ kind: "trouble", resource: name, failure });
	}

	/** CRDs tell at once which kinds come and go. Users who may not see them wait for the next rare look. */
	private crdListener(): WatchListener {
		return {
			listed: (items: readonly KubernetesObject[]) => {
				this.hear();
				this.tell({ kind: "definitions", definitions: this.definitions.listed(items) });
				const names = new Set(items.map((item) => item.metadata.name));
				for (const { name, group, plural } of followedResources) {
					const exists = names.has(`${plural}.${group}`);
					if (group !== "" && exists !== this.running.has(name)) void this.settle(name, exists);
				}
			},
			changed: ({ type, object }: WatchEvent) => {
				this.hear();
				this.tell({ kind: "definitions", definitions: this.definitions.changed(type, object) });
				const resource = definedBy(object.metadata.name ?? "");
				if (resource !== undefined) void this.settle(resource.name, type !== "DELETED");
			},
			alive: () => this.hear(),
			failed: (failure: ApiFailure) => {
				if (failure.kind === "forbidden" || !this.definitions.known)
					this.tell({ kind: "definitions", definitions: { kind: "denied" } });
				void (failure.kind === "forbidden" ? this.refreshRarely() : this.check(failure));
			},
		};
	}

	private hear(): void {
		this.heardAt = this.timing.now();
	}

	private async refreshRarely(): Promise<void> {
		const { signal } = this.ending;
		await this.timing.wait(rareRetry, signal);
		if (!signal.aborted) await this.refresh();
	}

	/** Looks at discovery until it says what is expected of a resource, or once where nothing is. */
	private async settle(name: FollowedKind, expected: boolean | undefined): Promise<void> {
		const resource = followedResources.find((candidate) => candidate.name === name);
		if (resource === undefined || this.ending.signal.aborted) return;
		this.settling.get(name)?.abort();
		const settling = new AbortController();
		this.settling.set(name, settling);
		for (const delay of expected === undefined ? [0] : settlingDelays) {
			await this.timing.wait(delay, settling.signal);
			if (settling.signal.aborted) return;
			try {
				this.api.forgetResources();
				const found = await this.find(resource, await this.groups());
				if (settling.signal.aborted) return;
				if (expected === undefined || (found !== undefined) === expected) {
					this.follow(resource, found);
					return;
				}
			} catch (thrown) {
				await this.check(failureOf(thrown));
				if (settling.signal.aborted) return;
			}
		}
	}

	/**
	 * Ends the run where a failure concerns the cluster as a whole. A broken link is believed only after the server did
	 * not answer a simple question.
	 */
	private async check(failure: ApiFailure): Promise<void> {
		switch (failure.kind) {
			case "unauthorized":
			case "credentials":
				this.end(failure);
				return;
			case "unreachable":
			case "timeout":
			case "tls":
				this.probing ??= this.probe().finally(() => {
					this.probing = undefined;
				});
				await this.probing;
				return;
			default:
				return;
		}
	}

	private async probe(): Promise<void> {
		try {
			await this.version();
		} catch (thrown) {
			this.end(failureOf(thrown));
		}
	}

	private async watchSilence(): Promise<void> {
		const { signal } = this.ending;
		while (!signal.aborted) {
			const rest = (this.heardAt ?? 0) + quietLimit - this.timing.now();
			if (rest > 0) await this.timing.wait(rest, signal);
			else await this.check({ kind: "timeout", milliseconds: quietLimit });
		}
	}

	private end(failure: ApiFailure): void {
		if (this.ending.signal.aborted) return;
		this.failure = failure;
		this.ending.abort();
	}
}
