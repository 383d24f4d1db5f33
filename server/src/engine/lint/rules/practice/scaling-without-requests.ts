import { isNear } from "../../../semantic/near";
import { isPartial } from "../../../semantic/partial";
import { containerName, podTemplatesOf } from "../../../semantic/podTemplates";
import { itemsAt, objectIn, textIn, valueIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const scalingWithoutRequests: Rule = {
	id: "scaling-without-requests",
	level: "warning",
	topic: "practice",
	title: {
		en: "An autoscaler has nothing to compute a utilization from",
		"zh-cn": "自动伸缩没有可用来计算利用率的请求量",
	},
	why: {
		en: "Utilization is usage in per cent of the request. Where a container of the target requests none of the resource, the HorizontalPodAutoscaler cannot compute it and never scales; only its events say so. Write the request, or scale by `AverageValue`.",
		"zh-cn":
			"利用率是用量占请求量的百分比。如果目标中有容器没有写该资源的请求量，HorizontalPodAutoscaler 就无法计算，永远不会伸缩，只有事件里会提到。请写明请求量，或改用 `AverageValue`。",
	},
	kinds: ["autoscaling/HorizontalPodAutoscaler"],
	check({ object, data, workspace, report }) {
		const kind = textIn(data, "spec", "scaleTargetRef", "kind");
		const name = textIn(data, "spec", "scaleTargetRef", "name");
		if (name === undefined || (kind !== "Deployment" && kind !== "StatefulSet")) return;
		const sameNamespace = ({ namespace }: { readonly namespace: string | undefined }) =>
			(namespace ?? "default") === (object.namespace ?? "default");
		const targets = workspace.named(`apps/${kind}`, name).filter(sameNamespace);
		const [target, ...others] = targets;
		if (target === undefined || others.length > 0 || isPartial(target, workspace) || !isNear(target.uri, object.uri))
			return;
		if (workspace.ofKind("/LimitRange").some(sameNamespace)) return;
		const resources = itemsAt(data, ["spec", "metrics"]).flatMap(({ value, path }) => {
			const metric = textIn(value, "resource", "name");
			return metric !== undefined && textIn(value, "resource", "target", "type") === "Utilization"
				? [{ name: metric, path: [...path, "resource", "name"] }]
				: [];
		});
		const old = ["spec", "targetCPUUtilizationPercentage"];
		if (valueIn(data, ...old) !== undefined) resources.push({ name: "cpu", path: old });
		for (const { name: resource, path } of resources) {
			const lacking = podTemplatesOf(target)
				.flatMap(({ containers }) => containers)
				.find(
					({ value, sort }) =>
						sort === "container" &&
						["requests", "limits"].every((field) => objectIn(value, "resources", field)?.[resource] === undefined),
				);
			if (lacking === undefined) continue;
			report({
				path,
				message: {
					en: `Container "${containerName(lacking)}" of ${kind} "${name}" requests no ${resource}, so its utilization cannot be computed and nothing is ever scaled. Write resources.requests.${resource}.`,
					"zh-cn": `${kind} "${name}" 的容器 "${containerName(lacking)}" 没有 ${resource} 的请求量，无法计算利用率，永远不会伸缩。请写明 resources.requests.${resource}。`,
				},
				related: [
					{
						object: target,
						path: lacking.path,
						message: { en: "the container without a request", "zh-cn": "没有请求量的容器" },
					},
				],
			});
		}
	},
};
