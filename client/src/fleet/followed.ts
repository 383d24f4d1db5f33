import type { FollowedKind } from "./model";
import type { ApiResource, KubernetesObject } from "./objects";

/** A resource that the fleet follows wherever a server serves it. */
export interface FollowedResource {
	readonly name: FollowedKind;
	readonly group: string;
	readonly objectKind: string;
	readonly plural: string;
	/** The versions that Edgewise reads, the best one first. */
	readonly versions: readonly string[];
}

/** What the fleet follows; the one place to add a kind. */
export const followedResources: readonly FollowedResource[] = [
	{ name: "nodes", group: "", objectKind: "Node", plural: "nodes", versions: ["v1"] },
	{
		name: "clusters",
		group: "scope.theriseunion.io",
		objectKind: "Cluster",
		plural: "clusters",
		versions: ["v1alpha1"],
	},
	{
		name: "edgePlatformNodeGroups",
		group: "scope.theriseunion.io",
		objectKind: "NodeGroup",
		plural: "nodegroups",
		versions: ["v1alpha1"],
	},
	{
		name: "kubeEdgeNodeGroups",
		group: "apps.kubeedge.io",
		objectKind: "NodeGroup",
		plural: "nodegroups",
		versions: ["v1alpha1"],
	},
	{
		name: "nodePools",
		group: "apps.openyurt.io",
		objectKind: "NodePool",
		plural: "nodepools",
		versions: ["v1beta2", "v1beta1", "v1alpha1"],
	},
	{
		name: "deviceModels",
		group: "devices.kubeedge.io",
		objectKind: "DeviceModel",
		plural: "devicemodels",
		versions: ["v1beta1", "v1alpha2"],
	},
	{
		name: "devices",
		group: "devices.kubeedge.io",
		objectKind: "Device",
		plural: "devices",
		versions: ["v1beta1", "v1alpha2"],
	},
	{
		name: "deviceStatuses",
		group: "devices.kubeedge.io",
		objectKind: "DeviceStatus",
		plural: "devicestatuses",
		versions: ["v1beta1", "v1alpha2"],
	},
];

/** The resource of CRDs, whose coming and going tells which kinds a server serves. */
export const customResourceDefinitions: ApiResource = {
	group: "apiextensions.k8s.io",
	version: "v1",
	kind: "CustomResourceDefinition",
	plural: "customresourcedefinitions",
	namespaced: false,
	verbs: ["list", "watch"],
};

/** The followed resource that a CRD of this name defines; `undefined` where it defines another. */
export function definedBy(crdName: string): FollowedResource | undefined {
	return followedResources.find(({ group, plural }) => group !== "" && crdName === `${plural}.${group}`);
}

/** The versions to look a resource up in: those that Edgewise reads first, then whatever else the server has. */
export function candidateVersions(resource: FollowedResource, served: readonly string[]): readonly string[] {
	const read = resource.versions.filter((version) => served.includes(version));
	return [...read, ...served.filter((version) => !read.includes(version))];
}

/**
 * The part of an object that is worth keeping: without `managedFields` (half of a small object, and never shown), and
 * without the kubeconfig and token that an Edge Platform Cluster carries. Changes the object, which must be fresh from
 * the wire.
 */
export function keepShown(resource: FollowedKind, object: KubernetesObject): KubernetesObject {
	delete object.metadata.managedFields;
	if (resource === "clusters") {
		delete object.metadata.annotations?.["kubectl.kubernetes.io/last-applied-configuration"];
		const spec = object.spec as
			| { config?: unknown; connection?: { kubeconfig?: unknown; token?: unknown } }
			| undefined;
		delete spec?.config;
		delete spec?.connection?.kubeconfig;
		delete spec?.connection?.token;
	}
	return object;
}
