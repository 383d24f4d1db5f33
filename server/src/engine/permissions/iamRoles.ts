import type { ManifestObject } from "../semantic/objects";
import { listIn, objectIn } from "../semantic/read";
import type { Workspace } from "../semantic/workspace";
import type { Path } from "../yaml/path";
import type { Grant } from "./grants";
import { iamRoleKind } from "./kinds";
import { covers, rulesAt } from "./policyRule";
import { type Scope, scopeOf } from "./scope";
import { selectedTemplates, templatesNamed } from "./templates";
import { wholeObjects } from "./whole";

/** A template that a role takes in. */
export interface TakenTemplate {
	readonly name: string;
	readonly via: "templateNames" | "roleSelector";
	/** Where the role says so, from its root. */
	readonly path: Path;
	/** False where no file has a template of this name. */
	readonly found: boolean;
}

/** A console permission of a role. */
export interface ConsolePermission {
	readonly text: string;
	/** The template that it comes from; `undefined` for the role's own. */
	readonly template: string | undefined;
}

/** All that an IAMRole gives: its own rules and those of the templates that it takes in. */
export interface EffectiveRole {
	readonly object: ManifestObject;
	readonly scope: Scope | undefined;
	readonly templates: readonly TakenTemplate[];
	/** Own rules first, then those of templates, in the order in which the role takes them in. */
	readonly grants: readonly Grant[];
	/** Each once. */
	readonly uiPermissions: readonly ConsolePermission[];
}

const aggregation = ["spec", "aggregationRoleTemplates"] as const;

/** The IAMRoles of a name with their effective rules: one, unless files contradict each other. */
export function effectiveRoles(workspace: Workspace, name: string): readonly EffectiveRole[] {
	return wholeObjects(workspace, workspace.named(iamRoleKind, name)).map((object) => effectiveRole(workspace, object));
}

function effectiveRole(workspace: Workspace, object: ManifestObject): EffectiveRole {
	const { data } = object;
	const grants: Grant[] = rulesAt(data, ["spec", "rules"]).map(({ rule, path }) => ({
		rule,
		source: { kind: "object", object, path, via: "own" },
	}));
	const permissions = new Map<string, string | undefined>();
	for (const text of listIn(data, "spec", "uiPermissions")) {
		if (typeof text === "string") permissions.set(text, undefined);
	}
	const templates = takenTemplates(workspace, object);
	for (const { name, via, path: takenAt } of templates) {
		for (const template of workspace.derived(templatesNamed, name)) {
			for (const { rule, path } of template.rules) {
				grants.push({ rule, source: { kind: "object", object: template.object, path, via, takenAt } });
			}
			for (const text of template.uiPermissions) if (!permissions.has(text)) permissions.set(text, name);
		}
	}
	return {
		object,
		scope: scopeOf(object),
		templates,
		grants,
		uiPermissions: [...permissions].map(([text, template]) => ({ text, template })),
	};
}

/** The templates that a role takes in, each once: those that it names, then those that its selector finds, by name. */
function takenTemplates(workspace: Workspace, { data }: ManifestObject): TakenTemplate[] {
	const taken = new Map<string, TakenTemplate>();
	for (const [index, name] of listIn(data, ...aggregation, "templateNames").entries()) {
		if (typeof name !== "string" || taken.has(name)) continue;
		const path = [...aggregation, "templateNames", index];
		taken.set(name, { name, via: "templateNames", path, found: workspace.derived(templatesNamed, name).length > 0 });
	}
	const selector = objectIn(data, ...aggregation, "roleSelector");
	if (selector !== undefined) {
		for (const name of workspace.derived(selectedTemplates, JSON.stringify(selector)).split("\n")) {
			if (name === "" || taken.has(name)) continue;
			taken.set(name, { name, via: "roleSelector", path: [...aggregation, "roleSelector"], found: true });
		}
	}
	return [...taken.values()];
}

/** A template that a role should take in, because one that it takes in needs it. */
export interface MissingDependency {
	readonly name: string;
	/** The template that names it as a dependency. */
	readonly askedBy: string;
	/** The template of the role through which it is needed. */
	readonly through: TakenTemplate;
	/** False where no file has a template of this name. */
	readonly found: boolean;
}

/**
 * The templates that a role's templates need, directly or through others, and that the role does not take in. A role takes
 * in what it names and selects, and nothing on account of dependencies. Left out is what gives nothing that the role does
 * not have anyway.
 */
export function missingDependencies(workspace: Workspace, role: EffectiveRole): MissingDependency[] {
	const met = new Set(role.templates.map(({ name }) => name));
	const rules = role.grants.map(({ rule }) => rule);
	const permissions = new Set(role.uiPermissions.map(({ text }) => text));
	const missing: MissingDependency[] = [];
	const waiting = role.templates.map((through) => ({ name: through.name, through }));
	// What is needed grows while it is looked through; each template is met once.
	for (const { name: askedBy, through } of waiting) {
		for (const name of workspace.derived(templatesNamed, askedBy).flatMap(({ dependencies }) => dependencies)) {
			if (met.has(name)) continue;
			met.add(name);
			waiting.push({ name, through });
			const templates = workspace.derived(templatesNamed, name);
			const adds = templates.some(
				(template) =>
					template.rules.some(({ rule }) => !covers(rules, rule)) ||
					template.uiPermissions.some((text) => !permissions.has(text)),
			);
			if (adds || templates.length === 0) missing.push({ name, askedBy, through, found: templates.length > 0 });
		}
	}
	return missing;
}
