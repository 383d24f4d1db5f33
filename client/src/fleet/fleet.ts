import type { KubeContext, UnreadableKubeconfig } from "./kubeconfig";
import type { KubernetesApi } from "./kubernetesApi";
import type { ClusterState } from "./model";
import type { ObjectReference } from "./objects";

/** One context of the kubeconfig and what is known of its cluster. */
export interface Connection {
	readonly context: KubeContext;
	readonly api: KubernetesApi;
	/** An immutable picture; replaced, never changed. */
	readonly state: ClusterState;
}

/** What the rest of the client sees of the fleet. */
export interface Fleet {
	/** In the order of the kubeconfig files. */
	readonly connections: readonly Connection[];
	readonly unreadable: readonly UnreadableKubeconfig[];
	/** Files that were looked for; empty where the user has no kubeconfig at all. */
	readonly files: readonly string[];
	/** Calls back after anything above has changed; several changes may come as one call. @returns ends the subscription */
	onDidChange(listener: () => void): () => void;
	/** Starts to follow a context's cluster; where that failed or the link is down, tries again at once. */
	connect(contextName: string): void;
	/** Stops to follow a context's cluster and forgets what was seen. */
	disconnect(contextName: string): void;
	/**
	 * Reads the kubeconfig files again. Keeps connections whose context did not change, and makes them ask again at once
	 * for what the server refused or could not give.
	 */
	reload(): void;
	/** Ends every connection. */
	dispose(): void;
}

/**
 * What every element of the fleet's trees carries, so that commands know what an item stands for (the views set it, the
 * commands read it).
 */
export interface FleetElement {
	readonly contextName: string;
	/** The object that the item shows; absent on items that are no object (a context, a heading, a message). */
	readonly reference?: ObjectReference | undefined;
	/** The property that the item shows, on items for a device's twins. */
	readonly property?: string | undefined;
}
