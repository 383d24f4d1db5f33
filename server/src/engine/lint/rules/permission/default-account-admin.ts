import { clusterRoleBindingKind } from "../../../permissions/kinds";
import { subjectsAt } from "../../../permissions/subjects";
import { textIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const defaultAccountAdmin: Rule = {
	id: "default-account-admin",
	level: "warning",
	topic: "permission",
	title: {
		en: "Every pod of a namespace becomes an administrator of the cluster",
		"zh-cn": "命名空间中的所有 Pod 都成了集群管理员",
	},
	why: {
		en: "The service account `default` is that of every pod that names none, also of those that come later. Bound to `cluster-admin`, any of them that is broken into gives the whole cluster away. Make a service account of its own for the pod that needs rights, and give it those rights only. The groups `system:serviceaccounts` and `system:authenticated` are wider still.",
		"zh-cn":
			"没有指定服务账号的 Pod 都使用 `default`，以后新建的也一样。把它绑定到 `cluster-admin`，其中任何一个 Pod 被攻破，整个集群就失守了。请为需要权限的 Pod 单独创建服务账号，并只授予所需的权限。`system:serviceaccounts` 和 `system:authenticated` 组的范围更大。",
	},
	kinds: [clusterRoleBindingKind],
	check({ data, report }) {
		if (textIn(data, "roleRef", "name") !== "cluster-admin") return;
		for (const { subject, path } of subjectsAt(data, ["subjects"], undefined)) {
			const isDefault = subject.kind === "ServiceAccount" && subject.name === "default";
			const isEverybody =
				subject.kind === "Group" && /^system:(?:serviceaccounts(?::.+)?|authenticated)$/.test(subject.name);
			if (!isDefault && !isEverybody) continue;
			const [en, chinese] = isDefault
				? [
						`every pod without a service account of its own in the namespace "${subject.namespace}"`,
						`命名空间 "${subject.namespace}" 中所有没有单独服务账号的 Pod`,
					]
				: [`everybody in the group "${subject.name}"`, `用户组 "${subject.name}" 的所有成员`];
			report({
				path: [...path, "name"],
				message: {
					en: `This makes ${en} an administrator of the cluster. Give a service account of its own the rights that are needed.`,
					"zh-cn": `这会使${chinese}成为集群管理员。请改为给单独的服务账号授予所需的权限。`,
				},
			});
		}
	},
};
