import { iamBindingKind, iamRoleKind, roleTemplateKind, scopeLabel, scopeValueLabel } from "../../../permissions/kinds";
import { levelOf, scopeLevels, scopeWords } from "../../../permissions/scope";
import { levelText } from "../../../permissions/wording";
import { groupKindOf } from "../../../semantic/objects";
import { closest } from "../../../text/closest";
import type { Rule } from "../../rule";

export const invalidScope: Rule = {
	id: "invalid-scope",
	level: "warning",
	topic: "permission",
	title: { en: "Labels do not say where a role or binding holds", "zh-cn": "标签没有正确指明角色或绑定的作用域" },
	why: {
		en: "`iam.theriseunion.io/scope` has to be `platform` (or `global`), `cluster`, `workspace`, `nodegroup`, `namespace` or `node`; for all but the platform, `iam.theriseunion.io/scope-value` says which one. A binding without them is accepted by the API server and gives nothing to anybody.",
		"zh-cn":
			"`iam.theriseunion.io/scope` 必须是 `platform`（或 `global`）、`cluster`、`workspace`、`nodegroup`、`namespace` 或 `node`；除平台级外，还要用 `iam.theriseunion.io/scope-value` 指明是哪一个。缺少这些标签的绑定会被 API Server 接受，但不会给任何人权限。",
	},
	kinds: [iamRoleKind, iamBindingKind, roleTemplateKind],
	check({ object, report }) {
		const { labels } = object;
		const scope = labels[scopeLabel];
		const isBinding = groupKindOf(object) === iamBindingKind;
		if (scope === undefined || scope === "") {
			if (!isBinding) return;
			report({
				path: ["metadata", "labels"],
				message: {
					en: `The binding holds nowhere: the label ${scopeLabel} is missing. Write one of ${scopeLevels.join(", ")}, and ${scopeValueLabel} with the name.`,
					"zh-cn": `绑定在任何地方都不生效：缺少标签 ${scopeLabel}。请写上 ${scopeLevels.join("、")} 之一，并用 ${scopeValueLabel} 写上名称。`,
				},
			});
			return;
		}
		const level = levelOf(scope);
		if (level === undefined) {
			const [meant] = closest(scope, scopeWords);
			const hint = meant === undefined ? "" : ` Did you mean "${meant}"?`;
			const chineseHint = meant === undefined ? "" : `是否应为 "${meant}"？`;
			report({
				path: ["metadata", "labels", scopeLabel],
				message: {
					en: `"${scope}" is no scope; there are ${scopeWords.join(", ")}.${hint}`,
					"zh-cn": `"${scope}" 不是有效的作用域；可用的有 ${scopeWords.join("、")}。${chineseHint}`,
				},
				fixes:
					meant === undefined
						? []
						: [
								{
									title: { en: `Change to "${meant}"`, "zh-cn": `改为 "${meant}"` },
									changes: [{ set: ["metadata", "labels", scopeLabel], to: meant }],
								},
							],
			});
			return;
		}
		if (!isBinding || level === "platform" || (labels[scopeValueLabel] ?? "") !== "") return;
		const word = levelText(level);
		report({
			path: ["metadata", "labels", scopeLabel],
			message: {
				en: `The binding holds in no ${word.en}: the label ${scopeValueLabel} is missing. Write the ${word.en}'s name there.`,
				"zh-cn": `绑定不在任何${word["zh-cn"]}中生效：缺少标签 ${scopeValueLabel}。请写上${word["zh-cn"]}的名称。`,
			},
		});
	},
};
