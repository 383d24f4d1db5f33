import { edgeBound } from "../../../semantic/edge";
import { containerName, podTemplateKinds, podTemplatesOf } from "../../../semantic/podTemplates";
import { textIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const imagePullAlways: Rule = {
	id: "image-pull-always",
	level: "warning",
	topic: "practice",
	title: {
		en: "An edge workload pulls its image at every start",
		"zh-cn": "边缘工作负载每次启动都要拉取镜像",
	},
	why: {
		en: "With `imagePullPolicy: Always` a container asks the registry before each start, even when the image is on the node. Behind a dead link a restart, or a reboot of the node after a power cut, then ends in ImagePullBackOff, and the site stays down until the link is back. Pin the image and write `IfNotPresent`.",
		"zh-cn":
			"`imagePullPolicy: Always` 使容器每次启动前都要询问镜像仓库，即使节点上已有该镜像。断网时容器重启或节点断电重启都会陷入 ImagePullBackOff，站点要等链路恢复才能工作。请固定镜像版本并写 `IfNotPresent`。",
	},
	kinds: podTemplateKinds,
	check({ object, workspace, report }) {
		for (const pod of podTemplatesOf(object)) {
			for (const container of pod.containers) {
				if (textIn(container.value, "imagePullPolicy") !== "Always") continue;
				const evidence = edgeBound(object, pod, workspace);
				if (evidence === undefined) return;
				const path = [...container.path, "imagePullPolicy"];
				report({
					path,
					message: {
						en: `Container "${containerName(container)}" runs at the edge (${evidence.text}) and cannot start without the registry, even if its image is on the node. Write IfNotPresent, with a pinned image.`,
						"zh-cn": `容器 "${containerName(container)}" 运行在边缘（${evidence.text}），即使节点上已有镜像，连不上仓库也无法启动。请固定镜像版本并写 IfNotPresent。`,
					},
					fixes: [
						{
							title: { en: "Write IfNotPresent", "zh-cn": "改为 IfNotPresent" },
							changes: [{ set: path, to: "IfNotPresent" }],
						},
					],
				});
			}
		}
	},
};
