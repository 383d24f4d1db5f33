import type { Container } from "../../../semantic/pods";
import { containerName, podTemplateKinds, podTemplatesOf } from "../../../semantic/podTemplates";
import { listIn, numberIn, textIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const samePortTwice: Rule = {
	id: "same-port-twice",
	level: "warning",
	topic: "practice",
	title: {
		en: "Two containers of a pod declare the same port",
		"zh-cn": "Pod 中的两个容器声明了同一端口",
	},
	why: {
		en: "The containers of a pod share one network: only one of them can listen at a port, the other fails with “address already in use” and restarts for ever. Give one of them another port.",
		"zh-cn":
			"同一 Pod 的容器共用网络：一个端口只能由一个容器监听，另一个会因 “address already in use” 失败并不断重启。请为其中一个换一个端口。",
	},
	kinds: podTemplateKinds,
	check({ object, report }) {
		for (const { containers } of podTemplatesOf(object)) {
			if (containers.length < 2) continue;
			const taken = new Map<string, Container>();
			for (const container of containers) {
				if (container.sort !== "container") continue;
				for (const [index, port] of listIn(container.value, "ports").entries()) {
					const number = numberIn(port, "containerPort");
					if (number === undefined) continue;
					const key = `${number}/${textIn(port, "protocol") ?? "TCP"}`;
					const first = taken.get(key);
					if (first === undefined) taken.set(key, container);
					else if (first !== container) {
						report({
							path: [...container.path, "ports", index, "containerPort"],
							message: {
								en: `Container "${containerName(first)}" of the same pod declares port ${key} as well: only one of the two can listen there. Give "${containerName(container)}" another port.`,
								"zh-cn": `同一 Pod 的容器 "${containerName(first)}" 也声明了端口 ${key}，两者只有一个能监听。请为 "${containerName(container)}" 换一个端口。`,
							},
						});
					}
				}
			}
		}
	},
};
