import { textIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const platformAllowsEveryone: Rule = {
	id: "platform-allows-everyone",
	level: "warning",
	topic: "practice",
	title: {
		en: "The platform allows everything to everyone",
		"zh-cn": "平台允许所有人执行所有操作",
	},
	why: {
		en: "With `authorization.mode: AlwaysAllow` no role is ever looked at: whoever can log in, or reach the API, may delete every cluster. It is meant for trying things out. Write `RBAC`.",
		"zh-cn":
			"`authorization.mode: AlwaysAllow` 不检查任何角色：只要能登录或访问 API，就能删除所有集群。它只用于试用。请写 `RBAC`。",
	},
	kinds: ["file/edge-platform-values"],
	check({ data, report }) {
		const path = ["apiserver", "authorization", "mode"];
		if (textIn(data, ...path) !== "AlwaysAllow") return;
		report({
			path,
			message: {
				en: "Roles and bindings have no effect: everyone may do everything. Write RBAC.",
				"zh-cn": "角色与绑定都不起作用，所有人都可以执行所有操作。请写 RBAC。",
			},
			fixes: [
				{ title: { en: "Write RBAC", "zh-cn": "改为 RBAC" }, byHand: true, changes: [{ set: path, to: "RBAC" }] },
			],
		});
	},
};
