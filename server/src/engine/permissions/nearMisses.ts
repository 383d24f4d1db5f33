import type { Workspace } from "../semantic/workspace";
import { bindingIndex } from "./bindings";
import { type BindingStep, type Decision, type GivenRole, stepOf } from "./decide";
import type { Grant } from "./grants";
import { type AccessRequest, type Misfit, misfits } from "./policyRule";
import type { Identity } from "./subjects";

/** What nearly allowed a request that was denied. */
export type NearMiss =
	/** It would be allowed where another binding holds. */
	| { readonly kind: "elsewhere"; readonly step: BindingStep }
	/** A binding's labels or namespace do not say where it holds. */
	| { readonly kind: "nowhere"; readonly step: BindingStep }
	/** A binding counts here, and its rule fits but for one thing. */
	| {
			readonly kind: "rule";
			readonly step: BindingStep;
			readonly role: GivenRole;
			readonly grant: Grant;
			readonly misfit: Misfit;
	  }
	/** A binding counts here, and no file has its role. */
	| { readonly kind: "noRole"; readonly step: BindingStep };

/** What nearly allowed a request, the nearest first; at most so many of a sort. */
export function nearMisses(
	workspace: Workspace,
	who: Identity,
	request: AccessRequest,
	{ steps }: Decision,
	most = 5,
): NearMiss[] {
	const looked = new Set(steps.flatMap(({ bindings }) => bindings.map(({ binding }) => binding)));
	const elsewhere: NearMiss[] = [];
	const nowhere: NearMiss[] = [];
	const noRole: NearMiss[] = [];
	const rules: NearMiss[] = [];
	for (const binding of workspace.derived(bindingIndex).all) {
		if (looked.has(binding)) continue;
		const step = stepOf(workspace, binding, who, request);
		if (step?.allowing === undefined) continue;
		if (binding.scope.level === "unknown") nowhere.push({ kind: "nowhere", step });
		else elsewhere.push({ kind: "elsewhere", step });
	}
	for (const step of steps.flatMap(({ bindings }) => bindings)) {
		if (step.roles.length === 0) noRole.push({ kind: "noRole", step });
		else rules.push(...nearRules(step, request));
	}
	const order: readonly Misfit[] = ["verb", "name", "group", "resource", "url", "kind"];
	rules.sort((a, b) => rank(a) - rank(b));
	return [elsewhere, nowhere, noRole, rules].flatMap((list) => list.slice(0, most));

	function rank(miss: NearMiss): number {
		return miss.kind === "rule" ? order.indexOf(miss.misfit) : -1;
	}
}

/** The rules of a binding's roles that fit but for one thing; a resource only counts where a subresource is the matter. */
function nearRules(step: BindingStep, request: AccessRequest): NearMiss[] {
	return step.roles.flatMap((role) =>
		role.grants.flatMap((grant): NearMiss[] => {
			const [misfit, ...more] = misfits(grant.rule, request);
			if (misfit === undefined || more.length > 0 || misfit === "kind" || misfit === "url") return [];
			if (misfit === "resource" && !differsInSubresource(grant, request)) return [];
			return [{ kind: "rule", step, role, grant, misfit }];
		}),
	);
}

function differsInSubresource({ rule }: Grant, request: AccessRequest): boolean {
	if (request.kind === "url") return false;
	return rule.resources.some((pattern) => pattern.split("/")[0] === request.resource);
}
