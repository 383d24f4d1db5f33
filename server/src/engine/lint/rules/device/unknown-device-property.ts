import { type DeviceEntry, entriesOf } from "../../../devices/device";
import { deviceKind, yurtDeviceKind } from "../../../devices/kinds";
import { modelOf } from "../../../devices/lookup";
import { propertiesOf } from "../../../devices/model";
import { hasPlaceholder } from "../../../features/unfinished";
import { textIn } from "../../../semantic/read";
import { closest } from "../../../text/closest";
import type { Change } from "../../change";
import type { Rule } from "../../rule";

export const unknownDeviceProperty: Rule = {
	id: "unknown-device-property",
	level: "error",
	topic: "device",
	title: {
		en: "A device has a property that its model lacks",
		"zh-cn": "设备使用了模型中没有的属性",
	},
	why: {
		en: "A device takes the type, the limits and the access mode of a property from its DeviceModel (in OpenYurt, its DeviceProfile). A property that the model does not have has none of them: mappers built on KubeEdge's framework cannot convert its value and skip it. The API server accepts the manifest all the same.",
		"zh-cn":
			"设备属性的类型、上下限和读写权限都来自 DeviceModel（OpenYurt 中为 DeviceProfile）。模型里没有的属性没有这些信息：基于 KubeEdge 框架的 mapper 无法转换它的值，会直接跳过，而 API 服务器仍会接受这份清单。",
	},
	kinds: [deviceKind, yurtDeviceKind],
	check({ object, workspace, report }) {
		const model = modelOf(object, workspace);
		const properties = model && propertiesOf(model);
		if (model === undefined || properties === undefined) return;
		const names = properties.map(({ name }) => name);
		// What a tool fills in may be any name.
		if (names.some(hasPlaceholder)) return;
		for (const entry of entriesOf(object)) {
			const { name, namePath, list } = entry;
			// What v1beta1 has in `status` was reported, perhaps for a former model.
			if (name === "" || names.includes(name) || (list === "twins" && object.version === "v1beta1")) continue;
			const near = closest(name, names);
			const [meant] = near;
			const hint = meant === undefined ? listed(names) : didYouMean(meant);
			report({
				path: namePath,
				part: list === "deviceProperties" ? "key" : "value",
				message: {
					en: `${model.kind} "${model.name}" has no property "${name}". ${hint.en}`,
					"zh-cn": `${model.kind} "${model.name}" 中没有属性 "${name}"。${hint["zh-cn"]}`,
				},
				fixes: near.map((candidate) => ({
					title: { en: `Change to "${candidate}"`, "zh-cn": `改为 "${candidate}"` },
					changes: renaming(entry, candidate),
				})),
				related: [
					{
						object: model,
						path: ["spec"],
						message: { en: "The properties of the model", "zh-cn": "模型的属性" },
					},
				],
			});
		}
	},
};

function renaming({ list, name, path, namePath, data }: DeviceEntry, to: string): Change[] {
	if (list !== "deviceProperties") return [{ set: namePath, to }];
	const rename: Change = { rename: path, to };
	return textIn(data, "name") === name ? [{ set: [...path, "name"], to }, rename] : [rename];
}

function didYouMean(name: string) {
	return { en: `Did you mean "${name}"?`, "zh-cn": `是否想写 "${name}"？` };
}

const mostListed = 8;

function listed(names: readonly string[]) {
	if (names.length === 0) return { en: "The model has no properties at all.", "zh-cn": "该模型没有任何属性。" };
	const some = names.slice(0, mostListed).join(", ");
	const more = names.length > mostListed ? ", …" : "";
	return { en: `It has: ${some}${more}.`, "zh-cn": `现有属性：${some}${more}。` };
}
