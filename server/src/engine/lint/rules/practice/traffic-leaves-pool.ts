import { edgeBound } from "../../../semantic/edge";
import { isNear } from "../../../semantic/near";
import { podTemplatesOf } from "../../../semantic/podTemplates";
import { objectIn, valueIn } from "../../../semantic/read";
import { workloadsSelectedBy } from "../../../semantic/selectedPods";
import type { Rule } from "../../rule";

export const trafficLeavesPool: Rule = {
	id: "traffic-leaves-pool",
	level: "off",
	topic: "practice",
	title: {
		en: "A Service of edge pods sends requests to other sites",
		"zh-cn": "边缘 Pod 的 Service 会把请求发往其他站点",
	},
	why: {
		en: "A Service spreads requests over all of its pods, at whatever site they run. Between sites there is often no way, or a slow one: a part of the requests fails. With OpenYurt, annotate the Service with `openyurt.io/topologyKeys: openyurt.io/nodepool`; elsewhere set `internalTrafficPolicy: Local`. Whether sites reach each other nobody can see in a manifest, so the rule is off.",
		"zh-cn":
			"Service 会把请求分到所有 Pod，不管它们在哪个站点。站点之间往往不通或很慢，部分请求会失败。使用 OpenYurt 时，请为 Service 添加注解 `openyurt.io/topologyKeys: openyurt.io/nodepool`；其他情况请设置 `internalTrafficPolicy: Local`。站点之间是否互通从清单看不出来，因此本规则默认关闭。",
	},
	kinds: ["/Service"],
	check({ object, data, workspace, report }) {
		const selector = objectIn(data, "spec", "selector");
		if (selector === undefined || Object.keys(selector).length === 0) return;
		if (object.annotations["openyurt.io/topologyKeys"] !== undefined) return;
		if (
			valueIn(data, "spec", "internalTrafficPolicy") === "Local" ||
			valueIn(data, "spec", "trafficDistribution") !== undefined
		) {
			return;
		}
		const [found] = workloadsSelectedBy({ equal: selector }, object.namespace, workspace).filter(
			(workload) =>
				isNear(workload.object.uri, object.uri) &&
				workload.replicas !== 1 &&
				podTemplatesOf(workload.object).some((pod) => edgeBound(workload.object, pod, workspace) !== undefined),
		);
		if (found === undefined) return;
		report({
			path: ["spec", "selector"],
			message: {
				en: `The pods of ${found.object.kind} "${found.object.name}" run at the edge, and this Service spreads requests over all of them, at whatever site. Keep them in the pool with the annotation openyurt.io/topologyKeys, or on the node with internalTrafficPolicy: Local.`,
				"zh-cn": `${found.object.kind} "${found.object.name}" 的 Pod 运行在边缘，该 Service 会把请求分到所有站点的 Pod。请用注解 openyurt.io/topologyKeys 限制在节点池内，或用 internalTrafficPolicy: Local 限制在本节点。`,
			},
		});
	},
};
