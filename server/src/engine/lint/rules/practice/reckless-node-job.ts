import type { GroupKind } from "../../../semantic/objects";
import { numberIn, objectIn, textIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

const specs: ReadonlyMap<GroupKind, readonly string[]> = new Map([
	["operations.kubeedge.io/NodeUpgradeJob", ["spec"]],
	["operations.kubeedge.io/ConfigUpdateJob", ["spec"]],
]);

/** From this share of failed nodes on, going on is no tolerance any more. */
const highShare = 0.5;

export const recklessNodeJob: Rule = {
	id: "reckless-node-job",
	level: "info",
	topic: "practice",
	title: {
		en: "A node job goes on while half of the fleet fails",
		"zh-cn": "一半节点失败时，节点任务仍会继续",
	},
	why: {
		en: "`failureTolerate` is the share of nodes that may fail before the job stops; 0.1 by default. From 0.5 on a bad version or setting reaches the whole fleet before anything stops it, and each node it broke needs a visit. Keep it low, and try one node first.",
		"zh-cn":
			"`failureTolerate` 是任务停止前允许失败的节点比例，默认 0.1。达到 0.5 时，错误的版本或配置会在停下来之前传遍整个机群，每个坏掉的节点都要上门处理。请设得低一些，并先在一个节点上试。",
	},
	kinds: [...specs.keys()],
	check({ object, data, report }) {
		const path = specs.get(`${object.group}/${object.kind}`) ?? ["spec"];
		const spec = objectIn(data, ...path);
		const share = Number(textIn(spec, "failureTolerate") ?? numberIn(spec, "failureTolerate"));
		if (Number.isNaN(share) || share < highShare) return;
		const at = [...path, "failureTolerate"];
		report({
			path: at,
			message: {
				en: `The job stops only once ${Math.round(share * 100)}% of the nodes have failed. Write "0.1", or less.`,
				"zh-cn": `要到 ${Math.round(share * 100)}% 的节点失败后任务才会停止。请写 "0.1" 或更小。`,
			},
			fixes: [{ title: { en: "Stop at 10%", "zh-cn": "失败 10% 即停止" }, changes: [{ set: at, to: "0.1" }] }],
		});
	},
};
