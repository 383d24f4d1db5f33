import { isNear } from "../../../semantic/near";
import { numberIn, objectIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

/** Seconds after which CloudCore gives up a silent node, unless its configuration says otherwise. */
const usualKeepalive = 30;

export const heartbeatTooSlow: Rule = {
	id: "heartbeat-too-slow",
	level: "warning",
	topic: "practice",
	title: {
		en: "EdgeCore's heartbeat is slower than CloudCore's patience",
		"zh-cn": "EdgeCore 的心跳慢于 CloudCore 的等待时间",
	},
	why: {
		en: "CloudCore closes a connection over which nothing came for `cloudHub.keepaliveInterval` seconds (30 by default). A node whose `edgeHub.heartbeat` is not shorter connects and is thrown out in turn. Keep the heartbeat at half of it or less; 15 is the default.",
		"zh-cn":
			"如果在 `cloudHub.keepaliveInterval` 秒（默认 30）内没有收到任何消息，CloudCore 会关闭连接。`edgeHub.heartbeat` 不小于该值的节点会反复连上又被断开。请让心跳不超过它的一半，默认是 15。",
	},
	kinds: ["edgecore.config.kubeedge.io/EdgeCore"],
	check({ object, data, workspace, report }) {
		const path = ["modules", "edgeHub", "heartbeat"];
		const heartbeat = numberIn(data, ...path);
		if (heartbeat === undefined || objectIn(data, "modules", "edgeHub")?.enable === false) return;
		const limits = workspace
			.ofKind("cloudcore.config.kubeedge.io/CloudCore")
			.filter((cloud) => isNear(cloud.uri, object.uri))
			.map((cloud) => numberIn(cloud.data, "modules", "cloudHub", "keepaliveInterval") ?? usualKeepalive);
		const limit = limits.length === 0 ? usualKeepalive : Math.max(...limits);
		if (heartbeat < limit) return;
		const better = Math.max(1, Math.floor(limit / 2));
		report({
			path,
			message: {
				en: `With a heartbeat every ${heartbeat} seconds, CloudCore closes the connection after ${limit} seconds of silence. Write ${better}, or raise cloudHub.keepaliveInterval there.`,
				"zh-cn": `心跳间隔为 ${heartbeat} 秒，而 CloudCore 静默 ${limit} 秒就会断开连接。请改为 ${better}，或在 CloudCore 中调大 cloudHub.keepaliveInterval。`,
			},
			fixes: [{ title: { en: `Write ${better}`, "zh-cn": `改为 ${better}` }, changes: [{ set: path, to: better }] }],
		});
	},
};
