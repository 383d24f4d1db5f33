import { containerName, podTemplateKinds, podTemplatesOf } from "../../../semantic/podTemplates";
import { objectIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const identicalProbes: Rule = {
	id: "identical-probes",
	level: "off",
	topic: "practice",
	title: {
		en: "Liveness and readiness are probed in the same way",
		"zh-cn": "存活探针与就绪探针完全相同",
	},
	why: {
		en: "“Not ready” means: send no traffic for now. “Not alive” means: kill it. With one probe for both, a container that is merely busy, or waits for a database behind a slow link, is killed at the moment it should be left to recover. Let the liveness probe ask for less, and fail later.",
		"zh-cn":
			"“未就绪”表示暂时不要转发流量，“不存活”表示杀掉它。两者用同一探针时，只是繁忙、或在等待慢链路另一端数据库的容器，会在本该让它恢复的时候被杀掉。请让存活探针检查得更少、失败得更晚。",
	},
	kinds: podTemplateKinds,
	check({ object, report }) {
		for (const { containers } of podTemplatesOf(object)) {
			for (const container of containers) {
				const liveness = objectIn(container.value, "livenessProbe");
				const readiness = objectIn(container.value, "readinessProbe");
				if (liveness === undefined || readiness === undefined) continue;
				if (JSON.stringify(liveness) !== JSON.stringify(readiness)) continue;
				report({
					path: [...container.path, "livenessProbe"],
					part: "key",
					message: {
						en: `Container "${containerName(container)}" is killed by the same probe that should only take it out of service. Let the liveness probe fail later, for example with a higher failureThreshold.`,
						"zh-cn": `容器 "${containerName(container)}" 的存活探针与就绪探针相同，本该只是摘除流量时却会被杀掉。请让存活探针失败得更晚，例如提高 failureThreshold。`,
					},
				});
			}
		}
	},
};
