import { attachmentOf, comparable, lineSetting, neighboursOf, placeOfSetting } from "../../../devices/bus";
import { deviceKind } from "../../../devices/kinds";
import { serialSettings } from "../../../devices/line";
import { isOwn } from "../../../devices/settings";
import { isNear } from "../../../semantic/near";
import type { Rule } from "../../rule";

export const serialLineConflict: Rule = {
	id: "serial-line-conflict",
	level: "warning",
	topic: "device",
	title: {
		en: "Two devices on one serial port with different line settings",
		"zh-cn": "同一串口上的两个设备线路参数不同",
	},
	why: {
		en: "A serial port has one baud rate, one parity and one number of bits at a time. KubeEdge's Modbus mapper opens the port with the settings of the device that it happens to start first; the other one is then read with the wrong settings and gives nothing but errors.",
		"zh-cn":
			"一个串口同一时刻只有一种波特率、校验和位数。KubeEdge 的 Modbus mapper 用最先启动的设备的参数打开串口，另一个设备便以错误的参数读取，只会报错。",
	},
	kinds: [deviceKind],
	check({ object, workspace, report }) {
		const attached = attachmentOf(object, workspace);
		if (attached?.line.kind !== "serial") return;
		const { line, node } = attached;
		const others = neighboursOf(attached, workspace);
		for (const name of serialSettings) {
			const own = lineSetting(attached, name);
			const text = comparable(own);
			if (own === undefined || text === undefined || !isOwn(own, object)) continue;
			const differing = others.filter(({ settings }) => (settings[name] ?? text) !== text);
			const near = differing.filter(({ uri }) => isNear(uri, object.uri));
			const [other] = near.length > 0 ? near : differing;
			if (other === undefined) continue;
			const theirs = other.settings[name];
			report({
				path: own.path,
				...(near.length === 0 && { severity: "hint" }),
				message: {
					en: `Device "${other.name}" has ${name} ${theirs} on the same port, ${line.port} of node "${node}". A port has one setting for all devices: make them agree.`,
					"zh-cn": `设备 "${other.name}" 在同一串口（节点 "${node}" 的 ${line.port}）上的 ${name} 是 ${theirs}。一个串口对所有设备只有一种参数，请改为一致。`,
				},
				related: placeOfSetting(other, name, workspace),
			});
		}
	},
};
