import { listIn, objectIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const emptyNodeGroup: Rule = {
	id: "empty-node-group",
	level: "warning",
	topic: "practice",
	title: {
		en: "A node group selects no nodes",
		"zh-cn": "节点组没有选择任何节点",
	},
	why: {
		en: "A KubeEdge NodeGroup has the nodes that `nodes` lists and those that have all labels of `matchLabels`. With neither it stays empty, and applications for it run nowhere, without a word.",
		"zh-cn":
			"KubeEdge NodeGroup 包含 `nodes` 列出的节点，以及具有 `matchLabels` 全部标签的节点。两者都没有时，组始终为空，面向它的应用不会在任何地方运行，也没有任何提示。",
	},
	kinds: ["apps.kubeedge.io/NodeGroup"],
	check({ object, data, report }) {
		if (listIn(data, "spec", "nodes").length > 0) return;
		if (Object.keys(objectIn(data, "spec", "matchLabels") ?? {}).length > 0) return;
		report({
			path: ["spec"],
			message: {
				en: `NodeGroup "${object.name}" selects no nodes. Write nodes or matchLabels.`,
				"zh-cn": `NodeGroup "${object.name}" 没有选择任何节点。请写 nodes 或 matchLabels。`,
			},
		});
	},
};
