import { deviceKind, deviceModelKind, yurtProfileKind } from "../../../devices/kinds";
import { itemsAt, textIn } from "../../../semantic/read";
import type { Path } from "../../../yaml/path";
import type { Rule } from "../../rule";

/** Lists whose items must have different names, with the field that names them. */
const lists: readonly (readonly [Path, string])[] = [
	[["spec", "properties"], "name"],
	[["spec", "propertyVisitors"], "propertyName"],
	[["spec", "deviceResources"], "name"],
	[["spec", "deviceCommands"], "name"],
];

export const duplicateDeviceProperty: Rule = {
	id: "duplicate-device-property",
	level: "error",
	topic: "device",
	title: {
		en: "A device or a device model has a property twice",
		"zh-cn": "设备或设备模型中的属性重复",
	},
	why: {
		en: "The names of properties must be unique within a DeviceModel and within a Device. KubeEdge's admission webhook refuses a model with a name twice; where it is not installed, and in a Device, the mapper takes either of the two.",
		"zh-cn":
			"DeviceModel 和 Device 中的属性名都必须唯一。KubeEdge 的准入 Webhook 会拒绝属性重名的模型；未安装 Webhook 时，以及在 Device 中，mapper 会任取其一。",
	},
	kinds: [deviceKind, deviceModelKind, yurtProfileKind],
	check({ object, data, report }) {
		for (const [list, field] of lists) {
			const first = new Map<string, Path>();
			for (const { value, path } of itemsAt(data, list)) {
				const name = textIn(value, field);
				if (name === undefined || name === "") continue;
				const former = first.get(name);
				if (former === undefined) {
					first.set(name, path);
					continue;
				}
				report({
					path: [...path, field],
					message: {
						en: `"${name}" is there already: which of the two counts is left to chance. Rename one of them, or delete it.`,
						"zh-cn": `属性 "${name}" 已经存在，哪一个生效无法确定。请改名或删除其中一个。`,
					},
					related: [
						{
							object,
							path: [...former, field],
							message: { en: "The first one", "zh-cn": "第一处" },
						},
					],
				});
			}
		}
	},
};
