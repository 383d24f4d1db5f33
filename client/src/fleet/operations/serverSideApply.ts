import type { StatusCause } from "../failures";
import type { KubernetesApi } from "../kubernetesApi";
import type { KubernetesObject, ObjectReference } from "../objects";

/** Under this name the server remembers which fields Edgewise set. */
export const fieldManager = "edgewise";

/** A field that somebody else set to another value. */
export interface FieldConflict {
	/** Who set it, for example `kubectl-client-side-apply`. */
	readonly manager: string;
	/** For example `.spec.replicas`. */
	readonly field: string;
}

/**
 * Sends a manifest with server-side apply.
 *
 * @param options.dryRun asks what would come out, changes nothing
 * @param options.force takes over fields that others own
 * @param options.resourceVersion the version that the live object must still have
 * @returns the object as the server has it afterwards
 * @throws ApiError
 */
export async function serverSideApply(
	api: KubernetesApi,
	reference: ObjectReference,
	manifest: KubernetesObject,
	options: { dryRun: boolean; force: boolean; resourceVersion?: string | undefined; signal?: AbortSignal | undefined },
): Promise<KubernetesObject> {
	const { resourceVersion } = options;
	const body =
		resourceVersion === undefined ? manifest : { ...manifest, metadata: { ...manifest.metadata, resourceVersion } };
	return await api.request<KubernetesObject>({
		method: "PATCH",
		path: await api.objectPath(reference, options.signal),
		query: { fieldManager, force: options.force, dryRun: options.dryRun ? "All" : undefined },
		body,
		bodyType: "application/apply-patch+yaml",
		signal: options.signal,
	});
}

/** A manifest as it may be sent: without what only a server sets, so that exported objects can be applied too. */
export function sendable(manifest: KubernetesObject, namespace: string | undefined): KubernetesObject {
	const {
		managedFields: _managed,
		uid: _uid,
		resourceVersion: _version,
		generation: _generation,
		creationTimestamp: _created,
		selfLink: _self,
		deletionTimestamp: _deleted,
		deletionGracePeriodSeconds: _grace,
		namespace: _namespace,
		...metadata
	} = manifest.metadata;
	return { ...manifest, metadata: namespace === undefined ? metadata : { ...metadata, namespace } };
}

/** The conflicts in a server's answer of 409; empty where the 409 is about something else. */
export function conflictsOf(causes: readonly StatusCause[]): FieldConflict[] {
	return causes
		.filter((cause) => cause.reason === "FieldManagerConflict")
		.map((cause) => ({
			manager: /conflict with "((?:[^"\\]|\\.)*)"/.exec(cause.message ?? "")?.[1] ?? cause.message ?? "",
			field: cause.field ?? "",
		}));
}
