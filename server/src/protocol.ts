/** The messages between client and language server that the Language Server Protocol does not have. */

import type { SchemaInUse } from "./engine/schemaInUse";

export type { SchemaInUse };

/** Client → server, notification: the clusters whose schemas the server should know. Replaces what was said before. */
export const clustersNotification = "edgewise/clusters";

export interface ClustersParams {
	readonly clusters: readonly ClusterReference[];
}

/** A cluster with the file that holds its `ClusterSnapshot`. */
export interface ClusterReference {
	readonly id: string;
	readonly name: string;
	readonly connected: boolean;
	/** Path of the snapshot, JSON. */
	readonly file: string;
	/** When the cluster last said what it serves, ISO 8601: later than in the file, which changes with its content only. */
	readonly seen?: string;
	/** Changes whenever the file's content does. */
	readonly stamp: string;
}

/** Client → server, request: which schema judges the document at a position, and which others could. */
export const schemaAtRequest = "edgewise/schemaAt";

export interface SchemaAtParams {
	readonly uri: string;
	readonly position: { readonly line: number; readonly character: number };
}

/** `null` where no schema is known for the document. */
export type SchemaAtResult = SchemaInUse | null;
