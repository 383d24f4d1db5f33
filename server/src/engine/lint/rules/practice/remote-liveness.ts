import { containerName, podTemplateKinds, podTemplatesOf } from "../../../semantic/podTemplates";
import { listIn, objectIn, textIn } from "../../../semantic/read";
import type { Path } from "../../../yaml/path";
import type { Rule } from "../../rule";

export const remoteLiveness: Rule = {
	id: "remote-liveness",
	level: "warning",
	topic: "practice",
	title: {
		en: "A liveness probe asks another host",
		"zh-cn": "存活探针探测的是另一台主机",
	},
	why: {
		en: "A liveness probe decides whether to kill the container. If it asks something beyond the pod, a lost link restarts a healthy container again and again, just when the site should run on its own. Probe the container itself; put what it needs from outside into the readiness probe, or into the program.",
		"zh-cn":
			"存活探针决定是否杀掉容器。如果它探测的是 Pod 之外的东西，断网会让健康的容器反复重启，而这正是站点应当自主运行的时候。请探测容器自身；对外部的依赖应放在就绪探针或程序里。",
	},
	kinds: podTemplateKinds,
	check({ object, report }) {
		for (const { containers } of podTemplatesOf(object)) {
			for (const container of containers) {
				for (const name of ["livenessProbe", "startupProbe"]) {
					const probe = objectIn(container.value, name);
					if (probe === undefined) continue;
					const asked = remoteHost(probe);
					if (asked === undefined) continue;
					report({
						path: [...container.path, name, ...asked.path],
						message: {
							en: `${name} of container "${containerName(container)}" asks ${asked.host}: when the link to it drops, the container is killed although nothing is wrong with it. Probe the container itself.`,
							"zh-cn": `容器 "${containerName(container)}" 的 ${name} 探测的是 ${asked.host}：链路一断，容器即使正常也会被杀掉。请探测容器自身。`,
						},
					});
				}
			}
		}
	},
};

/** Programs that ask a host, in a probe's command. */
const asking = new Set(["curl", "wget", "ping", "nc"]);

function remoteHost(probe: unknown): { readonly host: string; readonly path: Path } | undefined {
	for (const action of ["httpGet", "tcpSocket"]) {
		const host = textIn(probe, action, "host");
		if (host !== undefined && isRemote(host)) return { host, path: [action, "host"] };
	}
	const words = listIn(probe, "exec", "command").flatMap((part) => (typeof part === "string" ? part.split(/\s+/) : []));
	const program = words.findIndex((word) => asking.has(word.slice(word.lastIndexOf("/") + 1)));
	if (program < 0) return undefined;
	for (const word of words.slice(program + 1)) {
		const host = /^["']?https?:\/\/([^/:"'\s?]+|\[[^\]]*\])/.exec(word)?.[1];
		// A name without dots may well be the container's own.
		if (host !== undefined)
			return isRemote(host) && host.includes(".") ? { host, path: ["exec", "command"] } : undefined;
	}
	return undefined;
}

/** Names and addresses by which a container reaches its own pod. */
const own = /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?|0\.0\.0\.0)$/i;

function isRemote(host: string): boolean {
	return host !== "" && !own.test(host) && !host.includes("$");
}
