import { deviceKind } from "../../../devices/kinds";
import { serialPortNames } from "../../../devices/line";
import { modelOf } from "../../../devices/lookup";
import { connectionOf, isOwn, numberOf, protocolOf, setting, textOf } from "../../../devices/settings";
import type { Rule } from "../../rule";

export const modbusLine: Rule = {
	id: "modbus-line",
	level: "warning",
	topic: "device",
	title: {
		en: "A Modbus device that is on a serial line and on the network at once, or on neither",
		"zh-cn": "Modbus 设备的串口与网络设置矛盾",
	},
	why: {
		en: "A Modbus device is on a serial line (serial port, baud rate and so on) or on the network (address and port). Where a manifest says both, the mapper takes one of them, mostly the serial line, and leaves the other out without a word. `communicateMode` decides where the mapper knows it, and then needs the settings of its own kind.",
		"zh-cn":
			"Modbus 设备要么接在串行线路上（串口、波特率等），要么接在网络上（地址和端口）。两者都写时，mapper 只采用一种（多为串行），另一种被静默忽略。支持 `communicateMode` 的 mapper 由它决定，并且需要相应的设置。",
	},
	kinds: [deviceKind],
	check({ object, workspace, report }) {
		const connection = connectionOf(object, modelOf(object, workspace));
		if (protocolOf(connection.protocol) !== "modbus") return;
		const serial = setting(connection, ...serialPortNames);
		const host = setting(connection, "ip", "host");
		const mode = setting(connection, "communicateMode");
		const wanted = textOf(mode)?.toLowerCase();
		if (mode !== undefined && isOwn(mode, object)) {
			if (wanted === "tcp" && host === undefined && serial !== undefined) {
				report({
					path: mode.path,
					message: {
						en: "The mode is TCP, but there are only settings of a serial line. Write `ip` and `port`, or the mode RTU.",
						"zh-cn": "模式为 TCP，却只有串行线路的设置。请填写 `ip` 和 `port`，或把模式改为 RTU。",
					},
				});
			}
			if (wanted === "rtu" && serial === undefined && host !== undefined) {
				report({
					path: mode.path,
					message: {
						en: "The mode is RTU, but there are only settings of a network. Write the serial port, or the mode TCP.",
						"zh-cn": "模式为 RTU，却只有网络设置。请填写串口，或把模式改为 TCP。",
					},
				});
			}
		} else if (mode === undefined && textOf(serial) && textOf(host) && host !== undefined && isOwn(host, object)) {
			report({
				path: host.path,
				message: {
					en: `The device is on the serial port ${textOf(serial)} and at ${textOf(host)} at once: the mapper takes the serial port and leaves the address out. Remove one of them.`,
					"zh-cn": `设备同时写了串口 ${textOf(serial)} 和地址 ${textOf(host)}：mapper 采用串口，忽略地址。请删除其中之一。`,
				},
			});
		}
		const port = setting(connection, "port");
		const number = numberOf(port);
		if (host === undefined || port === undefined || number === undefined || !isOwn(port, object)) return;
		if (Number.isInteger(number) && number >= 1 && number <= 65535) return;
		report({
			path: port.path,
			message: {
				en: `${number} is no TCP port: ports are 1 to 65535, Modbus has 502.`,
				"zh-cn": `${number} 不是 TCP 端口：端口为 1 到 65535，Modbus 常用 502。`,
			},
		});
	},
};
