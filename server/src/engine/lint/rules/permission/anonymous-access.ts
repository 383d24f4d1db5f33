import { bindingsNamed } from "../../../permissions/bindings";
import { rolesOf } from "../../../permissions/decide";
import { clusterRoleBindingKind, iamBindingKind, roleBindingKind } from "../../../permissions/kinds";
import { groupKindOf } from "../../../semantic/objects";
import type { Rule } from "../../rule";

export const anonymousAccess: Rule = {
	id: "anonymous-access",
	level: "warning",
	topic: "permission",
	title: { en: "A binding gives rights to people who did not log in", "zh-cn": "绑定向未登录的人授予了权限" },
	why: {
		en: "`system:anonymous` and `system:unauthenticated` are everybody who reaches the API server, with no token at all; on an edge site that is whoever gets into the local network. Bind people and service accounts instead. Roles for discovery and health checks, and those that read single named objects, are left alone.",
		"zh-cn":
			"`system:anonymous` 和 `system:unauthenticated` 代表所有能访问 API Server 的人，无需任何令牌；在边缘站点，也就是任何进入本地网络的人。请改为绑定具体的用户和服务账号。用于服务发现、健康检查，以及只读取指定名称对象的角色不在此列。",
	},
	kinds: [clusterRoleBindingKind, roleBindingKind, iamBindingKind],
	check({ object, workspace, report }) {
		const key = `${groupKindOf(object)}\n${object.name}`;
		const binding = workspace.derived(bindingsNamed, key).find((one) => one.object === object);
		if (binding === undefined || harmlessRoles.has(binding.roleRef.name)) return;
		const strangers = binding.subjects.filter(
			({ subject }) =>
				(subject.kind === "User" && subject.name === "system:anonymous") ||
				(subject.kind === "Group" && subject.name === "system:unauthenticated"),
		);
		if (strangers.length === 0) return;
		const grants = rolesOf(workspace, binding).flatMap((role) => role.grants);
		const isHarmless = ({ rule }: (typeof grants)[number]) =>
			rule.verbs.every((verb) => verb === "get" || verb === "head") &&
			(rule.resources.length === 0 ? !rule.nonResourceURLs.includes("*") : rule.resourceNames.length > 0);
		if (grants.length > 0 && grants.every(isHarmless)) return;
		for (const { subject, path } of strangers) {
			report({
				path: [...path, "name"],
				message: {
					en: `"${subject.name}" is everybody who reaches the API server, without logging in. Bind people, groups or service accounts instead.`,
					"zh-cn": `"${subject.name}" 代表所有未登录就能访问 API Server 的人。请改为绑定具体的用户、用户组或服务账号。`,
				},
			});
		}
	},
};

/** Roles that Kubernetes and kubeadm give to everybody themselves. */
const harmlessRoles: ReadonlySet<string> = new Set([
	"system:public-info-viewer",
	"system:discovery",
	"system:basic-user",
	"system:service-account-issuer-discovery",
	"kubeadm:bootstrap-signer-clusterinfo",
]);
