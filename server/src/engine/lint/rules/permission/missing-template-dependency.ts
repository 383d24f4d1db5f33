import { effectiveRoles, type MissingDependency, missingDependencies } from "../../../permissions/iamRoles";
import { iamRoleKind } from "../../../permissions/kinds";
import { isPlatformManaged } from "../../../permissions/scope";
import type { Rule } from "../../rule";

export const missingTemplateDependency: Rule = {
	id: "missing-template-dependency",
	level: "warning",
	topic: "permission",
	title: {
		en: "A role takes in a template, and not what the template needs",
		"zh-cn": "角色引入了模板，却没有引入模板的依赖",
	},
	why: {
		en: "The annotation `iam.theriseunion.io/dependencies` of a RoleTemplate names templates without which it is of no use: who may manage workloads has to see them. A role gets the rules of the templates that it names or selects and of no others, so it has to take in what they need as well. Templates that would give the role nothing new are not asked for. Roles that the platform brings along are only pointed out.",
		"zh-cn":
			"RoleTemplate 的注解 `iam.theriseunion.io/dependencies` 列出它离不开的模板：能管理工作负载的人必须先能查看它们。角色只会得到它所指定或选中的模板的规则，因此这些模板的依赖也要一并引入。不会带来新权限的依赖不要求引入。对平台自带的角色只做提示。",
	},
	kinds: [iamRoleKind],
	check({ object, workspace, report }) {
		const role = workspace.derived(effectiveRoles, object.name).find((one) => one.object === object);
		if (role === undefined) return;
		const byPlace = new Map<string, MissingDependency[]>();
		// A name that no file has is told where the template says it.
		for (const missing of missingDependencies(workspace, role).filter(({ found }) => found)) {
			const place = missing.through.path.join("/");
			byPlace.set(place, [...(byPlace.get(place) ?? []), missing]);
		}
		for (const missing of byPlace.values()) {
			const [first] = missing;
			if (first === undefined) continue;
			const names = missing.map(({ name }) => `"${name}"`).join(", ");
			const reasons = (by: (askedBy: string) => string) =>
				missing.map(({ name, askedBy }) => `"${name}" ${by(`"${askedBy}"`)}`).join(", ");
			const list = ["spec", "aggregationRoleTemplates", "templateNames"];
			report({
				path: first.through.path,
				...(first.through.via === "roleSelector" && { part: "key" }),
				message: {
					en: `Needed and not taken in: ${reasons((asker) => `(by ${asker})`)}. Without it, what the role has is of little use. Add ${names} to templateNames.`,
					"zh-cn": `缺少依赖的模板：${reasons((asker) => `（被 ${asker} 依赖）`)}。缺了它，角色已有的权限难以使用。请将 ${names} 加入 templateNames。`,
				},
				fixes: [
					{
						title: { en: `Take in ${names}`, "zh-cn": `引入 ${names}` },
						changes: missing.map(({ name }) => ({ append: list, item: name })),
					},
				],
				...(isPlatformManaged(object) && { severity: "hint" }),
			});
		}
	},
};
