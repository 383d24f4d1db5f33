import { isNear } from "../../../semantic/near";
import { itemsAt, objectIn, textIn } from "../../../semantic/read";
import { workloadsSelectedBy } from "../../../semantic/selectedPods";
import type { Workspace } from "../../../semantic/workspace";
import { closest } from "../../../text/closest";
import type { Rule } from "../../rule";

export const unknownTargetPort: Rule = {
	id: "unknown-target-port",
	level: "warning",
	topic: "practice",
	title: {
		en: "A Service names a port that none of its pods has",
		"zh-cn": "Service 引用的端口名在其 Pod 中都不存在",
	},
	why: {
		en: "A `targetPort` that is a name is looked up in each pod. Where no container declares a port with that name, the Service has endpoints without that port, and connections are refused, though everything looks healthy. Correct the name, or give the container's port one.",
		"zh-cn":
			"`targetPort` 写名称时，会到每个 Pod 里查找。如果没有容器声明该名称的端口，Service 的端点就没有这个端口，连接会被拒绝，而一切看上去都正常。请改正名称，或为容器端口命名。",
	},
	kinds: ["/Service"],
	check({ object, data, workspace, report }) {
		const selector = objectIn(data, "spec", "selector");
		if (selector === undefined || Object.keys(selector).length === 0) return;
		for (const { value, path } of itemsAt(data, ["spec", "ports"])) {
			const port = textIn(value, "targetPort");
			if (port === undefined || port === "" || /^\d+$/.test(port)) continue;
			const question = JSON.stringify({ selector, namespace: object.namespace, uri: object.uri, port });
			if (!workspace.derived(isMissing, question)) continue;
			const workloads = workloadsSelectedBy({ equal: selector }, object.namespace, workspace);
			const names = new Set(workloads.flatMap(({ ports }) => [...ports]));
			const of = workloads.map(({ object: { kind, name } }) => `${kind} ${name}`).slice(0, 3);
			const at = [...path, "targetPort"];
			report({
				path: at,
				message: {
					en: `No container of ${of.join(", ")} has a port named "${port}"${names.size === 0 ? "" : ` (there are ${[...names].map((name) => `"${name}"`).join(", ")})`}: connections are refused. Correct the name, or name the container's port.`,
					"zh-cn": `${of.join("、")} 的容器都没有名为 "${port}" 的端口${names.size === 0 ? "" : `（现有 ${[...names].map((name) => `"${name}"`).join("、")}）`}，连接会被拒绝。请改正名称，或为容器端口命名。`,
				},
				related: workloads.map((workload) => ({
					object: workload.object,
					path: ["spec"],
					message: { en: "selected here", "zh-cn": "选中的工作负载" },
				})),
				fixes: closest(port, names).map((name) => ({
					title: { en: `Use port "${name}"`, "zh-cn": `使用端口 "${name}"` },
					changes: [{ set: at, to: name }],
				})),
			});
		}
	},
};

/** A yes or no, so that an edit of some workload touches no Service but those that it changes something for. */
function isMissing(workspace: Workspace, question: string): boolean {
	const asked: unknown = JSON.parse(question);
	const selector = { equal: objectIn(asked, "selector") ?? {} };
	const workloads = workloadsSelectedBy(selector, textIn(asked, "namespace"), workspace);
	const uri = textIn(asked, "uri") ?? "";
	const port = textIn(asked, "port") ?? "";
	return workloads.some(({ object }) => isNear(object.uri, uri)) && !workloads.some(({ ports }) => ports.has(port));
}
