import { type ControlPlane, startControlPlane } from "../../tools/kubernetes/controlPlane";
import { type Node, startNode } from "../../tools/kubernetes/node";

/**
 * The clusters that the tests of one mocha process share. They start when a test first asks, and end after the last
 * test. Where this machine cannot run them, the test that asks fails, with what to do about it; none is skipped.
 */
let controlPlane: Promise<ControlPlane> | undefined;
let withNode: Promise<ClusterWithNode> | undefined;

/** A cluster with controllers and one real node. */
export interface ClusterWithNode {
	readonly cluster: ControlPlane;
	readonly node: Node;
}

/**
 * The shared cluster without controllers and nodes: objects stay as they are created.
 * Tests that create objects should do so in a namespace of their own ({@link createNamespace}).
 *
 * @throws Error where no Kubernetes can be had
 */
export function sharedControlPlane(): Promise<ControlPlane> {
	controlPlane ??= startControlPlane();
	return controlPlane;
}

/**
 * The shared cluster in which Deployments really roll out.
 *
 * @throws Error where no Kubernetes with kubelet can be had, or this is not Linux with root
 */
export function sharedClusterWithNode(): Promise<ClusterWithNode> {
	withNode ??= startControlPlane({ controllers: true }).then(async (cluster) => {
		try {
			return { cluster, node: await startNode(cluster) };
		} catch (error) {
			await cluster.stop();
			throw error;
		}
	});
	return withNode;
}

let namespaces = 0;

/**
 * Creates a namespace that no other test uses.
 *
 * @param prefix what its name begins with: lower case letters, digits and hyphens
 * @returns its name
 */
export async function createNamespace(cluster: ControlPlane, prefix: string): Promise<string> {
	namespaces += 1;
	const name = `${prefix}-${namespaces}`;
	await cluster.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
	return name;
}

after(async function stopSharedClusters() {
	this.timeout(60_000);
	// A cluster that did not start has told so in the test that asked for it, and has left nothing.
	const started = await Promise.allSettled([controlPlane, withNode?.then(({ cluster }) => cluster)]);
	controlPlane = undefined;
	withNode = undefined;
	for (const result of started) if (result.status === "fulfilled") await result.value?.stop();
});
