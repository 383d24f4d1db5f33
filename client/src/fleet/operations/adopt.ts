import { failureOf } from "../failures";
import type { KubernetesApi } from "../kubernetesApi";
import type { KubernetesObject, ObjectReference } from "../objects";
import { fieldManager, sendable } from "./serverSideApply";

/** The name under which the server books what `kubectl apply` (without `--server-side`) sets. */
const kubectlManager = "kubectl-client-side-apply";

/** One entry of `metadata.managedFields`. */
interface ManagedFields {
	manager?: string;
	operation?: string;
	apiVersion?: string;
	fieldsType?: string;
	fieldsV1?: FieldTree;
	time?: string;
	subresource?: string;
}

/** The server's notation of a set of fields: `f:` a field, `k:` a list item by its keys, `v:` a value of a set, `.` itself. */
interface FieldTree {
	[step: string]: FieldTree;
}

/**
 * Makes Edgewise the owner of everything that `kubectl apply` set on an object, so that fields which the manifest lacks
 * go away with the next apply. The object's content stays as it is, nothing is rolled out.
 *
 * @returns the object with its new version
 * @throws ApiError `conflict` where the object changed meanwhile
 */
export async function adopt(
	api: KubernetesApi,
	reference: ObjectReference,
	live: KubernetesObject,
): Promise<KubernetesObject> {
	const entries = managedFieldsOf(live);
	const theirs = entries.filter(isKubectl);
	if (theirs.length === 0) return live;
	const ours = entries.find((entry) => entry.manager === fieldManager && entry.operation === "Apply");
	const { apiVersion, fieldsType, time } = theirs[0] ?? {};
	const adopted: ManagedFields = {
		manager: fieldManager,
		operation: "Apply",
		...(apiVersion !== undefined && { apiVersion }),
		...(fieldsType !== undefined && { fieldsType }),
		...(time !== undefined && { time }),
		...ours,
		fieldsV1: union([ours?.fieldsV1 ?? {}, ...theirs.map((entry) => entry.fieldsV1 ?? {})]),
	};
	return await api.request<KubernetesObject>({
		method: "PATCH",
		path: await api.objectPath(reference),
		query: { fieldManager },
		body: [
			{
				op: "replace",
				path: "/metadata/managedFields",
				value: [...entries.filter((entry) => entry !== ours && !isKubectl(entry)), adopted],
			},
			// Writing the version that was read makes the server refuse where it is not the current one.
			{ op: "replace", path: "/metadata/resourceVersion", value: live.metadata.resourceVersion },
		],
		bodyType: "application/json-patch+json",
	});
}

/**
 * What an object would be after {@link adopt} and an apply. A server cannot try two writes in a row, so what would go
 * away is taken out of its answer here, and the rest is tried as an update.
 *
 * @param answer what a dry run of the apply alone gave
 */
export async function adoptedPreview(
	api: KubernetesApi,
	planned: { readonly reference: ObjectReference; readonly manifest: KubernetesObject },
	answer: KubernetesObject,
	signal?: AbortSignal,
): Promise<KubernetesObject> {
	const { reference, manifest } = planned;
	const entries = managedFieldsOf(answer);
	const theirs = union(entries.filter(isKubectl).map((entry) => entry.fieldsV1 ?? {}));
	const others = union(
		entries.filter((entry) => !isKubectl(entry) && entry.manager !== fieldManager).map((entry) => entry.fieldsV1 ?? {}),
	);
	const preview = structuredClone(answer);
	prune(theirs, others, preview, manifest);
	const { resourceVersion } = answer.metadata;
	const body = sendable(preview, reference.namespace);
	body.metadata = { ...body.metadata, ...(resourceVersion !== undefined && { resourceVersion }) };
	try {
		return await api.request<KubernetesObject>({
			method: "PUT",
			path: await api.objectPath(reference, signal),
			query: { fieldManager, dryRun: "All" },
			body,
			signal,
		});
	} catch (error) {
		// Some may patch but not update; the defaults that the server would set again are then missing in the preview.
		if (failureOf(error).kind === "forbidden") return preview;
		throw error;
	}
}

function managedFieldsOf(object: KubernetesObject): ManagedFields[] {
	return (object.metadata.managedFields ?? []) as ManagedFields[];
}

function isKubectl(entry: ManagedFields): boolean {
	return entry.manager === kubectlManager && entry.operation === "Update" && entry.subresource === undefined;
}

function union(trees: readonly FieldTree[]): FieldTree {
	const result: FieldTree = {};
	for (const tree of trees) {
		for (const [step, below] of Object.entries(tree)) result[step] = union([result[step] ?? {}, below]);
	}
	return result;
}

/** Takes out of `value` what `owned` names, `others` does not, and `wanted` lacks. */
function prune(owned: FieldTree, others: FieldTree, value: unknown, wanted: unknown): void {
	for (const [step, below] of Object.entries(owned)) {
		if (step === "." || typeof value !== "object" || value === null) continue;
		const key = keyOf(step, value);
		if (key === undefined) continue;
		const container = value as Record<string | number, unknown>;
		const wantedKey = typeof wanted === "object" && wanted !== null ? keyOf(step, wanted) : undefined;
		const wantedBelow = wantedKey === undefined ? undefined : (wanted as typeof container)[wantedKey];
		const shared = others[step];
		if (wantedBelow === undefined && shared === undefined) remove(value, key);
		else prune(below, shared ?? {}, container[key], wantedBelow);
	}
}

function remove(value: object, key: string | number): void {
	if (Array.isArray(value)) value.splice(Number(key), 1);
	else delete (value as Record<string, unknown>)[key];
}

/** Where a step of the server's notation leads inside a value. */
function keyOf(step: string, value: object): string | number | undefined {
	const text = step.slice(2);
	if (step.startsWith("f:")) return Object.hasOwn(value, text) ? text : undefined;
	if (!Array.isArray(value)) return undefined;
	const index = step.startsWith("k:")
		? value.findIndex((item) => hasKeys(item, JSON.parse(text) as Record<string, unknown>))
		: value.findIndex((item) => JSON.stringify(item) === text);
	return index < 0 ? undefined : index;
}

/** A manifest may leave out a key that has a default, such as a port's protocol. */
function hasKeys(item: unknown, keys: Record<string, unknown>): boolean {
	if (typeof item !== "object" || item === null) return false;
	const found = Object.entries(keys).map(([key, value]) => [(item as Record<string, unknown>)[key], value]);
	return found.some(([is]) => is !== undefined) && found.every(([is, asked]) => is === undefined || is === asked);
}
