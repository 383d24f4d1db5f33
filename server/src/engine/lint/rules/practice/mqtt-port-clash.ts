import { numberIn, objectIn, textIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

/** `eventBus.mqttMode`: both brokers. */
const both = 1;

export const mqttPortClash: Rule = {
	id: "mqtt-port-clash",
	level: "warning",
	topic: "practice",
	title: {
		en: "Both MQTT brokers of an edge node have one address",
		"zh-cn": "边缘节点的两个 MQTT 代理使用同一地址",
	},
	why: {
		en: "With `mqttMode: 1` EdgeCore runs a broker of its own (`mqttServerInternal`, usually port 1884) beside another (`mqttServerExternal`, 1883). With one address for both, its own cannot start, or messages come twice. Give them different ports.",
		"zh-cn":
			"`mqttMode: 1` 时，EdgeCore 会在外部代理（`mqttServerExternal`，1883）之外运行自带的代理（`mqttServerInternal`，通常为 1884）。两者地址相同时，自带的代理无法启动，或消息重复。请使用不同端口。",
	},
	kinds: ["edgecore.config.kubeedge.io/EdgeCore"],
	check({ data, report }) {
		const bus = objectIn(data, "modules", "eventBus");
		if (bus === undefined || bus.enable === false || numberIn(bus, "mqttMode") !== both) return;
		const inner = textIn(bus, "mqttServerInternal") ?? "tcp://127.0.0.1:1884";
		const outer = textIn(bus, "mqttServerExternal") ?? "tcp://127.0.0.1:1883";
		if (inner !== outer) return;
		report({
			path: [
				"modules",
				"eventBus",
				textIn(bus, "mqttServerInternal") === undefined ? "mqttServerExternal" : "mqttServerInternal",
			],
			message: {
				en: `EdgeCore's own broker and the external one are both at ${inner}. Give its own another port, such as 1884.`,
				"zh-cn": `EdgeCore 自带的代理与外部代理都使用 ${inner}。请为自带的代理换一个端口，例如 1884。`,
			},
		});
	},
};
