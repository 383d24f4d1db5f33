import { setTimeout as delay } from "node:timers/promises";
import { type ApiFailure, failureOf } from "../failures";
import { collectionPath, type KubernetesApi } from "../kubernetesApi";
import { LogPosition, parseLogLine } from "./logLines";
import { type BrokenNodeLink, brokenNodeLink } from "./nodeLink";
import { getPod, type PodSummary, willRestart } from "./pods";

export interface TailOptions {
	readonly namespace: string;
	readonly pod: string;
	readonly container: string;
	/** How many of the lines before now to begin with; all if not said. */
	readonly tailLines?: number;
	/** Milliseconds between tries while a link is down, first and most. */
	readonly backoff?: { readonly first: number; readonly most: number };
	/** Milliseconds without a line after which it is checked that the link is alive and the container still there. */
	readonly silence?: number;
}

/** What happens while a log is followed. */
export type TailEvent =
	/** The server was asked and did not refuse. */
	| { readonly kind: "following" }
	| { readonly kind: "line"; readonly text: string; readonly time?: string }
	/** The container has not started (again) yet. Told once per reason. */
	| { readonly kind: "waiting"; readonly reason: string }
	/** The container ended; it will be started again. */
	| { readonly kind: "restarting"; readonly exitCode: number; readonly reason: string }
	/** The link broke, or the server does not answer. Told once until lines come again. */
	| { readonly kind: "reconnecting"; readonly failure: ApiFailure }
	| { readonly kind: "reconnected" };

/** Why following a log is over. */
export type TailEnd =
	/** The signal said so. */
	| { readonly kind: "stopped" }
	| { readonly kind: "podDeleted" }
	| { readonly kind: "terminated"; readonly exitCode: number; readonly reason: string }
	| BrokenNodeLink
	| { readonly kind: "failed"; readonly failure: ApiFailure };

/** What came of one request for the log. */
type Attempt =
	| { readonly kind: "end"; readonly end: TailEnd }
	/** To be asked again: `soon` for a container that will start, `later` (ever later) for a link that is down. */
	| { readonly kind: "again"; readonly event?: TailEvent; readonly when: "soon" | "later" };

const passing = new Set<ApiFailure["kind"]>(["unreachable", "timeout", "protocol"]);

/**
 * Follows the log of a container over broken links and restarts of the container, each line once.
 *
 * @param onEvent is called in order, never after the end
 * @returns why it is over; does not throw
 */
export async function tailLogs(
	api: KubernetesApi,
	options: TailOptions,
	onEvent: (event: TailEvent) => void,
	signal: AbortSignal,
): Promise<TailEnd> {
	const tail = new Tail(api, options, onEvent, signal);
	try {
		return await tail.run();
	} catch (error) {
		if (signal.aborted) return { kind: "stopped" };
		return { kind: "failed", failure: failureOf(error) };
	}
}

class Tail {
	private readonly position = new LogPosition();
	private readonly first: number;
	private readonly most: number;
	private wait: number;
	private pod: PodSummary | undefined;
	private everFollowed = false;
	private told = "";
	private offline = false;

	constructor(
		private readonly api: KubernetesApi,
		private readonly options: TailOptions,
		private readonly onEvent: (event: TailEvent) => void,
		private readonly signal: AbortSignal,
	) {
		this.first = options.backoff?.first ?? 1_000;
		this.most = options.backoff?.most ?? 30_000;
		this.wait = this.first;
	}

	async run(): Promise<TailEnd> {
		const { namespace, pod: name } = this.options;
		this.pod = await getPod(this.api, { namespace, name }, this.signal);
		if (this.pod === undefined) return { kind: "podDeleted" };
		for (;;) {
			const attempt = await this.follow().catch((error: unknown) => this.interrupted(failureOf(error)));
			if (this.signal.aborted) return { kind: "stopped" };
			if (attempt.kind === "end") return attempt.end;
			if (attempt.event !== undefined) this.tell(attempt.event);
			await delay(attempt.when === "soon" ? this.first : this.wait, undefined, { signal: this.signal });
			if (attempt.when === "later") this.wait = Math.min(this.wait * 2, this.most);
		}
	}

	/** Reads the log until the server ends it or the link breaks. */
	private async follow(): Promise<Attempt> {
		const { namespace, pod, container, tailLines } = this.options;
		const { sinceTime } = this.position;
		this.position.resume();
		if (this.offline) {
			const news = await this.containerNews();
			if (news?.kind === "end") return news;
		}
		const link = new AbortController();
		const signal = AbortSignal.any([this.signal, link.signal]);
		const silence = new SilenceWatch(this.options.silence ?? 30_000, () => this.check(link));
		// A container that says nothing sends no sign that it is being followed.
		const quiet = setTimeout(() => this.connected(), 2_000);
		try {
			const lines = this.api.lines({
				method: "GET",
				path: `${collectionPath({ group: "", version: "v1", plural: "pods" }, namespace)}/${encodeURIComponent(pod)}/log`,
				query: {
					container,
					follow: true,
					timestamps: true,
					tailLines: sinceTime === undefined ? tailLines : undefined,
					sinceTime,
				},
				timeout: 0,
				signal,
			});
			for await (const line of lines) {
				silence.reset();
				const parsed = parseLogLine(line);
				// A container that ended gives its old lines again and again; that is no news.
				if (!this.position.accept(parsed)) continue;
				this.connected();
				this.onEvent({ kind: "line", ...parsed });
			}
			return await this.ended();
		} catch (error) {
			return await this.broken(link.signal.aborted ? (link.signal.reason as ApiFailure) : failureOf(error));
		} finally {
			silence.stop();
			clearTimeout(quiet);
		}
	}

	private connected(): void {
		if (this.signal.aborted) return;
		this.wait = this.first;
		this.told = "";
		if (!this.everFollowed) this.onEvent({ kind: "following" });
		else if (this.offline) this.onEvent({ kind: "reconnected" });
		this.everFollowed = true;
		this.offline = false;
	}

	/** The server ended the log in good order: the container ended, or the node closed the stream. */
	private async ended(): Promise<Attempt> {
		return (await this.containerNews()) ?? { kind: "again", when: "later" };
	}

	private async broken(failure: ApiFailure): Promise<Attempt> {
		if (failure.kind === "notFound") {
			return (await this.containerNews()) ?? this.waiting(failure.detail);
		}
		if (failure.kind !== "refused") return this.interrupted(failure);
		const reason = /is waiting to start: (.*)$/s.exec(failure.detail)?.[1]?.trim();
		if (reason !== undefined || failure.detail.includes("does not have a host assigned")) {
			return (await this.containerNews()) ?? this.waiting(reason ?? "");
		}
		const link = await brokenNodeLink(this.api, failure, this.pod?.node);
		if (link !== undefined && !this.everFollowed) return { kind: "end", end: link };
		return this.interrupted(failure);
	}

	/** Whether to try again after a failure: where the link broke, and where it broke behind a server that answers. */
	private interrupted(failure: ApiFailure): Attempt {
		if (this.signal.aborted) return { kind: "end", end: { kind: "stopped" } };
		const behind = failure.kind === "refused" && failure.status >= 429 && this.everFollowed;
		if (passing.has(failure.kind) || behind) return this.reconnect(failure);
		return { kind: "end", end: { kind: "failed", failure } };
	}

	private waiting(reason: string): Attempt {
		return { kind: "again", event: { kind: "waiting", reason }, when: "soon" };
	}

	private reconnect(failure: ApiFailure): Attempt {
		this.offline = true;
		return { kind: "again", event: { kind: "reconnecting", failure }, when: "later" };
	}

	/** Whether there are no more lines because the container ended, or did not start yet. */
	private async containerNews(): Promise<Attempt | undefined> {
		const { namespace, pod: name, container: containerName } = this.options;
		const pod = await getPod(this.api, { namespace, name }, this.signal);
		if (pod === undefined || pod.uid !== this.pod?.uid) return { kind: "end", end: { kind: "podDeleted" } };
		this.pod = pod;
		const container = pod.containers.find((candidate) => candidate.name === containerName);
		if (container?.state.kind === "waiting") return this.waiting(container.state.reason || (pod.unscheduled ?? ""));
		if (container?.state.kind !== "terminated") return undefined;
		const { exitCode, reason } = container.state;
		if (!willRestart(pod, container)) return { kind: "end", end: { kind: "terminated", exitCode, reason } };
		return { kind: "again", event: { kind: "restarting", exitCode, reason }, when: "soon" };
	}

	/** Called when no line came for a while: a link that died says nothing by itself. */
	private async check(link: AbortController): Promise<void> {
		const { namespace, pod: name } = this.options;
		try {
			const pod = await getPod(this.api, { namespace, name }, this.signal);
			if (pod === undefined || pod.uid !== this.pod?.uid) link.abort({ kind: "notFound", detail: "" });
		} catch (error) {
			const failure = failureOf(error);
			if (passing.has(failure.kind)) link.abort(failure);
		}
	}

	/** Tells what is new; the same news is not told twice in a row. */
	private tell(event: TailEvent): void {
		const news = event.kind === "reconnecting" ? "reconnecting" : JSON.stringify(event);
		if (news === this.told) return;
		this.told = news;
		this.onEvent(event);
	}
}

/** Calls back again and again while nothing happens. */
class SilenceWatch {
	private timer: NodeJS.Timeout;

	constructor(milliseconds: number, onSilence: () => Promise<void>) {
		this.timer = setInterval(() => void onSilence(), milliseconds);
	}

	reset(): void {
		this.timer.refresh();
	}

	stop(): void {
		clearInterval(this.timer);
	}
}
