import { clusterRoleKind, roleKind } from "../../../permissions/kinds";
import { rulesAt } from "../../../permissions/policyRule";
import type { Rule } from "../../rule";

export const rbacWildcard: Rule = {
	id: "rbac-wildcard",
	level: "off",
	topic: "permission",
	title: { en: "A Kubernetes role allows everything", "zh-cn": "Kubernetes 角色允许所有操作" },
	why: {
		en: "A rule with `*` for verbs and `*` for resources gives full power over all groups that it names, also over what is installed later. On an edge site, whoever takes over such a pod has the whole site. Many operators ship with such roles, so the rule is off by default.",
		"zh-cn":
			"动词和资源都写 `*` 的规则，授予了对所列 API 组的全部权力，包括以后安装的资源。在边缘站点，谁控制了这样的 Pod，谁就控制了整个站点。许多 Operator 自带这样的角色，因此该规则默认关闭。",
	},
	kinds: [roleKind, clusterRoleKind],
	check({ data, report }) {
		for (const { rule, path } of rulesAt(data, ["rules"])) {
			if (!rule.verbs.includes("*") || !rule.resources.includes("*")) continue;
			report({
				path: [...path, "resources", rule.resources.indexOf("*")],
				message: {
					en: "The rule allows every verb on every resource of the groups that it names. Write out what is needed.",
					"zh-cn": "该规则允许对所列 API 组的所有资源执行所有操作。请逐一写出需要的权限。",
				},
			});
		}
	},
};
