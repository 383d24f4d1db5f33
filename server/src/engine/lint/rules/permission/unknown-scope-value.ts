import { listedNamespaces } from "../../../permissions/chain";
import {
	clusterKind,
	iamBindingKind,
	iamRoleKind,
	namespaceKind,
	nodeGroupKind,
	scopeValueLabel,
	workspaceKind,
} from "../../../permissions/kinds";
import { type ScopeLevel, scopeOf } from "../../../permissions/scope";
import { levelText } from "../../../permissions/wording";
import type { GroupKind } from "../../../semantic/objects";
import type { Workspace } from "../../../semantic/workspace";
import { closest } from "../../../text/closest";
import type { Rule } from "../../rule";

export const unknownScopeValue: Rule = {
	id: "unknown-scope-value",
	level: "warning",
	topic: "permission",
	title: {
		en: "A scope names a cluster, workspace, node group or namespace that is not there",
		"zh-cn": "作用域指向不存在的集群、工作空间、节点组或命名空间",
	},
	why: {
		en: "The label `iam.theriseunion.io/scope-value` says in which cluster, workspace, node group or namespace a role or binding holds. Nobody checks it: with a typing error it holds nowhere, and nothing says so. It is reported where the files have an object with nearly the same name, and none with that name.",
		"zh-cn":
			"标签 `iam.theriseunion.io/scope-value` 指明角色或绑定在哪个集群、工作空间、节点组或命名空间中生效。没有任何检查：写错一个字母，它就在任何地方都不生效，而且没有提示。仅当文件中没有该名称的对象、却有名称非常接近的对象时才会报告。",
	},
	kinds: [iamRoleKind, iamBindingKind],
	check({ object, workspace, report }) {
		const scope = scopeOf(object);
		if (scope === undefined || scope.value === "") return;
		const kind = kindOfLevel[scope.level];
		if (kind === undefined || isKnown(workspace, kind, scope.value)) return;
		const known = workspace.ofKind(kind).map(({ name }) => name);
		if (kind === namespaceKind) known.push(...workspace.derived(listedNamespaces).keys());
		const [meant] = closest(scope.value, new Set(known));
		if (meant === undefined) return;
		const level = levelText(scope.level);
		report({
			path: ["metadata", "labels", scopeValueLabel],
			message: {
				en: `The files have no ${level.en} "${scope.value}", so this holds nowhere. Did you mean "${meant}"?`,
				"zh-cn": `文件中没有名为 "${scope.value}" 的${level["zh-cn"]}，因此在任何地方都不生效。是否应为 "${meant}"？`,
			},
			fixes: [
				{
					title: { en: `Change to "${meant}"`, "zh-cn": `改为 "${meant}"` },
					changes: [{ set: ["metadata", "labels", scopeValueLabel], to: meant }],
				},
			],
		});
	},
};

const kindOfLevel: Readonly<Partial<Record<ScopeLevel, GroupKind>>> = {
	cluster: clusterKind,
	workspace: workspaceKind,
	nodegroup: nodeGroupKind,
	namespace: namespaceKind,
};

function isKnown(workspace: Workspace, kind: GroupKind, name: string): boolean {
	if (workspace.named(kind, name).length > 0) return true;
	if (kind === namespaceKind && workspace.derived(listedNamespaces).has(name)) return true;
	return workspace
		.clusters()
		.some(({ objects }) => objects.some((live) => `${live.group}/${live.kind}` === kind && live.name === name));
}
