import { strict as assert } from "node:assert";
import { delimiter } from "node:path";
import { kubeconfigFiles, loadKubeconfigs } from "../../../client/src/fleet/kubeconfig";
import { KubernetesApi } from "../../../client/src/fleet/kubernetesApi";
import type { KubernetesObject, ObjectReference } from "../../../client/src/fleet/objects";

/** The API of the test's cluster as the administrator sees it, apart from the extension's own connection. */
export function hub(): KubernetesApi {
	const files = kubeconfigFiles([], { KUBECONFIG: process.env.KUBECONFIG ?? "" });
	const context = loadKubeconfigs(files).contexts.find(({ name }) => name === "hub");
	assert.ok(context, `no context "hub" in ${files.join(delimiter)}`);
	return new KubernetesApi(context.config, context.name);
}

/** Creates or changes an object as another tool would. */
export async function applyAs(manager: string, object: KubernetesObject): Promise<void> {
	const api = hub();
	await api.request({
		method: "PATCH",
		path: await api.objectPath(referenceOf(object)),
		query: { fieldManager: manager, force: true },
		body: object,
		bodyType: "application/apply-patch+yaml",
	});
}

/** Deletes an object if it is there. */
export async function remove(object: KubernetesObject): Promise<void> {
	const api = hub();
	if ((await api.get(referenceOf(object))) === undefined) return;
	await api.request({ method: "DELETE", path: await api.objectPath(referenceOf(object)) });
}

export function referenceOf({ apiVersion, kind, metadata }: KubernetesObject): ObjectReference {
	assert.ok(metadata.name);
	return {
		apiVersion,
		kind,
		name: metadata.name,
		...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
	};
}
