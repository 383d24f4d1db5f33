import { hasPlaceholder } from "../features/unfinished";
import type { Workspace } from "../semantic/workspace";
import { bindingIndex } from "./bindings";
import { listedNamespaces } from "./chain";
import { inUsualOrder } from "./grants";
import {
	clusterKind,
	iamBindingKind,
	iamRoleKind,
	namespaceKind,
	nodeGroupKind,
	nodeKind,
	rulesPaths,
	serviceAccountKind,
	userKind,
	workspaceKind,
} from "./kinds";
import { rulesAt } from "./policyRule";
import { resourcesInRules, resourceText } from "./resourceName";
import { scopeOf } from "./scope";
import type { Subject } from "./subjects";

/** What a question can be put together from: all that the files name, sorted, each once. */
export interface QuestionChoices {
	readonly users: readonly string[];
	readonly groups: readonly string[];
	/** `namespace/name`. */
	readonly serviceAccounts: readonly string[];
	readonly verbs: readonly string[];
	/** `deployments.apps`; those that rules name first, then those of known kinds. */
	readonly resources: readonly string[];
	readonly namespaces: readonly string[];
	readonly workspaces: readonly string[];
	readonly nodeGroups: readonly string[];
	readonly nodes: readonly string[];
	readonly clusters: readonly string[];
}

/** What there is to ask about. */
export function questionChoices(workspace: Workspace): QuestionChoices {
	const subjects = workspace.derived(bindingIndex).all.flatMap((binding) => binding.subjects.map((one) => one.subject));
	const named = (kind: Subject["kind"]) => subjects.filter((subject) => subject.kind === kind).map(({ name }) => name);
	const names = (kind: string) => workspace.ofKind(kind).map(({ name }) => name);
	const values = (level: string) =>
		[iamRoleKind, iamBindingKind]
			.flatMap((kind) => workspace.ofKind(kind))
			.flatMap((object) => {
				const scope = scopeOf(object);
				return scope?.level === level ? [scope.value] : [];
			});
	const accounts = [
		...subjects.flatMap((one) => (one.kind === "ServiceAccount" ? [`${one.namespace}/${one.name}`] : [])),
		...workspace.ofKind(serviceAccountKind).map(({ namespace, name }) => `${namespace ?? ""}/${name}`),
	];
	return {
		users: distinct([...names(userKind), ...named("User")]),
		groups: distinct(named("Group")),
		serviceAccounts: distinct(accounts.filter((account) => !account.startsWith("/"))),
		verbs: verbsIn(workspace),
		resources: resourcesIn(workspace),
		namespaces: distinct([
			...names(namespaceKind),
			...workspace.derived(listedNamespaces).keys(),
			...values("namespace"),
			...workspace.derived(bindingIndex).all.flatMap(({ object }) => object.namespace ?? []),
		]),
		workspaces: distinct([...names(workspaceKind), ...values("workspace")]),
		nodeGroups: distinct([...names(nodeGroupKind), ...values("nodegroup")]),
		nodes: distinct([...names(nodeKind), ...values("node")]),
		clusters: distinct([...names(clusterKind), ...values("cluster")]),
	};
}

function distinct(names: readonly string[]): string[] {
	return [...new Set(names.filter((name) => name !== "" && !hasPlaceholder(name)))].sort();
}

/** The verbs that everybody knows, and those of rules. */
function verbsIn(workspace: Workspace): string[] {
	const verbs = new Set(["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"]);
	for (const [kind, path] of rulesPaths) {
		for (const { data } of workspace.ofKind(kind)) {
			for (const { rule } of rulesAt(data, path)) for (const verb of rule.verbs) verbs.add(verb);
		}
	}
	verbs.delete("*");
	return inUsualOrder(verbs);
}

function resourcesIn(workspace: Workspace): string[] {
	const inRules = [...workspace.derived(resourcesInRules)].flatMap(([resource, groups]) =>
		groups.map((group) => resourceText({ group, resource, subresource: "" })),
	);
	const known = workspace.registry.entries
		.filter(({ form, served }) => form !== "file" && served)
		.map(({ group, plural }) => resourceText({ group, resource: plural, subresource: "" }));
	return [...new Set([...inRules, ...known.toSorted()])];
}
