import { entriesOf } from "../../../devices/device";
import { deviceKind, yurtDeviceKind } from "../../../devices/kinds";
import { modelOf } from "../../../devices/lookup";
import { propertiesOf } from "../../../devices/model";
import type { Rule } from "../../rule";

export const readOnlyDesiredValue: Rule = {
	id: "read-only-desired-value",
	level: "warning",
	topic: "device",
	title: {
		en: "A desired value for a property that is read-only",
		"zh-cn": "为只读属性设置了期望值",
	},
	why: {
		en: "Only a property that the model calls `ReadWrite` takes a value from the cloud (in a DeviceProfile of OpenYurt: `RW` or `W`). For a `ReadOnly` one, KubeEdge's mappers drop the value without a word: the device keeps what it has, and the twin shows a difference for ever. Remove the value, or change the access mode in the model if the device can be written to.",
		"zh-cn":
			"只有模型中标为 `ReadWrite` 的属性（OpenYurt 的 DeviceProfile 中为 `RW` 或 `W`）才接受云端下发的值。对 `ReadOnly` 属性，KubeEdge 的 mapper 会静默丢弃该值：设备保持原样，孪生数据永远显示不一致。请删除该值；如果设备确实可写，请修改模型中的读写权限。",
	},
	kinds: [deviceKind, yurtDeviceKind],
	check({ object, workspace, report }) {
		const entries = entriesOf(object).filter(({ desired }) => desired !== undefined);
		const model = entries.length === 0 ? undefined : modelOf(object, workspace);
		const properties = model && propertiesOf(model);
		if (model === undefined || properties === undefined) return;
		for (const { name, desired, desiredPath, list } of entries) {
			const property = properties.find((one) => one.name === name);
			if (property?.access !== "ReadOnly") continue;
			report({
				path: desiredPath,
				message: {
					en: `${model.kind} "${model.name}" lets "${name}" only be read: the value "${desired}" never reaches the device. Remove it, or make the property ReadWrite in the model.`,
					"zh-cn": `${model.kind} "${model.name}" 规定 "${name}" 只读：值 "${desired}" 不会到达设备。请删除该值，或在模型中把该属性改为 ReadWrite。`,
				},
				fixes:
					list === "deviceProperties"
						? []
						: [
								{
									title: { en: "Remove the desired value", "zh-cn": "删除期望值" },
									changes: [{ remove: desiredPath.slice(0, -1) }],
								},
							],
				related: [
					{
						object: model,
						path: property.path,
						message: { en: "The property in the model", "zh-cn": "模型中的属性" },
					},
				],
			});
		}
	},
};
