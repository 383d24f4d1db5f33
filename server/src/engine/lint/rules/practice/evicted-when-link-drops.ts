import { edgeBound } from "../../../semantic/edge";
import { pinnedNodeOf, tolerates } from "../../../semantic/placement";
import { podTemplateKinds, podTemplatesOf } from "../../../semantic/podTemplates";
import { itemsAt } from "../../../semantic/read";
import type { Rule } from "../../rule";

/** What the node controller puts on a node that it no longer hears of. */
const taints = ["node.kubernetes.io/unreachable", "node.kubernetes.io/not-ready"];

const evicted: ReadonlySet<string> = new Set([
	"apps/Deployment",
	"apps/StatefulSet",
	"apps/ReplicaSet",
	"/ReplicationController",
]);

export const evictedWhenLinkDrops: Rule = {
	id: "evicted-when-link-drops",
	level: "info",
	topic: "practice",
	title: {
		en: "A pod of one edge node is evicted when the link drops",
		"zh-cn": "断网时，绑定在单个边缘节点上的 Pod 会被驱逐",
	},
	why: {
		en: "After five minutes without word from a node, the control plane deletes the pods on it, so that they start elsewhere. A pod that is bound to one node has no elsewhere: it is deleted as soon as the link is back, and starts anew for nothing. Tolerate `node.kubernetes.io/unreachable` and `node.kubernetes.io/not-ready` without `tolerationSeconds`.",
		"zh-cn":
			"控制面五分钟收不到节点的消息，就会删除其上的 Pod，以便在别处启动。绑定在单个节点上的 Pod 没有别处可去：链路一恢复它就被删除，白白重启一次。请容忍 `node.kubernetes.io/unreachable` 与 `node.kubernetes.io/not-ready`，且不写 `tolerationSeconds`。",
	},
	kinds: podTemplateKinds,
	check({ object, workspace, report }) {
		for (const pod of podTemplatesOf(object)) {
			if (!evicted.has(pod.kind)) continue;
			const node = pinnedNodeOf(pod);
			const evidence = node === undefined ? undefined : edgeBound(object, pod, workspace);
			if (node === undefined || evidence === undefined) continue;
			const set = itemsAt(pod.spec.value, ["tolerations"]);
			// Who wrote a time has decided.
			const missing = taints.filter(
				(key) =>
					!tolerates(pod.spec.value, { key, value: "", effect: "NoExecute" }) &&
					!set.some(({ value }) => value.key === key),
			);
			if (missing.length === 0) continue;
			report({
				path: node.path,
				message: {
					en: `The pod can only run on "${node.value}", yet is evicted when that node has been out of reach for five minutes. Tolerate ${missing.join(" and ")} without tolerationSeconds.`,
					"zh-cn": `Pod 只能在 "${node.value}" 上运行，但该节点失联五分钟后它会被驱逐。请容忍 ${missing.join(" 与 ")}，且不写 tolerationSeconds。`,
				},
				fixes: [
					{
						title: { en: "Stay while the node is out of reach", "zh-cn": "节点失联时保留 Pod" },
						changes: missing.map((key) => ({
							append: [...pod.spec.path, "tolerations"],
							item: { key, operator: "Exists", effect: "NoExecute" },
						})),
					},
				],
			});
		}
	},
};
