import { type ApiFailure, failureOf } from "./failures";
import type { KubernetesApi, WatchEvent } from "./kubernetesApi";
import type { ApiResource, KubernetesObject } from "./objects";
import { Backoff, type Timing } from "./timing";

/** Hears what a {@link Watcher} learns. */
export interface WatchListener {
	/** All objects there are; takes the place of everything heard before. */
	listed(items: readonly KubernetesObject[]): void;
	/** An object was added, modified or deleted. */
	changed(event: WatchEvent): void;
	/** The server answers and there is nothing to tell. */
	alive(): void;
	/** The resource could not be listed or watched; it will be tried again. */
	failed(failure: ApiFailure): void;
}

/** Milliseconds after which a refused resource is asked for again: rights change, but rarely. */
export const rareRetry = 5 * 60_000;

/** Milliseconds that a watch has to live to have worked: one that said something, and one that did not. */
const busyLife = 500;
const silentLife = 5_000;

/**
 * Follows one resource of one cluster: lists it, watches it from the list's version on, goes on from the last version
 * seen whenever the server ends the watch, lists again where that version is too old.
 */
export class Watcher {
	/** Where a watch goes on from; opaque. Absent until listed, and after it proved too old. */
	private resourceVersion: string | undefined;
	private troubled = false;

	constructor(
		private readonly api: Pick<KubernetesApi, "list" | "watch">,
		readonly resource: ApiResource,
		private readonly listener: WatchListener,
		private readonly timing: Timing,
		private readonly options: { readonly metadataOnly?: boolean } = {},
	) {}

	/** Whether the last thing heard was a failure. */
	get inTrouble(): boolean {
		return this.troubled;
	}

	/**
	 * Follows the resource until the signal says to stop. May be called again afterwards and then goes on from where it
	 * was, without another list. Never rejects.
	 */
	async run(signal: AbortSignal): Promise<void> {
		const backoff = new Backoff(this.timing);
		while (!signal.aborted) {
			const delay = await this.attempt(signal, backoff);
			if (delay > 0) await this.timing.wait(delay, signal);
		}
	}

	/** One list, where needed, and one watch. @returns milliseconds to wait before the next */
	private async attempt(signal: AbortSignal, backoff: Backoff): Promise<number> {
		const listing = this.resourceVersion === undefined;
		let opened = this.timing.now();
		let heard = false;
		const lasted = () => worked(heard, this.timing.now() - opened);
		try {
			if (listing) {
				const list = await this.api.list(this.resource, { signal, ...this.options });
				if (signal.aborted) return 0;
				this.resourceVersion = list.metadata.resourceVersion;
				this.troubled = false;
				this.listener.listed(list.items);
				opened = this.timing.now();
			}
			const from = this.resourceVersion === undefined ? {} : { resourceVersion: this.resourceVersion };
			for await (const event of this.api.watch(this.resource, { ...from, signal, ...this.options })) {
				if (signal.aborted) return 0;
				heard = true;
				this.troubled = false;
				this.resourceVersion = event.object.metadata.resourceVersion ?? this.resourceVersion;
				if (event.type === "BOOKMARK") this.listener.alive();
				else this.listener.changed(event);
			}
			// Servers end watches as they please, and the next one goes on where this one ended.
			return this.delay(lasted(), backoff);
		} catch (thrown) {
			if (signal.aborted) return 0;
			const failure = failureOf(thrown);
			if (failure.kind === "gone") {
				// Part of the protocol, unless it is said of a list that was just made.
				this.resourceVersion = undefined;
				return this.delay(!listing || lasted(), backoff);
			}
			const linkBroke = failure.kind === "unreachable" || failure.kind === "timeout";
			// A server brought back from a backup may never reach our version: a watch that stays silent is listed anew.
			if (!linkBroke || (failure.kind === "timeout" && !heard)) this.resourceVersion = undefined;
			// Links between client and server drop idle watches. Only one that cannot be had again is worth a word.
			if (linkBroke && lasted()) return this.delay(true, backoff);
			this.troubled = true;
			this.listener.failed(failure);
			return failure.kind === "forbidden" ? rareRetry : backoff.next();
		}
	}

	private delay(lasted: boolean, backoff: Backoff): number {
		if (!lasted) return backoff.next();
		backoff.reset();
		return 0;
	}
}

/** Whether a watch did its service, so that the next one may be opened at once. */
function worked(heard: boolean, lived: number): boolean {
	return lived >= (heard ? busyLife : silentLife);
}
