import type { Analysis } from "../analysis";
import { groupKindOf, type ManifestObject, objectsIn } from "../semantic/objects";
import { textIn } from "../semantic/read";
import { documentAt } from "../snapshot";
import { nodeAt } from "../yaml/cursor";
import { type PermissionRow, permissionRows } from "./grants";
import { effectiveRoles, missingDependencies } from "./iamRoles";
import { iamBindingKind, iamRoleKind, roleTemplateKind } from "./kinds";
import { dependencyClosure, templatesNamed } from "./templates";

/** The object at an offset of a file: of a List's items, the one that the offset is in. */
export function objectAt(analysis: Analysis, uri: string, offset: number): ManifestObject | undefined {
	const file = analysis.file(uri);
	const placed = file && documentAt(file, offset);
	if (placed === undefined) return undefined;
	const objects = objectsIn(placed.document, uri);
	const path = nodeAt(placed.document, offset - placed.start)?.path ?? [];
	return objects.findLast((object) => object.path.every((step, index) => path[index] === step)) ?? objects[0];
}

/** What a role or template gives, in one place. */
export interface EffectiveRules {
	readonly kind: string;
	readonly name: string;
	readonly rows: readonly PermissionRow[];
	/** The templates that it takes in; of a template, those that it needs. */
	readonly templates: readonly string[];
	readonly uiPermissions: readonly string[];
	/** Templates that are needed and not taken in. */
	readonly missing: readonly string[];
}

/** The effective rules of an IAMRole or RoleTemplate, or of the role that an IAMRoleBinding gives. */
export function effectiveRulesOf(analysis: Analysis, object: ManifestObject): EffectiveRules | undefined {
	const { workspace } = analysis;
	const kind = groupKindOf(object);
	if (kind === roleTemplateKind) {
		const template = workspace.derived(templatesNamed, object.name).find((one) => one.object === object);
		if (template === undefined) return undefined;
		const grants = template.rules.map(
			({ rule, path }) => ({ rule, source: { kind: "object", object, path, via: "own" } }) as const,
		);
		const templates = workspace.derived(dependencyClosure, object.name);
		const { uiPermissions } = template;
		return {
			kind: object.kind,
			name: object.name,
			rows: permissionRows(grants),
			templates,
			uiPermissions,
			missing: [],
		};
	}
	if (kind !== iamRoleKind && kind !== iamBindingKind) return undefined;
	const name = kind === iamRoleKind ? object.name : (textIn(object.data, "spec", "roleRef", "name") ?? "");
	const roles = workspace.derived(effectiveRoles, name);
	const role = kind === iamRoleKind ? roles.find((one) => one.object === object) : roles[0];
	if (role === undefined) return undefined;
	return {
		kind: role.object.kind,
		name,
		rows: permissionRows(role.grants),
		templates: role.templates.map((template) => template.name),
		uiPermissions: role.uiPermissions.map(({ text }) => text),
		missing: missingDependencies(workspace, role).map((missing) => missing.name),
	};
}
