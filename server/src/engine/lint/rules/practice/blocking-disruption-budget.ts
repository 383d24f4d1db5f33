import { isNear } from "../../../semantic/near";
import { valueIn } from "../../../semantic/read";
import { workloadsSelectedBy } from "../../../semantic/selectedPods";
import type { Rule } from "../../rule";

export const blockingDisruptionBudget: Rule = {
	id: "blocking-disruption-budget",
	level: "warning",
	topic: "practice",
	title: {
		en: "A disruption budget allows no disruption at all",
		"zh-cn": "干扰预算不允许任何中断",
	},
	why: {
		en: "A PodDisruptionBudget that wants as many pods as there are (`minAvailable` not below the replicas, 100%, or `maxUnavailable: 0`) refuses every eviction: `kubectl drain` waits for ever, and so does each upgrade of a node. Leave room for one pod.",
		"zh-cn":
			"如果 PodDisruptionBudget 要求的 Pod 数与现有的一样多（`minAvailable` 不小于副本数、100%，或 `maxUnavailable: 0`），任何驱逐都会被拒绝：`kubectl drain` 会一直等待，节点升级也会卡住。请至少留出一个 Pod 的余量。",
	},
	kinds: ["policy/PodDisruptionBudget"],
	check({ object, data, workspace, report }) {
		const most = valueIn(data, "spec", "maxUnavailable");
		const least = valueIn(data, "spec", "minAvailable");
		if (most === 0 || most === "0" || most === "0%" || least === "100%") {
			const field = least === "100%" ? "minAvailable" : "maxUnavailable";
			report({
				path: ["spec", field],
				severity: "info",
				message: {
					en: `${field}: ${String(least === "100%" ? least : most)} refuses every eviction: nodes with these pods cannot be drained. Set maxUnavailable: 1, unless that is what you want.`,
					"zh-cn": `${field}: ${String(least === "100%" ? least : most)} 会拒绝所有驱逐，运行这些 Pod 的节点无法排空。除非有意如此，请设置 maxUnavailable: 1。`,
				},
			});
			return;
		}
		if (typeof least !== "number" || least < 1) return;
		const workloads = workloadsSelectedBy({ fits: valueIn(data, "spec", "selector") }, object.namespace, workspace);
		const [workload, ...others] = workloads;
		// Of several, a budget may well cover them together.
		if (workload?.replicas === undefined || others.length > 0 || workload.object.kind === "Pod") return;
		const { replicas, object: holder } = workload;
		if (!isNear(holder.uri, object.uri)) return;
		if (replicas === 0 || least < replicas) return;
		report({
			path: ["spec", "minAvailable"],
			message: {
				en: `${holder.kind} "${holder.name}" has ${replicas} ${replicas === 1 ? "replica" : "replicas"} and the budget wants ${least} of them at all times: no node with one can be drained. ${replicas > 1 ? `Set minAvailable: ${replicas - 1} or` : "Run more replicas, or set"} maxUnavailable: 1.`,
				"zh-cn": `${holder.kind} "${holder.name}" 有 ${replicas} 个副本，而预算要求始终有 ${least} 个可用，运行它们的节点无法排空。请${replicas > 1 ? `设置 minAvailable: ${replicas - 1} 或` : "增加副本，或设置"} maxUnavailable: 1。`,
			},
			related: [
				{ object: holder, path: ["spec", "replicas"], message: { en: "the replicas", "zh-cn": "副本数在这里" } },
			],
		});
	},
};
