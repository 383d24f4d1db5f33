import type { GroupKind } from "../semantic/objects";

export const roleTemplateKind: GroupKind = "iam.theriseunion.io/RoleTemplate";
export const iamRoleKind: GroupKind = "iam.theriseunion.io/IAMRole";
export const iamBindingKind: GroupKind = "iam.theriseunion.io/IAMRoleBinding";
export const userKind: GroupKind = "iam.theriseunion.io/User";
export const workspaceKind: GroupKind = "scope.theriseunion.io/Workspace";
export const nodeGroupKind: GroupKind = "scope.theriseunion.io/NodeGroup";
export const clusterKind: GroupKind = "scope.theriseunion.io/Cluster";
export const namespaceKind: GroupKind = "/Namespace";
export const nodeKind: GroupKind = "/Node";
export const serviceAccountKind: GroupKind = "/ServiceAccount";
export const roleKind: GroupKind = "rbac.authorization.k8s.io/Role";
export const clusterRoleKind: GroupKind = "rbac.authorization.k8s.io/ClusterRole";
export const roleBindingKind: GroupKind = "rbac.authorization.k8s.io/RoleBinding";
export const clusterRoleBindingKind: GroupKind = "rbac.authorization.k8s.io/ClusterRoleBinding";

/** Kinds that hold rules, with the path to them. */
export const rulesPaths: ReadonlyMap<GroupKind, readonly string[]> = new Map([
	[roleTemplateKind, ["spec", "rules"]],
	[iamRoleKind, ["spec", "rules"]],
	[roleKind, ["rules"]],
	[clusterRoleKind, ["rules"]],
]);

export const scopeLabel = "iam.theriseunion.io/scope";
export const scopeValueLabel = "iam.theriseunion.io/scope-value";
/** On Namespaces, Workspaces and NodeGroups: the cluster they belong to. */
export const clusterLabel = "scope.theriseunion.io/cluster";
/** On Namespaces: the workspace they belong to; the second is what older documents write. */
export const workspaceLabels: readonly string[] = ["scope.theriseunion.io/workspace", "theriseunion.io/workspace"];
/** On Nodes: the node group they belong to. */
export const nodeGroupLabel = "scope.theriseunion.io/nodegroup";
export const dependenciesAnnotation = "iam.theriseunion.io/dependencies";
