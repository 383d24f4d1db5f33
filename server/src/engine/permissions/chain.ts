import type { ManifestObject } from "../semantic/objects";
import { listIn, objectIn } from "../semantic/read";
import type { Workspace } from "../semantic/workspace";
import type { Path } from "../yaml/path";
import {
	clusterKind,
	clusterLabel,
	namespaceKind,
	nodeGroupKind,
	nodeGroupLabel,
	nodeKind,
	workspaceKind,
	workspaceLabels,
} from "./kinds";
import type { ScopeLevel } from "./scope";
import { matchesSelector } from "./selector";

/** Where a request is made. What is not given follows from the files; nothing given is the platform. */
export interface RequestPlace {
	readonly namespace?: string;
	readonly workspace?: string;
	readonly cluster?: string;
	readonly nodegroup?: string;
	readonly node?: string;
}

/** How a level is known. */
export type Evidence =
	| { readonly kind: "given" }
	/** A label, a list or a selector of an object says so. */
	| { readonly kind: "said"; readonly object: ManifestObject; readonly path: Path }
	/** A namespace of a connected cluster says so. */
	| { readonly kind: "live"; readonly cluster: string }
	/** There is but one. */
	| { readonly kind: "only"; readonly object: ManifestObject };

/** One level of a request, from the narrowest to the widest. */
export interface ChainLevel {
	readonly level: ScopeLevel;
	/** Empty on the platform. */
	readonly value: string;
	readonly evidence: Evidence;
}

/** The levels that decide a request. */
export interface ScopeChain {
	readonly levels: readonly ChainLevel[];
	/** Levels that a request of this sort usually has, and this one has not, since no file says which. */
	readonly skipped: readonly ("workspace" | "nodegroup" | "cluster")[];
}

interface Known {
	readonly value: string;
	readonly evidence: Evidence;
}

const given = (value: string | undefined): Known | undefined =>
	value === undefined ? undefined : { value, evidence: { kind: "given" } };

/** The levels of a place: namespace → workspace, or node → node group; then cluster and platform. */
export function scopeChain(workspace: Workspace, place: RequestPlace): ScopeChain {
	const levels: ChainLevel[] = [];
	const skipped: ("workspace" | "nodegroup" | "cluster")[] = [];
	const add = (level: ScopeLevel, known: Known | undefined) => {
		if (known !== undefined) levels.push({ level, ...known });
	};
	let cluster = given(place.cluster);
	const { namespace, node } = place;
	if (namespace !== undefined) {
		add("namespace", given(namespace));
		const own = given(place.workspace) ?? workspaceOf(workspace, namespace);
		add("workspace", own);
		if (own === undefined) skipped.push("workspace");
		cluster ??=
			labelled(workspace, namespaceKind, namespace, clusterLabel) ?? liveLabel(workspace, namespace, [clusterLabel]);
		if (own !== undefined) cluster ??= labelled(workspace, workspaceKind, own.value, clusterLabel);
	} else if (place.workspace !== undefined) {
		add("workspace", given(place.workspace));
		cluster ??= labelled(workspace, workspaceKind, place.workspace, clusterLabel);
	} else if (node !== undefined || place.nodegroup !== undefined) {
		add("node", given(node));
		const group = given(place.nodegroup) ?? (node === undefined ? undefined : nodeGroupOf(workspace, node));
		add("nodegroup", group);
		if (group === undefined) skipped.push("nodegroup");
		if (node !== undefined) cluster ??= labelled(workspace, nodeKind, node, clusterLabel);
		if (group !== undefined) cluster ??= labelled(workspace, nodeGroupKind, group.value, clusterLabel);
	}
	if (levels.length > 0) cluster ??= onlyCluster(workspace);
	add("cluster", cluster);
	if (cluster === undefined && levels.length > 0) skipped.push("cluster");
	add("platform", { value: "", evidence: { kind: "given" } });
	return { levels, skipped };
}

/** The workspace of a namespace: its label says it, or a Workspace lists it. */
function workspaceOf(workspace: Workspace, namespace: string): Known | undefined {
	for (const label of workspaceLabels) {
		const known = labelled(workspace, namespaceKind, namespace, label);
		if (known !== undefined) return known;
	}
	const listed = workspace.derived(listedNamespaces).get(namespace);
	if (listed !== undefined) {
		const { object, path } = listed;
		return { value: object.name, evidence: { kind: "said", object, path } };
	}
	return liveLabel(workspace, namespace, workspaceLabels);
}

function labelled(workspace: Workspace, kind: string, name: string, label: string): Known | undefined {
	for (const object of workspace.named(kind, name)) {
		const value = object.labels[label];
		if (value) return { value, evidence: { kind: "said", object, path: ["metadata", "labels", label] } };
	}
	return undefined;
}

function liveLabel(workspace: Workspace, namespace: string, labels: readonly string[]): Known | undefined {
	for (const { name: cluster, objects } of workspace.clusters()) {
		const live = objects.find(({ group, kind, name }) => group === "" && kind === "Namespace" && name === namespace);
		for (const label of labels) {
			const value = live?.labels[label];
			if (value) return { value, evidence: { kind: "live", cluster } };
		}
	}
	return undefined;
}

/** Namespaces that Workspaces list, with the Workspace that does so first. */
export function listedNamespaces(
	workspace: Workspace,
): ReadonlyMap<string, { readonly object: ManifestObject; readonly path: Path }> {
	const found = new Map<string, { readonly object: ManifestObject; readonly path: Path }>();
	for (const object of workspace.ofKind(workspaceKind)) {
		for (const [index, name] of listIn(object.data, "spec", "template", "namespaces").entries()) {
			if (typeof name !== "string" || found.has(name)) continue;
			found.set(name, { object, path: ["spec", "template", "namespaces", index] });
		}
	}
	return found;
}

/** The node group of a node: its label says it, or a NodeGroup selects it. */
function nodeGroupOf(workspace: Workspace, node: string): Known | undefined {
	const known = labelled(workspace, nodeKind, node, nodeGroupLabel);
	if (known !== undefined) return known;
	for (const { labels } of workspace.named(nodeKind, node)) {
		for (const object of workspace.ofKind(nodeGroupKind)) {
			const selector = objectIn(object.data, "spec", "selector");
			if (selector === undefined || !matchesSelector(labels, selector)) continue;
			return { value: object.name, evidence: { kind: "said", object, path: ["spec", "selector"] } };
		}
	}
	return undefined;
}

/** Where files know of one cluster alone, that is where things are. */
function onlyCluster(workspace: Workspace): Known | undefined {
	const [only, ...others] = workspace.ofKind(clusterKind);
	if (only === undefined || others.length > 0 || only.name === "") return undefined;
	return { value: only.name, evidence: { kind: "only", object: only } };
}
