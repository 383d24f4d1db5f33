import { entriesOf } from "../../../devices/device";
import { deviceKind } from "../../../devices/kinds";
import { numberIn, objectIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const unreportedProperty: Rule = {
	id: "unreported-property",
	level: "hint",
	topic: "device",
	title: {
		en: "A property has a report cycle, but goes nowhere",
		"zh-cn": "属性有上报周期，却没有上报",
	},
	why: {
		en: "Under v1beta1 a value reaches the cloud only with `reportToCloud: true`, and other systems only through a `pushMethod`. A `reportCycle` alone does nothing: no twin shows up.",
		"zh-cn":
			"在 v1beta1 中，只有 `reportToCloud: true` 才会把值上报到云端，只有 `pushMethod` 才会推送到其他系统。单有 `reportCycle` 不起任何作用，孪生数据不会出现。",
	},
	kinds: [deviceKind],
	check({ object, report }) {
		for (const { list, name, path, data } of entriesOf(object)) {
			if (list !== "properties" || (numberIn(data, "reportCycle") ?? 0) <= 0) continue;
			if (data.reportToCloud === true || objectIn(data, "pushMethod") !== undefined) continue;
			if (data.reportToCloud !== undefined && data.reportToCloud !== false) continue;
			report({
				path: [...path, "reportCycle"],
				message: {
					en: `"${name}" has a report cycle, but is neither reported to the cloud nor pushed anywhere. Add \`reportToCloud: true\`.`,
					"zh-cn": `"${name}" 设置了上报周期，却既不上报云端也不推送。请加上 \`reportToCloud: true\`。`,
				},
				fixes: [
					{
						title: { en: "Report it to the cloud", "zh-cn": "上报到云端" },
						changes: [{ set: [...path, "reportToCloud"], to: true }],
					},
				],
			});
		}
	},
};
