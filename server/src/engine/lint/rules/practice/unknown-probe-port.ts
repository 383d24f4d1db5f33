import { containerName, podTemplateKinds, podTemplatesOf } from "../../../semantic/podTemplates";
import { listIn, textIn, valueIn } from "../../../semantic/read";
import { closest } from "../../../text/closest";
import type { Rule } from "../../rule";

const handlers = [
	["livenessProbe"],
	["readinessProbe"],
	["startupProbe"],
	["lifecycle", "postStart"],
	["lifecycle", "preStop"],
] as const;

export const unknownProbePort: Rule = {
	id: "unknown-probe-port",
	level: "error",
	topic: "practice",
	title: {
		en: "A probe names a port that the container does not have",
		"zh-cn": "探针引用了容器没有的端口名",
	},
	why: {
		en: "A probe may name a port only if the same container declares a port with that name. Otherwise the probe never succeeds: a readiness probe keeps the pod out of its Service, a liveness probe restarts it for ever. The API server accepts it all the same. Correct the name, name the port, or write its number.",
		"zh-cn":
			"探针只能引用同一容器声明过的端口名。否则探针永远不会成功：就绪探针会让 Pod 一直不进入 Service，存活探针会让容器不断重启，而 API Server 并不会拒绝。请改正名称、为端口命名，或直接写端口号。",
	},
	kinds: podTemplateKinds,
	check({ object, report }) {
		for (const { containers } of podTemplatesOf(object)) {
			for (const container of containers) {
				for (const handler of handlers) {
					for (const action of ["httpGet", "tcpSocket"]) {
						const port = valueIn(container.value, ...handler, action, "port");
						if (typeof port !== "string" || /^\d*$/.test(port)) continue;
						const ports = listIn(container.value, "ports");
						const names = ports.flatMap((item) => textIn(item, "name") ?? []);
						if (names.includes(port)) continue;
						const at = [...container.path, ...handler, action, "port"];
						report({
							path: at,
							message: {
								en: `Container "${containerName(container)}" has no port named "${port}"${names.length === 0 ? "" : ` (it has ${names.map((name) => `"${name}"`).join(", ")})`}: ${handler.at(-1)} never succeeds. Correct the name, or write the port's number.`,
								"zh-cn": `容器 "${containerName(container)}" 没有名为 "${port}" 的端口${names.length === 0 ? "" : `（现有 ${names.map((name) => `"${name}"`).join("、")}）`}，${handler.at(-1)} 永远不会成功。请改正名称，或直接写端口号。`,
							},
							fixes: closest(port, names).map((name) => ({
								title: { en: `Use port "${name}"`, "zh-cn": `使用端口 "${name}"` },
								changes: [{ set: at, to: name }],
							})),
						});
					}
				}
			}
		}
	},
};
