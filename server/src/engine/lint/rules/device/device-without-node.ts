import { deviceKind } from "../../../devices/kinds";
import { objectIn, textIn } from "../../../semantic/read";
import { closest } from "../../../text/closest";
import type { Rule } from "../../rule";

export const deviceWithoutNode: Rule = {
	id: "device-without-node",
	level: "hint",
	topic: "device",
	title: {
		en: "A device is attached to no node",
		"zh-cn": "设备没有指定节点",
	},
	why: {
		en: "CloudCore hands a device to the edge node that `spec.nodeName` names. Without it nothing happens: no mapper hears of the device, and no status says so. It is only a hint because the name may be added later, for example by an overlay.",
		"zh-cn":
			"CloudCore 把设备交给 `spec.nodeName` 指定的边缘节点。没有它就什么也不会发生：没有 mapper 知道该设备，状态里也看不到原因。节点名可能稍后才补上（例如由 overlay 添加），因此只作为提示。",
	},
	kinds: [deviceKind],
	check({ object, data, report }) {
		const spec = objectIn(data, "spec");
		// The layout of the older version is told as such.
		const isOlder = spec !== undefined && ("nodeSelector" in spec || "propertyVisitors" in spec);
		if (object.version !== "v1beta1" || spec === undefined || isOlder) return;
		// A misspelled field is told as such.
		const others = Object.keys(spec).filter((field) => field !== "nodeName");
		if (closest("nodeName", others).length > 0) return;
		const node = textIn(data, "spec", "nodeName");
		if (node !== undefined && node !== "") return;
		report({
			path: node === undefined ? ["spec"] : ["spec", "nodeName"],
			message: {
				en: "The device is attached to no node, so no mapper takes care of it. Name the edge node: `nodeName: edge-node-1`.",
				"zh-cn": "设备没有指定节点，没有 mapper 会接管它。请写明边缘节点：`nodeName: edge-node-1`。",
			},
		});
	},
};
