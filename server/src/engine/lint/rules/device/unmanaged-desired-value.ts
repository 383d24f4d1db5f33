import { entriesOf } from "../../../devices/device";
import { yurtDeviceKind } from "../../../devices/kinds";
import { valueIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const unmanagedDesiredValue: Rule = {
	id: "unmanaged-desired-value",
	level: "hint",
	topic: "device",
	title: {
		en: "A desired value for a device that the cloud does not manage",
		"zh-cn": "为云端不管理的设备设置了期望值",
	},
	why: {
		en: "OpenYurt sends desired values to EdgeX only while the device has `managed: true`. Without it, which is the default, the device is only shown in the cloud and the value waits. It is a hint because switching management off for a time is a use of the field.",
		"zh-cn":
			"只有设备设置了 `managed: true`，OpenYurt 才会把期望值下发给 EdgeX。默认为 false，此时云端只展示设备，期望值不会下发。由于暂时关闭管理也是该字段的用途，因此只作为提示。",
	},
	kinds: [yurtDeviceKind],
	check({ object, data, report }) {
		const managed = valueIn(data, "spec", "managed");
		if (managed !== undefined && managed !== false) return;
		for (const { name, desired, desiredPath } of entriesOf(object)) {
			if (desired === undefined) continue;
			report({
				path: desiredPath,
				message: {
					en: `The value for "${name}" is not sent: the device is not managed by the cloud. Write \`managed: true\` to have it sent.`,
					"zh-cn": `"${name}" 的值不会下发：该设备未由云端管理。如需下发，请写 \`managed: true\`。`,
				},
				fixes: [
					{
						title: { en: "Manage the device from the cloud", "zh-cn": "由云端管理该设备" },
						changes: [{ set: ["spec", "managed"], to: true }],
					},
				],
			});
		}
	},
};
