import { listIn, objectIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const edgeApplicationTarget: Rule = {
	id: "edge-application-target",
	level: "warning",
	topic: "practice",
	title: {
		en: "An EdgeApplication goes nowhere",
		"zh-cn": "EdgeApplication 没有部署目标",
	},
	why: {
		en: "An EdgeApplication brings its manifests to each of `targetNodeGroups` and, from KubeEdge 1.20, to the nodes of `targetNodeLabels`. With neither it is accepted and does nothing.",
		"zh-cn":
			"EdgeApplication 会把其中的清单部署到 `targetNodeGroups` 中的每个组，以及（KubeEdge 1.20 起）`targetNodeLabels` 的节点。两者都没有时，它会被接受，但什么也不做。",
	},
	kinds: ["apps.kubeedge.io/EdgeApplication"],
	check({ object, data, report }) {
		const scope = objectIn(data, "spec", "workloadScope");
		if (listIn(scope, "targetNodeGroups").length > 0 || listIn(scope, "targetNodeLabels").length > 0) return;
		report({
			path: ["spec", "workloadScope"],
			message: {
				en: `EdgeApplication "${object.name}" names no node group and no node labels: nothing is deployed. Add targetNodeGroups.`,
				"zh-cn": `EdgeApplication "${object.name}" 没有指定节点组或节点标签，不会部署任何东西。请添加 targetNodeGroups。`,
			},
		});
	},
};
