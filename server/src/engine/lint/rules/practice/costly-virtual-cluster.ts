import type { Rule } from "../../rule";

/** Memory of a virtual cluster's control plane, in megabytes. */
const costs: Readonly<Record<string, number>> = { k3s: 200, k0s: 300, k8s: 500 };

const annotation = "cluster.theriseunion.io/vcluster-distro";

export const costlyVirtualCluster: Rule = {
	id: "costly-virtual-cluster",
	level: "off",
	topic: "practice",
	title: {
		en: "A virtual cluster of the most expensive sort",
		"zh-cn": "虚拟集群使用了占用最多的发行版",
	},
	why: {
		en: "The control plane of a virtual cluster takes about 200 MB with k3s, 300 MB with k0s and 500 MB with k8s, from the host that all of them share. Unless an application needs what only k8s has, take k3s.",
		"zh-cn":
			"虚拟集群的控制面在宿主机上的内存占用约为：k3s 200 MB、k0s 300 MB、k8s 500 MB。除非应用依赖只有 k8s 才有的功能，请使用 k3s。",
	},
	kinds: ["scope.theriseunion.io/Cluster"],
	check({ object, report }) {
		const distro = object.annotations[annotation];
		const cost = distro === undefined || distro === "k3s" ? undefined : costs[distro];
		if (cost === undefined || object.annotations["cluster.theriseunion.io/vcluster-enabled"] !== "true") return;
		const path = ["metadata", "annotations", annotation];
		report({
			path,
			message: {
				en: `A virtual cluster with ${distro} takes about ${cost} MB of its host, with k3s ${costs.k3s} MB.`,
				"zh-cn": `使用 ${distro} 的虚拟集群约占宿主机 ${cost} MB 内存，使用 k3s 只需 ${costs.k3s} MB。`,
			},
			fixes: [{ title: { en: "Use k3s", "zh-cn": "使用 k3s" }, byHand: true, changes: [{ set: path, to: "k3s" }] }],
		});
	},
};
