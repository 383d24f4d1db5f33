import { effectiveRoles } from "../../../permissions/iamRoles";
import { iamRoleKind, roleKind } from "../../../permissions/kinds";
import { type LocatedRule, rulesAt } from "../../../permissions/policyRule";
import { scopeOf } from "../../../permissions/scope";
import type { SchemaRegistry } from "../../../schema/registry";
import { groupKindOf } from "../../../semantic/objects";
import type { Path } from "../../../yaml/path";
import type { Rule, Wording } from "../../rule";

export const clusterResourceInRole: Rule = {
	id: "cluster-resource-in-role",
	level: "warning",
	topic: "permission",
	title: {
		en: "A role of a namespace names resources that have no namespace",
		"zh-cn": "命名空间级角色包含集群级资源",
	},
	why: {
		en: "A Role holds in one namespace, and so does what the platform makes of an IAMRole with the scope `namespace`. Nodes, persistent volumes or storage classes are in no namespace, and no URL is: such a rule is accepted and allows nothing. Move it to a ClusterRole with a ClusterRoleBinding, or to an IAMRole of a wider scope.",
		"zh-cn":
			"Role 只在一个命名空间中生效，平台为作用域为 `namespace` 的 IAMRole 生成的对象也是如此。节点、持久卷、存储类不属于任何命名空间，URL 也不属于：这样的规则会被接受，但不允许任何操作。请把它移到 ClusterRole（配合 ClusterRoleBinding），或作用域更大的 IAMRole。",
	},
	kinds: [roleKind, iamRoleKind],
	check({ object, data, workspace, report }) {
		const { registry } = workspace;
		if (groupKindOf(object) === roleKind) {
			for (const located of rulesAt(data, ["rules"])) {
				for (const { path, message } of outOfPlace(located, registry)) report({ path, message });
			}
			return;
		}
		if (scopeOf(object)?.level !== "namespace") return;
		for (const located of rulesAt(data, ["spec", "rules"])) {
			for (const { path, message } of outOfPlace(located, registry)) report({ path, message });
		}
		const role = workspace.derived(effectiveRoles, object.name).find((one) => one.object === object);
		for (const { source, rule } of role?.grants ?? []) {
			if (source.kind !== "object" || source.via !== "templateNames") continue;
			const [first] = outOfPlace({ rule: { ...rule, nonResourceURLs: [] }, path: source.path }, registry);
			const taken = role?.templates.find(({ name }) => name === source.object.name);
			if (first === undefined || taken === undefined) continue;
			report({
				path: taken.path,
				message: {
					en: `Template "${taken.name}" has rules for resources that are in no namespace; they do nothing in this role.`,
					"zh-cn": `模板 "${taken.name}" 包含针对集群级资源的规则，在该角色中不起作用。`,
				},
				related: [{ object: source.object, path: first.path, message: first.message }],
			});
		}
	},
};

/** What a rule names that a Role has no power over. */
function outOfPlace(
	{ rule, path }: LocatedRule,
	registry: SchemaRegistry,
): { readonly path: Path; readonly message: Wording }[] {
	const found: { readonly path: Path; readonly message: Wording }[] = [];
	for (const [index, text] of rule.resources.entries()) {
		const [resource = ""] = text.split("/");
		// A request for one namespace counts as one within it, so a Role can allow to read its own.
		if (resource === "*" || resource === "namespaces") continue;
		const { apiGroups } = rule;
		if (apiGroups.length === 0 || !apiGroups.every((group) => isClusterWide(registry, group, resource))) continue;
		found.push({
			path: [...path, "resources", index],
			message: {
				en: `"${text}" is in no namespace, so a role of one namespace allows nothing on it. Put the rule into a ClusterRole, or a role of a wider scope.`,
				"zh-cn": `"${text}" 不属于任何命名空间，命名空间级角色对它不起作用。请把规则放进 ClusterRole 或作用域更大的角色。`,
			},
		});
	}
	if (rule.nonResourceURLs.length > 0) {
		found.push({
			path: [...path, "nonResourceURLs"],
			message: {
				en: "URLs are in no namespace, so a role of one namespace allows nothing on them. Put the rule into a ClusterRole, or a role of a wider scope.",
				"zh-cn": "URL 不属于任何命名空间，命名空间级角色对它不起作用。请把规则放进 ClusterRole 或作用域更大的角色。",
			},
		});
	}
	return found;
}

/** True for a resource that is known to have no namespaces. */
function isClusterWide(registry: SchemaRegistry, group: string, resource: string): boolean {
	const known = registry.entries.filter((entry) => entry.group === group && entry.plural === resource);
	return known.length > 0 && known.every(({ namespaced }) => !namespaced);
}
