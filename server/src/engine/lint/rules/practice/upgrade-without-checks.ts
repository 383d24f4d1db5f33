import { listIn, objectIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const upgradeWithoutChecks: Rule = {
	id: "upgrade-without-checks",
	level: "info",
	topic: "practice",
	title: {
		en: "A node upgrade starts without looking at the node",
		"zh-cn": "节点升级前没有检查节点状况",
	},
	why: {
		en: "With `checkItems` a NodeUpgradeJob looks at processor, memory and disk before it begins, and leaves a node alone that lacks them. Without, an upgrade on a full disk stops halfway, and the node is offline until someone drives there.",
		"zh-cn":
			"写明 `checkItems` 时，NodeUpgradeJob 会先检查处理器、内存和磁盘，不足的节点不会升级。不写时，磁盘已满的节点会升级到一半停下，直到有人上门才能恢复。",
	},
	kinds: ["operations.kubeedge.io/NodeUpgradeJob"],
	check({ data, report }) {
		const spec = objectIn(data, "spec");
		if (spec === undefined || listIn(spec, "checkItems").length > 0) return;
		const path = ["spec", "checkItems"];
		report({
			path,
			part: "key",
			message: {
				en: "The upgrade does not check processor, memory and disk first: a node with a full disk is left halfway. Add checkItems.",
				"zh-cn": "升级前不检查处理器、内存和磁盘，磁盘已满的节点会停在半途。请添加 checkItems。",
			},
			fixes: [
				{
					title: { en: "Check processor, memory and disk", "zh-cn": "检查处理器、内存和磁盘" },
					changes: [{ set: path, to: ["cpu", "mem", "disk"] }],
				},
			],
		});
	},
};
