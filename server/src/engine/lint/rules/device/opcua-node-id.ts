import { deviceKind, deviceModelKind } from "../../../devices/kinds";
import { isNodeId, meantNodeId } from "../../../devices/opcua";
import { isOwn, setting } from "../../../devices/settings";
import { visitedPropertiesOf } from "../../../devices/visitors";
import type { Rule } from "../../rule";

export const opcuaNodeId: Rule = {
	id: "opcua-node-id",
	level: "warning",
	topic: "device",
	title: {
		en: "An identifier of an OPC UA node is not written as such",
		"zh-cn": "OPC UA 节点标识的写法不正确",
	},
	why: {
		en: "An OPC UA node is named by its namespace and its identifier: `ns=2;i=1005` for a number, `ns=2;s=Boiler.Temperature` for a text, `g=` for a GUID and `b=` for bytes; `i=2258` without a namespace is one of the standard's own nodes. The mapper cannot read anything else.",
		"zh-cn":
			"OPC UA 节点由命名空间和标识组成：数字写作 `ns=2;i=1005`，文本写作 `ns=2;s=Boiler.Temperature`，GUID 用 `g=`，字节用 `b=`；没有命名空间的 `i=2258` 是标准自带的节点。其他写法 mapper 无法解析。",
	},
	kinds: [deviceKind, deviceModelKind],
	check({ object, workspace, report }) {
		for (const { name, protocol, visitor } of visitedPropertiesOf(object, workspace)) {
			const node = setting(visitor, "nodeID", "nodeId");
			if (protocol !== "opcua" || node === undefined || !isOwn(node, object)) continue;
			const { value } = node;
			if (typeof value !== "string" || isNodeId(value)) continue;
			const meant = meantNodeId(value);
			report({
				path: node.path,
				message: {
					en: `"${value}" of "${name}" is no identifier of an OPC UA node. Write ${meant === undefined ? "it like ns=2;i=1005 or ns=2;s=Boiler.Temperature" : `"${meant}"`}.`,
					"zh-cn": `"${name}" 的 "${value}" 不是 OPC UA 节点标识。请${meant === undefined ? "按 ns=2;i=1005 或 ns=2;s=Boiler.Temperature 的形式书写" : `写 "${meant}"`}。`,
				},
				fixes:
					meant === undefined
						? []
						: [
								{
									title: { en: `Change to "${meant}"`, "zh-cn": `改为 "${meant}"` },
									changes: [{ set: node.path, to: meant }],
								},
							],
			});
		}
	},
};
