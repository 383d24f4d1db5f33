import { containerName, podTemplateKinds, podTemplatesOf } from "../../../semantic/podTemplates";
import { quantityOf } from "../../../semantic/quantity";
import { objectIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const requestsAboveLimits: Rule = {
	id: "requests-above-limits",
	level: "error",
	topic: "practice",
	title: {
		en: "A container requests more than its limit",
		"zh-cn": "容器的请求量超过了上限",
	},
	why: {
		en: "A request is what a container is promised, a limit what it may use at most: a promise above the limit cannot be kept, and the API server refuses the workload. Usually one of the two was changed, or the units differ (`512Mi` and `1M`). Raise the limit, or lower the request.",
		"zh-cn":
			"请求量（requests）是承诺给容器的资源，上限（limits）是最多可用的资源：承诺超过上限无法兑现，API Server 会拒绝该工作负载。通常是只改了其中一个，或单位不一致（`512Mi` 与 `1M`）。请提高上限或降低请求量。",
	},
	kinds: podTemplateKinds,
	check({ object, report }) {
		for (const { containers } of podTemplatesOf(object)) {
			for (const container of containers) {
				const requests = objectIn(container.value, "resources", "requests");
				const limits = objectIn(container.value, "resources", "limits");
				if (requests === undefined || limits === undefined) continue;
				for (const [name, request] of Object.entries(requests)) {
					const limit = limits[name];
					const wanted = quantityOf(request);
					const most = quantityOf(limit);
					if (wanted === undefined || most === undefined || wanted.value <= most.value) continue;
					const at = [...container.path, "resources"];
					report({
						path: [...at, "requests", name],
						message: {
							en: `Container "${containerName(container)}" requests ${String(request)} ${name}, more than its limit of ${String(limit)}: the API server refuses this. Raise the limit or lower the request.`,
							"zh-cn": `容器 "${containerName(container)}" 请求 ${String(request)} 的 ${name}，超过其上限 ${String(limit)}，API Server 会拒绝。请提高上限或降低请求量。`,
						},
						fixes: [
							{
								title: { en: `Raise the limit to ${String(request)}`, "zh-cn": `将上限提高到 ${String(request)}` },
								changes: [
									{ set: [...at, "limits", name], to: typeof request === "number" ? request : String(request) },
								],
							},
							{
								title: { en: `Lower the request to ${String(limit)}`, "zh-cn": `将请求量降低到 ${String(limit)}` },
								changes: [{ set: [...at, "requests", name], to: typeof limit === "number" ? limit : String(limit) }],
							},
						],
					});
				}
			}
		}
	},
};
