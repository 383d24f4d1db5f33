import { objectIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const edgeEventsOff: Rule = {
	id: "edge-events-off",
	level: "off",
	topic: "practice",
	title: {
		en: "Events of edge pods are not reported",
		"zh-cn": "边缘 Pod 的事件不会上报",
	},
	why: {
		en: "Why a pod at the edge does not start (a failed pull, a probe, no memory) is told in events. EdgeCore keeps them to itself unless `modules.edged.reportEvent` is true. It is off by default because events cost bandwidth; turn the rule on where links bear it.",
		"zh-cn":
			"边缘 Pod 为什么没有启动（拉取失败、探针失败、内存不足）都写在事件里。除非 `modules.edged.reportEvent` 为 true，EdgeCore 不会上报。因为事件占用带宽，它默认关闭；链路允许时可以启用本规则。",
	},
	kinds: ["edgecore.config.kubeedge.io/EdgeCore"],
	check({ data, report }) {
		const edged = objectIn(data, "modules", "edged");
		if (edged === undefined || edged.enable === false || edged.reportEvent === true) return;
		const path = ["modules", "edged", "reportEvent"];
		report({
			path,
			...(edged.reportEvent === undefined && { part: "key" as const }),
			message: {
				en: "Events of this node's pods stay on the node: nobody sees why one does not start. Set reportEvent: true.",
				"zh-cn": "该节点 Pod 的事件只留在节点上，无法得知 Pod 为何没有启动。请设置 reportEvent: true。",
			},
			fixes: [
				{ title: { en: "Report events", "zh-cn": "上报事件" }, byHand: true, changes: [{ set: path, to: true }] },
			],
		});
	},
};
