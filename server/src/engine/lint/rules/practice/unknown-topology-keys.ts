import type { Rule } from "../../rule";

const annotation = "openyurt.io/topologyKeys";

/** What YurtHub's filter `servicetopology` knows. */
const known = ["kubernetes.io/hostname", "openyurt.io/nodepool", "kubernetes.io/zone"];

export const unknownTopologyKeys: Rule = {
	id: "unknown-topology-keys",
	level: "warning",
	topic: "practice",
	title: {
		en: "OpenYurt does not know this topology of a Service",
		"zh-cn": "OpenYurt 不认识该 Service 拓扑",
	},
	why: {
		en: "YurtHub keeps a Service's traffic on the node (`kubernetes.io/hostname`) or in the pool (`openyurt.io/nodepool`, or `kubernetes.io/zone` for the same) if the annotation `openyurt.io/topologyKeys` is exactly one of these. Anything else, a list with commas as well, is ignored without a word, and requests go to other sites.",
		"zh-cn":
			"当注解 `openyurt.io/topologyKeys` 恰好是以下之一时，YurtHub 会把 Service 流量限制在本节点（`kubernetes.io/hostname`）或本节点池（`openyurt.io/nodepool`，`kubernetes.io/zone` 等价）。其他任何值，包括逗号分隔的列表，都会被悄悄忽略，请求会流向其他站点。",
	},
	kinds: ["/Service"],
	check({ object, report }) {
		const value = object.annotations[annotation];
		if (value === undefined || known.includes(value)) return;
		const path = ["metadata", "annotations", annotation];
		const [meant] = value
			.split(",")
			.map((key) => key.trim())
			.filter((key) => known.includes(key));
		report({
			path,
			message: {
				en: `OpenYurt ignores "${value}": the Service's traffic stays neither on the node nor in the pool. Write one of ${known.slice(0, 2).join(", ")}.`,
				"zh-cn": `OpenYurt 会忽略 "${value}"，该 Service 的流量既不限于本节点也不限于本节点池。请只写 ${known.slice(0, 2).join("、")} 之一。`,
			},
			fixes: (meant === undefined ? known.slice(0, 2).toReversed() : [meant]).map((key) => ({
				title: { en: `Write ${key}`, "zh-cn": `改为 ${key}` },
				changes: [{ set: path, to: key }],
			})),
		});
	},
};
