import type { KubernetesObject } from "../objects";
import { normalize } from "./normalize";
import { sendable } from "./serverSideApply";

/** Annotations that controllers write for themselves. */
const controllerAnnotations = [
	/^deployment\.kubernetes\.io\//,
	/^control-plane\.alpha\.kubernetes\.io\//,
	/^pv\.kubernetes\.io\//,
	/^volume\.(beta\.)?kubernetes\.io\/(storage-provisioner|selected-node)$/,
	/^node\.alpha\.kubernetes\.io\/ttl$/,
	/^objectset\.rio\.cattle\.io\//,
];

/** Fields that the server or a controller fills in, by kind; asking for their old value would be refused or wrong. */
const controllerFields: Readonly<Record<string, readonly (readonly string[])[]>> = {
	Service: [
		["spec", "clusterIP"],
		["spec", "clusterIPs"],
		["spec", "healthCheckNodePort"],
	],
	PersistentVolumeClaim: [["spec", "volumeName"]],
	PersistentVolume: [["spec", "claimRef"]],
	ServiceAccount: [["secrets"]],
	Namespace: [["spec", "finalizers"]],
	Pod: [["spec", "nodeName"]],
	Node: [
		["spec", "podCIDR"],
		["spec", "podCIDRs"],
		["spec", "providerID"],
	],
	Job: [
		["spec", "selector"],
		["metadata", "labels", "controller-uid"],
		["spec", "template", "metadata", "labels", "controller-uid"],
		["spec", "template", "metadata", "labels", "batch.kubernetes.io/controller-uid"],
	],
};

/** A live object as a manifest that brings its present state back when it is applied. */
export function baselineManifest(live: KubernetesObject): KubernetesObject {
	const manifest = structuredClone(sendable(normalize(live), live.metadata.namespace));
	const { metadata } = manifest;
	// The owner may be gone by then, and its garbage collection would take the object along.
	delete metadata.ownerReferences;
	delete metadata.finalizers;
	if (metadata.annotations !== undefined) {
		metadata.annotations = Object.fromEntries(
			Object.entries(metadata.annotations).filter(([key]) => !controllerAnnotations.some((known) => known.test(key))),
		);
		if (Object.keys(metadata.annotations).length === 0) delete metadata.annotations;
	}
	for (const path of controllerFields[manifest.kind] ?? []) {
		// A headless Service is headless by intent.
		if (path[1] === "clusterIP" && isHeadless(manifest)) continue;
		remove(manifest, path);
	}
	return manifest;
}

function isHeadless(service: KubernetesObject): boolean {
	return (service.spec as { clusterIP?: string } | undefined)?.clusterIP === "None";
}

function remove(root: unknown, path: readonly string[]): void {
	const [step, ...rest] = path;
	if (step === undefined || typeof root !== "object" || root === null) return;
	if (rest.length === 0) delete (root as Record<string, unknown>)[step];
	else remove((root as Record<string, unknown>)[step], rest);
}
