import { edgeBound } from "../../../semantic/edge";
import { selects } from "../../../semantic/labelSelector";
import { podTemplatesOf, replicasOf } from "../../../semantic/podTemplates";
import { valueIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const missingDisruptionBudget: Rule = {
	id: "missing-disruption-budget",
	level: "off",
	topic: "practice",
	title: {
		en: "A replicated edge workload has no disruption budget",
		"zh-cn": "多副本的边缘工作负载没有干扰预算",
	},
	why: {
		en: "Draining nodes for an upgrade evicts pods wherever they are. Without a PodDisruptionBudget all replicas of a workload may be gone at once, and at a small site the next node has to pull images first. A budget with `maxUnavailable: 1` makes the drain wait.",
		"zh-cn":
			"升级前排空节点会驱逐其上的 Pod。没有 PodDisruptionBudget 时，一个工作负载的全部副本可能同时消失；在小站点，下一个节点还要先拉取镜像。`maxUnavailable: 1` 的预算会让排空过程等待。",
	},
	kinds: ["apps/Deployment", "apps/StatefulSet"],
	check({ object, workspace, report }) {
		for (const pod of podTemplatesOf(object)) {
			const replicas = replicasOf(pod) ?? 1;
			if (replicas < 2 || edgeBound(object, pod, workspace) === undefined) continue;
			const budgets = workspace.ofKind("policy/PodDisruptionBudget");
			const covered = budgets.some(
				({ namespace, data }) =>
					(namespace ?? "default") === (object.namespace ?? "default") &&
					selects(valueIn(data, "spec", "selector"), pod.labels),
			);
			if (covered) continue;
			report({
				path: ["spec", "replicas"],
				message: {
					en: `Nothing keeps the ${replicas} replicas of "${object.name}" from being evicted all at once when nodes are drained. Add a PodDisruptionBudget with maxUnavailable: 1.`,
					"zh-cn": `排空节点时，"${object.name}" 的 ${replicas} 个副本可能被同时驱逐。请添加 maxUnavailable: 1 的 PodDisruptionBudget。`,
				},
			});
		}
	},
};
