import { isNear } from "../../../semantic/near";
import type { Rule } from "../../rule";

export const k3sNetworkPolicyOff: Rule = {
	id: "k3s-network-policy-off",
	level: "warning",
	topic: "practice",
	title: {
		en: "Network policies are written but not enforced",
		"zh-cn": "写了网络策略但不会执行",
	},
	why: {
		en: "With `disable-network-policy: true` K3s runs no controller for NetworkPolicies: the API server accepts them, and every connection is allowed nevertheless. Remove the option, unless a network plugin of yours (`flannel-backend: none`) enforces them.",
		"zh-cn":
			"设置 `disable-network-policy: true` 后，K3s 不运行 NetworkPolicy 控制器：API Server 会接受策略，但所有连接依然放行。除非由您自己的网络插件（`flannel-backend: none`）执行策略，请删除该选项。",
	},
	kinds: ["file/k3s"],
	check({ object, data, workspace, report }) {
		if (data["disable-network-policy"] !== true || data["flannel-backend"] === "none") return;
		const policy = workspace.ofKind("networking.k8s.io/NetworkPolicy").find(({ uri }) => isNear(uri, object.uri));
		if (policy === undefined) return;
		const path = ["disable-network-policy"];
		report({
			path,
			message: {
				en: `NetworkPolicy "${policy.name}" and all others have no effect with this option: every connection is allowed. Remove it.`,
				"zh-cn": `启用此选项后，NetworkPolicy "${policy.name}" 等策略都不起作用，所有连接都会放行。请删除它。`,
			},
			related: [{ object: policy, path: [], message: { en: "a policy without effect", "zh-cn": "不起作用的策略" } }],
			fixes: [
				{
					title: { en: "Enforce network policies", "zh-cn": "执行网络策略" },
					byHand: true,
					changes: [{ remove: path }],
				},
			],
		});
	},
};
