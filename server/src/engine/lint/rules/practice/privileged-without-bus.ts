import { edgeBound } from "../../../semantic/edge";
import { containerName, type PodTemplate, podTemplateKinds, podTemplatesOf } from "../../../semantic/podTemplates";
import { itemsAt, objectIn, textIn, valueIn } from "../../../semantic/read";
import type { Rule } from "../../rule";

export const privilegedWithoutBus: Rule = {
	id: "privileged-without-bus",
	level: "info",
	topic: "practice",
	title: {
		en: "A privileged container at the edge that drives no device",
		"zh-cn": "边缘的特权容器并不驱动任何设备",
	},
	why: {
		en: "A privileged container can do whatever the node's root can: one weak program then gives away the box, which stands in a shop and not in a data centre. Mappers need it to reach a serial line or a bus. What mounts nothing of `/dev` or `/sys` hardly does: remove `privileged`, or add the one capability that is missing.",
		"zh-cn":
			"特权容器可以做节点 root 能做的一切：只要一个程序有漏洞，放在门店而非机房里的整台机器就失守了。Mapper 访问串口或总线时需要特权；没有挂载 `/dev` 或 `/sys` 的容器几乎不需要：请去掉 `privileged`，或只添加缺少的那项 capability。",
	},
	kinds: podTemplateKinds,
	check({ object, workspace, report }) {
		for (const pod of podTemplatesOf(object)) {
			// What runs on every node mostly belongs to the system.
			if (pod.kind === "apps/DaemonSet") continue;
			for (const container of pod.containers) {
				if (valueIn(container.value, "securityContext", "privileged") !== true) continue;
				const evidence = reachesHardware(pod) ? undefined : edgeBound(object, pod, workspace);
				if (evidence === undefined) return;
				const path = [...container.path, "securityContext", "privileged"];
				const alone = Object.keys(objectIn(container.value, "securityContext") ?? {}).length === 1;
				report({
					path,
					message: {
						en: `Container "${containerName(container)}" has all rights on an edge node (${evidence.text}) but mounts neither /dev nor /sys. Remove privileged, or add the one capability that it needs.`,
						"zh-cn": `容器 "${containerName(container)}" 在边缘节点（${evidence.text}）上拥有全部权限，但没有挂载 /dev 或 /sys。请去掉 privileged，或只添加所需的 capability。`,
					},
					fixes: [
						{
							title: { en: "Remove privileged", "zh-cn": "去掉 privileged" },
							byHand: true,
							changes: [{ remove: alone ? path.slice(0, -1) : path }],
						},
					],
				});
			}
		}
	},
};

function reachesHardware({ spec, containers }: PodTemplate): boolean {
	if (spec.value.hostNetwork === true) return true;
	if (
		containers.some(({ value }) => /mapper|driver|bluetooth|modbus|opcua|onvif/i.test(textIn(value, "image") ?? ""))
	) {
		return true;
	}
	return itemsAt(spec.value, ["volumes"]).some(({ value }) => {
		const path = textIn(value, "hostPath", "path");
		return path !== undefined && /^\/(?:$|dev|sys|proc|lib\/modules|run|var\/run)/.test(path);
	});
}
