import { attachmentOf, comparable, lineSetting, neighboursOf, placeOfSetting } from "../../../devices/bus";
import { deviceKind } from "../../../devices/kinds";
import { isOwn } from "../../../devices/settings";
import { isNear } from "../../../semantic/near";
import type { Rule } from "../../rule";

export const duplicateBusAddress: Rule = {
	id: "duplicate-bus-address",
	level: "warning",
	topic: "device",
	title: {
		en: "Two devices have the same address on one bus",
		"zh-cn": "同一总线上有两个设备地址相同",
	},
	why: {
		en: "Devices on one line are told apart by their Modbus address alone. Two manifests with the same node, the same serial port (or IP address and port) and the same `slaveID` read one device twice, mostly because a file was copied; and if two such devices are there, their answers collide and neither can be read. Across folders, which may belong to different sites, the rule is only a hint.",
		"zh-cn":
			"同一线路上的设备只靠 Modbus 地址区分。节点、串口（或 IP 地址和端口）以及 `slaveID` 都相同的两份清单读的是同一个设备，多半是复制文件后忘了修改；如果真有两个这样的设备，应答会互相冲突，谁也读不到。不同文件夹可能属于不同站点，这时只作为提示。",
	},
	kinds: [deviceKind],
	check({ object, workspace, report }) {
		const attached = attachmentOf(object, workspace);
		const slave = attached && lineSetting(attached, "slaveID");
		const id = comparable(slave);
		if (attached === undefined || slave === undefined || id === undefined || !isOwn(slave, object)) return;
		const others = neighboursOf(attached, workspace).filter(({ settings }) => settings.slaveID === id);
		const near = others.filter(({ uri }) => isNear(uri, object.uri));
		const [other] = near.length > 0 ? near : others;
		if (other === undefined) return;
		const { node, line } = attached;
		const where = line.kind === "serial" ? line.port : `${line.host}:${line.port}`;
		report({
			path: slave.path,
			...(near.length === 0 && { severity: "hint" }),
			message: {
				en: `Device "${other.name}" has address ${id} on ${where} of node "${node}" already. Two devices on one line need two addresses: correct \`slaveID\`, or the line.`,
				"zh-cn": `设备 "${other.name}" 已经使用节点 "${node}" 上 ${where} 的地址 ${id}。同一线路上的设备地址必须不同，请修改 \`slaveID\` 或线路。`,
			},
			related: placeOfSetting(other, "slaveID", workspace),
		});
	},
};
