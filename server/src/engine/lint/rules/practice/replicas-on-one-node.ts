import { pinnedNodeOf } from "../../../semantic/placement";
import { podTemplateKinds, podTemplatesOf, replicasOf } from "../../../semantic/podTemplates";
import type { Rule } from "../../rule";

export const replicasOnOneNode: Rule = {
	id: "replicas-on-one-node",
	level: "info",
	topic: "practice",
	title: {
		en: "All replicas run on one node",
		"zh-cn": "所有副本都在同一个节点上",
	},
	why: {
		en: "Replicas are there to survive the loss of a node. When all of them are bound to one, they go down together, and take the memory of a small box several times. Run one replica, or select several nodes.",
		"zh-cn":
			"多副本是为了在失去一个节点后仍能工作。如果全部绑定在同一节点上，它们会一起失效，还成倍占用小节点的内存。请只运行一个副本，或选择多个节点。",
	},
	kinds: podTemplateKinds,
	check({ object, report }) {
		for (const pod of podTemplatesOf(object)) {
			const replicas = replicasOf(pod) ?? 1;
			const node = replicas > 1 ? pinnedNodeOf(pod) : undefined;
			if (node === undefined) continue;
			report({
				path: [...pod.workload.path, "spec", "replicas"],
				message: {
					en: `All ${replicas} replicas are bound to node "${node.value}" and go down with it. Run one, or select several nodes.`,
					"zh-cn": `${replicas} 个副本全部绑定在节点 "${node.value}" 上，会与它一起失效。请只运行一个副本，或选择多个节点。`,
				},
			});
		}
	},
};
