import type { PolicyRule } from "./policyRule";

const read = ["get", "list", "watch"];
const write = ["create", "delete", "deletecollection", "patch", "update"];

function rule(verbs: readonly string[], group: string, resources: string): PolicyRule {
	return { verbs, apiGroups: [group], resources: resources.split(" "), resourceNames: [], nonResourceURLs: [] };
}

/** What the ClusterRoles for users add to each other, as an API server makes them from release 1.24 on. */
const view: readonly PolicyRule[] = [
	rule(
		read,
		"",
		"configmaps endpoints persistentvolumeclaims persistentvolumeclaims/status pods replicationcontrollers replicationcontrollers/scale serviceaccounts services services/status",
	),
	rule(
		read,
		"",
		"bindings events limitranges namespaces/status pods/log pods/status replicationcontrollers/status resourcequotas resourcequotas/status namespaces",
	),
	rule(read, "discovery.k8s.io", "endpointslices"),
	rule(
		read,
		"apps",
		"controllerrevisions daemonsets daemonsets/status deployments deployments/scale deployments/status replicasets replicasets/scale replicasets/status statefulsets statefulsets/scale statefulsets/status",
	),
	rule(read, "autoscaling", "horizontalpodautoscalers horizontalpodautoscalers/status"),
	rule(read, "batch", "cronjobs cronjobs/status jobs jobs/status"),
	rule(read, "policy", "poddisruptionbudgets poddisruptionbudgets/status"),
	rule(read, "networking.k8s.io", "ingresses ingresses/status networkpolicies"),
];

const edit: readonly PolicyRule[] = [
	rule(read, "", "pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy"),
	rule(["impersonate"], "", "serviceaccounts"),
	rule(write, "", "pods pods/attach pods/exec pods/portforward pods/proxy"),
	rule(["create"], "", "pods/eviction serviceaccounts/token"),
	rule(
		write,
		"",
		"configmaps events persistentvolumeclaims replicationcontrollers replicationcontrollers/scale secrets serviceaccounts services services/proxy",
	),
	rule(
		write,
		"apps",
		"daemonsets deployments deployments/rollback deployments/scale replicasets replicasets/scale statefulsets statefulsets/scale",
	),
	rule(write, "autoscaling", "horizontalpodautoscalers"),
	rule(write, "batch", "cronjobs jobs"),
	rule(write, "policy", "poddisruptionbudgets"),
	rule(write, "networking.k8s.io", "ingresses networkpolicies"),
	rule([...write, "get", "list", "watch"], "coordination.k8s.io", "leases"),
];

const admin: readonly PolicyRule[] = [
	rule(["create"], "authorization.k8s.io", "localsubjectaccessreviews"),
	rule([...write, "get", "list", "watch"], "rbac.authorization.k8s.io", "rolebindings roles"),
];

const clusterAdmin: readonly PolicyRule[] = [
	rule(["*"], "*", "*"),
	{ verbs: ["*"], apiGroups: [], resources: [], resourceNames: [], nonResourceURLs: ["*"] },
];

const roles: ReadonlyMap<string, { readonly rules: readonly PolicyRule[]; readonly labels: readonly string[] }> =
	new Map([
		["cluster-admin", { rules: clusterAdmin, labels: [] }],
		["view", { rules: view, labels: ["view"] }],
		["edit", { rules: [...view, ...edit], labels: ["view", "edit"] }],
		["admin", { rules: [...view, ...edit, ...admin], labels: ["view", "edit", "admin"] }],
	]);

/** The rules of a ClusterRole that every cluster has; `undefined` where it is none of those. */
export function builtinRules(name: string): readonly PolicyRule[] | undefined {
	return roles.get(name)?.rules;
}

/** The labels by which other ClusterRoles add to such a role. */
export function builtinSelectors(name: string): readonly string[] {
	return (roles.get(name)?.labels ?? []).map((label) => `rbac.authorization.k8s.io/aggregate-to-${label}`);
}
