import type { Workspace } from "../semantic/workspace";
import { closest } from "../text/closest";
import { rulesPaths } from "./kinds";
import { rulesAt } from "./policyRule";

/** A resource as RBAC names it. */
export interface ResourceName {
	/** Empty for the core group. */
	readonly group: string;
	readonly resource: string;
	readonly subresource: string;
}

export type ResourceLookup =
	| { readonly kind: "found"; readonly name: ResourceName }
	/** Several groups have such a resource; the text has to say which. */
	| { readonly kind: "ambiguous"; readonly groups: readonly string[] }
	/** @see closest */
	| { readonly kind: "unknown"; readonly meant: readonly string[] };

/**
 * Reads a resource as kubectl takes it: `deployments.apps`, `deployments`, `pods/log`, `deployments.apps/scale`, also a
 * kind (`Deployment`). With a group, it is taken as it stands; without, as known kinds and rules say. The core group is
 * `pods.` or plain.
 */
export function readResource(text: string, workspace: Workspace): ResourceLookup {
	const [whole = "", ...rest] = text.split("/");
	const subresource = rest.join("/");
	const dot = whole.indexOf(".");
	if (dot >= 0) {
		const [resource, group] = [whole.slice(0, dot).toLowerCase(), whole.slice(dot + 1).toLowerCase()];
		return { kind: "found", name: { group, resource, subresource } };
	}
	if (whole === "*") return { kind: "found", name: { group: "*", resource: "*", subresource } };
	const word = whole.toLowerCase();
	const plural = pluralOf(word, workspace);
	const inKinds = groupsOf(plural, workspace);
	const groups = inKinds.length > 0 ? inKinds : (workspace.derived(resourcesInRules).get(word) ?? []);
	const [only, ...others] = groups;
	if (only === undefined) {
		const known = [
			...workspace.registry.entries.map((entry) => entry.plural),
			...workspace.derived(resourcesInRules).keys(),
		];
		return { kind: "unknown", meant: closest(word, new Set(known)) };
	}
	const builtin = groups.filter((group) => workspace.registry.isBuiltinGroup(group));
	// As kubectl does: what is built in goes first, the core group before all others.
	const group = others.length === 0 ? only : groups.includes("") ? "" : builtin.length === 1 ? builtin[0] : undefined;
	if (group === undefined) return { kind: "ambiguous", groups };
	return { kind: "found", name: { group, resource: plural, subresource } };
}

/** A resource as it is written: `deployments.apps/scale`. */
export function resourceText({ group, resource, subresource }: ResourceName): string {
	return `${resource}${group === "" ? "" : `.${group}`}${subresource === "" ? "" : `/${subresource}`}`;
}

function pluralOf(word: string, workspace: Workspace): string {
	const { entries } = workspace.registry;
	if (entries.some(({ plural }) => plural === word)) return word;
	return entries.find(({ kind }) => kind.toLowerCase() === word)?.plural ?? word;
}

function groupsOf(plural: string, workspace: Workspace): string[] {
	const found = workspace.registry.entries.filter((entry) => entry.form !== "file" && entry.plural === plural);
	return [...new Set(found.map(({ group }) => group))].sort();
}

/** Every resource that rules of the files name, with its groups. */
export function resourcesInRules(workspace: Workspace): ReadonlyMap<string, readonly string[]> {
	const found = new Map<string, Set<string>>();
	for (const [kind, path] of rulesPaths) {
		for (const { data } of workspace.ofKind(kind)) {
			for (const { rule } of rulesAt(data, path)) {
				for (const text of rule.resources) {
					const [resource = ""] = text.split("/");
					if (resource === "*" || resource === "") continue;
					const groups = found.get(resource) ?? new Set();
					for (const group of rule.apiGroups) if (group !== "*") groups.add(group);
					found.set(resource, groups);
				}
			}
		}
	}
	return new Map([...found].sort().map(([resource, groups]) => [resource, [...groups].sort()]));
}
