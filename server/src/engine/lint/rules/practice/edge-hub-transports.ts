import { objectIn, valueIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const edgeHubTransports: Rule = {
	id: "edge-hub-transports",
	level: "error",
	topic: "practice",
	title: {
		en: "EdgeCore has both or none of its two transports turned on",
		"zh-cn": "EdgeCore 的两种传输方式同时启用或都未启用",
	},
	why: {
		en: "EdgeHub talks to CloudCore over WebSocket or over QUIC. EdgeCore checks at its start that exactly one is on and ends otherwise, which takes the node offline at its next restart. WebSocket is on unless the file turns it off: whoever turns on `quic` has to write `websocket.enable: false`. QUIC suits weak networks, WebSocket passes proxies.",
		"zh-cn":
			"EdgeHub 通过 WebSocket 或 QUIC 连接 CloudCore。EdgeCore 启动时会检查是否恰好启用一种，否则直接退出，节点会在下次重启后离线。WebSocket 默认启用：启用 `quic` 时必须写 `websocket.enable: false`。QUIC 适合弱网，WebSocket 能穿过代理。",
	},
	kinds: ["edgecore.config.kubeedge.io/EdgeCore"],
	check({ data, report }) {
		const path = ["modules", "edgeHub"];
		const hub = objectIn(data, ...path);
		if (hub === undefined || hub.enable === false) return;
		const webSocket = valueIn(hub, "websocket", "enable") ?? true;
		const quic = valueIn(hub, "quic", "enable") ?? false;
		if (webSocket !== quic || typeof quic !== "boolean") return;
		const off = (name: string, label: string) => ({
			title: { en: `Use ${label}`, "zh-cn": `使用 ${label}` },
			changes: [
				{ set: [...path, name, "enable"], to: true },
				{ set: [...path, name === "quic" ? "websocket" : "quic", "enable"], to: false },
			],
		});
		report({
			path: [...path, quic ? "quic" : "websocket", "enable"],
			message: quic
				? {
						en: "EdgeCore does not start with both websocket and quic on (websocket is on unless turned off). Turn one of them off.",
						"zh-cn": "websocket 与 quic 同时启用时 EdgeCore 无法启动（websocket 默认启用）。请关闭其中一个。",
					}
				: {
						en: "EdgeCore does not start with neither websocket nor quic on. Turn one of them on.",
						"zh-cn": "websocket 与 quic 都未启用时 EdgeCore 无法启动。请启用其中一个。",
					},
			fixes: quic
				? [off("quic", "QUIC"), off("websocket", "WebSocket")]
				: [off("websocket", "WebSocket"), off("quic", "QUIC")],
		});
	},
};
