import { objectIn, valueIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

const modules: Readonly<Record<string, { readonly own: string; readonly other: string }>> = {
	EdgeCore: { own: "edgeStream", other: "CloudCore (modules.cloudStream)" },
	CloudCore: { own: "cloudStream", other: "EdgeCore (modules.edgeStream)" },
};

export const edgeStreamOff: Rule = {
	id: "edge-stream-off",
	level: "off",
	topic: "practice",
	title: {
		en: "Logs and exec of edge pods are turned off",
		"zh-cn": "边缘 Pod 的日志与 exec 未启用",
	},
	why: {
		en: "`kubectl logs`, `exec` and metrics of edge pods go through a tunnel from CloudCore (`modules.cloudStream`) to EdgeCore (`modules.edgeStream`). Both are off by default; with one of them off, kubectl says `dial tcp …:10350: connection refused`. Turn both on, unless the site must not be looked into.",
		"zh-cn":
			"边缘 Pod 的 `kubectl logs`、`exec` 和指标通过 CloudCore（`modules.cloudStream`）到 EdgeCore（`modules.edgeStream`）的隧道。两端默认都关闭；任意一端关闭时，kubectl 会报 `dial tcp …:10350: connection refused`。除非不允许查看站点，请两端都启用。",
	},
	kinds: ["edgecore.config.kubeedge.io/EdgeCore", "cloudcore.config.kubeedge.io/CloudCore"],
	check({ object, data, report }) {
		const module = modules[object.kind];
		if (module === undefined || objectIn(data, "modules") === undefined) return;
		const path = ["modules", module.own, "enable"];
		if (valueIn(data, ...path) === true) return;
		report({
			path,
			...(valueIn(data, ...path) === undefined && { part: "key" as const }),
			message: {
				en: `${module.own} is off: kubectl logs and exec do not reach pods at the edge. Turn it on here and in ${module.other}.`,
				"zh-cn": `${module.own} 未启用，kubectl logs 与 exec 无法访问边缘 Pod。请在此处以及 ${module.other} 中启用。`,
			},
			fixes: [
				{
					title: { en: `Turn ${module.own} on`, "zh-cn": `启用 ${module.own}` },
					byHand: true,
					changes: [{ set: path, to: true }],
				},
			],
		});
	},
};
