import { deviceModelKind, yurtProfileKind } from "../../../devices/kinds";
import { propertiesOf } from "../../../devices/model";
import type { Bound, ModelProperty } from "../../../devices/property";
import { valueFault } from "../../../devices/value";
import type { Finding, Rule } from "../../rule";

export const modelPropertyLimits: Rule = {
	id: "model-property-limits",
	level: "error",
	topic: "device",
	title: {
		en: "The limits of a property contradict each other",
		"zh-cn": "属性的上下限自相矛盾",
	},
	why: {
		en: "DeviceModel v1beta1 keeps `minimum` and `maximum` as texts, so the API server takes anything: a word, a number with its unit, a minimum above the maximum. No value fits such a property, and programs that read the limits fail on it or ignore them. The same goes for a default that is outside the limits.",
		"zh-cn":
			"DeviceModel v1beta1 的 `minimum` 和 `maximum` 是文本，因此 API 服务器什么都接受：单词、带单位的数字、大于最大值的最小值。没有任何值满足这样的属性，读取限值的程序会出错或忽略它。默认值超出限值时也是如此。",
	},
	kinds: [deviceModelKind, yurtProfileKind],
	check({ object, report }) {
		for (const property of propertiesOf(object) ?? []) {
			if (property.type !== "INT" && property.type !== "FLOAT" && property.type !== "DOUBLE") continue;
			for (const bound of [property.minimum, property.maximum]) {
				if (bound !== undefined && bound.value === undefined) report(notANumber(bound, property));
			}
			const { minimum, maximum } = property;
			if (minimum?.value !== undefined && maximum?.value !== undefined && minimum.value > maximum.value) {
				report({
					path: minimum.path,
					message: {
						en: `"${property.name}" has minimum ${minimum.text} above maximum ${maximum.text}: no value fits. Were the two swapped?`,
						"zh-cn": `"${property.name}" 的最小值 ${minimum.text} 大于最大值 ${maximum.text}，没有任何值满足。两者是否写反了？`,
					},
				});
			}
			const { defaultValue } = property;
			const fault = defaultValue && valueFault(defaultValue.text, property);
			if (defaultValue !== undefined && (fault?.kind === "below" || fault?.kind === "above")) {
				const below = fault.kind === "below";
				report({
					path: defaultValue.path,
					message: {
						en: `The default ${defaultValue.text} of "${property.name}" is ${below ? "below the minimum" : "above the maximum"} ${fault.limit}. Write a default within the limits.`,
						"zh-cn": `"${property.name}" 的默认值 ${defaultValue.text} ${below ? "小于最小值" : "大于最大值"} ${fault.limit}。请写范围内的默认值。`,
					},
				});
			}
		}
	},
};

/** A number with a unit behind it, or with a decimal comma. */
const nearlyANumber = /^\s*([+-]?\d+)(?:[.,](\d+))?\s*([^\d.,].*)?$/;

function notANumber({ text, path }: Bound, property: ModelProperty): Finding {
	const [, whole, fraction] = nearlyANumber.exec(text) ?? [];
	const meant = whole === undefined ? undefined : fraction === undefined ? whole : `${whole}.${fraction}`;
	return {
		path,
		message: {
			en: `The limit "${text}" of "${property.name}" is not a number. Write the number alone, such as "${meant ?? "100"}"; the unit goes into \`unit\`.`,
			"zh-cn": `"${property.name}" 的限值 "${text}" 不是数字。请只写数字，例如 "${meant ?? "100"}"；单位写在 \`unit\` 中。`,
		},
		fixes:
			meant === undefined
				? []
				: [{ title: { en: `Write "${meant}"`, "zh-cn": `改为 "${meant}"` }, changes: [{ set: path, to: meant }] }],
	};
}
