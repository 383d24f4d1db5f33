import { iamRoleKind, roleTemplateKind } from "../../../permissions/kinds";
import { rulesAt } from "../../../permissions/policyRule";
import { isPlatformManaged, scopeOf } from "../../../permissions/scope";
import type { Rule } from "../../rule";

export const privilegeEscalationRule: Rule = {
	id: "privilege-escalation-rule",
	level: "warning",
	topic: "permission",
	title: {
		en: "A role below the platform lets its holders give themselves more rights",
		"zh-cn": "平台级以下的角色允许持有者提升自己的权限",
	},
	why: {
		en: "`escalate` lets somebody write rules that they do not have, `bind` give away roles that they do not have, `impersonate` act as anybody. Whoever has one of them has, in effect, every right in the cluster. Such verbs belong into platform roles, if anywhere.",
		"zh-cn":
			"`escalate` 允许写入自己没有的规则，`bind` 允许授予自己没有的角色，`impersonate` 允许冒充任何人。拥有其中之一，实际上就拥有集群的全部权限。这类动词即使需要，也只应出现在平台级角色中。",
	},
	kinds: [iamRoleKind, roleTemplateKind],
	check({ object, data, report }) {
		const level = scopeOf(object)?.level;
		if (level === undefined || level === "platform" || isPlatformManaged(object)) return;
		for (const { rule, path } of rulesAt(data, ["spec", "rules"])) {
			for (const [index, verb] of rule.verbs.entries()) {
				if (verb !== "escalate" && verb !== "bind" && verb !== "impersonate") continue;
				report({
					path: [...path, "verbs", index],
					message: {
						en: `"${verb}" lets whoever has this role get every right in the cluster. Remove it, or keep it to a platform role.`,
						"zh-cn": `"${verb}" 使该角色的持有者可以获得集群的全部权限。请将其移除，或只保留在平台级角色中。`,
					},
				});
			}
		}
	},
};
