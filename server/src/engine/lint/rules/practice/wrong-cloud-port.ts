import { numberIn, textIn } from "../../../semantic/read";
import type { Path } from "../../../yaml/path";
import type { Rule } from "../../rule";

/** What KubeEdge's ports are for. */
const ports: ReadonlyMap<number, string> = new Map([
	[10000, "WebSocket"],
	[10001, "QUIC"],
	[10002, "HTTPS"],
	[10003, "stream"],
	[10004, "tunnel"],
	[10350, "EdgeCore"],
	[10550, "MetaServer"],
	[1883, "MQTT"],
]);

/** Where addresses and ports stand, and which port is meant there. */
const places: Readonly<Record<string, readonly (readonly [Path, number])[]>> = {
	EdgeCore: [
		[["modules", "edgeHub", "websocket", "server"], 10000],
		[["modules", "edgeHub", "quic", "server"], 10001],
		[["modules", "edgeHub", "httpServer"], 10002],
		[["modules", "edgeStream", "server"], 10004],
		[["modules", "metaManager", "metaServer", "server"], 10550],
	],
	CloudCore: [
		[["modules", "cloudHub", "websocket", "port"], 10000],
		[["modules", "cloudHub", "quic", "port"], 10001],
		[["modules", "cloudHub", "https", "port"], 10002],
		[["modules", "cloudStream", "streamPort"], 10003],
		[["modules", "cloudStream", "tunnelPort"], 10004],
	],
};

export const wrongCloudPort: Rule = {
	id: "wrong-cloud-port",
	level: "warning",
	topic: "practice",
	title: {
		en: "An address has the port of another KubeEdge service",
		"zh-cn": "地址使用了 KubeEdge 其他服务的端口",
	},
	why: {
		en: "CloudCore listens at 10000 for WebSocket, 10001 for QUIC, 10002 for certificates (HTTPS), 10003 for streams of the API server and 10004 for tunnels of the edge; EdgeCore's MetaServer at 10550. One of these in the place of another is a slip: the connection is refused, or speaks the wrong protocol. Ports of your own are left alone.",
		"zh-cn":
			"CloudCore 在 10000 监听 WebSocket、10001 监听 QUIC、10002 签发证书（HTTPS）、10003 接收 API Server 的流、10004 接收边缘的隧道；EdgeCore 的 MetaServer 使用 10550。把其中一个写在另一个的位置是笔误：连接会被拒绝，或协议不符。自定义的端口不会报告。",
	},
	kinds: ["edgecore.config.kubeedge.io/EdgeCore", "cloudcore.config.kubeedge.io/CloudCore"],
	check({ object, data, report }) {
		for (const [path, meant] of places[object.kind] ?? []) {
			const text = textIn(data, ...path);
			const port = text === undefined ? numberIn(data, ...path) : portOf(text);
			const other = port === undefined || port === meant ? undefined : ports.get(port);
			if (port === undefined || other === undefined) continue;
			const digits = text?.lastIndexOf(String(port)) ?? 0;
			report({
				path,
				...(text !== undefined && { part: { start: digits, end: digits + String(port).length } }),
				message: {
					en: `Port ${port} is the one for ${other}; ${path.slice(1).join(".")} needs ${meant} (${ports.get(meant)}).`,
					"zh-cn": `端口 ${port} 用于 ${other}；${path.slice(1).join(".")} 应为 ${meant}（${ports.get(meant)}）。`,
				},
				fixes: [
					{
						title: { en: `Write ${meant}`, "zh-cn": `改为 ${meant}` },
						changes: [
							{
								set: path,
								to:
									text === undefined ? meant : text.slice(0, digits) + meant + text.slice(digits + String(port).length),
							},
						],
					},
				],
			});
		}
	},
};

function portOf(address: string): number | undefined {
	const digits = /:(\d{1,5})\/?$/.exec(address)?.[1];
	return digits === undefined ? undefined : Number(digits);
}
