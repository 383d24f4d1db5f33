import { workloadKinds } from "../../../semantic/pods";
import type { Rule } from "../../rule";

export const defaultNamespace: Rule = {
	id: "default-namespace",
	level: "off",
	topic: "practice",
	title: {
		en: "A workload lives in the namespace default",
		"zh-cn": "工作负载位于 default 命名空间",
	},
	why: {
		en: "Quotas, limit ranges, network policies and permissions hold for a namespace. In `default` everything that nobody placed comes together, and none of them can be set without hitting something else. Objects without a namespace are left alone: whoever applies them may choose one.",
		"zh-cn":
			"配额、LimitRange、网络策略和权限都以命名空间为单位。`default` 里混着所有没有归属的东西，很难单独设置这些限制。没有写命名空间的对象不会报告，因为部署者可以另行指定。",
	},
	kinds: workloadKinds,
	check({ object, report }) {
		if (object.namespace !== "default") return;
		report({
			path: ["metadata", "namespace"],
			message: {
				en: `${object.kind} "${object.name}" lives in "default", where no quota or policy can be set for it alone. Give it a namespace of its own.`,
				"zh-cn": `${object.kind} "${object.name}" 位于 "default"，无法单独为它设置配额或策略。请为它建立自己的命名空间。`,
			},
		});
	},
};
