import { boundToKinds, declaredCapacity } from "../../../semantic/capacity";
import { type Demand, demandsByTarget, targetOf, totalDemandOn } from "../../../semantic/demand";
import { groupKindOf } from "../../../semantic/objects";
import { bytesText, coresText } from "../../../semantic/quantity";
import type { Rule } from "../../rule";

export const overCapacity: Rule = {
	id: "over-capacity",
	level: "warning",
	topic: "practice",
	title: {
		en: "More is bound to a node or group than it can hold",
		"zh-cn": "绑定到节点或节点组的负载超出其容量",
	},
	why: {
		en: "Pods that are bound to a node or a group (by `nodeName`, a hostname or pool selector, `targetNodeGroups`, `pools`, `topologies`) cannot go elsewhere. Where their requests together exceed what the nodes have for pods, the last ones stay Pending, and which ones that are is chance. The size is what the Node's `status.allocatable` says, or `status.capacity` less what the system keeps (1 core and 1Gi), or a label or annotation `…/node-class` with `micro` (2 cores, 2Gi) or `standard` (4 cores, 8Gi) on the node, group or pool.",
		"zh-cn":
			"绑定到某个节点或节点组的 Pod（通过 `nodeName`、主机名或节点池选择器、`targetNodeGroups`、`pools`、`topologies`）无法去别处。当它们的请求总量超过节点可供 Pod 使用的资源时，多出的 Pod 会一直 Pending，而且轮到谁是随机的。容量取自 Node 的 `status.allocatable`，或 `status.capacity` 减去系统占用（1 核、1Gi），或节点、节点组、节点池上值为 `micro`（2 核 2Gi）或 `standard`（4 核 8Gi）的 `…/node-class` 标签或注解。",
	},
	kinds: boundToKinds,
	check({ object, workspace, report }) {
		const kind = groupKindOf(object);
		// The same name in several manifests: several clusters, and no telling which of them a workload means.
		if (workspace.named(kind, object.name).length > 1) return;
		const capacity = declaredCapacity(object, workspace);
		if (capacity === undefined) return;
		const target = targetOf(kind, object.name);
		const { cpu, memory } = totalDemandOn(target, capacity.nodes, workspace);
		const over: { readonly en: string; readonly zh: string }[] = [];
		// Sums of fractions are not exact.
		if (cpu > capacity.total.cpu + 1e-6) {
			const text = [coresText(cpu), coresText(capacity.total.cpu)];
			over.push({ en: `${text[0]} of ${text[1]} CPU`, zh: `CPU ${text[0]} 核（可用 ${text[1]} 核）` });
		}
		if (memory > capacity.total.memory) {
			const text = [bytesText(memory), bytesText(capacity.total.memory)];
			over.push({ en: `${text[0]} of ${text[1]} memory`, zh: `内存 ${text[0]}（可用 ${text[1]}）` });
		}
		if (over.length === 0) return;
		const demands = workspace.derived(demandsByTarget).get(target) ?? [];
		const podsOf = ({ pods, everywhere }: Demand) => pods * (everywhere ? capacity.nodes : 1);
		report({
			path: ["metadata", "name"],
			message: {
				en: `What is bound to ${object.kind} "${object.name}" requests ${over.map(({ en }) => en).join(" and ")}: some of it stays Pending. Request less, move something, or add nodes. Largest: ${largest(demands)}.`,
				"zh-cn": `绑定到 ${object.kind} "${object.name}" 的负载共请求 ${over.map(({ zh }) => zh).join("、")}，部分 Pod 会一直 Pending。请减少请求、移走部分负载或增加节点。最大的是：${largest(demands)}。`,
			},
			related: demands.map((demand) => ({
				object: demand.object,
				path: demand.path,
				message: {
					en: `${podsOf(demand)} × ${coresText(demand.each.cpu)} CPU, ${bytesText(demand.each.memory)}`,
					"zh-cn": `${podsOf(demand)} × CPU ${coresText(demand.each.cpu)}、内存 ${bytesText(demand.each.memory)}`,
				},
			})),
		});
	},
};

function largest(demands: readonly Demand[]): string {
	return demands
		.toSorted((a, b) => b.pods * b.each.memory - a.pods * a.each.memory)
		.slice(0, 3)
		.map(
			({ object, pods, each }) =>
				`${object.kind} ${object.name} (${pods} × ${coresText(each.cpu)}/${bytesText(each.memory)})`,
		)
		.join(", ");
}
