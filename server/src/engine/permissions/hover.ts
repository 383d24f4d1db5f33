import type { ManifestDocument } from "../document";
import type { Wording } from "../lint/rule";
import { groupKindOf, type ManifestObject, objectsIn } from "../semantic/objects";
import { textIn } from "../semantic/read";
import type { Workspace } from "../semantic/workspace";
import type { Span } from "../text/span";
import { nodeAt } from "../yaml/cursor";
import type { Path } from "../yaml/path";
import { type Binding, bindingsNamed } from "./bindings";
import { clusterRolesNamed } from "./clusterRoles";
import { type GivenRole, rolesOf } from "./decide";
import { type Grant, permissionRows } from "./grants";
import { effectiveRoles, missingDependencies } from "./iamRoles";
import * as kinds from "./kinds";
import { rulesAt } from "./policyRule";
import { rolesHeld } from "./queries";
import { identityOf } from "./subjects";
import { permissionTable } from "./table";
import { dependencyClosure, templatesNamed } from "./templates";
import { plain, say, scopeText, subjectText } from "./wording";

/** What to tell of permissions at a place. */
export interface PermissionHover {
	/** Markdown. */
	readonly text: Wording;
	readonly span: Span;
}

/** What roles, templates, bindings and their subjects give, for a hover; `undefined` at any other place. */
export function permissionHover(
	document: ManifestDocument,
	uri: string,
	offset: number,
	workspace: Workspace,
): PermissionHover | undefined {
	const objects = objectsIn(document, uri).filter((object) => subjectsOfHover.has(groupKindOf(object)));
	if (objects.length === 0) return undefined;
	const at = nodeAt(document, offset);
	if (at === undefined) return undefined;
	const object = objects.find(({ path }) => path.every((step, index) => at.path[index] === step));
	if (object === undefined) return undefined;
	const text = textAt(object, at.path.slice(object.path.length), workspace);
	return text && { text, span: at.span };
}

const bindingKinds: ReadonlySet<string> = new Set([
	kinds.iamBindingKind,
	kinds.roleBindingKind,
	kinds.clusterRoleBindingKind,
]);

const subjectsOfHover: ReadonlySet<string> = new Set([...kinds.rulesPaths.keys(), ...bindingKinds]);

function textAt(object: ManifestObject, path: Path, workspace: Workspace): Wording | undefined {
	const kind = groupKindOf(object);
	if (bindingKinds.has(kind)) return bindingText(object, path, workspace);
	const place = path.join(".");
	if (kind === kinds.roleTemplateKind) {
		return place === "metadata.name" || place === `metadata.annotations.${kinds.dependenciesAnnotation}`
			? templateText(object.name, workspace)
			: undefined;
	}
	if (kind === kinds.iamRoleKind) return iamRoleText(object, path, workspace);
	if (place !== "metadata.name") return undefined;
	const grants = grantsOf(object, workspace);
	return grants.length === 0 ? undefined : titled(rulesTitle, permissionTable(permissionRows(grants), object));
}

const rulesTitle = say("**Effective rules**", "**有效规则**");

function grantsOf(object: ManifestObject, workspace: Workspace): readonly Grant[] {
	if (groupKindOf(object) === kinds.clusterRoleKind) {
		return workspace.derived(clusterRolesNamed, object.name).find((role) => role.object === object)?.grants ?? [];
	}
	return rulesAt(object.data, ["rules"]).map(({ rule, path }) => ({
		rule,
		source: { kind: "object", object, path, via: "own" },
	}));
}

function iamRoleText(object: ManifestObject, path: Path, workspace: Workspace): Wording | undefined {
	const role = workspace.derived(effectiveRoles, object.name).find((one) => one.object === object);
	if (role === undefined) return undefined;
	const place = path.join(".");
	const aggregation = "spec.aggregationRoleTemplates";
	if (place.startsWith(`${aggregation}.templateNames.`)) {
		const name = textIn(object.data, ...path);
		return name === undefined ? undefined : templateText(name, workspace);
	}
	if (place === `${aggregation}.roleSelector` || place.startsWith(`${aggregation}.roleSelector.`)) {
		const names = role.templates.filter(({ via }) => via === "roleSelector").map(({ name }) => name);
		return say(
			`**Selected templates: ${names.length}** ${list(names)}`,
			`**选中的模板：${names.length}** ${list(names)}`,
		);
	}
	if (place !== "metadata.name") return undefined;
	const missing = missingDependencies(workspace, role).map(({ name }) => name);
	const parts = [titled(roleTitle(role.templates.length, role.uiPermissions.length), roleTable(role))];
	if (missing.length > 0) {
		parts.push(
			say(`Needed by its templates and not taken in: ${list(missing)}`, `其模板所依赖但未引入的模板：${list(missing)}`),
		);
	}
	return joined(parts);
}

function roleTitle(templates: number, console: number): Wording {
	return say(
		`**Effective rules** · templates: ${templates} · console permissions: ${console}`,
		`**有效规则** · 模板：${templates} · 控制台权限：${console}`,
	);
}

function roleTable(role: GivenRole): Wording {
	return permissionTable(permissionRows(role.grants), role.object);
}

function templateText(name: string, workspace: Workspace): Wording | undefined {
	const [template] = workspace.derived(templatesNamed, name);
	if (template === undefined) return undefined;
	const { object, rules } = template;
	const grants = rules.map(({ rule, path }): Grant => ({ rule, source: { kind: "object", object, path, via: "own" } }));
	const parts = [titled(rulesTitle, permissionTable(permissionRows(grants), object))];
	const names = workspace.derived(dependencyClosure, name);
	if (names.length > 0) {
		parts.push(
			say(
				`Needs, directly or through others (a role has to take them in itself): ${list(names)}`,
				`直接或间接依赖（角色需自行引入）：${list(names)}`,
			),
		);
	}
	return joined(parts);
}

function bindingText(object: ManifestObject, path: Path, workspace: Workspace): Wording | undefined {
	const key = `${groupKindOf(object)}\n${object.name}`;
	const binding = workspace.derived(bindingsNamed, key).find((one) => one.object === object);
	if (binding === undefined) return undefined;
	const place = path.join(".");
	if (place === "metadata.name" || place === binding.roleRef.path.join(".")) return roleGiven(binding, workspace);
	const bound = binding.subjects.find((one) => place === [...one.path, "name"].join("."));
	if (bound === undefined) return undefined;
	const who = identityOf(workspace, bound.subject);
	const lines = rolesHeld(workspace, who).map(({ binding: held, subject }) => {
		const scope = scopeText(held.scope);
		const name = `\`${held.roleRef.name}\``;
		const through = subjectText(subject.subject);
		const via = through === subjectText(bound.subject) ? "" : ` (${through})`;
		return say(`- ${scope.en}: ${name}${via}`, `- ${scope["zh-cn"]}：${name}${via}`);
	});
	const title = say(
		`**${subjectText(bound.subject)}** holds ${lines.length === 1 ? "1 role" : `${lines.length} roles`} in these files`,
		`**${subjectText(bound.subject)}** 在文件中拥有 ${lines.length} 个角色`,
	);
	return titled(title, joined(lines.slice(0, most), "\n"));
}

/** How many lines a list in a hover has at most. */
const most = 15;

function roleGiven(binding: Binding, workspace: Workspace): Wording | undefined {
	const [role] = rolesOf(workspace, binding);
	const { name } = binding.roleRef;
	if (role === undefined) return undefined;
	const scope = scopeText(binding.scope);
	const title = say(`**${name}** in ${scope.en}`, `**${name}**，作用域：${scope["zh-cn"]}`);
	return titled(title, permissionTable(permissionRows(role.grants), role.object));
}

function list(names: readonly string[]): string {
	const shown = names.slice(0, most).map((name) => `\`${name}\``);
	return `${shown.join(", ")}${names.length > most ? " …" : ""}`;
}

function titled(title: Wording, content: Wording): Wording {
	return joined([title, content]);
}

function joined(parts: readonly Wording[], gap = "\n\n"): Wording {
	if (parts.length === 0) return plain("");
	return say(parts.map(({ en }) => en).join(gap), parts.map((part) => part["zh-cn"]).join(gap));
}
