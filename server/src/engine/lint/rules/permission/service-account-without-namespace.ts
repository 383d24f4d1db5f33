import { iamBindingKind } from "../../../permissions/kinds";
import { itemsAt, textIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const serviceAccountWithoutNamespace: Rule = {
	id: "service-account-without-namespace",
	level: "warning",
	topic: "permission",
	title: {
		en: "A binding names a service account without its namespace",
		"zh-cn": "绑定中的服务账号没有写命名空间",
	},
	why: {
		en: "An IAMRoleBinding is in no namespace, so a service account in it has to say its own: there may be one of the same name in every namespace. Without it, Kubernetes refuses the binding that the platform makes of it.",
		"zh-cn":
			"IAMRoleBinding 不属于任何命名空间，而每个命名空间都可能有同名的服务账号，因此必须写明它所在的命名空间。缺少时，Kubernetes 会拒绝平台由此生成的绑定。",
	},
	kinds: [iamBindingKind],
	check({ data, report }) {
		for (const { value, path } of itemsAt(data, ["spec", "subjects"])) {
			const name = textIn(value, "name");
			if (textIn(value, "kind") !== "ServiceAccount" || name === undefined || value.namespace !== undefined) continue;
			report({
				path: [...path, "name"],
				message: {
					en: `The service account "${name}" has no namespace here, so this gives nothing to anybody. Add its namespace.`,
					"zh-cn": `服务账号 "${name}" 没有写命名空间，因此不会给任何人权限。请加上 namespace。`,
				},
			});
		}
	},
};
