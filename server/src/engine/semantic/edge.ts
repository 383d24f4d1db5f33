import { groupKindOf, type ManifestObject } from "./objects";
import { perObject } from "./perObject";
import { nodeDemandsOf, pinnedNodeOf } from "./placement";
import type { PodTemplate } from "./podTemplates";
import { itemsAt, listIn, textIn } from "./read";
import type { Workspace } from "./workspace";

/** What says that pods are meant for the edge. */
export interface EdgeEvidence {
	/**
	 * - `selects`: they can only run on edge nodes.
	 * - `wrapped`: what holds them (an EdgeApplication, a YurtAppSet) brings them to groups of edge nodes.
	 * - `tolerates`: they may run on edge nodes, and elsewhere.
	 */
	readonly kind: "selects" | "wrapped" | "tolerates";
	/** In the words of the manifest, to be shown as it is: `nodeSelector node-role.kubernetes.io/edge`. */
	readonly text: string;
}

/** Labels that only edge nodes have, whatever their value. */
const edgeLabels: ReadonlySet<string> = new Set([
	"node-role.kubernetes.io/edge",
	"node-role.openyurt.io/edge",
	"apps.kubeedge.io/belonging-to",
]);

/** Says `true` or `false`. */
const edgeWorkerLabel = "openyurt.io/is-edge-worker";

/** Names an OpenYurt node pool, of the edge or of the cloud. */
const poolLabels: ReadonlySet<string> = new Set(["apps.openyurt.io/nodepool", "apps.openyurt.io/desired-nodepool"]);

/** Kinds whose pods go to groups of edge nodes and nowhere else. */
const wrappers: ReadonlySet<string> = new Set([
	"apps.kubeedge.io/EdgeApplication",
	"apps.openyurt.io/YurtAppSet",
	"apps.openyurt.io/YurtAppDaemon",
	"apps.openyurt.io/YurtStaticSet",
]);

/**
 * Why pods of an object are held to be meant for the edge; `undefined` where nothing says so. Practices that only make
 * sense at the edge are asked only of what has such evidence, so that manifests of an ordinary cluster are left in peace.
 */
export function edgeEvidence(object: ManifestObject, pod: PodTemplate, workspace: Workspace): EdgeEvidence | undefined {
	if (wrappers.has(groupKindOf(object))) return { kind: "wrapped", text: object.kind };
	const { nodeName, nodeSelector, affinity, tolerations } = pod.spec.value;
	if (nodeName === undefined && nodeSelector === undefined && affinity === undefined && tolerations === undefined) {
		return undefined;
	}
	for (const { key, values, how } of nodeDemandsOf(pod)) {
		if (isEdgeLabel(key, values, workspace)) {
			const [value] = values;
			return { kind: "selects", text: `${how} ${key}${values.length === 1 && value !== "" ? `: ${value}` : ""}` };
		}
	}
	const node = pinnedNodeOf(pod);
	if (node !== undefined && isEdgeNode(node.value, workspace)) {
		const label = node.how === "nodeName" ? "" : "kubernetes.io/hostname: ";
		return { kind: "selects", text: `${node.how} ${label}${node.value}` };
	}
	for (const { value } of itemsAt(pod.spec.value, ["tolerations"])) {
		const key = textIn(value, "key");
		if (key !== undefined && edgeLabels.has(key)) return { kind: "tolerates", text: `toleration ${key}` };
	}
	return undefined;
}

/** Like `edgeEvidence`, for pods that can run nowhere but at the edge. */
export function edgeBound(object: ManifestObject, pod: PodTemplate, workspace: Workspace): EdgeEvidence | undefined {
	const evidence = edgeEvidence(object, pod, workspace);
	return evidence?.kind === "tolerates" ? undefined : evidence;
}

function isEdgeLabel(key: string, values: readonly string[], workspace: Workspace): boolean {
	if (edgeLabels.has(key)) return !values.includes("false");
	if (key === edgeWorkerLabel) return values.includes("true") && !values.includes("false");
	if (!poolLabels.has(key)) return false;
	return !values.some((pool) => workspace.named("apps.openyurt.io/NodePool", pool).some(isCloudPool));
}

function isCloudPool({ data }: ManifestObject): boolean {
	return textIn(data, "spec", "type") === "Cloud";
}

function isEdgeNode(name: string, workspace: Workspace): boolean {
	const declared = workspace.named("/Node", name);
	if (declared.some(({ labels }) => hasEdgeLabel(labels))) return true;
	return workspace.derived(isNamedAsEdgeNode, name);
}

/** A yes or no, so that a device that comes or goes touches no pods but those of its node. */
function isNamedAsEdgeNode(workspace: Workspace, name: string): boolean {
	return workspace.derived(edgeNodes).has(name);
}

function hasEdgeLabel(labels: Readonly<Record<string, string>>): boolean {
	if (labels[edgeWorkerLabel] === "true") return true;
	return Object.keys(labels).some((key) => edgeLabels.has(key));
}

/** The nodes that groups of KubeEdge, its devices and its configuration files name. */
function edgeNodes(workspace: Workspace): ReadonlySet<string> {
	const names = new Set<string>();
	for (const kind of [
		"apps.kubeedge.io/NodeGroup",
		"devices.kubeedge.io/Device",
		"edgecore.config.kubeedge.io/EdgeCore",
	]) {
		for (const object of workspace.ofKind(kind)) {
			for (const node of nodesNamedIn(object)) names.add(node);
		}
	}
	return names;
}

const nodesNamedIn = perObject(({ data }): readonly string[] => {
	const nodes = [
		...listIn(data, "spec", "nodes"),
		textIn(data, "spec", "nodeName"),
		textIn(data, "modules", "edged", "hostnameOverride"),
	];
	return nodes.filter((node): node is string => typeof node === "string" && node !== "");
});
