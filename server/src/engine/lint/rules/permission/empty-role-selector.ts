import { iamRoleKind } from "../../../permissions/kinds";
import { selectsAll } from "../../../permissions/selector";
import { objectIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const emptyRoleSelector: Rule = {
	id: "empty-role-selector",
	level: "warning",
	topic: "permission",
	title: { en: "A role takes in every template there is", "zh-cn": "角色引入了所有模板" },
	why: {
		en: "An empty label selector matches everything: the role gets the rules of all RoleTemplates of the platform, also of those that are installed later. Name templates, write labels, or leave the selector out.",
		"zh-cn":
			"空的标签选择器匹配所有对象：角色会得到平台上所有 RoleTemplate 的规则，包括以后安装的。请写明模板名称或标签，或去掉选择器。",
	},
	kinds: [iamRoleKind],
	check({ data, report }) {
		const path = ["spec", "aggregationRoleTemplates", "roleSelector"];
		const selector = objectIn(data, ...path);
		if (selector === undefined || !selectsAll(selector)) return;
		report({
			path,
			part: "key",
			message: {
				en: "An empty roleSelector takes in every RoleTemplate, also later ones. Write labels, or remove it.",
				"zh-cn": "空的 roleSelector 会引入所有 RoleTemplate，包括以后新增的。请写上标签，或将其删除。",
			},
			fixes: [{ title: { en: "Remove roleSelector", "zh-cn": "删除 roleSelector" }, changes: [{ remove: path }] }],
		});
	},
};
