import { clusterRoleKind, roleKind } from "../../../permissions/kinds";
import { rulesAt } from "../../../permissions/policyRule";
import type { Rule } from "../../rule";

export const rbacEscalationVerb: Rule = {
	id: "rbac-escalation-verb",
	level: "off",
	topic: "permission",
	title: {
		en: "A Kubernetes role lets its holders give themselves more rights",
		"zh-cn": "Kubernetes 角色允许持有者提升自己的权限",
	},
	why: {
		en: "`escalate`, `bind` and `impersonate` on everything amount to every right in the cluster. Some operators need them, so the rule is off by default; where it is on, limit the rule to certain objects with `resourceNames`.",
		"zh-cn":
			"对所有对象使用 `escalate`、`bind` 或 `impersonate`，等同于拥有集群的全部权限。有些 Operator 确实需要，因此该规则默认关闭；打开后，请用 `resourceNames` 把规则限制在特定对象上。",
	},
	kinds: [roleKind, clusterRoleKind],
	check({ data, report }) {
		for (const { rule, path } of rulesAt(data, ["rules"])) {
			if (rule.resourceNames.length > 0) continue;
			for (const [index, verb] of rule.verbs.entries()) {
				if (verb !== "escalate" && verb !== "bind" && verb !== "impersonate") continue;
				report({
					path: [...path, "verbs", index],
					message: {
						en: `"${verb}" without resourceNames lets whoever has this role get every right in the cluster. Remove it, or name the objects that it is meant for.`,
						"zh-cn": `没有 resourceNames 限制的 "${verb}" 使该角色的持有者可以获得集群的全部权限。请将其移除，或写明针对的对象。`,
					},
				});
			}
		}
	},
};
