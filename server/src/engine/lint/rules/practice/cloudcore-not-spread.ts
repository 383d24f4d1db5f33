import { type PodTemplate, podTemplatesOf, replicasOf } from "../../../semantic/podTemplates";
import { listIn, objectIn, textIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const cloudcoreNotSpread: Rule = {
	id: "cloudcore-not-spread",
	level: "warning",
	topic: "practice",
	title: {
		en: "Replicas of CloudCore may all run on one host",
		"zh-cn": "CloudCore 的多个副本可能在同一主机上",
	},
	why: {
		en: "CloudCore is what every edge node talks to. Several replicas help only if they do not go down with one host: spread them with `podAntiAffinity` or `topologySpreadConstraints` over `kubernetes.io/hostname`. Three replicas are usual.",
		"zh-cn":
			"所有边缘节点都连接 CloudCore。多个副本只有不随同一台主机失效才有意义：请用 `podAntiAffinity` 或基于 `kubernetes.io/hostname` 的 `topologySpreadConstraints` 分散它们。通常使用三个副本。",
	},
	kinds: ["apps/Deployment"],
	check({ object, report }) {
		for (const pod of podTemplatesOf(object)) {
			const replicas = replicasOf(pod) ?? 1;
			if (replicas < 2 || !isCloudCore(pod) || isSpread(pod)) continue;
			report({
				path: ["spec", "replicas"],
				message: {
					en: `The ${replicas} replicas of CloudCore may share a host, and the whole edge is cut off when it fails. Add a podAntiAffinity over kubernetes.io/hostname.`,
					"zh-cn": `CloudCore 的 ${replicas} 个副本可能在同一主机上，主机故障会使整个边缘失联。请添加基于 kubernetes.io/hostname 的 podAntiAffinity。`,
				},
				fixes: [
					{
						title: { en: "Spread them over hosts", "zh-cn": "分散到不同主机" },
						byHand: true,
						changes: [
							{
								append: [...pod.spec.path, "topologySpreadConstraints"],
								item: {
									maxSkew: 1,
									topologyKey: "kubernetes.io/hostname",
									whenUnsatisfiable: "DoNotSchedule",
									labelSelector: { matchLabels: labelsOf(pod) },
								},
							},
						],
					},
				],
			});
		}
	},
};

function isCloudCore({ containers }: PodTemplate): boolean {
	return containers.some(({ value }) => /(?:^|\/)cloudcore(?:[:@]|$)/.test(textIn(value, "image") ?? ""));
}

/** Pods with a port of their host cannot share it. */
function isSpread({ spec, containers }: PodTemplate): boolean {
	if (listIn(spec.value, "topologySpreadConstraints").length > 0) return true;
	if (objectIn(spec.value, "affinity", "podAntiAffinity") !== undefined) return true;
	const ports = containers.flatMap(({ value }) => listIn(value, "ports"));
	return ports.some((port) => objectIn(port)?.hostPort !== undefined || spec.value.hostNetwork === true);
}

function labelsOf({ labels }: PodTemplate): { readonly [key: string]: string } {
	return Object.fromEntries(
		Object.entries(labels).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
	);
}
