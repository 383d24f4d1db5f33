import { stringify } from "yaml";
import type { Wording } from "../lint/rule";
import { groupKindOf, isObject, type ManifestObject } from "../semantic/objects";
import { listIn } from "../semantic/read";
import type { Workspace } from "../semantic/workspace";
import { type Binding, bindingIndex, bindingsNamed } from "./bindings";
import { type PermissionRow, permissionRows } from "./grants";
import { sourceName } from "./grantText";
import { type EffectiveRole, effectiveRoles } from "./iamRoles";
import { iamBindingKind, iamRoleKind, roleTemplateKind, scopeLabel, scopeValueLabel } from "./kinds";
import type { Scope } from "./scope";
import { levelText, say } from "./wording";

/** Kinds that the platform makes RBAC objects of. */
export const generatingKinds: readonly string[] = [iamRoleKind, iamBindingKind, roleTemplateKind];

/** One object that the platform makes, with what to tell of it. */
interface GeneratedObject {
	readonly comments: readonly Wording[];
	readonly head: Readonly<Record<string, unknown>>;
	/** Rules of a role, each with where it comes from. */
	readonly rules?: readonly { readonly row: PermissionRow; readonly from: Wording }[];
	/** What follows the head in a binding. */
	readonly tail?: Readonly<Record<string, unknown>>;
}

/**
 * The Roles, ClusterRoles and bindings that the platform makes of an IAMRole, an IAMRoleBinding (with the role that it
 * gives), or of the roles that take a RoleTemplate in.
 *
 * @param words picks the reader's language
 * @returns YAML with comments; `undefined` for any other kind
 */
export function generatedRbac(
	workspace: Workspace,
	object: ManifestObject,
	words: (wording: Wording) => string,
): string | undefined {
	const objects = objectsFor(workspace, object);
	if (objects === undefined) return undefined;
	const head = preamble(objects.length)
		.map((line) => `# ${words(line)}\n`)
		.join("");
	return [head, ...objects.map((one) => written(one, words))].join("---\n");
}

function preamble(count: number): readonly Wording[] {
	if (count === 0) return [say("Nothing follows from this object.", "该对象不会生成任何对象。")];
	return [
		say(
			"What the Edge Platform makes of this object. Names and labels follow its documentation; rules with the same verbs are brought together.",
			"边缘平台根据该对象生成的内容。名称和标签依据平台文档；动词相同的规则已合并。",
		),
		say(
			"Inferred: names in namespaces, and that rules keep this order. Left out: owner references, which need a uid.",
			"推断内容：命名空间内对象的名称，以及规则的顺序。省略内容：需要 uid 的属主引用。",
		),
	];
}

function objectsFor(workspace: Workspace, object: ManifestObject): readonly GeneratedObject[] | undefined {
	switch (groupKindOf(object)) {
		case iamRoleKind:
			return effectiveOf(workspace, object).flatMap((role) => rolesFor(workspace, role));
		case iamBindingKind: {
			const key = `${iamBindingKind}\n${object.name}`;
			const own = workspace.derived(bindingsNamed, key).filter((one) => one.object === object);
			return own.flatMap((binding) => bindingWithRole(workspace, binding));
		}
		case roleTemplateKind: {
			const names = new Set(workspace.ofKind(iamRoleKind).map(({ name }) => name));
			return [...names].flatMap((name) =>
				workspace
					.derived(effectiveRoles, name)
					.filter(({ templates }) => templates.some((template) => template.name === object.name))
					.flatMap((role) => rolesFor(workspace, role)),
			);
		}
		default:
			return undefined;
	}
}

function effectiveOf(workspace: Workspace, object: ManifestObject): readonly EffectiveRole[] {
	return workspace.derived(effectiveRoles, object.name).filter((role) => role.object === object);
}

/** A role's objects: one where it says its scope in full, else one for each scope in which it is bound. */
function rolesFor(workspace: Workspace, role: EffectiveRole): GeneratedObject[] {
	const { scope } = role;
	if (scope === undefined) return [];
	if (scope.level === "platform" || scope.value !== "") return [roleIn(role, scope)];
	const bound = workspace
		.derived(bindingIndex)
		.all.filter(({ system, roleRef }) => system === "platform" && roleRef.name === role.object.name)
		.flatMap((binding) => (binding.scope.level === scope.level ? [binding.scope.value] : []));
	const values = [...new Set(bound)].sort();
	if (values.length > 0) return values.map((value) => roleIn(role, { level: scope.level, value }));
	const level = levelText(scope.level);
	const comment = say(
		`The role is bound nowhere in these files; one object is made for each ${level.en} that it is used in.`,
		`文件中没有绑定该角色；每个使用它的${level["zh-cn"]}会各生成一个对象。`,
	);
	return [roleIn(role, { level: scope.level, value: `<${scope.level}>` }, [comment])];
}

function roleIn(role: EffectiveRole, scope: Scope, comments: readonly Wording[] = []): GeneratedObject {
	const { object, grants } = role;
	const inNamespace = scope.level === "namespace";
	const rows = permissionRows(grants);
	const usable = inNamespace ? rows.filter(({ urls }) => urls.length === 0) : rows;
	const all = [...comments];
	if (usable.length < rows.length) {
		all.push(
			say("Rules for URLs are left out: a Role cannot hold them.", "已省略针对 URL 的规则：Role 不支持这类规则。"),
		);
	}
	if (scope.level === "platform") {
		all.push(say("Made on the host and on all member clusters.", "在主集群和所有成员集群上生成。"));
	}
	return {
		comments: all,
		head: {
			apiVersion: "rbac.authorization.k8s.io/v1",
			kind: inNamespace ? "Role" : "ClusterRole",
			metadata: {
				name: generatedName("iam", scope, object.name),
				...(inNamespace && { namespace: scope.value }),
				labels: { ...labelsOf(scope), "iam.theriseunion.io/role": object.name },
			},
		},
		rules: usable.map((row) => ({ row, from: fromText(row, object) })),
	};
}

function fromText(row: PermissionRow, role: ManifestObject): Wording {
	const names = row.sources.map((source) => sourceName(source, role));
	const list = (language: "en" | "zh-cn") => [...new Set(names.map((name) => name[language]))].join(", ");
	return say(list("en"), list("zh-cn"));
}

function bindingWithRole(workspace: Workspace, { object, scope, roleRef }: Binding): GeneratedObject[] {
	if (!("value" in scope)) return [];
	const inNamespace = scope.level === "namespace";
	const roles = workspace.derived(effectiveRoles, roleRef.name).filter((role) => {
		const own = role.scope;
		return own === undefined || (own.level === scope.level && (own.value === "" || own.value === scope.value));
	});
	const comments: Wording[] = [];
	if (roles.length === 0) {
		comments.push(
			say(
				`No file has an IAMRole ${roleRef.name} for this scope, so the role that this refers to may not exist.`,
				`文件中没有适用于该作用域的 IAMRole ${roleRef.name}，因此引用的角色可能不存在。`,
			),
		);
	}
	const binding: GeneratedObject = {
		comments,
		head: {
			apiVersion: "rbac.authorization.k8s.io/v1",
			kind: inNamespace ? "RoleBinding" : "ClusterRoleBinding",
			metadata: {
				name: generatedName("iamrb", scope, object.name),
				...(inNamespace && { namespace: scope.value }),
				labels: labelsOf(scope),
			},
		},
		tail: {
			subjects: listIn(object.data, "spec", "subjects").filter(isObject),
			roleRef: {
				apiGroup: "rbac.authorization.k8s.io",
				kind: inNamespace ? "Role" : "ClusterRole",
				name: generatedName("iam", scope, roleRef.name),
			},
		},
	};
	return [binding, ...roles.map((role) => roleIn(role, scope))];
}

function generatedName(sort: "iam" | "iamrb", scope: Scope, name: string): string {
	return `rs:${sort}:${scope.level}:${scopeValue(scope)}:${name}`;
}

function labelsOf(scope: Scope): Readonly<Record<string, string>> {
	return {
		"iam.theriseunion.io/managed": "true",
		[scopeLabel]: scope.level,
		[scopeValueLabel]: scopeValue(scope),
	};
}

function scopeValue({ level, value }: Scope): string {
	return level === "platform" ? "global" : value;
}

function written({ comments, head, rules, tail }: GeneratedObject, words: (wording: Wording) => string): string {
	const said = comments.map((line) => `# ${words(line)}\n`).join("");
	const yaml = (value: unknown) => stringify(value, { lineWidth: 0 });
	if (rules === undefined) return said + yaml({ ...head, ...tail });
	if (rules.length === 0) return said + yaml({ ...head, rules: [] });
	const list = rules.map(({ row, from }) => {
		const item = yaml([ruleOf(row)]).replaceAll(/^(?=.)/gm, "  ");
		return `  # ${words(from)}\n${item}`;
	});
	return `${said}${yaml(head)}rules:\n${list.join("")}`;
}

function ruleOf({ groups, resources, names, urls, verbs }: PermissionRow): Readonly<Record<string, unknown>> {
	if (urls.length > 0) return { nonResourceURLs: urls, verbs };
	return { apiGroups: groups, resources, ...(names.length > 0 && { resourceNames: names }), verbs };
}
