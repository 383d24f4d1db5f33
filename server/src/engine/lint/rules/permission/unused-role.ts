import { bindingIndex } from "../../../permissions/bindings";
import { iamRoleKind } from "../../../permissions/kinds";
import { isPlatformManaged } from "../../../permissions/scope";
import type { Workspace } from "../../../semantic/workspace";
import type { Rule } from "../../rule";

export const unusedRole: Rule = {
	id: "unused-role",
	level: "off",
	topic: "permission",
	title: { en: "No binding gives the role", "zh-cn": "角色没有被任何绑定使用" },
	why: {
		en: "A role that nobody has is dead weight, and a trap: whoever binds it later gets rights that nobody looked at for long. Bindings may live elsewhere, therefore the rule is off by default; turn it on for repositories that hold all bindings.",
		"zh-cn":
			"没有人拥有的角色是累赘，也是隐患：以后谁绑定了它，就得到了很久没人审查过的权限。绑定也可能放在别处，因此该规则默认关闭；仓库包含全部绑定时可以打开。",
	},
	kinds: [iamRoleKind],
	check({ object, workspace, report }) {
		if (isPlatformManaged(object) || object.annotations["theriseunion.io/creator"] === "system") return;
		if (workspace.derived(boundRoles).split("\n").includes(object.name)) return;
		report({
			path: ["metadata", "name"],
			message: {
				en: `No IAMRoleBinding gives the role "${object.name}". Bind it, or delete it.`,
				"zh-cn": `没有 IAMRoleBinding 使用角色 "${object.name}"。请绑定它，或将其删除。`,
			},
		});
	},
};

/** The names of all IAMRoles that are bound, one a line. */
function boundRoles(workspace: Workspace): string {
	const bound = workspace.derived(bindingIndex).all.filter(({ system }) => system === "platform");
	return [...new Set(bound.map(({ roleRef }) => roleRef.name))].sort().join("\n");
}
