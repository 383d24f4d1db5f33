/** The metadata that every Kubernetes object carries; only the fields that Edgewise reads. */
export interface ObjectMeta {
	name?: string;
	namespace?: string;
	uid?: string;
	resourceVersion?: string;
	generation?: number;
	creationTimestamp?: string;
	deletionTimestamp?: string;
	labels?: Record<string, string>;
	annotations?: Record<string, string>;
	managedFields?: unknown[];
	[field: string]: unknown;
}

/** Any Kubernetes object as the API server sends it (plain JSON, nothing converted). */
export interface KubernetesObject {
	apiVersion: string;
	kind: string;
	metadata: ObjectMeta;
	[field: string]: unknown;
}

/** A list as the API server sends it. Items of a list carry no `apiVersion` and `kind` of their own on the wire. */
export interface KubernetesList {
	metadata: { resourceVersion?: string; continue?: string };
	items: KubernetesObject[];
}

/** A kind's address: `group` is empty for the core group. */
export interface GroupVersionKind {
	readonly group: string;
	readonly version: string;
	readonly kind: string;
}

/** What discovery says about a kind that a server serves. */
export interface ApiResource extends GroupVersionKind {
	/** The name in URLs, for example `deployments`. */
	readonly plural: string;
	readonly namespaced: boolean;
	readonly verbs: readonly string[];
}

/** Which object is meant, whatever its content. */
export interface ObjectReference {
	readonly apiVersion: string;
	readonly kind: string;
	/** Absent for an object of a cluster-scoped kind. */
	readonly namespace?: string;
	readonly name: string;
}

/** Splits an `apiVersion` such as `apps/v1` or `v1`. */
export function parseApiVersion(apiVersion: string): { group: string; version: string } {
	const slash = apiVersion.indexOf("/");
	return slash < 0
		? { group: "", version: apiVersion }
		: { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}

/** The `apiVersion` of a group and version. */
export function formatApiVersion(gv: { group: string; version: string }): string {
	return gv.group === "" ? gv.version : `${gv.group}/${gv.version}`;
}

/** Reads a value inside an object by keys and indexes; `undefined` where the path leads nowhere. */
export function valueAt(root: unknown, ...path: readonly (string | number)[]): unknown {
	let value = root;
	for (const step of path) {
		if (typeof value !== "object" || value === null) return undefined;
		value = (value as Record<string | number, unknown>)[step];
	}
	return value;
}

/** The string at a path; `undefined` where there is none or another type stands there. */
export function stringAt(root: unknown, ...path: readonly (string | number)[]): string | undefined {
	const value = valueAt(root, ...path);
	return typeof value === "string" ? value : undefined;
}

/** The list at a path; empty where there is none or another type stands there. */
export function listAt(root: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
	const value = valueAt(root, ...path);
	return Array.isArray(value) ? value : [];
}
