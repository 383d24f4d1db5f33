import type { ManifestObject } from "../semantic/objects";
import type { Path } from "../yaml/path";
import type { PolicyRule } from "./policyRule";

/** Where a rule stands, and how a role came by it. */
export type RuleSource =
	| {
			readonly kind: "object";
			/** The role itself, or the template or ClusterRole that the rule was taken from. */
			readonly object: ManifestObject;
			/** To the rule, from that object's root. */
			readonly path: Path;
			readonly via: "own" | "templateNames" | "roleSelector" | "aggregationRule";
			/** Where the role says that it takes the template in, from the role's root. */
			readonly takenAt?: Path;
	  }
	/** A ClusterRole that every cluster has. */
	| { readonly kind: "builtin"; readonly role: string };

/** A rule of a role, with where it comes from. */
export interface Grant {
	readonly rule: PolicyRule;
	readonly source: RuleSource;
}

/** Rules brought together: what may be done with some resources, or URLs. */
export interface PermissionRow {
	/** Empty for URLs. */
	readonly groups: readonly string[];
	readonly resources: readonly string[];
	/** Empty: all objects. */
	readonly names: readonly string[];
	readonly urls: readonly string[];
	readonly verbs: readonly string[];
	/** The rules that it comes from, each once. */
	readonly sources: readonly RuleSource[];
}

interface Atom {
	readonly group: string;
	readonly resource: string;
	readonly names: readonly string[];
	readonly url: string;
	readonly verbs: Set<string>;
	readonly sources: Set<RuleSource>;
}

/**
 * Rules in normal form: each resource (of a group, with the same limits to names) stands in one row with all its verbs;
 * resources with the same verbs share a row, and so do groups with the same resources. Sorted by group and resource.
 */
export function permissionRows(grants: readonly Grant[]): PermissionRow[] {
	const rows = [...atomsOf(grants).values()].map(
		({ group, resource, names, url, verbs, sources }): PermissionRow => ({
			groups: url === "" ? [group] : [],
			resources: url === "" ? [resource] : [],
			names,
			urls: url === "" ? [] : [url],
			verbs: inUsualOrder(verbs),
			sources: [...sources],
		}),
	);
	const byResources = united(rows, "resources", ({ groups, names, urls, verbs }) => [groups, names, urls, verbs]);
	const byUrls = united(byResources, "urls", ({ groups, resources, verbs }) => [groups, resources, verbs]);
	const byGroups = united(byUrls, "groups", ({ resources, names, urls, verbs }) => [resources, names, urls, verbs]);
	return byGroups.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

function atomsOf(grants: readonly Grant[]): ReadonlyMap<string, Atom> {
	const atoms = new Map<string, Atom>();
	const add = (grant: Grant, group: string, resource: string, url: string) => {
		const names = url === "" ? [...new Set(grant.rule.resourceNames)].sort() : [];
		const key = JSON.stringify([group, resource, url, names]);
		let atom = atoms.get(key);
		if (atom === undefined) {
			atom = { group, resource, names, url, verbs: new Set(), sources: new Set() };
			atoms.set(key, atom);
		}
		for (const verb of grant.rule.verbs) atom.verbs.add(verb);
		atom.sources.add(grant.source);
	};
	for (const grant of grants) {
		const { verbs, apiGroups, resources, nonResourceURLs } = grant.rule;
		if (verbs.length === 0) continue;
		for (const group of apiGroups) for (const resource of resources) add(grant, group, resource, "");
		for (const url of nonResourceURLs) add(grant, "", "", url);
	}
	return atoms;
}

/** Rows that are the same but for one list become one. */
function united(
	rows: readonly PermissionRow[],
	list: "groups" | "resources" | "urls",
	sameness: (row: PermissionRow) => unknown,
): PermissionRow[] {
	const known = new Map<string, PermissionRow>();
	for (const row of rows) {
		const key = JSON.stringify([row[list].length > 0, sameness(row)]);
		const other = known.get(key);
		known.set(
			key,
			other === undefined
				? row
				: {
						...other,
						[list]: [...new Set([...other[list], ...row[list]])].sort(),
						sources: [...new Set([...other.sources, ...row.sources])],
					},
		);
	}
	return [...known.values()];
}

const usualVerbs = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"];

/** Verbs as one usually writes them; all verbs where `*` is among them. */
export function inUsualOrder(verbs: Iterable<string>): string[] {
	const all = new Set(verbs);
	if (all.has("*")) return ["*"];
	return [
		...usualVerbs.filter((verb) => all.has(verb)),
		...[...all].filter((verb) => !usualVerbs.includes(verb)).sort(),
	];
}

function sortKey({ groups, resources, urls }: PermissionRow): string {
	return JSON.stringify([urls.length > 0, groups, resources, urls]);
}
