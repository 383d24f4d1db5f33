import { edgeBound } from "../../../semantic/edge";
import { podTemplateKinds, podTemplatesOf } from "../../../semantic/podTemplates";
import { itemsAt, objectIn, textIn, valueIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const memoryVolumeWithoutLimit: Rule = {
	id: "memory-volume-without-limit",
	level: "warning",
	topic: "practice",
	title: {
		en: "A volume in memory has no size limit",
		"zh-cn": "内存卷没有大小上限",
	},
	why: {
		en: "An `emptyDir` with `medium: Memory` is a RAM disk. Without `sizeLimit`, and with a container that has no memory limit, it may grow to half of the node's memory; on a node with 8 GB the other workloads are killed first. Write a `sizeLimit`.",
		"zh-cn":
			"`medium: Memory` 的 `emptyDir` 是内存盘。如果没有 `sizeLimit`，容器也没有内存上限，它可以占用节点一半的内存；在 8 GB 的节点上，先被杀掉的是其他工作负载。请写明 `sizeLimit`。",
	},
	kinds: podTemplateKinds,
	check({ object, workspace, report }) {
		for (const pod of podTemplatesOf(object)) {
			for (const { value, path } of itemsAt(pod.spec.value, ["volumes"])) {
				const emptyDir = objectIn(value, "emptyDir");
				if (emptyDir?.medium !== "Memory" || emptyDir.sizeLimit !== undefined) continue;
				const bounded = pod.containers.every(
					(container) => valueIn(container.value, "resources", "limits", "memory") !== undefined,
				);
				const evidence = bounded ? undefined : edgeBound(object, pod, workspace);
				if (evidence === undefined) return;
				const at = [...pod.spec.path, ...path, "emptyDir"];
				report({
					path: [...at, "medium"],
					message: {
						en: `Volume "${textIn(value, "name") ?? ""}" lies in memory without a limit, on edge nodes (${evidence.text}): it may take half of a node's memory. Add sizeLimit, for example 64Mi.`,
						"zh-cn": `卷 "${textIn(value, "name") ?? ""}" 在边缘节点（${evidence.text}）的内存中且没有上限，可能占用节点一半内存。请添加 sizeLimit，例如 64Mi。`,
					},
					fixes: [
						{
							title: { en: "Limit it to 64Mi", "zh-cn": "限制为 64Mi" },
							changes: [{ set: [...at, "sizeLimit"], to: "64Mi" }],
						},
						{
							title: { en: "Keep it on disk", "zh-cn": "改为放在磁盘上" },
							changes: [{ remove: [...at, "medium"] }],
						},
					],
				});
			}
		}
	},
};
