import { clusterRoleKind } from "../../../permissions/kinds";
import { rulesAt } from "../../../permissions/policyRule";
import type { Rule } from "../../rule";

export const broadSecretAccess: Rule = {
	id: "broad-secret-access",
	level: "off",
	topic: "permission",
	title: { en: "A ClusterRole reads every secret", "zh-cn": "ClusterRole 可以读取所有 Secret" },
	why: {
		en: "Who may get, list or watch secrets in all namespaces has every token and password of the cluster, and with them every right. Use a Role in the namespace that matters, or limit the rule to certain secrets with `resourceNames`. Some controllers need it, so the rule is off by default.",
		"zh-cn":
			"能在所有命名空间中读取 Secret，就拥有集群中的全部令牌和密码，也就拥有全部权限。请改用相应命名空间中的 Role，或用 `resourceNames` 限制到特定的 Secret。有些控制器确实需要，因此该规则默认关闭。",
	},
	kinds: [clusterRoleKind],
	check({ data, report }) {
		for (const { rule, path } of rulesAt(data, ["rules"])) {
			const index = rule.resources.indexOf("secrets");
			if (index < 0 || rule.resourceNames.length > 0) continue;
			if (!rule.apiGroups.some((group) => group === "" || group === "*")) continue;
			if (!rule.verbs.some((verb) => ["get", "list", "watch", "*"].includes(verb))) continue;
			report({
				path: [...path, "resources", index],
				message: {
					en: "Bound to somebody in the whole cluster, this reads every secret there is. Use a Role, or name the secrets in resourceNames.",
					"zh-cn": "在整个集群中绑定后，它可以读取所有 Secret。请改用 Role，或在 resourceNames 中写明 Secret 的名称。",
				},
			});
		}
	},
};
