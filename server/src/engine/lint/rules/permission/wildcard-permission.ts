import { iamRoleKind, roleTemplateKind } from "../../../permissions/kinds";
import { type LocatedRule, rulesAt } from "../../../permissions/policyRule";
import { isPlatformManaged, scopeOf } from "../../../permissions/scope";
import { groupKindOf } from "../../../semantic/objects";
import type { Path } from "../../../yaml/path";
import type { Rule } from "../../rule";

export const wildcardPermission: Rule = {
	id: "wildcard-permission",
	level: "warning",
	topic: "permission",
	title: {
		en: "A role below the platform allows everything of a sort",
		"zh-cn": "平台级以下的角色使用了通配符权限",
	},
	why: {
		en: "`*` means every verb, or every resource, also those that are installed later: a role made for one workspace then reads secrets, opens terminals and deletes what it never meant to. Only platform roles should have it. Write the verbs and resources out. Templates and roles that the platform brings along are only pointed out.",
		"zh-cn":
			"`*` 代表所有动词或所有资源，包括以后才安装的资源：本来只为一个工作空间准备的角色，因此也能读取密钥、打开终端、删除不该碰的对象。只有平台级角色才应使用它。请逐一写出动词和资源。对平台自带的模板和角色只做提示。",
	},
	kinds: [iamRoleKind, roleTemplateKind],
	check({ object, data, report }) {
		const level = scopeOf(object)?.level;
		if (level === "platform") return;
		// A template without a scope is for roles of any scope.
		if (level === undefined && groupKindOf(object) === roleTemplateKind) return;
		for (const located of rulesAt(data, ["spec", "rules"])) {
			const [first, second] = wildcards(located);
			if (first === undefined) continue;
			const both = second !== undefined;
			report({
				path: first.path,
				message: {
					en: `"*" allows ${both ? "every verb on every resource" : first.en}, also what is added later, to a role that is not for the platform. Write out what the role needs.`,
					"zh-cn": `"*" 允许${both ? "对所有资源执行所有操作" : first.chinese}，也包括以后新增的，而该角色并非平台级。请逐一写出角色所需的权限。`,
				},
				...(isPlatformManaged(object) && { severity: "hint" }),
			});
		}
	},
};

interface Wildcard {
	readonly path: Path;
	readonly en: string;
	readonly chinese: string;
}

/** The lists of a rule that hold a `*`. */
function wildcards({ rule, path }: LocatedRule): Wildcard[] {
	const fields = [
		["resources", "every resource", "对所有资源的操作"],
		["verbs", "every verb", "所有操作"],
		["nonResourceURLs", "every URL", "所有 URL"],
	] as const;
	return fields.flatMap(([field, en, chinese]) => {
		const index = rule[field].indexOf("*");
		return index < 0 ? [] : [{ path: [...path, field, index], en, chinese }];
	});
}
