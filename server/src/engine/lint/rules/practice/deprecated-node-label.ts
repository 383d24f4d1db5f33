import { nodeDemandsOf } from "../../../semantic/placement";
import { podTemplateKinds, podTemplatesOf } from "../../../semantic/podTemplates";
import { itemsAt, textIn } from "../../../semantic/read";
import type { Path } from "../../../yaml/path";
import type { Rule, RuleContext } from "../../rule";

/** https://kubernetes.io/docs/reference/labels-annotations-taints/ */
const replaced: ReadonlyMap<string, string> = new Map([
	["beta.kubernetes.io/arch", "kubernetes.io/arch"],
	["beta.kubernetes.io/os", "kubernetes.io/os"],
	["beta.kubernetes.io/instance-type", "node.kubernetes.io/instance-type"],
	["failure-domain.beta.kubernetes.io/region", "topology.kubernetes.io/region"],
	["failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone"],
	["node-role.kubernetes.io/master", "node-role.kubernetes.io/control-plane"],
]);

export const deprecatedNodeLabel: Rule = {
	id: "deprecated-node-label",
	level: "info",
	topic: "practice",
	title: {
		en: "A pod selects nodes by a label of former times",
		"zh-cn": "Pod 使用了已弃用的节点标签",
	},
	why: {
		en: "Kubernetes renamed these labels years ago. Nodes still carry some of the old names, others (`node-role.kubernetes.io/master`) are gone from new clusters: a pod that selects them stays Pending after the next upgrade. Write the new name.",
		"zh-cn":
			"Kubernetes 多年前就改了这些标签的名称。部分旧名节点上还有，另一些（如 `node-role.kubernetes.io/master`）在新集群中已经没有：选择它们的 Pod 在下次升级后会一直 Pending。请使用新名称。",
	},
	kinds: podTemplateKinds,
	check(context) {
		for (const pod of podTemplatesOf(context.object)) {
			const { spec } = pod;
			const { nodeSelector, affinity, topologySpreadConstraints } = spec.value;
			if (nodeSelector === undefined && affinity === undefined && topologySpreadConstraints === undefined) continue;
			for (const { key, how, path } of nodeDemandsOf(pod)) {
				const name = replaced.get(key);
				if (name === undefined) continue;
				if (how === "nodeSelector") tell(context, key, name, path, { rename: path, to: name });
				else tell(context, key, name, [...path, "key"], { set: [...path, "key"], to: name });
			}
			for (const { value, path } of itemsAt(spec.value, ["topologySpreadConstraints"])) {
				const key = textIn(value, "topologyKey") ?? "";
				const name = replaced.get(key);
				const at = [...spec.path, ...path, "topologyKey"];
				if (name !== undefined) tell(context, key, name, at, { set: at, to: name });
			}
		}
	},
};

type KeyChange = { readonly rename: Path; readonly to: string } | { readonly set: Path; readonly to: string };

function tell({ report }: RuleContext, key: string, name: string, path: Path, change: KeyChange): void {
	report({
		path,
		part: "rename" in change ? "key" : "value",
		message: {
			en: `The label ${key} is deprecated, and nodes need not have it. Write ${name}.`,
			"zh-cn": `标签 ${key} 已弃用，节点上不一定有。请改为 ${name}。`,
		},
		fixes: [{ title: { en: `Write ${name}`, "zh-cn": `改为 ${name}` }, changes: [change] }],
	});
}
