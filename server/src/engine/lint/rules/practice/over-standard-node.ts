import { declaredCapacity, standardNode } from "../../../semantic/capacity";
import { demandsOf, targetOf, totalDemandOn } from "../../../semantic/demand";
import { podTemplateKinds } from "../../../semantic/podTemplates";
import { bytesText, coresText } from "../../../semantic/quantity";
import type { Rule } from "../../rule";

export const overStandardNode: Rule = {
	id: "over-standard-node",
	level: "off",
	topic: "practice",
	title: {
		en: "More is bound to a node than a standard edge node holds",
		"zh-cn": "绑定到节点的负载超出标准边缘节点的容量",
	},
	why: {
		en: "Where no manifest tells a node's size, this rule takes it for the usual box: 4 cores and 8 GB, of which the system keeps 1 core and 1Gi. That is a guess, so the rule is off; turn it on for sites whose boxes are all alike. Where sizes are declared, [over-capacity](over-capacity.md) uses them.",
		"zh-cn":
			"当清单中没有节点的容量时，本规则把它当作常见的机型：4 核 8 GB，系统占用 1 核和 1Gi。这只是猜测，因此默认关闭；如果站点机型统一，可以启用。声明了容量时由 [over-capacity](over-capacity.md) 判断。",
	},
	kinds: podTemplateKinds,
	check({ object, workspace, report }) {
		for (const { target, path } of demandsOf(object)) {
			const name = target.slice("/Node ".length);
			if (target !== targetOf("/Node", name)) continue;
			if (workspace.named("/Node", name).some((node) => declaredCapacity(node, workspace) !== undefined)) continue;
			const { cpu, memory } = totalDemandOn(target, 1, workspace);
			if (cpu <= standardNode.cpu + 1e-6 && memory <= standardNode.memory) continue;
			report({
				path,
				message: {
					en: `What is bound to node "${name}" requests ${coresText(cpu)} CPU and ${bytesText(memory)}; a standard node has ${coresText(standardNode.cpu)} and ${bytesText(standardNode.memory)} for pods. Request less, or declare the node's size.`,
					"zh-cn": `绑定到节点 "${name}" 的负载共请求 ${coresText(cpu)} 核和 ${bytesText(memory)} 内存，而标准节点可供 Pod 使用的是 ${coresText(standardNode.cpu)} 核和 ${bytesText(standardNode.memory)}。请减少请求，或声明节点容量。`,
				},
			});
		}
	},
};
