import { valueIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const jobNeverCleaned: Rule = {
	id: "job-never-cleaned",
	level: "off",
	topic: "practice",
	title: {
		en: "A finished Job stays for ever",
		"zh-cn": "完成的 Job 永远不会被清理",
	},
	why: {
		en: "Without `ttlSecondsAfterFinished` a finished Job and its pods stay in the cluster, and their containers and logs on the node, until someone deletes them. On the small disk of an edge node that adds up. Jobs of a CronJob are cleaned up by its history limits.",
		"zh-cn":
			"不写 `ttlSecondsAfterFinished` 时，完成的 Job 及其 Pod 会一直留在集群中，容器与日志也留在节点上，直到有人删除。边缘节点磁盘小，日积月累不可忽视。CronJob 的 Job 由其历史数量限制清理。",
	},
	kinds: ["batch/Job"],
	check({ data, report }) {
		const path = ["spec", "ttlSecondsAfterFinished"];
		if (valueIn(data, ...path) !== undefined) return;
		report({
			path,
			part: "key",
			message: {
				en: "Nothing removes this Job and its pods once they have finished. Set ttlSecondsAfterFinished, for example 86400 for a day.",
				"zh-cn": "该 Job 及其 Pod 完成后不会被清理。请设置 ttlSecondsAfterFinished，例如 86400（一天）。",
			},
			fixes: [{ title: { en: "Remove it after a day", "zh-cn": "一天后清理" }, changes: [{ set: path, to: 86400 }] }],
		});
	},
};
