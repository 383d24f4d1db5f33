import type { ReferenceDeclarations } from "./relation";

const device = ["devices.kubeedge.io/Device"];
const deviceModel = "devices.kubeedge.io/DeviceModel";
const modelProperty = { sort: "part", part: "property", of: "/spec/deviceModelRef/name" } as const;
const node = { sort: "name", kinds: ["/Node"] } as const;
const nodesByLabel = { sort: "labels", kinds: ["/Node"], of: "object" } as const;
const jobs = ["operations.kubeedge.io/NodeUpgradeJob", "operations.kubeedge.io/ConfigUpdateJob"];
const endpoint = { sort: "name", kinds: ["rules.kubeedge.io/RuleEndpoint"] } as const;

export const kubeEdgeReferences: ReferenceDeclarations = {
	relations: [
		{
			from: device,
			at: "spec.deviceModelRef.name",
			to: { sort: "name", kinds: [deviceModel] },
			expected: "beside",
			confusedWith: ["device.theriseunion.io/DeviceModel"],
		},
		...[
			"spec.properties[*].name",
			"spec.propertyVisitors[*].propertyName",
			"spec.data.dataProperties[*].propertyName",
			"spec.methods[*].propertyNames[*]",
			"status.twins[*].propertyName",
		].map((at) => ({ from: device, at, to: modelProperty, expected: "always", toldElsewhere: true }) as const),
		{ from: device, at: "spec.nodeName", to: node },
		{ from: device, at: "spec.nodeSelector", to: nodesByLabel },
		{
			from: ["devices.kubeedge.io/DeviceStatus"],
			at: "metadata.name",
			to: { sort: "name", kinds: device },
		},
		{
			from: ["apps.kubeedge.io/EdgeApplication"],
			at: "spec.workloadScope.targetNodeGroups[*].name",
			to: { sort: "name", kinds: ["apps.kubeedge.io/NodeGroup"] },
			expected: "beside",
			confusedWith: ["scope.theriseunion.io/NodeGroup", "apps.openyurt.io/NodePool"],
		},
		{ from: ["apps.kubeedge.io/NodeGroup"], at: "spec.nodes[*]", to: node },
		{ from: ["apps.kubeedge.io/NodeGroup"], at: "spec.matchLabels", to: nodesByLabel },
		{ from: ["rules.kubeedge.io/Rule"], at: "spec.source", to: endpoint, expected: "beside" },
		{ from: ["rules.kubeedge.io/Rule"], at: "spec.target", to: endpoint, expected: "beside" },
		{ from: jobs, at: "spec.nodeNames[*]", to: node },
		{ from: jobs, at: "spec.labelSelector", to: nodesByLabel },
		{ from: ["operations.kubeedge.io/ImagePrePullJob"], at: "spec.imagePrePullTemplate.nodeNames[*]", to: node },
		{
			from: ["operations.kubeedge.io/ImagePrePullJob"],
			at: "spec.imagePrePullTemplate.labelSelector",
			to: nodesByLabel,
		},
		{
			from: ["operations.kubeedge.io/ImagePrePullJob"],
			at: "spec.imagePrePullTemplate.imageSecret",
			to: { sort: "name", kinds: ["/Secret"] },
		},
		{
			from: ["policy.kubeedge.io/ServiceAccountAccess"],
			at: "spec.serviceAccount.metadata.name",
			to: { sort: "name", kinds: ["/ServiceAccount"] },
		},
	],
	parts: [
		{
			part: "property",
			in: [deviceModel],
			at: "spec.properties[*].name",
			details: ["./type", "./accessMode", "./minimum", "./maximum", "./unit"],
		},
	],
	embedded: [{ in: ["apps.kubeedge.io/EdgeApplication"], at: "spec.workloadTemplate.manifests[*]" }],
};
