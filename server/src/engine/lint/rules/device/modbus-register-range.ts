import { deviceKind, deviceModelKind } from "../../../devices/kinds";
import { mostInOneRequest, registerKindOf } from "../../../devices/modbus";
import { isOwn, numberOf, setting } from "../../../devices/settings";
import { visitedPropertiesOf } from "../../../devices/visitors";
import type { Rule } from "../../rule";

const highest = 65535;

export const modbusRegisterRange: Rule = {
	id: "modbus-register-range",
	level: "warning",
	topic: "device",
	title: {
		en: "Modbus registers that no request can read",
		"zh-cn": "Modbus 寄存器范围超出协议允许",
	},
	why: {
		en: "A Modbus request holds the first register as a number of 16 bits (0 to 65535) and reads 1 to 125 registers, or 1 to 2000 coils or discrete inputs. The mapper, or the device, refuses anything else at every read; an offset above 65535 may even be cut off and read another register.",
		"zh-cn":
			"Modbus 请求用 16 位数表示起始寄存器（0 到 65535），一次可读 1 到 125 个寄存器，或 1 到 2000 个线圈或离散输入。超出范围的读取会被 mapper 或设备拒绝；大于 65535 的偏移还可能被截断，读到别的寄存器。",
	},
	kinds: [deviceKind, deviceModelKind],
	check({ object, workspace, report }) {
		for (const { name, protocol, visitor } of visitedPropertiesOf(object, workspace)) {
			if (protocol !== "modbus") continue;
			const offset = setting(visitor, "offset");
			const limit = setting(visitor, "limit");
			const start = numberOf(offset);
			const count = numberOf(limit);
			const startIsWrong = start !== undefined && !(Number.isInteger(start) && start >= 0 && start <= highest);
			if (startIsWrong && offset !== undefined && isOwn(offset, object)) {
				report({
					path: offset.path,
					message: {
						en: `"${name}" starts at register ${start}: Modbus has registers 0 to ${highest}. Write the offset as the device's manual lists it.`,
						"zh-cn": `"${name}" 的起始寄存器是 ${start}，而 Modbus 只有 0 到 ${highest}。请按设备手册填写偏移。`,
					},
				});
			}
			if (limit === undefined || count === undefined || !isOwn(limit, object)) continue;
			const kind = registerKindOf(visitor);
			const most = kind === undefined ? 2000 : mostInOneRequest(kind);
			if (!Number.isInteger(count) || count < 1 || count > most) {
				report({
					path: limit.path,
					message: {
						en: `"${name}" takes ${count} registers: one request reads 1 to ${most}. Write how many registers the value takes, mostly 1 or 2.`,
						"zh-cn": `"${name}" 占 ${count} 个寄存器，而一次请求只能读 1 到 ${most} 个。请填写该值占用的寄存器数，多为 1 或 2。`,
					},
				});
			} else if (!startIsWrong && start !== undefined && start + count > highest + 1) {
				report({
					path: limit.path,
					message: {
						en: `"${name}" would end at register ${start + count - 1}: the last one is ${highest}.`,
						"zh-cn": `"${name}" 的末尾是寄存器 ${start + count - 1}，而最后一个是 ${highest}。`,
					},
				});
			}
		}
	},
};
