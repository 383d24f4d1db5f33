import { numberIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

/** How often the controller looks, in seconds: https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ */
const period = 10;

export const shortStartingDeadline: Rule = {
	id: "short-starting-deadline",
	level: "warning",
	topic: "practice",
	title: {
		en: "A CronJob's starting deadline is too short for it to be started",
		"zh-cn": "CronJob 的启动期限过短，可能永远不会启动",
	},
	why: {
		en: "The controller looks at CronJobs every 10 seconds. With a `startingDeadlineSeconds` below that, a run may be too late before it is first looked at, and is skipped. Write a deadline of minutes: at the edge it also decides whether a run that was missed while the control plane was down is made up for.",
		"zh-cn":
			"控制器每 10 秒检查一次 CronJob。`startingDeadlineSeconds` 小于这个值时，任务可能在第一次被检查前就已超期而被跳过。请写几分钟的期限：在边缘，它还决定了控制面停机期间错过的任务是否补做。",
	},
	kinds: ["batch/CronJob"],
	check({ data, report }) {
		const path = ["spec", "startingDeadlineSeconds"];
		const seconds = numberIn(data, ...path);
		if (seconds === undefined || seconds >= period) return;
		report({
			path,
			message: {
				en: `CronJobs are looked at every ${period} seconds: with a deadline of ${seconds}, runs are skipped without a word. Allow a few minutes, for example 300.`,
				"zh-cn": `CronJob 每 ${period} 秒检查一次：期限为 ${seconds} 秒时，任务会被悄悄跳过。请留出几分钟，例如 300。`,
			},
			fixes: [{ title: { en: "Allow 300 seconds", "zh-cn": "设为 300 秒" }, changes: [{ set: path, to: 300 }] }],
		});
	},
};
