import type { BilingualText } from "../../schema/types";

/** A version with a successor that documents cannot be migrated to, and why. */
export interface WithoutMigration {
	readonly from: string;
	readonly reason: BilingualText;
}

const claims: BilingualText = {
	en: "requests name a driver's own parameters there, and devices by selectors in resource.k8s.io/v1; only whoever knows the driver can translate them",
	"zh-cn": "该版本引用驱动自定义的参数，而 resource.k8s.io/v1 用选择器描述设备；只有了解驱动的人才能改写",
};

/** Removed built-in versions that have a successor and no migration. */
export const withoutMigration: readonly WithoutMigration[] = [
	...["v1alpha1", "v1alpha2"].flatMap((version) =>
		["ResourceClaim", "ResourceClaimTemplate"].map((kind) => ({
			from: `resource.k8s.io/${version}/${kind}`,
			reason: claims,
		})),
	),
	{
		from: "resource.k8s.io/v1alpha2/ResourceSlice",
		reason: {
			en: "drivers publish it while they run; update the driver",
			"zh-cn": "由驱动在运行时发布；请升级驱动",
		},
	},
	{
		from: "scheduling.k8s.io/v1alpha1/Workload",
		reason: {
			en: "groups of pods are objects of their own in v1alpha2, whose names and owners only the workload's controller knows",
			"zh-cn": "在 v1alpha2 中 Pod 组是单独的对象，其名称和归属只有工作负载的控制器知道",
		},
	},
];
