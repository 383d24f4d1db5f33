import { entriesOf } from "../../../devices/device";
import { deviceKind, yurtDeviceKind } from "../../../devices/kinds";
import { modelOf } from "../../../devices/lookup";
import { propertiesOf } from "../../../devices/model";
import { valueFault } from "../../../devices/value";
import type { Rule } from "../../rule";

export const desiredValueOutOfRange: Rule = {
	id: "desired-value-out-of-range",
	level: "warning",
	topic: "device",
	title: {
		en: "A desired value is outside the limits of the model",
		"zh-cn": "期望值超出模型的上下限",
	},
	why: {
		en: "The model says what a property may be set to. Nothing between the manifest and the device checks it in KubeEdge: neither the API server nor CloudCore nor the mapper framework compares a desired value with `minimum` and `maximum`, so a freezer is told to hold +18 °C. EdgeX, below OpenYurt, refuses the value.",
		"zh-cn":
			"模型规定了属性可以设置的范围。在 KubeEdge 中，从清单到设备的整个链路都不检查它：API 服务器、CloudCore 和 mapper 框架都不会把期望值与 `minimum`、`maximum` 比较，冷柜就可能被设成 +18 °C。OpenYurt 下层的 EdgeX 会拒绝该值。",
	},
	kinds: [deviceKind, yurtDeviceKind],
	check({ object, workspace, report }) {
		const entries = entriesOf(object).filter(({ desired }) => desired !== undefined);
		const model = entries.length === 0 ? undefined : modelOf(object, workspace);
		const properties = model && propertiesOf(model);
		if (model === undefined || properties === undefined) return;
		for (const { name, desired, desiredPath } of entries) {
			const property = properties.find((one) => one.name === name);
			const fault = property && desired !== undefined ? valueFault(desired, property) : undefined;
			if (property === undefined || (fault?.kind !== "below" && fault?.kind !== "above")) continue;
			const unit = property.unit === undefined ? "" : ` ${property.unit}`;
			const below = fault.kind === "below";
			report({
				path: desiredPath,
				message: {
					en: `"${name}" is told to be ${desired}${unit}, ${below ? "below the minimum" : "above the maximum"} ${fault.limit}${unit} of ${model.kind} "${model.name}". Nothing on the way to the device stops it: write a value within the limits.`,
					"zh-cn": `"${name}" 的期望值 ${desired}${unit} ${below ? "小于" : "大于"} ${model.kind} "${model.name}" 规定的${below ? "最小值" : "最大值"} ${fault.limit}${unit}。下发途中没有任何检查，请改为范围内的值。`,
				},
				related: [
					{
						object: model,
						path: (below ? property.minimum : property.maximum)?.path ?? property.path,
						message: { en: "The limit in the model", "zh-cn": "模型中的限值" },
					},
				],
			});
		}
	},
};
