import type { Messages } from "./messages/messages";
import type { ClusterSchemas } from "./schema/layers";
import type { SchemaRegistry } from "./schema/registry";

/** All that judging a document takes beside the document. Immutable: a change makes a new one. */
export interface Knowledge {
	readonly registry: SchemaRegistry;
	/** Clusters whose schemas are known; documents are checked against each. */
	readonly clusters: readonly ClusterSchemas[];
	readonly messages: Messages;
}
