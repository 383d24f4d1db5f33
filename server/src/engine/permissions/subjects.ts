import type { JsonObject, ManifestObject } from "../semantic/objects";
import { listIn, textIn } from "../semantic/read";
import type { Workspace } from "../semantic/workspace";
import type { Path } from "../yaml/path";
import { userKind } from "./kinds";

/** Whom a permission is given to. */
export type Subject =
	| { readonly kind: "User" | "Group"; readonly name: string }
	| { readonly kind: "ServiceAccount"; readonly name: string; readonly namespace: string };

/** A subject as a binding names it. */
export interface BoundSubject {
	readonly subject: Subject;
	/** From the binding's root. */
	readonly path: Path;
}

/** Somebody who asks, with all names under which a binding may mean them. */
export interface Identity {
	readonly subject: Subject;
	readonly user: string | undefined;
	readonly groups: ReadonlySet<string>;
	/** Where User objects say that the subject is in a group. */
	readonly memberships: ReadonlyMap<string, { readonly object: ManifestObject; readonly path: Path }>;
}

/**
 * The subjects of a binding.
 *
 * @param namespace of the binding, where service accounts without one are looked for
 */
export function subjectsAt(data: JsonObject, path: readonly string[], namespace: string | undefined): BoundSubject[] {
	return listIn(data, ...path).flatMap((item, index): BoundSubject[] => {
		const [kind, name] = [textIn(item, "kind"), textIn(item, "name")];
		if (name === undefined || name === "") return [];
		if (kind === "User" || kind === "Group") return [{ subject: { kind, name }, path: [...path, index] }];
		if (kind !== "ServiceAccount") return [];
		const own = textIn(item, "namespace") || (namespace ?? "");
		return [{ subject: { kind, name, namespace: own }, path: [...path, index] }];
	});
}

/** Whether a binding's subject means somebody. */
export function means(bound: Subject, who: Identity): boolean {
	switch (bound.kind) {
		case "User":
			return who.user === bound.name;
		case "Group":
			return who.groups.has(bound.name);
		case "ServiceAccount":
			return bound.namespace !== "" && who.user === serviceAccountUser(bound.namespace, bound.name);
	}
}

/**
 * All names of a subject. Groups of a user are those that User objects say and those given; a group stands for itself
 * alone.
 */
export function identityOf(workspace: Workspace, subject: Subject, givenGroups: readonly string[] = []): Identity {
	if (subject.kind === "Group") {
		return { subject, user: undefined, groups: new Set([subject.name, ...givenGroups]), memberships: new Map() };
	}
	if (subject.kind === "ServiceAccount") return ofServiceAccount(subject, subject.namespace, givenGroups);
	const account = /^system:serviceaccount:([^:]+):[^:]+$/.exec(subject.name);
	if (account?.[1] !== undefined) return ofServiceAccount(subject, account[1], givenGroups);
	const everyone = subject.name === "system:anonymous" ? "system:unauthenticated" : "system:authenticated";
	const memberships = new Map<string, { readonly object: ManifestObject; readonly path: Path }>();
	for (const object of workspace.named(userKind, subject.name)) {
		for (const [index, group] of listIn(object.data, "spec", "groups").entries()) {
			if (typeof group === "string") memberships.set(group, { object, path: ["spec", "groups", index] });
		}
	}
	const groups = new Set([...memberships.keys(), ...givenGroups, everyone]);
	return { subject, user: subject.name, groups, memberships };
}

function ofServiceAccount(subject: Subject, namespace: string, givenGroups: readonly string[]): Identity {
	const groups = ["system:serviceaccounts", `system:serviceaccounts:${namespace}`, "system:authenticated"];
	const user = subject.kind === "ServiceAccount" ? serviceAccountUser(namespace, subject.name) : subject.name;
	return { subject, user, groups: new Set([...givenGroups, ...groups]), memberships: new Map() };
}

function serviceAccountUser(namespace: string, name: string): string {
	return `system:serviceaccount:${namespace}:${name}`;
}

/** The users of each group, as User objects say, in order of the files. */
export function groupMembers(workspace: Workspace): ReadonlyMap<string, readonly string[]> {
	const members = new Map<string, string[]>();
	for (const { name, data } of workspace.ofKind(userKind)) {
		for (const group of listIn(data, "spec", "groups")) {
			if (typeof group !== "string") continue;
			const others = members.get(group);
			if (others === undefined) members.set(group, [name]);
			else if (!others.includes(name)) others.push(name);
		}
	}
	return members;
}

/** One text for each subject. */
export function subjectKey(subject: Subject): string {
	return subject.kind === "ServiceAccount"
		? `ServiceAccount ${subject.namespace}/${subject.name}`
		: `${subject.kind} ${subject.name}`;
}
