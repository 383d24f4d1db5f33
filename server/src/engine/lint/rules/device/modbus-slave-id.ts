import { deviceKind } from "../../../devices/kinds";
import { lineOf } from "../../../devices/line";
import { modelOf } from "../../../devices/lookup";
import { connectionOf, isOwn, numberOf, protocolOf, setting } from "../../../devices/settings";
import type { Rule } from "../../rule";

export const modbusSlaveId: Rule = {
	id: "modbus-slave-id",
	level: "warning",
	topic: "device",
	title: {
		en: "A Modbus address that no device can have",
		"zh-cn": "Modbus 从站地址无效",
	},
	why: {
		en: "On a serial line, Modbus devices have addresses 1 to 247; 0 speaks to all at once and gets no answer, 248 to 255 are reserved. Over TCP, 0 and 255 are usual for a device without an address of its own. Mappers cut the number to 8 bits, so that 257 quietly becomes 1.",
		"zh-cn":
			"串行线路上的 Modbus 设备地址为 1 到 247；0 是广播，得不到应答，248 到 255 保留。TCP 设备没有自己的地址时常用 0 或 255。mapper 会把该数截断为 8 位，257 会悄悄变成 1。",
	},
	kinds: [deviceKind],
	check({ object, workspace, report }) {
		const connection = connectionOf(object, modelOf(object, workspace));
		const slave = setting(connection, "slaveID", "slaveId");
		const id = numberOf(slave);
		if (protocolOf(connection.protocol) !== "modbus" || slave === undefined || id === undefined) return;
		if (!isOwn(slave, object)) return;
		const serial = lineOf(connection)?.kind === "serial";
		const highest = serial ? 247 : 255;
		if (Number.isInteger(id) && id >= (serial ? 1 : 0) && id <= highest) return;
		report({
			path: slave.path,
			message: serial
				? {
						en: `${id} is no address of a device on a serial line. Write the one set on the device, 1 to 247.`,
						"zh-cn": `${id} 不是串行线路上的设备地址。请填写设备上设置的地址，1 到 247。`,
					}
				: {
						en: `${id} is no Modbus address. Write the one set on the device, 1 to 247 (0 or 255 for a TCP device without one).`,
						"zh-cn": `${id} 不是 Modbus 地址。请填写设备上设置的地址，1 到 247（TCP 设备没有地址时写 0 或 255）。`,
					},
		});
	},
};
