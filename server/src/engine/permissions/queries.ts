import type { Workspace } from "../semantic/workspace";
import { type Binding, bindingIndex } from "./bindings";
import { type RequestPlace, scopeChain } from "./chain";
import {
	type BindingStep,
	bindingStep,
	bindingsAt,
	type DecisionLevel,
	decisionLevels,
	type GivenRole,
	rolesOf,
} from "./decide";
import type { AccessRequest } from "./policyRule";
import { type BoundSubject, groupMembers, type Identity, means, type Subject, subjectKey } from "./subjects";

/** Somebody who may do something, with the first level that allows it. */
export interface AllowedSubject {
	readonly subject: Subject;
	readonly level: DecisionLevel;
	readonly step: BindingStep;
	/** Of a group, the users that are in it as far as User objects say. */
	readonly members: readonly string[];
}

/** All subjects that bindings name and that may do something somewhere, in order of levels. */
export function whoMay(workspace: Workspace, request: AccessRequest, place: RequestPlace): AllowedSubject[] {
	const chain = scopeChain(workspace, place);
	const found = new Map<string, AllowedSubject>();
	for (const level of decisionLevels(chain)) {
		for (const binding of bindingsAt(workspace, level, place, chain)) {
			for (const bound of binding.subjects) {
				const key = subjectKey(bound.subject);
				if (found.has(key)) continue;
				const step = bindingStep(workspace, binding, bound, request);
				if (step.allowing === undefined) continue;
				const { subject } = bound;
				const members = subject.kind === "Group" ? (workspace.derived(groupMembers).get(subject.name) ?? []) : [];
				found.set(key, { subject, level, step, members });
			}
		}
	}
	return [...found.values()];
}

/** One binding that gives somebody something. */
export interface HeldRole {
	readonly binding: Binding;
	readonly subject: BoundSubject;
	/** Empty where no file has the role. */
	readonly roles: readonly GivenRole[];
}

/** All that bindings give somebody, wherever they hold, in order of the files. */
export function rolesHeld(workspace: Workspace, who: Identity): HeldRole[] {
	return workspace.derived(bindingIndex).all.flatMap((binding): HeldRole[] => {
		const subject = binding.subjects.find((one) => means(one.subject, who));
		return subject === undefined ? [] : [{ binding, subject, roles: rolesOf(workspace, binding) }];
	});
}
