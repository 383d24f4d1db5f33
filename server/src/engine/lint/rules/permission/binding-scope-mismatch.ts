import { effectiveRoles } from "../../../permissions/iamRoles";
import { iamBindingKind, scopeLabel, scopeValueLabel } from "../../../permissions/kinds";
import { scopeOf } from "../../../permissions/scope";
import { scopeText } from "../../../permissions/wording";
import { textIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const bindingScopeMismatch: Rule = {
	id: "binding-scope-mismatch",
	level: "warning",
	topic: "permission",
	title: {
		en: "A binding gives a role that is made for another scope",
		"zh-cn": "绑定的角色属于另一个作用域",
	},
	why: {
		en: "The platform makes the ClusterRole or Role of an IAMRole for the scope that the role's labels say, and looks for it in the scope that the binding's labels say. Where they differ, the binding refers to a role that does not exist there, and nobody gets anything; or a role meant for one workspace reaches a whole cluster. Give both the same `iam.theriseunion.io/scope`, and the same `scope-value` where the role says one.",
		"zh-cn":
			"平台按角色标签中的作用域生成 ClusterRole 或 Role，又按绑定标签中的作用域去查找它。两者不一致时，绑定引用的角色在那里并不存在，没有人会得到权限；或者本来只为一个工作空间准备的角色作用于整个集群。请让两者的 `iam.theriseunion.io/scope` 一致；角色写明 `scope-value` 时也要一致。",
	},
	kinds: [iamBindingKind],
	check({ object, data, workspace, report }) {
		const own = scopeOf(object);
		const name = textIn(data, "spec", "roleRef", "name");
		if (own === undefined || name === undefined) return;
		const roles = workspace.derived(effectiveRoles, name);
		const others = roles.flatMap(({ object: role, scope }) => (scope === undefined ? [] : [{ role, scope }]));
		const [first] = others;
		if (first === undefined || others.length < roles.length) return;
		const fits = others.some(
			({ scope }) => scope.level === own.level && (scope.value === "" || own.value === "" || scope.value === own.value),
		);
		if (fits) return;
		const [here, there] = [scopeText(own), scopeText(first.scope)];
		const label = first.scope.level === own.level ? scopeValueLabel : scopeLabel;
		report({
			path: ["spec", "roleRef", "name"],
			message: {
				en: `The binding is for ${here.en}, and IAMRole "${name}" for ${there.en}: the role that the platform makes of it is not found here. Bind a role of the same scope, or correct the labels.`,
				"zh-cn": `绑定的作用域是${here["zh-cn"]}，而 IAMRole "${name}" 的作用域是${there["zh-cn"]}：平台为该角色生成的对象在这里找不到。请绑定相同作用域的角色，或更正标签。`,
			},
			related: [
				{
					object: first.role,
					path: ["metadata", "labels", label],
					message: { en: `The role is for ${there.en}`, "zh-cn": `角色的作用域是${there["zh-cn"]}` },
				},
			],
		});
	},
};
