import { containerName, podTemplateKinds, podTemplatesOf } from "../../../semantic/podTemplates";
import { numberIn, valueIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const runsAsRoot: Rule = {
	id: "runs-as-root",
	level: "off",
	topic: "practice",
	title: {
		en: "A container may run as root",
		"zh-cn": "容器可能以 root 运行",
	},
	why: {
		en: "Unless `runAsNonRoot` is true or `runAsUser` is another number than 0, the image decides, and many run as root. A break-out is then root on the node. Whether a program can do without is for its maker to know, so this rule is off unless you turn it on.",
		"zh-cn":
			"除非 `runAsNonRoot` 为 true，或 `runAsUser` 不为 0，否则由镜像决定，而很多镜像以 root 运行；一旦逃逸就是节点的 root。程序能否不用 root 只有制作者清楚，因此本规则默认关闭。",
	},
	kinds: podTemplateKinds,
	check({ object, report }) {
		for (const { spec, containers } of podTemplatesOf(object)) {
			for (const container of containers) {
				const own = container.value.securityContext;
				const pod = spec.value.securityContext;
				const user = numberIn(own, "runAsUser") ?? numberIn(pod, "runAsUser");
				const nonRoot = valueIn(own, "runAsNonRoot") ?? valueIn(pod, "runAsNonRoot");
				if (nonRoot === true || (user !== undefined && user !== 0)) continue;
				report({
					path: [...container.path, "securityContext"],
					part: "key",
					message: {
						en: `Container "${containerName(container)}" runs as root unless its image says otherwise. Set runAsNonRoot: true, or runAsUser.`,
						"zh-cn": `除非镜像另有规定，容器 "${containerName(container)}" 会以 root 运行。请设置 runAsNonRoot: true 或 runAsUser。`,
					},
					fixes: [
						{
							title: { en: "Set runAsNonRoot", "zh-cn": "设置 runAsNonRoot" },
							byHand: true,
							changes: [{ set: [...container.path, "securityContext", "runAsNonRoot"], to: true }],
						},
					],
				});
			}
		}
	},
};
