import { edgeBound } from "../../../semantic/edge";
import { podTemplatesOf } from "../../../semantic/podTemplates";
import { textIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const pilingCronJob: Rule = {
	id: "piling-cron-job",
	level: "info",
	topic: "practice",
	title: {
		en: "Runs of an edge CronJob pile up while the link is down",
		"zh-cn": "断网期间边缘 CronJob 的任务会堆积",
	},
	why: {
		en: "The control plane starts a run at each point of the schedule, whether or not the node is within reach. With `concurrencyPolicy: Allow`, the default, all of them wait, and begin together when the link is back. Write `Forbid` (skip a run while one is unfinished) or `Replace`.",
		"zh-cn":
			"无论节点是否可达，控制面都会按计划创建任务。默认的 `concurrencyPolicy: Allow` 会让它们全部排队，链路恢复时一起启动。请写 `Forbid`（上一次未完成则跳过）或 `Replace`。",
	},
	kinds: ["batch/CronJob"],
	check({ object, data, workspace, report }) {
		const policy = textIn(data, "spec", "concurrencyPolicy");
		if (policy !== undefined && policy !== "Allow") return;
		for (const pod of podTemplatesOf(object)) {
			const evidence = edgeBound(object, pod, workspace);
			if (evidence === undefined) continue;
			const path = ["spec", "concurrencyPolicy"];
			report({
				path: policy === undefined ? ["spec", "schedule"] : path,
				message: {
					en: `Runs at the edge (${evidence.text}) pile up while the link is down and begin all at once afterwards. Set concurrencyPolicy: Forbid.`,
					"zh-cn": `边缘（${evidence.text}）的任务在断网期间会堆积，恢复后一起启动。请设置 concurrencyPolicy: Forbid。`,
				},
				fixes: [
					{
						title: { en: "Skip a run while one is unfinished", "zh-cn": "上一次未完成则跳过" },
						changes: [{ set: path, to: "Forbid" }],
					},
				],
			});
		}
	},
};
