import { boundToKinds, declaredCapacity } from "../../../semantic/capacity";
import { demandsOf, targetOf } from "../../../semantic/demand";
import { podTemplateKinds } from "../../../semantic/podTemplates";
import { bytesText, coresText } from "../../../semantic/quantity";
import type { Rule } from "../../rule";

export const largerThanNode: Rule = {
	id: "larger-than-node",
	level: "warning",
	topic: "practice",
	title: {
		en: "A pod requests more than any of its nodes has",
		"zh-cn": "单个 Pod 的请求超过其任何一个节点的容量",
	},
	why: {
		en: "A pod runs on one node. If it requests more than the largest node that it is bound to has for pods, it stays Pending whatever else runs there. Sizes are found as [over-capacity](over-capacity.md) finds them.",
		"zh-cn":
			"一个 Pod 只能运行在一个节点上。如果它的请求超过所绑定的最大节点可供 Pod 使用的资源，不论那里还运行什么，它都会一直 Pending。容量的取得方式与 [over-capacity](over-capacity.md) 相同。",
	},
	kinds: podTemplateKinds,
	check({ object, workspace, report }) {
		for (const { target, path, each } of demandsOf(object)) {
			if (each.cpu === 0 && each.memory === 0) continue;
			for (const kind of boundToKinds) {
				const name = target.slice(kind.length + 1);
				if (target !== targetOf(kind, name)) continue;
				const [holder, ...others] = workspace.named(kind, name);
				if (holder === undefined || others.length > 0) continue;
				const largest = declaredCapacity(holder, workspace)?.largest;
				if (largest === undefined || (each.cpu <= largest.cpu && each.memory <= largest.memory)) continue;
				report({
					path,
					message: {
						en: `One pod requests ${coresText(each.cpu)} CPU and ${bytesText(each.memory)}, but the largest node of ${holder.kind} "${name}" has ${coresText(largest.cpu)} CPU and ${bytesText(largest.memory)} for pods: it stays Pending. Request less, or choose a larger node.`,
						"zh-cn": `单个 Pod 请求 ${coresText(each.cpu)} 核和 ${bytesText(each.memory)} 内存，而 ${holder.kind} "${name}" 中最大的节点可供 Pod 使用的只有 ${coresText(largest.cpu)} 核和 ${bytesText(largest.memory)}，它会一直 Pending。请减少请求或选择更大的节点。`,
					},
					related: [{ object: holder, path: [], message: { en: "the size", "zh-cn": "容量在这里" } }],
				});
			}
		}
	},
};
