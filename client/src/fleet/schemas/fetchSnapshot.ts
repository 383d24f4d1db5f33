import { setMaxListeners } from "node:events";
import type { ClusterSnapshot, ServedKind } from "../../../../server/src/engine/schema/layers";
import { ByteBudget } from "../answers";
import { type ApiFailure, failureOf } from "../failures";
import type { KubernetesApi } from "../kubernetesApi";
import type { Asking } from "./asking";
import { type Definitions, readDefinitions } from "./definitions";
import { discover, distinct } from "./discovery";
import { readOpenApi } from "./openApi";

/** The part of the API that schemas are read with. */
export type SchemaApi = Pick<KubernetesApi, "request" | "version">;

export interface FetchOptions {
	/** Identifies the cluster across sessions, and what to call it. */
	readonly cluster: Pick<ClusterSnapshot, "id" | "name">;
	/** Milliseconds since the epoch. */
	readonly now: number;
	readonly signal: AbortSignal;
	/** What the cluster said the last time; spares it what did not change. */
	readonly before?: KnownSnapshot | undefined;
	readonly limits?: FetchLimits;
}

/** A snapshot with what tells whether its OpenAPI part is still right. */
export interface KnownSnapshot {
	readonly snapshot: ClusterSnapshot;
	readonly openApiKey?: string;
}

export interface FetchLimits {
	/** Of all answers together, unpacked. */
	readonly bytes: number;
	readonly milliseconds: number;
}

export type FetchedSnapshot =
	/** `troubles`: what is missing in it, and would not be if all went well. */
	| ({ readonly kind: "fetched"; readonly troubles: readonly ApiFailure[] } & KnownSnapshot)
	| { readonly kind: "failed"; readonly failure: ApiFailure };

/** Several times what large clusters have, and the time that a thin link needs for it. */
const usualLimits: FetchLimits = { bytes: 128 * 1024 * 1024, milliseconds: 10 * 60_000 };

/**
 * Reads what a cluster says of its kinds: its version, the kinds that it serves, its CustomResourceDefinitions, and
 * OpenAPI for all others. Only asks, never changes anything. A server that refuses, breaks off or answers nonsense gives
 * a failure; never rejects.
 */
export async function fetchClusterSnapshot(api: SchemaApi, options: FetchOptions): Promise<FetchedSnapshot> {
	const { bytes, milliseconds } = options.limits ?? usualLimits;
	const late = AbortSignal.timeout(milliseconds);
	const ended = new AbortController();
	const signal = AbortSignal.any([options.signal, late, ended.signal]);
	// Several requests at once listen to it.
	setMaxListeners(0, signal);
	const budget = new ByteBudget(bytes);
	const troubles: ApiFailure[] = [];
	const asking: Asking = {
		get: (path, more) => api.request({ method: "GET", path, ...more, signal, budget }),
		note: (failure) => void troubles.push(failure),
	};
	try {
		return { kind: "fetched", ...(await read(api, asking, options, signal)), troubles };
	} catch (thrown) {
		const failure = failureOf(thrown);
		const tooLate = failure.kind === "cancelled" && late.aborted && !options.signal.aborted;
		return { kind: "failed", failure: tooLate ? { kind: "timeout", milliseconds } : failure };
	} finally {
		// Requests beside the one that failed.
		ended.abort();
	}
}

async function read(
	api: SchemaApi,
	asking: Asking,
	{ cluster, now, before }: FetchOptions,
	signal: AbortSignal,
): Promise<KnownSnapshot> {
	const version = await unlessForbidden(api.version(signal));
	const defined = await unlessForbidden(readDefinitions(asking));
	const served = await readServed(asking, defined, before?.snapshot);
	const openApi = await readOpenApi(asking, {
		...(defined && { skipped: defined.groups }),
		serverKey: JSON.stringify([version, [...new Set(served.map(({ apiVersion }) => apiVersion))]]),
		before: before?.snapshot.openapi && {
			schemas: before.snapshot.openapi,
			...(before.openApiKey !== undefined && { key: before.openApiKey }),
		},
	});
	return {
		snapshot: {
			id: cluster.id,
			name: cluster.name,
			seen: new Date(now).toISOString(),
			version: version ?? "",
			served,
			...(defined && { crds: defined.crds }),
			...(openApi && { openapi: openApi.schemas }),
		},
		...(openApi?.key !== undefined && { openApiKey: openApi.key }),
	};
}

/** Kinds of definitions are known from these: discovery lags behind by a second or more when one comes or goes. */
async function readServed(
	asking: Asking,
	defined: Definitions | undefined,
	before: ClusterSnapshot | undefined,
): Promise<ServedKind[]> {
	const skipped = new Set(defined?.groups);
	if (defined !== undefined) for (const { spec } of before?.crds ?? []) skipped.add(spec.group);
	const listed = await discover(asking, skipped, before?.served ?? []);
	return distinct([...(defined?.served ?? []), ...listed]);
}

/** What an action gives, or nothing where the user may not or the server does not have it. */
async function unlessForbidden<T>(action: Promise<T>): Promise<T | undefined> {
	try {
		return await action;
	} catch (thrown) {
		const failure = failureOf(thrown);
		if (failure.kind === "forbidden" || failure.kind === "notFound") return undefined;
		throw thrown;
	}
}
