import { deviceModelKind, yurtProfileKind } from "../../../devices/kinds";
import { propertiesOf } from "../../../devices/model";
import type { Rule } from "../../rule";

export const limitsWithoutNumber: Rule = {
	id: "limits-without-number",
	level: "warning",
	topic: "device",
	title: {
		en: "Limits on a property that is no number",
		"zh-cn": "为非数值属性设置了上下限",
	},
	why: {
		en: "`minimum` and `maximum` say which numbers a property may take. A switch or a stream of pictures has none, so the limits mean nothing: mostly the type is wrong, or the limits were copied from another property. On a text they say nothing about its length either.",
		"zh-cn":
			"`minimum` 和 `maximum` 规定数值属性的范围。开关量或图像流没有数值，限值没有意义：多半是类型写错，或限值从别的属性抄来。对文本来说，它们也不表示长度。",
	},
	kinds: [deviceModelKind, yurtProfileKind],
	check({ object, report }) {
		for (const { name, type, typeText, minimum, maximum } of propertiesOf(object) ?? []) {
			if (type === undefined || type === "INT" || type === "FLOAT" || type === "DOUBLE") continue;
			const surely = type === "BOOLEAN" || type === "STREAM";
			for (const bound of [minimum, maximum]) {
				if (bound === undefined) continue;
				report({
					path: bound.path,
					part: "key",
					...(!surely && { severity: "hint" }),
					message: {
						en: `"${name}" is ${typeText}, which has no limits: this one has no effect. Remove it, or give the property a type of number.`,
						"zh-cn": `"${name}" 的类型是 ${typeText}，没有上下限可言，此处不起作用。请删除，或把类型改为数值。`,
					},
					fixes: [
						{
							title: { en: "Remove the limit", "zh-cn": "删除限值" },
							changes: [{ remove: bound.path }],
						},
					],
				});
			}
		}
	},
};
