import type { Rule } from "../../rule";

export const k3sOpenPodTraffic: Rule = {
	id: "k3s-open-pod-traffic",
	level: "warning",
	topic: "practice",
	title: {
		en: "Pod traffic crosses open networks in plain text",
		"zh-cn": "Pod 流量以明文经过开放网络",
	},
	why: {
		en: "`flannel-external-ip: true` sends the traffic between pods over the nodes' external addresses. Only the backend `wireguard-native` encrypts it; with `vxlan`, the default, or `host-gw`, everyone on the way can read and change it. Write `flannel-backend: wireguard-native`, the same on all servers.",
		"zh-cn":
			"`flannel-external-ip: true` 会让 Pod 之间的流量走节点的外部地址。只有 `wireguard-native` 后端会加密；默认的 `vxlan` 或 `host-gw` 下，沿途任何人都能读取和篡改。请写 `flannel-backend: wireguard-native`，所有服务器保持一致。",
	},
	kinds: ["file/k3s"],
	check({ data, report }) {
		if (data["flannel-external-ip"] !== true) return;
		const backend = data["flannel-backend"] ?? "vxlan";
		if (backend === "wireguard-native" || backend === "none" || typeof backend !== "string") return;
		report({
			path: data["flannel-backend"] === undefined ? ["flannel-external-ip"] : ["flannel-backend"],
			message: {
				en: `Pod traffic goes over external addresses, and ${backend} does not encrypt it. Write flannel-backend: wireguard-native on all servers.`,
				"zh-cn": `Pod 流量经过外部地址，而 ${backend} 不加密。请在所有服务器上写 flannel-backend: wireguard-native。`,
			},
			fixes: [
				{
					title: { en: "Encrypt with WireGuard", "zh-cn": "使用 WireGuard 加密" },
					byHand: true,
					changes: [{ set: ["flannel-backend"], to: "wireguard-native" }],
				},
			],
		});
	},
};
