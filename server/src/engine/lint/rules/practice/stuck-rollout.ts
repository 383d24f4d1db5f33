import { pinnedNodeOf } from "../../../semantic/placement";
import { type PodTemplate, podTemplateKinds, podTemplatesOf, replicasOf } from "../../../semantic/podTemplates";
import { listIn, numberIn, objectIn, valueIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const stuckRollout: Rule = {
	id: "stuck-rollout",
	level: "warning",
	topic: "practice",
	title: {
		en: "A rollout waits for a port that the old pod holds",
		"zh-cn": "滚动更新会等待旧 Pod 占用的端口",
	},
	why: {
		en: "A Deployment starts the new pod before it stops the old one. Where the pod is bound to one node and takes a port of it (`hostPort`, or `hostNetwork` with `ports`), the new one finds the port taken and stays Pending, and the old one is never stopped: the update hangs until someone deletes it by hand. Use `strategy: {type: Recreate}`.",
		"zh-cn":
			"Deployment 会先启动新 Pod 再停止旧 Pod。如果 Pod 绑定在单个节点上并占用其端口（`hostPort`，或 `hostNetwork` 加 `ports`），新 Pod 会因端口被占用而一直 Pending，旧 Pod 也不会停止：更新会一直卡住，直到有人手工删除。请使用 `strategy: {type: Recreate}`。",
	},
	kinds: podTemplateKinds,
	check({ object, report }) {
		for (const pod of podTemplatesOf(object)) {
			if (pod.kind !== "apps/Deployment" || (replicasOf(pod) ?? 1) !== 1) continue;
			const strategy = objectIn(pod.workload.value, "spec", "strategy");
			if (strategy?.type === "Recreate" || !startsFirst(valueIn(strategy, "rollingUpdate", "maxUnavailable"))) continue;
			const port = hostPortOf(pod);
			const node = port === undefined ? undefined : pinnedNodeOf(pod);
			// Who names the node goes past the scheduler: the new pod fails, and the old one stays all the same.
			if (port === undefined || node === undefined) continue;
			const path = [...pod.workload.path, "spec", "strategy"];
			report({
				path: strategy === undefined ? [...port.path] : path,
				...(strategy !== undefined && { part: "key" as const }),
				message: {
					en: `An update of this Deployment hangs: the new pod needs port ${port.number} of node "${node.value}", which the old pod holds until the new one is ready. Set strategy.type: Recreate.`,
					"zh-cn": `该 Deployment 的更新会卡住：新 Pod 需要节点 "${node.value}" 的端口 ${port.number}，而旧 Pod 要等新 Pod 就绪才会释放它。请设置 strategy.type: Recreate。`,
				},
				fixes: [
					{
						title: { en: "Stop the old pod first", "zh-cn": "先停止旧 Pod" },
						byHand: true,
						changes: [{ set: path, to: { type: "Recreate" } }],
					},
				],
			});
		}
	},
};

/** 25 %, as by default, of one pod is none. */
function startsFirst(maxUnavailable: unknown): boolean {
	if (maxUnavailable === undefined || maxUnavailable === 0) return true;
	return (
		typeof maxUnavailable === "string" && maxUnavailable.endsWith("%") && Number.parseInt(maxUnavailable, 10) < 100
	);
}

function hostPortOf({ spec, containers }: PodTemplate) {
	for (const { value, path, sort } of containers) {
		if (sort !== "container") continue;
		for (const [index, port] of listIn(value, "ports").entries()) {
			const field = spec.value.hostNetwork === true ? "containerPort" : "hostPort";
			const number = numberIn(port, field);
			if (number !== undefined && number > 0) return { number, path: [...path, "ports", index, field] };
		}
	}
	return undefined;
}
