import { edgeBound } from "../../../semantic/edge";
import { podTemplatesOf } from "../../../semantic/podTemplates";
import { textIn, valueIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const daemonsetStallsOffline: Rule = {
	id: "daemonset-stalls-offline",
	level: "info",
	topic: "practice",
	title: {
		en: "One offline node stops the update of a DaemonSet everywhere",
		"zh-cn": "一个离线节点会使 DaemonSet 的更新全部停住",
	},
	why: {
		en: "A DaemonSet updates one node at a time by default, and a pod on a node that is out of reach counts as unavailable: with one site offline the update goes no further, at any site. Set `updateStrategy.rollingUpdate.maxUnavailable` to what may be offline, for example `20%`; or, with OpenYurt, use `OnDelete` and `apps.openyurt.io/update-strategy: AdvancedRollingUpdate`.",
		"zh-cn":
			"DaemonSet 默认逐个节点更新，失联节点上的 Pod 算作不可用：只要有一个站点离线，所有站点的更新都会停住。请将 `updateStrategy.rollingUpdate.maxUnavailable` 设为允许离线的比例，例如 `20%`；使用 OpenYurt 时，也可以用 `OnDelete` 加 `apps.openyurt.io/update-strategy: AdvancedRollingUpdate`。",
	},
	kinds: ["apps/DaemonSet"],
	check({ object, data, workspace, report }) {
		for (const pod of podTemplatesOf(object)) {
			if (textIn(data, "spec", "updateStrategy", "type") === "OnDelete") continue;
			const most = valueIn(data, "spec", "updateStrategy", "rollingUpdate", "maxUnavailable");
			if (most !== undefined && most !== 1) continue;
			if (valueIn(data, "spec", "updateStrategy", "rollingUpdate", "maxSurge") !== undefined) continue;
			const evidence = edgeBound(object, pod, workspace);
			if (evidence === undefined) continue;
			const path = ["spec", "updateStrategy", "rollingUpdate", "maxUnavailable"];
			report({
				path,
				part: "key",
				message: {
					en: `This DaemonSet runs at the edge (${evidence.text}) and updates one node at a time: the first node that is offline stops the update for all. Set rollingUpdate.maxUnavailable to what may be offline, such as 20%.`,
					"zh-cn": `该 DaemonSet 运行在边缘（${evidence.text}），且逐个节点更新：遇到第一个离线节点，全部更新就会停住。请将 rollingUpdate.maxUnavailable 设为允许离线的比例，例如 20%。`,
				},
				fixes: [
					{
						title: { en: "Let 20% be unavailable", "zh-cn": "允许 20% 不可用" },
						byHand: true,
						changes: [{ set: path, to: "20%" }],
					},
				],
			});
		}
	},
};
