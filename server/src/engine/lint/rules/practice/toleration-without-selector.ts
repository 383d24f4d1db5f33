import { edgeEvidence } from "../../../semantic/edge";
import { podTemplateKinds, podTemplatesOf } from "../../../semantic/podTemplates";
import { listIn, objectIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const tolerationWithoutSelector: Rule = {
	id: "toleration-without-selector",
	level: "info",
	topic: "practice",
	title: {
		en: "A workload tolerates the edge but does not select it",
		"zh-cn": "工作负载容忍边缘污点，却没有选择边缘节点",
	},
	why: {
		en: 'A toleration lets a pod onto edge nodes; it does not send it there. Without a selector the scheduler may as well place it in the cloud, and does so as soon as there is more room. Add `nodeSelector: {node-role.kubernetes.io/edge: ""}`, or the label of your node pool.',
		"zh-cn":
			'容忍只是允许 Pod 进入边缘节点，并不会把它调度过去。没有选择器时，调度器同样可能把它放到云端，只要那里更空闲。请添加 `nodeSelector: {node-role.kubernetes.io/edge: ""}`，或节点池的标签。',
	},
	kinds: podTemplateKinds,
	check({ object, workspace, report }) {
		for (const pod of podTemplatesOf(object)) {
			if (pod.kind === "apps/DaemonSet" || pod.spec.value.tolerations === undefined) continue;
			const { nodeSelector, nodeName } = pod.spec.value;
			if (nodeSelector !== undefined || nodeName !== undefined) continue;
			if (objectIn(pod.spec.value, "affinity", "nodeAffinity") !== undefined) continue;
			const evidence = edgeEvidence(object, pod, workspace);
			if (evidence?.kind !== "tolerates") continue;
			const key = evidence.text.slice("toleration ".length);
			const [label, value] = key.includes("openyurt.io/") ? ["openyurt.io/is-edge-worker", "true"] : [key, ""];
			const path = [...pod.spec.path, "tolerations"];
			const index = listIn(pod.spec.value, "tolerations").findIndex((item) => objectIn(item)?.key === key);
			report({
				path: [...path, index, "key"],
				message: {
					en: `The pod may run on nodes with the taint ${key}, but nothing sends it there: it may end up in the cloud. Add a nodeSelector.`,
					"zh-cn": `Pod 可以运行在带有污点 ${key} 的节点上，但没有任何设置让它去那里，可能被调度到云端。请添加 nodeSelector。`,
				},
				fixes: [
					{
						title: { en: `Select nodes with ${label}`, "zh-cn": `选择带有 ${label} 的节点` },
						byHand: true,
						changes: [{ set: [...pod.spec.path, "nodeSelector"], to: { [label]: value } }],
					},
				],
			});
		}
	},
};
