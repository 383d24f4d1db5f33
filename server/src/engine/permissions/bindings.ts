import type { GroupKind, ManifestObject } from "../semantic/objects";
import { textIn } from "../semantic/read";
import type { Workspace } from "../semantic/workspace";
import type { Path } from "../yaml/path";
import { clusterRoleBindingKind, iamBindingKind, roleBindingKind, scopeLabel, scopeValueLabel } from "./kinds";
import { levelOf, type ScopeLevel } from "./scope";
import { type BoundSubject, subjectsAt } from "./subjects";
import { wholeObjects } from "./whole";

/** Where a binding holds. */
export type BindingScope =
	| { readonly level: ScopeLevel; readonly value: string }
	/** Whole clusters, by Kubernetes' own rules. */
	| { readonly level: "everywhere" }
	/** Nowhere: its labels or namespace do not say. */
	| { readonly level: "unknown" };

/** A binding of either sort, read. */
export interface Binding {
	readonly object: ManifestObject;
	/** `platform` for an IAMRoleBinding, `kubernetes` for a RoleBinding or ClusterRoleBinding. */
	readonly system: "platform" | "kubernetes";
	readonly scope: BindingScope;
	readonly subjects: readonly BoundSubject[];
	readonly roleRef: { readonly kind: string; readonly name: string; readonly path: Path };
}

const bindingKinds: readonly GroupKind[] = [iamBindingKind, roleBindingKind, clusterRoleBindingKind];

/** The bindings of a kind and name. @param key the kind and the name, with a line break between them */
export function bindingsNamed(workspace: Workspace, key: string): readonly Binding[] {
	const cut = key.indexOf("\n");
	const kind = key.slice(0, cut);
	return wholeObjects(workspace, workspace.named(kind, key.slice(cut + 1))).map((object) => bindingOf(object, kind));
}

/** All bindings, in order of kind and name's first place. */
export interface BindingIndex {
	readonly all: readonly Binding[];
	/** By `level value`; see `scopeKey`. */
	readonly byScope: ReadonlyMap<string, readonly Binding[]>;
}

/** All bindings, found by where they hold. */
export function bindingIndex(workspace: Workspace): BindingIndex {
	const all: Binding[] = [];
	for (const kind of bindingKinds) {
		const names = new Set(workspace.ofKind(kind).map(({ name }) => name));
		for (const name of names) all.push(...workspace.derived(bindingsNamed, `${kind}\n${name}`));
	}
	const byScope = new Map<string, Binding[]>();
	for (const binding of all) {
		const key = scopeKey(binding.scope);
		const others = byScope.get(key);
		if (others === undefined) byScope.set(key, [binding]);
		else others.push(binding);
	}
	return { all, byScope };
}

/** The key under which an index has the bindings of a scope. */
export function scopeKey(scope: BindingScope): string {
	return "value" in scope ? `${scope.level} ${scope.value}` : scope.level;
}

function bindingOf(object: ManifestObject, kind: GroupKind): Binding {
	const { data } = object;
	if (kind === iamBindingKind) {
		return {
			object,
			system: "platform",
			scope: labelledScope(object),
			subjects: subjectsAt(data, ["spec", "subjects"], undefined),
			roleRef: {
				kind: textIn(data, "spec", "roleRef", "kind") ?? "IAMRole",
				name: textIn(data, "spec", "roleRef", "name") ?? "",
				path: ["spec", "roleRef", "name"],
			},
		};
	}
	return {
		object,
		system: "kubernetes",
		scope: kubernetesScope(object, kind),
		subjects: subjectsAt(data, ["subjects"], kind === roleBindingKind ? object.namespace : undefined),
		roleRef: {
			kind: textIn(data, "roleRef", "kind") ?? "",
			name: textIn(data, "roleRef", "name") ?? "",
			path: ["roleRef", "name"],
		},
	};
}

function kubernetesScope(object: ManifestObject, kind: GroupKind): BindingScope {
	if (kind === roleBindingKind) {
		return object.namespace === undefined ? { level: "unknown" } : { level: "namespace", value: object.namespace };
	}
	// One that the platform made of an IAMRoleBinding holds where that binding did.
	const generated = object.labels["iam.theriseunion.io/managed"] === "true" && object.labels[scopeLabel] !== undefined;
	return generated ? labelledScope(object) : { level: "everywhere" };
}

function labelledScope({ labels }: ManifestObject): BindingScope {
	const level = levelOf(labels[scopeLabel]);
	if (level === undefined) return { level: "unknown" };
	if (level === "platform") return { level, value: "" };
	const value = labels[scopeValueLabel] ?? "";
	return value === "" ? { level: "unknown" } : { level, value };
}
