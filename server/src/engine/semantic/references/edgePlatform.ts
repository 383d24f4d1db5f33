import type { ReferenceDeclarations } from "./relation";

const app = "app.theriseunion.io";
const iam = "iam.theriseunion.io";
const scope = "scope.theriseunion.io";
const deployments = [`${app}/ApplicationDeployment`, `${app}/MultiClusterApplicationDeployment`];
const application = { sort: "name", kinds: [`${app}/Application`] } as const;
const cluster = { sort: "name", kinds: [`${scope}/Cluster`] } as const;
const nodeGroup = { sort: "name", kinds: [`${scope}/NodeGroup`] } as const;
const otherGroups = ["apps.kubeedge.io/NodeGroup", "apps.openyurt.io/NodePool"];
const roleTemplate = { sort: "name", kinds: [`${iam}/RoleTemplate`] } as const;
const scoped = [`${iam}/IAMRole`, `${iam}/IAMRoleBinding`];
const scopeLabel = "./iam.theriseunion.io~1scope";

export const edgePlatformReferences: ReferenceDeclarations = {
	relations: [
		{ from: [`${app}/ApplicationVersion`], at: "spec.applicationRef", to: application, expected: "beside" },
		{ from: deployments, at: "spec.application", to: application, expected: "beside" },
		{
			from: deployments,
			at: "spec.version",
			to: {
				sort: "member",
				kinds: [`${app}/ApplicationVersion`],
				part: "version",
				groupAt: "./application",
				latest: "latest",
			},
			expected: "beside",
			toldElsewhere: true,
		},
		{
			from: deployments,
			at: "spec.topologies[*].nodeGroup",
			to: nodeGroup,
			expected: "beside",
			confusedWith: otherGroups,
		},
		{ from: deployments, at: "spec.topologies[*].nodeName", to: { sort: "name", kinds: ["/Node"] } },
		{ from: deployments, at: "spec.clusters[*].name", to: cluster },
		{
			from: deployments,
			at: "spec.clusters[*].topology[*].nodegroup",
			to: nodeGroup,
			expected: "beside",
			confusedWith: otherGroups,
		},
		{
			from: [`${app}/ApplicationVersion`],
			at: "spec.helmConfig.chartName",
			to: { sort: "name", kinds: ["helm.sh/Chart"] },
		},
		{
			from: [`${iam}/IAMRole`],
			at: "spec.aggregationRoleTemplates.templateNames[*]",
			to: roleTemplate,
			expected: "beside",
		},
		{
			from: [`${iam}/IAMRole`],
			at: "spec.aggregationRoleTemplates.roleSelector",
			to: { sort: "labels", kinds: [`${iam}/RoleTemplate`], of: "object" },
		},
		{
			from: [`${iam}/RoleTemplate`],
			at: `metadata.annotations["iam.theriseunion.io/dependencies"]`,
			separator: ",",
			to: roleTemplate,
			expected: "beside",
			acyclic: true,
		},
		{
			from: [`${iam}/RoleTemplate`],
			at: `metadata.labels["iam.theriseunion.io/category"]`,
			to: { sort: "name", kinds: [`${iam}/Category`] },
		},
		{
			from: [`${iam}/IAMRoleBinding`],
			at: "spec.roleRef.name",
			to: {
				sort: "kinded",
				kindAt: "./kind",
				kinds: { IAMRole: `${iam}/IAMRole`, ClusterRole: "rbac.authorization.k8s.io/ClusterRole" },
				otherwise: `${iam}/IAMRole`,
			},
			expected: "beside",
			confusedWith: [`${iam}/RoleTemplate`, `${iam}/IAMRole`],
		},
		{
			from: [`${iam}/IAMRoleBinding`],
			at: "spec.subjects[*].name",
			to: {
				sort: "kinded",
				kindAt: "./kind",
				kinds: { User: `${iam}/User`, ServiceAccount: "/ServiceAccount" },
			},
			namespace: { at: "./namespace" },
		},
		...(
			[
				["cluster", `${scope}/Cluster`],
				["workspace", `${scope}/Workspace`],
				["nodegroup", `${scope}/NodeGroup`],
				["namespace", "/Namespace"],
			] as const
		).map(
			([level, kind]) =>
				({
					from: scoped,
					at: `metadata.labels["iam.theriseunion.io/scope-value"]`,
					to: { sort: "name", kinds: [kind] },
					only: { at: scopeLabel, is: [level] },
					toldElsewhere: true,
				}) as const,
		),
		{
			from: [`${scope}/Workspace`, `${scope}/NodeGroup`],
			at: `metadata.labels["scope.theriseunion.io/cluster"]`,
			to: cluster,
		},
		{
			from: ["/Namespace"],
			at: `metadata.labels["scope.theriseunion.io/workspace"]`,
			to: { sort: "name", kinds: [`${scope}/Workspace`] },
			expected: "beside",
		},
		{
			from: [`${scope}/Workspace`],
			at: "spec.template.namespaces[*]",
			to: { sort: "name", kinds: ["/Namespace"] },
		},
		{
			from: [`${scope}/NodeGroup`],
			at: "spec.selector",
			to: { sort: "labels", kinds: ["/Node"], of: "object" },
		},
		{
			from: ["device.theriseunion.io/ResourcePoolItem"],
			at: "spec.resourcePoolName",
			to: { sort: "name", kinds: ["device.theriseunion.io/ResourcePool"] },
			expected: "beside",
		},
		{
			from: ["device.theriseunion.io/NodeConfig"],
			at: "spec.manufacturerConfig[*].computeTemplateName",
			to: { sort: "name", kinds: ["device.theriseunion.io/ComputeTemplate"] },
			expected: "beside",
		},
		{
			from: ["device.theriseunion.io/NodeConfig"],
			at: "spec.manufacturerConfig[*].deviceComputeTemplateName{*}",
			to: { sort: "name", kinds: ["device.theriseunion.io/ComputeTemplate"] },
			expected: "beside",
		},
		{ from: ["device.theriseunion.io/NodeConfig"], at: "metadata.name", to: { sort: "name", kinds: ["/Node"] } },
		{
			from: ["ota.theriseunion.io/Task"],
			at: "spec.playbookRef",
			to: { sort: "name", kinds: ["ota.theriseunion.io/Playbook"] },
			expected: "beside",
		},
		{
			from: ["ota.theriseunion.io/Task"],
			at: "spec.targets[*]",
			to: { sort: "name", kinds: ["ota.theriseunion.io/OTANode"] },
		},
		{
			from: ["registry.theriseunion.io/Repository"],
			at: "spec.registryName",
			to: { sort: "name", kinds: ["registry.theriseunion.io/Registry"] },
			expected: "beside",
		},
		{
			from: ["registry.theriseunion.io/ClusterRepository"],
			at: "spec.registryName",
			to: { sort: "name", kinds: ["registry.theriseunion.io/ClusterRegistry"] },
			expected: "beside",
		},
		...["image.theriseunion.io/Repository", "registry.theriseunion.io/Repository"].map(
			(kind) =>
				({
					from: [kind],
					at: "spec.dockerConfigSecretRef.name",
					to: { sort: "name", kinds: ["/Secret"] },
					namespace: { at: "./namespace" },
				}) as const,
		),
		{
			from: ["ext.theriseunion.io/Component"],
			at: "spec.chart.name",
			to: { sort: "name", kinds: ["helm.sh/Chart"] },
		},
	],
	parts: [
		{
			part: "version",
			in: [`${app}/ApplicationVersion`],
			at: "spec.version",
			groupAt: "./applicationRef",
			approved: { at: "/status/reviewPhase", is: "Approved" },
		},
	],
	makers: [{ from: [`${scope}/Workspace`], at: "spec.template.namespaces[*]", makes: "/Namespace" }],
	pods: [
		{ in: [`${app}/ApplicationVersion`], at: "spec.workloadConfig.deployments[*].spec.template.spec" },
		{ in: deployments, at: "spec.topologies[*].workloadOverride.deployments[*].spec.template.spec" },
	],
	given: [
		{ kind: `${scope}/Cluster`, names: /^host$/ },
		{ kind: `${scope}/Workspace`, names: /^system-workspace$/ },
		{ kind: `${iam}/User`, names: /^admin$/ },
	],
	published: [
		{
			kind: `${iam}/IAMRole`,
			names:
				/^(?:(?:platform|cluster|workspace|nodegroup|namespace)-(?:admin|viewer|operator|regular|self-provisioner)|anonymous)$/,
		},
		{
			kind: `${iam}/RoleTemplate`,
			names: /^(?:platform|cluster|workspace|nodegroup|namespace|project)-(?:basic|(?:view|create|manage)-[a-z-]+)$/,
		},
	],
};
