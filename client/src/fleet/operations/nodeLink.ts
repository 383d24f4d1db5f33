import type { ApiFailure } from "../failures";
import type { KubernetesApi } from "../kubernetesApi";
import { stringAt, valueAt } from "../objects";

/** What runs on a node in the kubelet's place; it decides how the way to the node is opened. */
export type NodeSystem = "kubeEdge" | "openYurt" | "other";

/** The API server answers, but does not reach the node's kubelet, from which logs come. */
export interface BrokenNodeLink {
	readonly kind: "nodeUnreachable";
	readonly node?: string;
	/** Host and port that the API server tried. */
	readonly address: string;
	readonly system: NodeSystem;
	/** What the API server said. */
	readonly detail: string;
}

/**
 * Recognizes an API server that cannot reach a kubelet. On a KubeEdge node the way leads through CloudCore's and
 * EdgeCore's stream modules (`modules.cloudStream`, `modules.edgeStream`), and both are off by default.
 *
 * @returns nothing where the failure is something else
 */
export async function brokenNodeLink(
	api: KubernetesApi,
	failure: ApiFailure,
	node: string | undefined,
): Promise<BrokenNodeLink | undefined> {
	if (failure.kind !== "refused") return undefined;
	const address = /dial tcp (?:[\d.:[\]a-fA-F%]+->)?(\S+?): /.exec(failure.detail)?.[1];
	if (address === undefined) return undefined;
	const system = address.endsWith(":10350") ? "kubeEdge" : await systemOf(api, node);
	return { kind: "nodeUnreachable", ...(node !== undefined && { node }), address, system, detail: failure.detail };
}

async function systemOf(api: KubernetesApi, node: string | undefined): Promise<NodeSystem> {
	if (node === undefined) return "other";
	try {
		const found = await api.get({ apiVersion: "v1", kind: "Node", name: node });
		if (/kubeedge/i.test(stringAt(found, "status", "nodeInfo", "kubeletVersion") ?? "")) return "kubeEdge";
		if (valueAt(found, "metadata", "labels", "openyurt.io/is-edge-worker") === "true") return "openYurt";
		const isEdge = valueAt(found, "metadata", "labels", "node-role.kubernetes.io/edge") !== undefined;
		return isEdge ? "kubeEdge" : "other";
	} catch {
		// Not everybody may read nodes; the plain reason is still worth telling.
		return "other";
	}
}
