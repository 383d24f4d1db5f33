import type { GroupKind } from "../../../semantic/objects";
import { listIn, objectIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

const specs: ReadonlyMap<GroupKind, readonly string[]> = new Map([
	["operations.kubeedge.io/NodeUpgradeJob", ["spec"]],
	["operations.kubeedge.io/ImagePrePullJob", ["spec", "imagePrePullTemplate"]],
	["operations.kubeedge.io/ConfigUpdateJob", ["spec"]],
]);

export const nodeJobTargets: Rule = {
	id: "node-job-targets",
	level: "error",
	topic: "practice",
	title: {
		en: "A node job names its nodes twice or not at all",
		"zh-cn": "节点任务没有指定节点，或指定了两次",
	},
	why: {
		en: "NodeUpgradeJob, ImagePrePullJob and ConfigUpdateJob want exactly one of `nodeNames` and `labelSelector`. With none the job reaches no node; with both the admission webhook refuses it, and where that is not installed the names win and the selector is never looked at.",
		"zh-cn":
			"NodeUpgradeJob、ImagePrePullJob 和 ConfigUpdateJob 要求 `nodeNames` 与 `labelSelector` 恰好写一个。都不写时任务不作用于任何节点；都写时会被准入 webhook 拒绝，没有安装 webhook 时以名称为准，选择器被忽略。",
	},
	kinds: [...specs.keys()],
	check({ object, data, report }) {
		const path = specs.get(`${object.group}/${object.kind}`) ?? ["spec"];
		const spec = objectIn(data, ...path);
		if (spec === undefined) return;
		const names = listIn(spec, "nodeNames").length > 0;
		const selector = objectIn(spec, "labelSelector") !== undefined;
		if (names !== selector) return;
		report(
			names
				? {
						path: [...path, "labelSelector"],
						message: {
							en: "A node job has nodeNames or labelSelector, not both: the names win, if the job is accepted at all. Remove one.",
							"zh-cn": "节点任务只能写 nodeNames 或 labelSelector 之一：即使被接受，也以名称为准。请删除一个。",
						},
						fixes: [
							{
								title: { en: "Keep nodeNames", "zh-cn": "保留 nodeNames" },
								changes: [{ remove: [...path, "labelSelector"] }],
							},
							{
								title: { en: "Keep labelSelector", "zh-cn": "保留 labelSelector" },
								changes: [{ remove: [...path, "nodeNames"] }],
							},
						],
					}
				: {
						path,
						message: {
							en: "This job reaches no node. Write nodeNames or labelSelector.",
							"zh-cn": "该任务不作用于任何节点。请写 nodeNames 或 labelSelector。",
						},
					},
		);
	},
};
