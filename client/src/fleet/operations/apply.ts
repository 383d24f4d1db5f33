import { setTimeout as delay } from "node:timers/promises";
import { ApiError, type ApiFailure, failureOf } from "../failures";
import type { KubernetesApi } from "../kubernetesApi";
import { type KubernetesObject, type ObjectReference, parseApiVersion } from "../objects";
import { adopt } from "./adopt";
import { whoAmI } from "./author";
import { sameForUser } from "./normalize";
import { type ActionableItem, actionable, type Plan, type Refusal, refusalOf, viewOf } from "./plan";
import { type HistoryOptions, pruneHistory, recordBaseline, recordRevision } from "./revisions";
import { serverSideApply } from "./serverSideApply";

export interface ApplyOptions {
	/** Who applies, for servers that do not tell who is asking. */
	readonly author: string;
	/** Why; kept with the revision. */
	readonly message?: string;
	readonly history?: HistoryOptions;
	/** Ends the work before the next object; an object that is being written is finished. */
	readonly signal?: AbortSignal;
	readonly onProgress?: (reference: ObjectReference) => void;
	readonly now?: () => Date;
	/** Milliseconds to wait for a kind to be served after its CRD was applied. */
	readonly waitForKind?: number;
}

/** What became of one object. */
export type ApplyOutcome =
	| {
			readonly kind: "applied";
			readonly item: ActionableItem;
			/** The number of the revision that was kept; absent where none could be. */
			readonly revision?: number;
			/** Why the history is not what it should be, though the object was applied. */
			readonly historyFailure?: ApiFailure;
	  }
	| { readonly kind: "failed"; readonly item: ActionableItem; readonly refusal: Refusal }
	/** Something before it failed, or the user cancelled. */
	| { readonly kind: "notAttempted"; readonly item: ActionableItem };

/** Attempts for an object whose status changes all the time. */
const attempts = 6;

/**
 * Applies what was reviewed, object by object, and keeps a revision of each. Stops at the first failure: what comes
 * later may need what failed. An object that looks different from what was reviewed is not touched.
 *
 * @returns one outcome for each item that was to be applied, in order; does not throw
 */
export async function executeApply(api: KubernetesApi, plan: Plan, options: ApplyOptions): Promise<ApplyOutcome[]> {
	const items = actionable(plan);
	const outcomes: ApplyOutcome[] = [];
	const author = items.length > 0 ? await whoAmI(api, options.author) : options.author;
	let stopped = false;
	for (const item of items) {
		if (stopped || options.signal?.aborted) {
			outcomes.push({ kind: "notAttempted", item });
			continue;
		}
		options.onProgress?.(item.reference);
		const outcome = await applyOne(api, item, { ...options, author });
		stopped = outcome.kind === "failed";
		outcomes.push(outcome);
	}
	return outcomes;
}

async function applyOne(api: KubernetesApi, item: ActionableItem, options: ApplyOptions): Promise<ApplyOutcome> {
	try {
		const refusal = await waitUntilServed(api, item, options);
		if (refusal !== undefined) return { kind: "failed", item, refusal };
		for (let attempt = 1; ; attempt++) {
			const live = await api.get(item.reference);
			if (!isAsReviewed(item, live)) return { kind: "failed", item, refusal: { kind: "changedSinceReview" } };
			let historyFailure = live === undefined ? undefined : await keepBaseline(api, live, options);
			try {
				await write(api, item, live);
			} catch (error) {
				if (attempt < attempts && isOutdated(failureOf(error))) continue;
				throw error;
			}
			const kept = await keepRevision(api, item, options);
			historyFailure = kept.historyFailure ?? historyFailure;
			return { kind: "applied", item, ...kept, ...(historyFailure && { historyFailure }) };
		}
	} catch (error) {
		return { kind: "failed", item, refusal: refusalOf(failureOf(error), item.reference) };
	}
}

async function write(api: KubernetesApi, item: ActionableItem, live: KubernetesObject | undefined): Promise<void> {
	const base = live !== undefined && item.takeOver ? await adopt(api, item.reference, live) : live;
	await serverSideApply(api, item.reference, item.manifest, {
		dryRun: false,
		force: item.takeOver,
		// The object must still be the one that was just compared with the review.
		resourceVersion: base?.metadata.resourceVersion,
	});
}

/**
 * Versions are not compared: a device's twins or a workload's status change all the time, and that is not what was
 * reviewed.
 */
function isAsReviewed(item: ActionableItem, live: KubernetesObject | undefined): boolean {
	if (item.action === "create") return live === undefined;
	if (live === undefined || live.metadata.uid !== item.before.metadata.uid) return false;
	if (live.metadata.resourceVersion === item.before.metadata.resourceVersion) return true;
	return sameForUser(live, item.before, viewOf(item));
}

/** A 409 that is not about owners: the version moved on between reading and writing. */
function isOutdated(failure: ApiFailure): boolean {
	return failure.kind === "conflict" && !failure.causes.some((cause) => cause.reason === "FieldManagerConflict");
}

async function keepBaseline(
	api: KubernetesApi,
	live: KubernetesObject,
	options: ApplyOptions,
): Promise<ApiFailure | undefined> {
	try {
		await recordBaseline(api, live, { author: options.author, time: timeOf(options) }, options.history);
		return undefined;
	} catch (error) {
		return failureOf(error);
	}
}

async function keepRevision(
	api: KubernetesApi,
	item: ActionableItem,
	options: ApplyOptions,
): Promise<{ revision?: number; historyFailure?: ApiFailure }> {
	const info = {
		author: options.author,
		time: timeOf(options),
		...(options.message !== undefined && { message: options.message }),
		...(item.source.file !== undefined && { file: item.source.file }),
	};
	try {
		const { revision, earlier } = await recordRevision(api, item.manifest, info, options.history);
		const kept = revision === undefined ? {} : { revision: revision.number };
		try {
			await pruneHistory(api, earlier, options.history);
			return kept;
		} catch (error) {
			return { ...kept, historyFailure: failureOf(error) };
		}
	} catch (error) {
		return { historyFailure: failureOf(error) };
	}
}

/** After its CRD was applied, a kind takes a moment to be served. */
async function waitUntilServed(
	api: KubernetesApi,
	item: ActionableItem,
	options: ApplyOptions,
): Promise<Refusal | undefined> {
	if (item.action !== "create" || item.unchecked?.kind !== "kindInPlan") return undefined;
	const { apiVersion, kind } = item.reference;
	const milliseconds = options.waitForKind ?? 30_000;
	const end = Date.now() + milliseconds;
	while (Date.now() < end && !options.signal?.aborted) {
		api.forgetResources();
		if ((await api.resource({ ...parseApiVersion(apiVersion), kind })) !== undefined) {
			// Discovery names a kind a little before requests for it are answered.
			try {
				await api.request({ method: "GET", path: await api.objectPath(item.reference) });
				return undefined;
			} catch (error) {
				if (!(error instanceof ApiError)) throw error;
				if (error.failure.kind !== "notFound") throw error;
				if (error.failure.detail.includes(item.reference.name)) return undefined;
			}
		}
		await delay(250);
	}
	return { kind: "notServedYet", milliseconds };
}

function timeOf(options: ApplyOptions): string {
	return (options.now?.() ?? new Date()).toISOString();
}
