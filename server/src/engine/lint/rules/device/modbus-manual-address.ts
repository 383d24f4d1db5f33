import { deviceKind, deviceModelKind } from "../../../devices/kinds";
import { type RegisterKind, registerKindOf } from "../../../devices/modbus";
import { isOwn, numberOf, setting } from "../../../devices/settings";
import { visitedPropertiesOf } from "../../../devices/visitors";
import type { Rule } from "../../rule";

/** Manuals count each kind of register from a number of its own; requests count all of them from 0. */
const firstInManuals: Readonly<Partial<Record<RegisterKind, number>>> = {
	DiscreteInputRegister: 10001,
	InputRegister: 30001,
	HoldingRegister: 40001,
};

export const modbusManualAddress: Rule = {
	id: "modbus-manual-address",
	level: "off",
	topic: "device",
	title: {
		en: "A register's number in a manual, written as an offset",
		"zh-cn": "把手册中的寄存器编号当作偏移",
	},
	why: {
		en: "Many manuals number holding registers from 40001, input registers from 30001 and discrete inputs from 10001. A Modbus request counts each kind from 0: register 40003 is HoldingRegister with offset 2. The rule is off by default because some devices, SunSpec inverters among them, do have registers at 40000 and above.",
		"zh-cn":
			"许多手册把保持寄存器从 40001、输入寄存器从 30001、离散输入从 10001 开始编号，而 Modbus 请求中每一类都从 0 开始：寄存器 40003 应写成 HoldingRegister，偏移 2。由于有些设备（例如 SunSpec 逆变器）确实使用 40000 以上的地址，本规则默认关闭。",
	},
	kinds: [deviceKind, deviceModelKind],
	check({ object, workspace, report }) {
		for (const { name, protocol, visitor } of visitedPropertiesOf(object, workspace)) {
			const offset = setting(visitor, "offset");
			const start = numberOf(offset);
			const kind = registerKindOf(visitor);
			const first = kind && firstInManuals[kind];
			if (protocol !== "modbus" || offset === undefined || start === undefined || first === undefined) continue;
			if (!isOwn(offset, object) || start < first || start >= first + 9999) continue;
			const meant = start - first;
			report({
				path: offset.path,
				message: {
					en: `Offset ${start} of "${name}" looks like the number in a manual. Requests count ${kind} from 0: if so, write ${meant}.`,
					"zh-cn": `"${name}" 的偏移 ${start} 像是手册中的编号。请求中 ${kind} 从 0 开始计数，如果是这样，请写 ${meant}。`,
				},
				fixes: [
					{
						title: { en: `Write ${meant}`, "zh-cn": `改为 ${meant}` },
						changes: [{ set: offset.path, to: meant }],
					},
				],
			});
		}
	},
};
