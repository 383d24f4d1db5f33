import { entriesOf } from "../../../devices/device";
import { deviceKind } from "../../../devices/kinds";
import { modelOf } from "../../../devices/lookup";
import { propertiesOf } from "../../../devices/model";
import type { Rule } from "../../rule";

export const missingModelProperty: Rule = {
	id: "missing-model-property",
	level: "off",
	topic: "device",
	title: {
		en: "A device leaves out a property of its model",
		"zh-cn": "设备没有使用模型中的某个属性",
	},
	why: {
		en: "A device need not use all properties of its model, but a property that it leaves out is neither read nor reported. Turn this rule on where all devices of a model are meant to be alike.",
		"zh-cn":
			"设备不必使用模型的全部属性，但没有写出的属性既不采集也不上报。如果同一模型的设备应当完全一致，请启用本规则。",
	},
	kinds: [deviceKind],
	check({ object, workspace, report }) {
		const used = entriesOf(object).filter(({ list }) => list !== "twins");
		const [first] = used;
		const model = first === undefined ? undefined : modelOf(object, workspace);
		if (first === undefined || model === undefined) return;
		const names = new Set(used.map(({ name }) => name));
		const missing = (propertiesOf(model) ?? []).map(({ name }) => name).filter((name) => !names.has(name));
		if (missing.length === 0) return;
		const list = missing.map((name) => `"${name}"`).join(", ");
		report({
			path: first.path.slice(0, -1),
			message: {
				en: `DeviceModel "${model.name}" has ${list} as well: what is left out is neither read nor reported. Add it if the device has it.`,
				"zh-cn": `DeviceModel "${model.name}" 还有 ${list}：没有写出的属性既不采集也不上报。如果设备具备，请补上。`,
			},
			related: [{ object: model, path: ["spec", "properties"], message: { en: "The model", "zh-cn": "模型" } }],
		});
	},
};
