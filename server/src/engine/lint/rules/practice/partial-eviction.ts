import { objectIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

/** https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/ */
const thresholds: readonly (readonly [string, string])[] = [
	["memory.available", "100Mi"],
	["nodefs.available", "10%"],
	["nodefs.inodesFree", "5%"],
	["imagefs.available", "15%"],
];

const places: Readonly<Record<string, readonly string[]>> = {
	KubeletConfiguration: ["evictionHard"],
	EdgeCore: ["modules", "edged", "tailoredKubeletConfig", "evictionHard"],
};

export const partialEviction: Rule = {
	id: "partial-eviction",
	level: "info",
	topic: "practice",
	title: {
		en: "Some eviction thresholds are switched off by setting others",
		"zh-cn": "只设置部分驱逐阈值会使其余阈值失效",
	},
	why: {
		en: "The kubelet's defaults for `evictionHard` hold only when none of them is set: whoever writes one has all others at zero. A node then fills its disk, or runs out of inodes, without ever evicting a pod or removing an image. Write all four, or set `mergeDefaultEvictionSettings: true` where the kubelet knows it.",
		"zh-cn":
			"kubelet 的 `evictionHard` 默认值只有在完全不设置时才生效：只要写了一项，其余就变为零。节点可能写满磁盘或耗尽 inode，也不会驱逐 Pod 或清理镜像。请写全四项；kubelet 版本支持时，也可以设置 `mergeDefaultEvictionSettings: true`。",
	},
	kinds: ["kubelet.config.k8s.io/KubeletConfiguration", "edgecore.config.kubeedge.io/EdgeCore"],
	check({ object, data, report }) {
		const path = places[object.kind];
		if (path === undefined || data.mergeDefaultEvictionSettings === true) return;
		const set = objectIn(data, ...path);
		if (set === undefined || Object.keys(set).length === 0) return;
		const missing = thresholds.filter(([name]) => set[name] === undefined);
		if (missing.length === 0) return;
		const names = missing.map(([name]) => name);
		report({
			path,
			message: {
				en: `${names.join(", ")} ${names.length === 1 ? "has" : "have"} no threshold, since setting others switches the defaults off. Write ${names.length === 1 ? "it" : "them"} as well.`,
				"zh-cn": `${names.join("、")} 没有阈值，因为设置其他项会使默认值失效。请一并写明。`,
			},
			fixes: [
				{
					title: { en: "Write the defaults of the others", "zh-cn": "补全其余默认值" },
					changes: missing.map(([name, value]) => ({ set: [...path, name], to: value })),
				},
			],
		});
	},
};
