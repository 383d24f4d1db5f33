import { textIn, valueIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const metaServerExposed: Rule = {
	id: "meta-server-exposed",
	level: "warning",
	topic: "practice",
	title: {
		en: "An edge node's MetaServer listens to the whole network",
		"zh-cn": "边缘节点的 MetaServer 对整个网络开放",
	},
	why: {
		en: "The MetaServer answers as an API server would, from what the node has stored: ConfigMaps and Secrets too. Unless the feature gate `requireAuthorization` is on, it asks nobody who they are. Let it listen at `127.0.0.1:10550`.",
		"zh-cn":
			"MetaServer 像 API Server 一样回答请求，内容来自节点本地存储，包括 ConfigMap 和 Secret。除非启用特性门控 `requireAuthorization`，它不会验证访问者身份。请让它监听 `127.0.0.1:10550`。",
	},
	kinds: ["edgecore.config.kubeedge.io/EdgeCore"],
	check({ data, report }) {
		const module = ["modules", "metaManager", "metaServer"];
		if (valueIn(data, ...module, "enable") !== true) return;
		if (valueIn(data, "featureGates", "requireAuthorization") === true) return;
		const path = [...module, "server"];
		const server = textIn(data, ...path);
		if (server === undefined || /^(?:127\.|169\.254\.|localhost:|\[::1\])/.test(server)) return;
		const port = /:(\d+)$/.exec(server)?.[1] ?? "10550";
		report({
			path,
			message: {
				en: `At ${server} everybody in the network can read what this node has stored, Secrets included, without logging in. Listen at 127.0.0.1:${port}.`,
				"zh-cn": `监听 ${server} 时，网络中任何人无需登录就能读取该节点存储的内容，包括 Secret。请改为监听 127.0.0.1:${port}。`,
			},
			fixes: [
				{
					title: { en: `Listen at 127.0.0.1:${port}`, "zh-cn": `监听 127.0.0.1:${port}` },
					byHand: true,
					changes: [{ set: path, to: `127.0.0.1:${port}` }],
				},
			],
		});
	},
};
