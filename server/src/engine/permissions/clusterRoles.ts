import type { ManifestObject } from "../semantic/objects";
import { isObject } from "../semantic/objects";
import { isPartial } from "../semantic/partial";
import { listIn } from "../semantic/read";
import type { Workspace } from "../semantic/workspace";
import { builtinRules, builtinSelectors } from "./builtinRoles";
import type { Grant } from "./grants";
import { clusterRoleKind, roleKind } from "./kinds";
import { rulesAt } from "./policyRule";
import { matchesSelector } from "./selector";
import { wholeObjects } from "./whole";

/** A Role or ClusterRole with all its rules. */
export interface KubernetesRole {
	/** `undefined` for a ClusterRole that every cluster has and no file says. */
	readonly object: ManifestObject | undefined;
	readonly grants: readonly Grant[];
}

/**
 * The ClusterRoles of a name. Where one aggregates, its rules are those of all ClusterRoles that its selectors match, and
 * what it says itself does not count: the control plane overwrites it.
 */
export function clusterRolesNamed(workspace: Workspace, name: string): readonly KubernetesRole[] {
	const declared = wholeObjects(workspace, workspace.named(clusterRoleKind, name)).map((object): KubernetesRole => {
		const rule = object.data.aggregationRule;
		if (!isObject(rule)) return { object, grants: ownGrants(object) };
		const selectors = listIn(rule, "clusterRoleSelectors");
		const fits = (other: ManifestObject) =>
			other !== object && selectors.some((selector) => matchesSelector(other.labels, selector));
		return { object, grants: aggregated(workspace, fits) };
	});
	if (declared.length > 0) return declared;
	const rules = builtinRules(name);
	if (rules === undefined) return [];
	const own = rules.map((rule): Grant => ({ rule, source: { kind: "builtin", role: name } }));
	const labels = builtinSelectors(name);
	if (labels.length === 0) return [{ object: undefined, grants: own }];
	const fits = (other: ManifestObject) => labels.some((label) => other.labels[label] === "true");
	return [{ object: undefined, grants: [...own, ...aggregated(workspace, fits)] }];
}

/** The rules of the ClusterRoles that are taken in. Those that aggregate themselves give what they say. */
function aggregated(workspace: Workspace, fits: (other: ManifestObject) => boolean): Grant[] {
	return workspace.ofKind(clusterRoleKind).flatMap((part) =>
		fits(part) && !isPartial(part, workspace)
			? rulesAt(part.data, ["rules"]).map(
					({ rule, path }): Grant => ({
						rule,
						source: { kind: "object", object: part, path, via: "aggregationRule" },
					}),
				)
			: [],
	);
}

/** The Roles of a name and namespace. @param key the namespace and the name, with a slash between them */
export function rolesNamed(workspace: Workspace, key: string): readonly KubernetesRole[] {
	const [namespace = "", name = ""] = key.split("/");
	return wholeObjects(workspace, workspace.named(roleKind, name))
		.filter((object) => object.namespace === namespace)
		.map((object) => ({ object, grants: ownGrants(object) }));
}

function ownGrants(object: ManifestObject): Grant[] {
	return rulesAt(object.data, ["rules"]).map(({ rule, path }) => ({
		rule,
		source: { kind: "object", object, path, via: "own" },
	}));
}
