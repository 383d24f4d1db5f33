import type { ReferenceDeclarations } from "./relation";

const pool = { sort: "name", kinds: ["apps.openyurt.io/NodePool"] } as const;
const poolsByLabel = { sort: "labels", kinds: ["apps.openyurt.io/NodePool"], of: "object" } as const;
const confusedWith = ["apps.kubeedge.io/NodeGroup", "scope.theriseunion.io/NodeGroup"];
const appSet = "apps.openyurt.io/YurtAppSet";
const iot = "iot.openyurt.io";

export const openYurtReferences: ReferenceDeclarations = {
	relations: [
		...(
			[
				[appSet, "spec.pools[*]"],
				[appSet, "spec.workload.workloadTweaks[*].pools[*]"],
				[appSet, "spec.topology.pools[*].name"],
				["apps.openyurt.io/UnitedDeployment", "spec.topology.pools[*].name"],
				[`${iot}/PlatformAdmin`, "spec.poolName"],
				[`${iot}/PlatformAdmin`, "spec.nodepools[*]"],
				[`${iot}/Device`, "spec.nodePool"],
				[`${iot}/DeviceProfile`, "spec.nodePool"],
				[`${iot}/DeviceService`, "spec.nodePool"],
				["networking.k8s.io/Ingress", `metadata.annotations["openyurt.io/nodepool"]`],
				["networking.k8s.io/Ingress", `metadata.annotations["apps.openyurt.io/nodepool"]`],
				["network.openyurt.io/PoolService", `metadata.labels["openyurt.io/pool-name"]`],
				["/Node", `metadata.labels["apps.openyurt.io/nodepool"]`],
			] as const
		).map(([kind, at]) => ({ from: [kind], at, to: pool, expected: "beside", confusedWith }) as const),
		{
			from: ["network.openyurt.io/PoolService"],
			at: `metadata.labels["openyurt.io/service-name"]`,
			to: { sort: "name", kinds: ["/Service"] },
		},
		{ from: [appSet], at: "spec.nodepoolSelector", to: poolsByLabel },
		{ from: [appSet], at: "spec.workload.workloadTweaks[*].nodepoolSelector", to: poolsByLabel },
		{ from: ["apps.openyurt.io/YurtAppDaemon"], at: "spec.nodepoolSelector", to: poolsByLabel },
		{
			from: [appSet],
			at: "spec.workload.workloadTweaks[*].tweaks.containerImages[*].name",
			to: { sort: "own", part: "container", within: "/" },
			expected: "always",
		},
		{
			from: [`${iot}/Device`],
			at: "spec.profileName",
			to: { sort: "name", kinds: [`${iot}/DeviceProfile`] },
		},
		{
			from: [`${iot}/Device`],
			at: "spec.serviceName",
			to: { sort: "name", kinds: [`${iot}/DeviceService`] },
		},
		{
			from: [`${iot}/Device`],
			at: "spec.deviceProperties{key}",
			to: { sort: "part", part: "deviceResource", of: "/spec/profileName" },
			expected: "always",
			toldElsewhere: true,
		},
		{
			from: [`${iot}/DeviceProfile`],
			at: "spec.deviceCommands[*].resourceOperations[*].deviceResource",
			to: { sort: "own", part: "deviceResource", within: "/" },
			expected: "always",
		},
		{
			from: ["raven.openyurt.io/Gateway"],
			at: "spec.endpoints[*].nodeName",
			to: { sort: "name", kinds: ["/Node"] },
		},
		{
			from: ["raven.openyurt.io/Gateway"],
			at: "spec.nodeSelector",
			to: { sort: "labels", kinds: ["/Node"], of: "object" },
		},
	],
	parts: [
		{
			part: "deviceResource",
			in: [`${iot}/DeviceProfile`],
			at: "spec.deviceResources[*].name",
			details: ["./properties/valueType", "./properties/readWrite", "./properties/units"],
		},
	],
};
