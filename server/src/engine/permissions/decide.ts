import type { ManifestObject } from "../semantic/objects";
import type { Workspace } from "../semantic/workspace";
import { type Binding, bindingIndex, scopeKey } from "./bindings";
import { type ChainLevel, type RequestPlace, type ScopeChain, scopeChain } from "./chain";
import { clusterRolesNamed, rolesNamed } from "./clusterRoles";
import type { Grant } from "./grants";
import { effectiveRoles } from "./iamRoles";
import { iamRoleKind } from "./kinds";
import { type AccessRequest, allows } from "./policyRule";
import { type Scope, scopeOf } from "./scope";
import { type BoundSubject, type Identity, means } from "./subjects";

/** A level of the answer: one of the platform's, or Kubernetes' own bindings, which are asked last. */
export type DecisionLevel = ChainLevel | { readonly level: "kubernetes" };

/** A role that a binding gives, with what of it counts there. */
export interface GivenRole {
	/** `undefined` for a ClusterRole that every cluster has. */
	readonly object: ManifestObject | undefined;
	/** Of an IAMRole. */
	readonly scope: Scope | undefined;
	readonly grants: readonly Grant[];
}

/** A binding that means somebody, with what its role allows. */
export interface BindingStep {
	readonly binding: Binding;
	readonly subject: BoundSubject;
	/** Empty where no file has the role. */
	readonly roles: readonly GivenRole[];
	/** The rule that allows the request; `undefined` where none does. */
	readonly allowing: { readonly role: GivenRole; readonly grant: Grant } | undefined;
}

export interface LevelStep {
	readonly level: DecisionLevel;
	/** The bindings at this level that mean somebody. */
	readonly bindings: readonly BindingStep[];
	/** How many bindings this level has in all. */
	readonly of: number;
}

/** An answer with the way to it. */
export interface Decision {
	readonly allowed: boolean;
	readonly chain: ScopeChain;
	/** From the narrowest level to the one that allows; all of them where none does. */
	readonly steps: readonly LevelStep[];
	/** Why it is allowed; `superuser` for a member of `system:masters`, whom no role limits. */
	readonly by: BindingStep | "superuser" | "anonymous" | undefined;
}

/**
 * Decides a request: the first level, from the narrowest on, with a binding whose role allows it allows it; where none
 * does, it is denied. Kubernetes' own Roles and bindings are asked after those of the platform.
 */
export function decide(workspace: Workspace, who: Identity, request: AccessRequest, place: RequestPlace): Decision {
	const chain = scopeChain(workspace, place);
	if (who.groups.has("system:masters")) return { allowed: true, chain, steps: [], by: "superuser" };
	const steps: LevelStep[] = [];
	for (const level of decisionLevels(chain)) {
		const found = bindingsAt(workspace, level, place, chain);
		const bindings = found.flatMap((binding) => stepOf(workspace, binding, who, request) ?? []);
		steps.push({ level, bindings, of: found.length });
		const by = bindings.find(({ allowing }) => allowing !== undefined);
		if (by !== undefined) return { allowed: true, chain, steps, by };
	}
	if (anonymousAllows(workspace, request)) return { allowed: true, chain, steps, by: "anonymous" };
	return { allowed: false, chain, steps, by: undefined };
}

/** The levels to ask, in order. */
export function decisionLevels(chain: ScopeChain): DecisionLevel[] {
	return [...chain.levels, { level: "kubernetes" }];
}

/** The bindings of a level. */
export function bindingsAt(
	workspace: Workspace,
	level: DecisionLevel,
	{ namespace }: RequestPlace,
	chain: ScopeChain,
): readonly Binding[] {
	const { byScope } = workspace.derived(bindingIndex);
	if (level.level !== "kubernetes") {
		return (byScope.get(scopeKey(level)) ?? []).filter(({ system }) => system === "platform");
	}
	const everywhere = byScope.get(scopeKey({ level: "everywhere" })) ?? [];
	const scopes = new Set(chain.levels.map((one) => scopeKey(one)));
	if (namespace !== undefined) scopes.add(scopeKey({ level: "namespace", value: namespace }));
	const inScope = [...scopes].flatMap((key) => byScope.get(key) ?? []).filter(({ system }) => system === "kubernetes");
	return [...everywhere, ...inScope];
}

/** What a binding gives somebody; `undefined` where it does not mean them. */
export function stepOf(
	workspace: Workspace,
	binding: Binding,
	who: Identity,
	request: AccessRequest,
): BindingStep | undefined {
	const subject = binding.subjects.find((one) => means(one.subject, who));
	return subject && bindingStep(workspace, binding, subject, request);
}

/** What a binding gives one of its subjects. */
export function bindingStep(
	workspace: Workspace,
	binding: Binding,
	subject: BoundSubject,
	request: AccessRequest,
): BindingStep {
	const roles = rolesOf(workspace, binding);
	// A Role, also one that the platform makes in a namespace, says nothing of URLs.
	const counts = request.kind === "resource" || binding.scope.level !== "namespace";
	for (const role of counts ? roles : []) {
		const grant = role.grants.find(({ rule }) => allows(rule, request));
		if (grant !== undefined) return { binding, subject, roles, allowing: { role, grant } };
	}
	return { binding, subject, roles, allowing: undefined };
}

/** The roles that a binding's reference means: one, unless files contradict each other; none where no file has it. */
export function rolesOf(workspace: Workspace, { system, scope, roleRef }: Binding): readonly GivenRole[] {
	if (system === "platform" && roleRef.kind !== "ClusterRole") return workspace.derived(effectiveRoles, roleRef.name);
	const bare = { scope: undefined };
	if (roleRef.kind === "ClusterRole") {
		return workspace.derived(clusterRolesNamed, roleRef.name).map((role) => ({ ...bare, ...role }));
	}
	if (scope.level !== "namespace") return [];
	return workspace.derived(rolesNamed, `${scope.value}/${roleRef.name}`).map((role) => ({ ...bare, ...role }));
}

/** What the platform's own role `anonymous` gives to everybody, without a binding. */
function anonymousAllows(workspace: Workspace, request: AccessRequest): boolean {
	return workspace
		.named(iamRoleKind, "anonymous")
		.some(
			(object) =>
				object.annotations["theriseunion.io/creator"] === "system" &&
				scopeOf(object)?.level === "platform" &&
				workspace
					.derived(effectiveRoles, "anonymous")
					.some((role) => role.object === object && role.grants.some(({ rule }) => allows(rule, request))),
		);
}
