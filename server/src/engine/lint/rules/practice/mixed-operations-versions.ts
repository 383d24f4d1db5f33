import { isNear } from "../../../semantic/near";
import type { GroupKind } from "../../../semantic/objects";
import type { Rule } from "../../rule";

const kinds: readonly GroupKind[] = [
	"operations.kubeedge.io/NodeUpgradeJob",
	"operations.kubeedge.io/ImagePrePullJob",
	"operations.kubeedge.io/ConfigUpdateJob",
];

export const mixedOperationsVersions: Rule = {
	id: "mixed-operations-versions",
	level: "warning",
	topic: "practice",
	title: {
		en: "Node jobs of two versions stand side by side",
		"zh-cn": "同时使用了两个版本的节点任务",
	},
	why: {
		en: "CloudCore works on node jobs of v1alpha1 or of v1alpha2 (the default from KubeEdge 1.21), never both: those of the other version are accepted and stay untouched. Bring all of them to v1alpha2.",
		"zh-cn":
			"CloudCore 只处理 v1alpha1 或 v1alpha2（KubeEdge 1.21 起默认）其中一种节点任务：另一版本的任务会被接受，但不会执行。请全部改为 v1alpha2。",
	},
	kinds,
	check({ object, workspace, report }) {
		if (object.version !== "v1alpha1") return;
		for (const kind of kinds) {
			const other = workspace.ofKind(kind).find((job) => job.version === "v1alpha2" && isNear(job.uri, object.uri));
			if (other === undefined) continue;
			report({
				path: ["apiVersion"],
				message: {
					en: `${other.kind} "${other.name}" is of v1alpha2, and CloudCore works on jobs of one version only: this one may stay untouched. Write v1alpha2.`,
					"zh-cn": `${other.kind} "${other.name}" 使用 v1alpha2，而 CloudCore 只处理一个版本的任务，此任务可能不会执行。请改为 v1alpha2。`,
				},
				related: [{ object: other, path: ["apiVersion"], message: { en: "the other version", "zh-cn": "另一个版本" } }],
				fixes: [
					{
						title: { en: "Write v1alpha2", "zh-cn": "改为 v1alpha2" },
						byHand: true,
						changes: [{ set: ["apiVersion"], to: "operations.kubeedge.io/v1alpha2" }],
					},
				],
			});
			return;
		}
	},
};
