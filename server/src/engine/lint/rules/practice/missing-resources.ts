import { edgeBound } from "../../../semantic/edge";
import { containerName, podTemplateKinds, podTemplatesOf } from "../../../semantic/podTemplates";
import { valueIn } from "../../../semantic/read";
import type { Workspace } from "../../../semantic/workspace";
import type { Rule } from "../../rule";

export const missingResources: Rule = {
	id: "missing-resources",
	level: "info",
	topic: "practice",
	title: {
		en: "An edge container has no requests or limits",
		"zh-cn": "边缘容器没有设置资源请求或上限",
	},
	why: {
		en: "A site has one or a few small nodes: 4 cores and 8 GB, and the system keeps a part of that. A container without a request is placed where there is no room; one without a memory limit can take the node down, with all that runs on it. Write requests for CPU and memory and a memory limit. A LimitRange in the namespace counts as well.",
		"zh-cn":
			"站点只有一个或少数几个小节点：4 核 8 GB，系统还要占用一部分。没有请求量的容器会被放到没有余量的节点上；没有内存上限的容器可能拖垮整个节点。请写明 CPU 与内存的请求量以及内存上限。命名空间中的 LimitRange 也算在内。",
	},
	kinds: podTemplateKinds,
	check({ object, workspace, report }) {
		for (const pod of podTemplatesOf(object)) {
			for (const container of pod.containers) {
				if (container.sort !== "container") continue;
				const missing = [
					["requests", "cpu"],
					["requests", "memory"],
					["limits", "memory"],
				].filter(([field = "", name = ""]) => {
					const { resources } = container.value;
					// A limit without a request stands for the request as well.
					return valueIn(resources, field, name) === undefined && valueIn(resources, "limits", name) === undefined;
				});
				if (missing.length === 0) continue;
				const evidence = edgeBound(object, pod, workspace);
				if (evidence === undefined || hasLimitRange(object.namespace, workspace)) return;
				const names = missing.map((steps) => steps.join("."));
				report({
					path: [...container.path, "resources"],
					part: "key",
					message: {
						en: `Container "${containerName(container)}" runs at the edge (${evidence.text}) without ${names.join(", ")}: it can starve a small node. Write what it needs under resources.`,
						"zh-cn": `容器 "${containerName(container)}" 运行在边缘（${evidence.text}），但没有设置 ${names.join("、")}，可能拖垮小节点。请在 resources 中写明所需资源。`,
					},
				});
			}
		}
	},
};

function hasLimitRange(namespace: string | undefined, workspace: Workspace): boolean {
	return workspace.ofKind("/LimitRange").some((range) => (range.namespace ?? "default") === (namespace ?? "default"));
}
