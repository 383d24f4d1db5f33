import { ApiError, type ApiFailure, failureOf } from "../failures";
import { collectionPath, type KubernetesApi } from "../kubernetesApi";
import { type ApiResource, type KubernetesObject, type ObjectReference, valueAt } from "../objects";
import { baselineManifest } from "./baseline";
import { objectKey, referenceOf } from "./manifests";
import {
	historyNamespaceOf,
	makeCarrier,
	managedByLabel,
	managedByValue,
	needsSecret,
	objectHash,
	objectLabel,
	type Revision,
	type RevisionInfo,
	readCarrier,
} from "./revisionCarrier";

/** How revisions are kept. */
export interface HistoryOptions {
	/** Where revisions of cluster-scoped objects are; `default` if not said. */
	readonly namespace?: string;
	/** How many revisions of an object are kept besides its baseline; 20 if not said. */
	readonly limit?: number;
}

/** The revisions of an object, the newest first. */
export interface History {
	readonly revisions: readonly Revision[];
	/** Set where some may exist that this user may not read. */
	readonly unread: readonly { readonly kind: "ControllerRevision" | "Secret"; readonly failure: ApiFailure }[];
}

/** An object that has revisions; the newest says when it was last applied. */
export interface ObjectWithHistory {
	readonly object: ObjectReference;
	readonly newest: Revision;
	readonly count: number;
}

export const defaultHistoryLimit = 20;
export const defaultHistoryNamespace = "default";

const carriers: readonly ApiResource[] = [
	{
		group: "apps",
		version: "v1",
		kind: "ControllerRevision",
		plural: "controllerrevisions",
		namespaced: true,
		verbs: [],
	},
	{ group: "", version: "v1", kind: "Secret", plural: "secrets", namespaced: true, verbs: [] },
];

/** The revisions that are kept of an object, also after it was deleted. */
export async function listHistory(
	api: KubernetesApi,
	reference: ObjectReference,
	options: HistoryOptions = {},
	signal?: AbortSignal,
): Promise<History> {
	const forClusterScoped = options.namespace ?? defaultHistoryNamespace;
	const namespace = historyNamespaceOf(reference, forClusterScoped);
	const selector = `${managedByLabel}=${managedByValue},${objectLabel}=${objectHash(reference)}`;
	const { found, unread } = await listCarriers(api, selector, [namespace], signal);
	const revisions = found
		.map((carrier) => readCarrier(carrier, forClusterScoped))
		.filter((revision) => revision !== undefined)
		.filter((revision) => objectKey(revision.object) === objectKey(reference));
	return { revisions: revisions.sort(newestFirst), unread };
}

/**
 * All objects of a cluster that have revisions, the last applied first.
 *
 * @param options.namespaces where to look if the user may not list across all namespaces
 */
export async function listAllObjectsWithHistory(
	api: KubernetesApi,
	options: HistoryOptions & { readonly namespaces?: readonly string[] } = {},
	signal?: AbortSignal,
): Promise<{ readonly objects: readonly ObjectWithHistory[]; readonly unread: History["unread"] }> {
	const forClusterScoped = options.namespace ?? defaultHistoryNamespace;
	const selector = `${managedByLabel}=${managedByValue},${objectLabel}`;
	const somewhere = [...new Set([...(options.namespaces ?? []), forClusterScoped])];
	const { found, unread } = await listCarriers(api, selector, undefined, signal, somewhere);
	const groups = new Map<string, Revision[]>();
	for (const carrier of found) {
		const revision = readCarrier(carrier, forClusterScoped);
		if (revision === undefined) continue;
		const key = objectKey(revision.object);
		groups.set(key, [...(groups.get(key) ?? []), revision]);
	}
	const objects = [...groups.values()].flatMap((revisions) => {
		const [newest] = revisions.sort(newestFirst);
		return newest === undefined ? [] : [{ object: newest.object, newest, count: revisions.length }];
	});
	return { objects: objects.sort((a, b) => (a.newest.time < b.newest.time ? 1 : -1)), unread };
}

/** Keeps the state in which an object is found, unless revisions of it exist already. */
export async function recordBaseline(
	api: KubernetesApi,
	live: KubernetesObject,
	info: Pick<RevisionInfo, "author" | "time">,
	options: HistoryOptions = {},
): Promise<Revision | undefined> {
	const manifest = baselineManifest(live);
	return (await record(api, manifest, { ...info, baseline: true }, options)).revision;
}

/** Keeps a manifest as the newest revision of its object. Gives also the revisions that were there before. */
export async function recordRevision(
	api: KubernetesApi,
	manifest: KubernetesObject,
	info: Omit<RevisionInfo, "baseline">,
	options: HistoryOptions = {},
): Promise<Recorded> {
	return await record(api, manifest, { ...info, baseline: false }, options);
}

/**
 * Asks the server whether the user may keep revisions of manifests; writes nothing.
 *
 * @returns tells it of a manifest; true also where the server does not say
 */
export async function mayRecord(
	api: KubernetesApi,
	items: readonly { readonly manifest: KubernetesObject }[],
	options: HistoryOptions = {},
	signal?: AbortSignal,
): Promise<(manifest: KubernetesObject) => boolean> {
	const place = (manifest: KubernetesObject) => {
		const namespace = historyNamespaceOf(referenceOf(manifest), options.namespace ?? defaultHistoryNamespace);
		return { namespace, resource: carrierResource(manifest), key: `${needsSecret(manifest)} ${namespace}` };
	};
	const places = new Map(items.map(({ manifest }) => [place(manifest).key, place(manifest)]));
	const answers = new Map<string, boolean>();
	for (const [key, { namespace, resource }] of places) {
		answers.set(key, await mayCreate(api, namespace, resource, signal));
	}
	return (manifest) => answers.get(place(manifest).key) ?? true;
}

async function mayCreate(
	api: KubernetesApi,
	namespace: string,
	resource: ApiResource,
	signal: AbortSignal | undefined,
): Promise<boolean> {
	const attributes = { namespace, verb: "create", group: resource.group, resource: resource.plural };
	try {
		const answer = await api.request({
			method: "POST",
			path: "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
			body: {
				apiVersion: "authorization.k8s.io/v1",
				kind: "SelfSubjectAccessReview",
				spec: { resourceAttributes: attributes },
			},
			signal,
		});
		return valueAt(answer, "status", "allowed") !== false;
	} catch (error) {
		if (failureOf(error).kind === "cancelled") throw error;
		return true;
	}
}

/**
 * Deletes the oldest revisions beyond the limit. The baseline stays: it is the one state that no file in Git can give
 * back.
 *
 * @param earlier the revisions before the newest, the newest of them first
 */
export async function pruneHistory(
	api: KubernetesApi,
	earlier: readonly Revision[],
	options: HistoryOptions = {},
): Promise<void> {
	const limit = Math.max(1, options.limit ?? defaultHistoryLimit);
	for (const revision of earlier.filter((candidate) => !candidate.baseline).slice(limit - 1)) {
		try {
			await api.request({ method: "DELETE", path: await api.objectPath(revision.carrier) });
		} catch (error) {
			// A colleague may have tidied up at the same time.
			if (failureOf(error).kind !== "notFound") throw error;
		}
	}
}

interface Recorded {
	/** Absent where none was needed. */
	readonly revision?: Revision;
	readonly earlier: readonly Revision[];
}

async function record(
	api: KubernetesApi,
	manifest: KubernetesObject,
	info: RevisionInfo,
	options: HistoryOptions,
): Promise<Recorded> {
	const forClusterScoped = options.namespace ?? defaultHistoryNamespace;
	const reference = referenceOf(manifest);
	const where = historyNamespaceOf(reference, forClusterScoped);
	const resource = carrierResource(manifest);
	let least = 1;
	for (let attempt = 0; attempt < 50; attempt++) {
		const { revisions } = await listHistory(api, reference, options);
		if (info.baseline && revisions.length > 0) return { earlier: revisions };
		const number = Math.max(least, ...revisions.map((revision) => revision.number + 1));
		try {
			const carrier = await api.request<KubernetesObject>({
				method: "POST",
				path: collectionPath(resource, where),
				body: makeCarrier(manifest, number, where, info),
			});
			const revision = readCarrier(carrier, forClusterScoped);
			return { ...(revision && { revision }), earlier: revisions };
		} catch (error) {
			// Somebody else took the number; theirs may be one that this user cannot list.
			if (failureOf(error).kind !== "conflict") throw error;
			least = number + 1;
		}
	}
	throw new ApiError({ kind: "conflict", detail: "no free revision number was found", causes: [] });
}

function carrierResource(manifest: KubernetesObject): ApiResource {
	const kind = needsSecret(manifest) ? "Secret" : "ControllerRevision";
	const found = carriers.find((resource) => resource.kind === kind);
	if (found === undefined) throw new Error(`no carrier ${kind}`);
	return found;
}

/**
 * @param namespaces where to look; `undefined` looks everywhere
 * @param otherwise where to look if looking everywhere is forbidden
 */
async function listCarriers(
	api: KubernetesApi,
	labelSelector: string,
	namespaces: readonly string[] | undefined,
	signal: AbortSignal | undefined,
	otherwise: readonly string[] = [],
): Promise<{ found: KubernetesObject[]; unread: History["unread"] }> {
	const found: KubernetesObject[] = [];
	const unread: { kind: "ControllerRevision" | "Secret"; failure: ApiFailure }[] = [];
	const list = async (resource: ApiResource, namespace: string | undefined): Promise<ApiFailure | undefined> => {
		try {
			const options = { labelSelector, ...(namespace !== undefined && { namespace }), ...(signal && { signal }) };
			found.push(...(await api.list(resource, options)).items);
			return undefined;
		} catch (error) {
			const failure = failureOf(error);
			if (failure.kind !== "forbidden" && failure.kind !== "notFound") throw error;
			return failure;
		}
	};
	const look = async (resource: ApiResource) => {
		const failures = await Promise.all((namespaces ?? [undefined]).map((namespace) => list(resource, namespace)));
		const [denied] = failures.filter((failure) => failure !== undefined);
		if (denied === undefined) return;
		unread.push({ kind: resource.kind === "Secret" ? "Secret" : "ControllerRevision", failure: denied });
		await Promise.all(otherwise.map((namespace) => list(resource, namespace)));
	};
	await Promise.all(carriers.map(look));
	return { found, unread };
}

function newestFirst(a: Revision, b: Revision): number {
	return b.number - a.number || (a.time < b.time ? 1 : -1);
}
