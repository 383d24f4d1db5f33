import { podTemplateKinds, podTemplatesOf } from "../../../semantic/podTemplates";
import { itemsAt, textIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const hostAccess: Rule = {
	id: "host-access",
	level: "off",
	topic: "practice",
	title: {
		en: "A pod uses its node's network, processes or files",
		"zh-cn": "Pod 使用了节点的网络、进程或文件",
	},
	why: {
		en: "`hostNetwork`, `hostPID`, `hostIPC` and `hostPath` take down the wall between a pod and its node. Mappers, agents and network plugins need that; a business application does not. Turn this rule on for the folders of your applications.",
		"zh-cn":
			"`hostNetwork`、`hostPID`、`hostIPC` 和 `hostPath` 会拆掉 Pod 与节点之间的隔离。Mapper、代理和网络插件需要它们，业务应用不需要。可以只对应用所在的目录启用本规则。",
	},
	kinds: podTemplateKinds,
	check({ object, report }) {
		for (const { spec } of podTemplatesOf(object)) {
			for (const field of ["hostNetwork", "hostPID", "hostIPC"]) {
				if (spec.value[field] !== true) continue;
				const path = [...spec.path, field];
				report({
					path,
					message: {
						en: `The pod shares its node's ${field.slice(4)}. Only mappers and agents need that: remove ${field}.`,
						"zh-cn": `Pod 与节点共用 ${field.slice(4)}，只有 Mapper 和代理需要这样做。请去掉 ${field}。`,
					},
					fixes: [{ title: { en: `Remove ${field}`, "zh-cn": `去掉 ${field}` }, changes: [{ remove: path }] }],
				});
			}
			for (const { value, path } of itemsAt(spec.value, ["volumes"])) {
				const folder = textIn(value, "hostPath", "path");
				if (folder === undefined || /^\/dev(?:\/|$)/.test(folder)) continue;
				report({
					path: [...spec.path, ...path, "hostPath", "path"],
					message: {
						en: `The pod reaches into its node at ${folder}. Use a volume that belongs to the pod, such as a claim of local-path.`,
						"zh-cn": `Pod 直接使用节点上的 ${folder}。请改用属于 Pod 自己的卷，例如 local-path 的 PVC。`,
					},
				});
			}
		}
	},
};
