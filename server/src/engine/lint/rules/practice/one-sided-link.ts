import { isNear } from "../../../semantic/near";
import type { JsonObject } from "../../../semantic/objects";
import { valueIn } from "../../../semantic/read";
import type { Path } from "../../../yaml/path";
import type { Rule } from "../../rule";

/** Things that both ends have to turn on, with what they are when the file does not say. */
const links: readonly { readonly edge: Path; readonly cloud: Path; readonly usual: readonly [boolean, boolean] }[] = [
	{
		edge: ["modules", "edgeStream", "enable"],
		cloud: ["modules", "cloudStream", "enable"],
		usual: [false, false],
	},
	{
		edge: ["modules", "edgeHub", "quic", "enable"],
		cloud: ["modules", "cloudHub", "quic", "enable"],
		usual: [false, false],
	},
	{
		edge: ["modules", "edgeHub", "websocket", "enable"],
		cloud: ["modules", "cloudHub", "websocket", "enable"],
		usual: [true, true],
	},
];

export const oneSidedLink: Rule = {
	id: "one-sided-link",
	level: "warning",
	topic: "practice",
	title: {
		en: "EdgeCore uses what CloudCore has turned off",
		"zh-cn": "EdgeCore 使用了 CloudCore 未启用的功能",
	},
	why: {
		en: "Streams, QUIC and WebSocket need both ends. When the configuration of CloudCore beside this file has turned off what EdgeCore uses, the node cannot connect, or logs do not come through. Turn it on in CloudCore, or off here.",
		"zh-cn":
			"流、QUIC 和 WebSocket 都需要两端同时启用。如果同一处的 CloudCore 配置关闭了 EdgeCore 使用的功能，节点会无法连接，或看不到日志。请在 CloudCore 中启用，或在此关闭。",
	},
	kinds: ["edgecore.config.kubeedge.io/EdgeCore"],
	check({ object, data, workspace, report }) {
		const clouds = workspace
			.ofKind("cloudcore.config.kubeedge.io/CloudCore")
			.filter((cloud) => isNear(cloud.uri, object.uri));
		const [cloud] = clouds;
		if (cloud === undefined) return;
		for (const { edge, cloud: there, usual } of links) {
			if (!isOn(data, edge, usual[0]) || clouds.some((one) => isOn(one.data, there, usual[1]))) continue;
			report({
				path: edge,
				message: {
					en: `${edge.slice(1, -1).join(".")} is on here, but ${there.slice(1, -1).join(".")} is off in CloudCore: the two do not meet. Turn it on there, or off here.`,
					"zh-cn": `此处启用了 ${edge.slice(1, -1).join(".")}，但 CloudCore 中的 ${there.slice(1, -1).join(".")} 未启用，两端无法对接。请在那边启用，或在此关闭。`,
				},
				related: [{ object: cloud, path: there, message: { en: "off here", "zh-cn": "此处未启用" } }],
			});
		}
	},
};

function isOn(data: JsonObject, path: Path, usual: boolean): boolean {
	return (valueIn(data, ...path) ?? usual) === true;
}
