import { effectiveRoles } from "../../../permissions/iamRoles";
import { iamRoleKind, roleTemplateKind } from "../../../permissions/kinds";
import { isPlatformManaged } from "../../../permissions/scope";
import { dependencyClosure } from "../../../permissions/templates";
import type { Workspace } from "../../../semantic/workspace";
import type { Rule } from "../../rule";

export const unusedRoleTemplate: Rule = {
	id: "unused-role-template",
	level: "off",
	topic: "permission",
	title: { en: "No role takes the template in", "zh-cn": "模板没有被任何角色引入" },
	why: {
		en: "A template that no role names or selects, and that no template in use needs, gives nothing to anybody. Often its labels miss what the roles' selectors ask for. Templates are also published as a library for others, therefore the rule is off by default.",
		"zh-cn":
			"没有被任何角色指定或选中、也没有被在用模板依赖的模板，不会给任何人权限。原因往往是标签与角色的选择器不符。模板也可能作为库发布给他人使用，因此该规则默认关闭。",
	},
	kinds: [roleTemplateKind],
	check({ object, workspace, report }) {
		if (isPlatformManaged(object)) return;
		if (workspace.derived(templatesInUse).split("\n").includes(object.name)) return;
		report({
			path: ["metadata", "name"],
			message: {
				en: `No IAMRole names or selects the template "${object.name}". Take it in, give it the labels that selectors ask for, or delete it.`,
				"zh-cn": `没有 IAMRole 指定或选中模板 "${object.name}"。请引入它，补上选择器要求的标签，或将其删除。`,
			},
		});
	},
};

/** The names of all templates that roles take in, or that such templates need, one a line. */
function templatesInUse(workspace: Workspace): string {
	const used = new Set<string>();
	const roles = new Set(workspace.ofKind(iamRoleKind).map(({ name }) => name));
	for (const role of [...roles].flatMap((name) => workspace.derived(effectiveRoles, name))) {
		for (const { name } of role.templates) {
			used.add(name);
			for (const needed of workspace.derived(dependencyClosure, name)) used.add(needed);
		}
	}
	return [...used].sort().join("\n");
}
