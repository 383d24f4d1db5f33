import { entriesOf } from "../../../devices/device";
import { deviceKind } from "../../../devices/kinds";
import { itemsAt, listIn, textIn } from "../../../semantic/read";
import { closest } from "../../../text/closest";
import type { Rule } from "../../rule";

export const unknownMethodProperty: Rule = {
	id: "unknown-method-property",
	level: "warning",
	topic: "device",
	title: {
		en: "A method of a device sets a property that the device lacks",
		"zh-cn": "设备方法引用了设备没有的属性",
	},
	why: {
		en: "A method names the properties that it sets. The mapper looks them up in `spec.properties` of the same device and refuses the call where it does not find them, so the method fails on the day that somebody needs it.",
		"zh-cn":
			"方法列出它要设置的属性。mapper 在同一设备的 `spec.properties` 中查找，找不到就拒绝调用，直到有人真正需要时才会发现方法不可用。",
	},
	kinds: [deviceKind],
	check({ object, data, report }) {
		const names = entriesOf(object)
			.filter(({ list }) => list === "properties")
			.map(({ name }) => name);
		for (const { value: method, path } of itemsAt(data, ["spec", "methods"])) {
			for (const [index, name] of listIn(method, "propertyNames").entries()) {
				if (typeof name !== "string" || name === "" || names.includes(name)) continue;
				const at = [...path, "propertyNames", index];
				const near = closest(name, names);
				const [meant] = near;
				const called = textIn(method, "name") ?? "";
				report({
					path: at,
					message: {
						en: `Method "${called}" sets "${name}", which this device does not have in spec.properties: the mapper refuses the call. ${meant === undefined ? "Add the property." : `Did you mean "${meant}"?`}`,
						"zh-cn": `方法 "${called}" 要设置 "${name}"，但本设备的 spec.properties 中没有它，mapper 会拒绝调用。${meant === undefined ? "请补上该属性。" : `是否想写 "${meant}"？`}`,
					},
					fixes: near.map((candidate) => ({
						title: { en: `Change to "${candidate}"`, "zh-cn": `改为 "${candidate}"` },
						changes: [{ set: at, to: candidate }],
					})),
				});
			}
		}
	},
};
