import { deviceKind, deviceModelKind } from "../../../devices/kinds";
import { isOwn, ownConnectionOf, protocolOf, setting } from "../../../devices/settings";
import type { Rule } from "../../rule";

export const opcuaUrl: Rule = {
	id: "opcua-url",
	level: "warning",
	topic: "device",
	title: {
		en: "The address of an OPC UA server is not complete",
		"zh-cn": "OPC UA 服务器地址不完整",
	},
	why: {
		en: "OPC UA clients connect to an endpoint such as `opc.tcp://192.168.10.30:4840/path`. Without the scheme, or with that of a web page, the mapper cannot connect.",
		"zh-cn":
			"OPC UA 客户端连接形如 `opc.tcp://192.168.10.30:4840/path` 的端点。缺少协议前缀，或写成网页地址，mapper 都无法连接。",
	},
	kinds: [deviceKind, deviceModelKind],
	check({ object, report }) {
		const connection = ownConnectionOf(object);
		const url = setting(connection, "url");
		if (protocolOf(connection.protocol) !== "opcua" || url === undefined || !isOwn(url, object)) return;
		const { value } = url;
		if (typeof value !== "string" || value === "" || /^opc\.(?:tcp|https|wss?):\/\/[^\s/]/.test(value)) return;
		const meant = `opc.tcp://${value.trim().replace(/^(?:[a-z][a-z.+-]*:)?\/*/i, "")}`;
		report({
			path: url.path,
			message: {
				en: `"${value}" is no address of an OPC UA server: write it with its scheme, such as "${meant}".`,
				"zh-cn": `"${value}" 不是 OPC UA 服务器的地址：请写上协议前缀，例如 "${meant}"。`,
			},
			fixes: /^[a-z][a-z.+-]*:\/\//i.test(value)
				? []
				: [{ title: { en: `Write "${meant}"`, "zh-cn": `改为 "${meant}"` }, changes: [{ set: url.path, to: meant }] }],
		});
	},
};
