import { iamRoleKind, roleTemplateKind } from "../../../permissions/kinds";
import { listIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const malformedUiPermission: Rule = {
	id: "malformed-ui-permission",
	level: "warning",
	topic: "permission",
	title: { en: "A console permission is not written as the console reads it", "zh-cn": "控制台权限的写法不正确" },
	why: {
		en: "The console compares `uiPermissions` with its own words letter by letter: `workload/deployment/create`, `workspace/projects.view`. Blanks, empty parts, capitals or other signs make one that fits no button, and nothing says so. Write lower-case words joined by `/` or `.`; `*` may stand for the last one.",
		"zh-cn":
			"控制台逐字比较 `uiPermissions`，例如 `workload/deployment/create`、`workspace/projects.view`。空格、空的段、大写字母或其他符号都会使它对不上任何按钮，而且没有提示。请使用以 `/` 或 `.` 连接的小写单词；最后一段可以写 `*`。",
	},
	kinds: [iamRoleKind, roleTemplateKind],
	check({ data, report }) {
		const path = ["spec", "uiPermissions"];
		for (const [index, text] of listIn(data, ...path).entries()) {
			if (typeof text !== "string" || wellFormed.test(text)) continue;
			const mended = text
				.trim()
				.toLowerCase()
				.replaceAll(/\s*([/.])[\s/.]*/g, "$1")
				.replaceAll(/^[/.]+|[/.]+$/g, "");
			const useful = mended !== text && wellFormed.test(mended);
			report({
				path: [...path, index],
				message: {
					en: `The console knows no permission written like "${text}". Write lower-case words joined by "/" or ".", such as "workload/deployment/create".`,
					"zh-cn": `控制台无法识别 "${text}" 这样的权限。请使用以 "/" 或 "." 连接的小写单词，例如 "workload/deployment/create"。`,
				},
				fixes: useful
					? [
							{
								title: { en: `Change to "${mended}"`, "zh-cn": `改为 "${mended}"` },
								changes: [{ set: [...path, index], to: mended }],
							},
						]
					: [],
			});
		}
	},
};

const wellFormed = /^(?:\*|[a-z0-9][a-z0-9_-]*)(?:[/.](?:\*|[a-z0-9][a-z0-9_-]*))*$/;
