import { deviceKind, deviceModelKind } from "../../../devices/kinds";
import { registerKindFrom, registerKinds } from "../../../devices/modbus";
import { isOwn, setting } from "../../../devices/settings";
import { visitedPropertiesOf } from "../../../devices/visitors";
import { closest } from "../../../text/closest";
import type { Rule } from "../../rule";

export const modbusRegisterKind: Rule = {
	id: "modbus-register-kind",
	level: "warning",
	topic: "device",
	title: {
		en: "A kind of Modbus register in a spelling that mappers do not know",
		"zh-cn": "Modbus 寄存器类型的写法不被 mapper 识别",
	},
	why: {
		en: 'KubeEdge\'s Modbus mappers compare the kind of register with four words, letter by letter: CoilRegister, DiscreteInputRegister, InputRegister and HoldingRegister. Any other spelling, such as the `holding` of many documents, ends in "Bad register type" at every read. Under v1beta1 the setting stands in `configData`, which no schema checks.',
		"zh-cn":
			'KubeEdge 的 Modbus mapper 逐字比较寄存器类型，只认四个词：CoilRegister、DiscreteInputRegister、InputRegister、HoldingRegister。其他写法（例如许多文档中的 `holding`）会让每次读取都报 "Bad register type"。v1beta1 中该设置位于 `configData`，没有任何模式检查它。',
	},
	kinds: [deviceKind, deviceModelKind],
	check({ object, workspace, report }) {
		// The schema of the older version says it already.
		if (object.version === "v1alpha2") return;
		for (const { protocol, visitor } of visitedPropertiesOf(object, workspace)) {
			const register = setting(visitor, "register");
			if (protocol !== "modbus" || register === undefined || !isOwn(register, object)) continue;
			const { value } = register;
			if (typeof value !== "string" || registerKinds.some((kind) => kind === value)) continue;
			const meant = registerKindFrom(value) ?? closest(value, registerKinds)[0];
			// Some mappers take the number of a register here.
			if (meant === undefined) continue;
			report({
				path: register.path,
				message: {
					en: `KubeEdge's Modbus mappers do not know the register "${value}" and read nothing. Write ${meant}.`,
					"zh-cn": `KubeEdge 的 Modbus mapper 不识别寄存器 "${value}"，什么也读不到。请写 ${meant}。`,
				},
				fixes: [
					{
						title: { en: `Change to "${meant}"`, "zh-cn": `改为 "${meant}"` },
						changes: [{ set: register.path, to: meant }],
					},
				],
			});
		}
	},
};
