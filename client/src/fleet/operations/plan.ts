import { ApiError, type ApiFailure, failureOf } from "../failures";
import type { KubernetesApi } from "../kubernetesApi";
import { type ApiResource, type KubernetesObject, type ObjectReference, parseApiVersion } from "../objects";
import { adoptedPreview } from "./adopt";
import { droppedFields, type FieldPath, keptFields } from "./fields";
import { type Manifest, objectKey, referenceOf } from "./manifests";
import { sameForUser, visibleDiff } from "./normalize";
import { inApplyOrder } from "./order";
import { type HistoryOptions, mayRecord } from "./revisions";
import { conflictsOf, type FieldConflict, sendable, serverSideApply } from "./serverSideApply";

/** Why an object will not be, or was not, applied. */
export type Refusal =
	/** Others own fields that the manifest sets to another value. */
	| { readonly kind: "conflict"; readonly conflicts: readonly FieldConflict[] }
	| { readonly kind: "unknownKind"; readonly apiVersion: string; readonly objectKind: string }
	| { readonly kind: "noNamespace"; readonly namespace: string }
	/** The same object stands earlier in what is applied. */
	| { readonly kind: "duplicate" }
	/** The live object is not what was reviewed any more. */
	| { readonly kind: "changedSinceReview" }
	/** The server has the CRD but did not begin to serve the kind in time. */
	| { readonly kind: "notServedYet"; readonly milliseconds: number }
	| { readonly kind: "failure"; readonly failure: ApiFailure };

/** Why the server could not try an object beforehand. It comes into being with another object of the same plan. */
export type Unchecked =
	| { readonly kind: "namespaceInPlan"; readonly namespace: string }
	| { readonly kind: "kindInPlan"; readonly crd: string };

interface PlannedObject {
	readonly reference: ObjectReference;
	/** What is sent. */
	readonly manifest: KubernetesObject;
	/** Where it came from. */
	readonly source: Manifest;
	/** Whether fields that others own are taken over. */
	readonly takeOver: boolean;
}

/** What applying one manifest would do. */
export type PlanItem =
	| (PlannedObject & {
			readonly action: "create";
			readonly after: KubernetesObject;
			readonly dropped: readonly FieldPath[];
			/** Set where the server could not try it; `after` is then the manifest itself. */
			readonly unchecked?: Unchecked;
	  })
	| (PlannedObject & {
			readonly action: "change";
			readonly before: KubernetesObject;
			readonly after: KubernetesObject;
			readonly dropped: readonly FieldPath[];
			/** Fields that `kubectl apply` set and that stay although the manifest lacks them. */
			readonly kept: readonly FieldPath[];
	  })
	| (PlannedObject & {
			readonly action: "unchanged";
			readonly before: KubernetesObject;
			readonly dropped: readonly FieldPath[];
			readonly kept: readonly FieldPath[];
	  })
	| (PlannedObject & {
			readonly action: "refused";
			readonly refusal: Refusal;
			/** The live object, where it could be read. */
			readonly before?: KubernetesObject;
	  });

/** An item that changes something on the cluster. */
export type ActionableItem = Extract<PlanItem, { action: "create" | "change" }>;

/** What applying would do, in the order in which it would be done. */
export interface Plan {
	readonly contextName: string;
	readonly items: readonly PlanItem[];
	/** Objects whose revisions this user may not write: they would be applied, but could not be rolled back. */
	readonly withoutHistory: readonly ObjectReference[];
}

export interface PlanOptions {
	/** For namespaced objects whose manifest names none. */
	readonly namespace: string;
	/** Keys ({@link objectKey}) of objects whose fields are taken over from others. */
	readonly takeOver?: ReadonlySet<string>;
	/** Where the history of cluster-scoped objects is kept. */
	readonly history?: HistoryOptions;
}

/** Objects that the server is asked about at a time. */
const parallel = 8;

/**
 * Asks the server what applying manifests would do; nothing changes. One refused object does not stop the others.
 *
 * @throws ApiError where the server cannot be asked at all (no connection, credential refused, cancelled)
 */
export async function planApply(
	api: KubernetesApi,
	manifests: readonly Manifest[],
	options: PlanOptions,
	signal?: AbortSignal,
): Promise<Plan> {
	const ordered = inApplyOrder(manifests);
	const seen = new Set<string>();
	const resolved: (PlannedObject | PlanItem)[] = [];
	for (const source of ordered) {
		const planned = await resolve(api, source, ordered, options, signal);
		const key = objectKey(planned.reference);
		const again = seen.has(key) && !("action" in planned && planned.action === "refused");
		resolved.push(again ? { ...planned, action: "refused", refusal: { kind: "duplicate" } } : planned);
		seen.add(key);
	}
	const items = await inParallel(resolved, (planned) =>
		"action" in planned ? Promise.resolve(planned) : ask(api, planned, ordered, signal),
	);
	const toApply = items.filter(isActionable);
	const recordable = await mayRecord(api, toApply, options.history, signal);
	const withoutHistory = toApply.filter((item) => !recordable(item.manifest)).map((item) => item.reference);
	return { contextName: api.contextName, items, withoutHistory };
}

/** The items that change something. */
export function actionable(plan: Plan): ActionableItem[] {
	return plan.items.filter(isActionable);
}

function isActionable(item: PlanItem): item is ActionableItem {
	return item.action === "create" || item.action === "change";
}

/** Both sides of an item's diff as YAML, credentials hidden. */
export function itemDiff(item: ActionableItem): { before: string; after: string } {
	const before = item.action === "change" ? item.before : undefined;
	return visibleDiff(before, item.after, viewOf(item));
}

/** A status counts only where the manifest writes one. */
export function viewOf(item: { readonly manifest: KubernetesObject }): { status: boolean } {
	return { status: item.manifest.status !== undefined };
}

/** A server's failure as a reason why an object is not applied. */
export function refusalOf(failure: ApiFailure, reference: ObjectReference): Refusal {
	if (failure.kind === "conflict") {
		const conflicts = conflictsOf(failure.causes);
		if (conflicts.length > 0) return { kind: "conflict", conflicts };
	}
	if (failure.kind === "unknownKind") return failure;
	if (failure.kind === "notFound" && reference.namespace !== undefined) {
		if (failure.detail.includes(`namespaces "${reference.namespace}" not found`)) {
			return { kind: "noNamespace", namespace: reference.namespace };
		}
	}
	return { kind: "failure", failure };
}

/** Failures that concern the whole server, not one object: there is no sense in going on. */
export function isAboutServer(failure: ApiFailure): boolean {
	return ["unreachable", "tls", "credentials", "unauthorized", "timeout", "cancelled"].includes(failure.kind);
}

/** Finds out what a manifest means: kind, scope, namespace. Gives an item where nothing is left to ask. */
async function resolve(
	api: KubernetesApi,
	source: Manifest,
	all: readonly Manifest[],
	options: PlanOptions,
	signal: AbortSignal | undefined,
): Promise<PlannedObject | PlanItem> {
	const written = referenceOf(source.object);
	const { apiVersion, kind, name } = written;
	const resource = await servedResource(api, written, signal);
	const crd = resource === undefined ? crdFor(written, all) : undefined;
	const namespaced = resource?.namespaced ?? crd?.namespaced;
	const namespace = namespaced === true ? (written.namespace ?? options.namespace) : undefined;
	const reference = namespace === undefined ? { apiVersion, kind, name } : { apiVersion, kind, namespace, name };
	const takeOver = options.takeOver?.has(objectKey(reference)) ?? false;
	const planned = { reference, manifest: sendable(source.object, namespace), source, takeOver };
	if (resource !== undefined) return planned;
	if (crd !== undefined) return created(planned, { kind: "kindInPlan", crd: crd.name });
	return { ...planned, action: "refused", refusal: { kind: "unknownKind", apiVersion, objectKind: kind } };
}

/** Reads the live object and lets the server try the manifest. */
async function ask(
	api: KubernetesApi,
	planned: PlannedObject,
	all: readonly Manifest[],
	signal: AbortSignal | undefined,
): Promise<PlanItem> {
	const { reference, manifest, takeOver } = planned;
	let before: KubernetesObject | undefined;
	try {
		before = await api.get(reference, signal);
		const answer = await serverSideApply(api, reference, manifest, { dryRun: true, force: takeOver, signal });
		const dropped = droppedFields(manifest, answer);
		if (before === undefined) return { ...planned, action: "create", after: answer, dropped };
		const kept = keptFields(manifest, answer);
		const after = takeOver && kept.length > 0 ? await adoptedPreview(api, planned, answer, signal) : answer;
		const stays = { dropped, kept: takeOver ? [] : kept };
		if (sameForUser(before, after, viewOf(planned))) return { ...planned, action: "unchanged", before, ...stays };
		return { ...planned, action: "change", before, after, ...stays };
	} catch (error) {
		const failure = failureOf(error);
		if (isAboutServer(failure)) throw error instanceof ApiError ? error : new ApiError(failure);
		const refusal = refusalOf(failure, reference);
		if (refusal.kind === "noNamespace" && makesNamespace(all, refusal.namespace)) {
			return created(planned, { kind: "namespaceInPlan", namespace: refusal.namespace });
		}
		return { ...planned, action: "refused", refusal, ...(before !== undefined && { before }) };
	}
}

/** Does work for all items, several at a time: over a slow link the way there and back is what takes time. */
async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
	const results: R[] = [];
	let next = 0;
	const worker = async () => {
		for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as T);
	};
	await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, worker));
	return results;
}

function created(planned: PlannedObject, unchecked: Unchecked): PlanItem {
	return { ...planned, action: "create", after: planned.manifest, dropped: [], unchecked };
}

/** What the server says about a kind; asks again where it did not know the kind, which may be new. */
async function servedResource(
	api: KubernetesApi,
	reference: ObjectReference,
	signal: AbortSignal | undefined,
): Promise<ApiResource | undefined> {
	const gvk = { ...parseApiVersion(reference.apiVersion), kind: reference.kind };
	const known = await api.resource(gvk, signal);
	if (known !== undefined) return known;
	api.forgetResources();
	return await api.resource(gvk, signal);
}

function makesNamespace(manifests: readonly Manifest[], name: string): boolean {
	return manifests.some(
		({ object }) => object.apiVersion === "v1" && object.kind === "Namespace" && object.metadata.name === name,
	);
}

/** The CRD among the manifests that declares a kind. */
function crdFor(
	reference: ObjectReference,
	manifests: readonly Manifest[],
): { name: string; namespaced: boolean } | undefined {
	const { group } = parseApiVersion(reference.apiVersion);
	for (const { object } of manifests) {
		if (object.kind !== "CustomResourceDefinition") continue;
		const spec = object.spec as { group?: string; scope?: string; names?: { kind?: string } } | undefined;
		if (spec?.group === group && spec.names?.kind === reference.kind) {
			return { name: object.metadata.name ?? "", namespaced: spec.scope !== "Cluster" };
		}
	}
	return undefined;
}
