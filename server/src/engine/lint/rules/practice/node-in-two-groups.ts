import { isNear } from "../../../semantic/near";
import type { ManifestObject } from "../../../semantic/objects";
import { listIn } from "../../../semantic/read";
import type { Workspace } from "../../../semantic/workspace";
import type { Rule } from "../../rule";

export const nodeInTwoGroups: Rule = {
	id: "node-in-two-groups",
	level: "warning",
	topic: "practice",
	title: {
		en: "A node is listed in two node groups",
		"zh-cn": "同一节点列在两个节点组中",
	},
	why: {
		en: "A node belongs to one KubeEdge NodeGroup only, by its label `apps.kubeedge.io/belonging-to`. The group that comes second is refused the node, and applications for it do not reach that node. Take it out of one of them.",
		"zh-cn":
			"一个节点只能属于一个 KubeEdge NodeGroup（由标签 `apps.kubeedge.io/belonging-to` 标明）。后来的组得不到该节点，面向它的应用也到不了那里。请从其中一个组移除。",
	},
	kinds: ["apps.kubeedge.io/NodeGroup"],
	check({ object, data, workspace, report }) {
		for (const [index, node] of listIn(data, "spec", "nodes").entries()) {
			if (typeof node !== "string") continue;
			const groups = workspace.derived(groupsByNode).get(node) ?? [];
			const other = groups.find((group) => group.name !== object.name && isNear(group.uri, object.uri));
			if (other === undefined) continue;
			report({
				path: ["spec", "nodes", index],
				message: {
					en: `Node "${node}" is in NodeGroup "${other.name}" as well, and can only be in one. Remove it from one of them.`,
					"zh-cn": `节点 "${node}" 同时在 NodeGroup "${other.name}" 中，而节点只能属于一个组。请从其中一个移除。`,
				},
				related: [
					{
						object: other,
						path: ["spec", "nodes", listIn(other.data, "spec", "nodes").indexOf(node)],
						message: { en: "listed here as well", "zh-cn": "此处也列出了该节点" },
					},
				],
				fixes: [
					{
						title: { en: `Remove it from "${object.name}"`, "zh-cn": `从 "${object.name}" 中移除` },
						changes: [{ remove: ["spec", "nodes", index] }],
					},
				],
			});
		}
	},
};

function groupsByNode(workspace: Workspace): ReadonlyMap<string, readonly ManifestObject[]> {
	const found = new Map<string, ManifestObject[]>();
	for (const group of workspace.ofKind("apps.kubeedge.io/NodeGroup")) {
		for (const node of listIn(group.data, "spec", "nodes")) {
			if (typeof node === "string") found.set(node, [...(found.get(node) ?? []), group]);
		}
	}
	return found;
}
