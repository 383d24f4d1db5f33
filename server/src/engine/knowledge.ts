import type { FileSnippet } from "./features/completion/manifests";
import type { RuleLevels } from "./lint/levels";
import type { Messages } from "./messages/messages";
import type { ClusterSchemas } from "./schema/layers";
import type { SchemaRegistry } from "./schema/registry";

/** All that judging a document takes beside the manifests. Immutable: a change makes a new one. */
export interface Knowledge {
	readonly registry: SchemaRegistry;
	/** Clusters whose schemas are known; documents are checked against each. */
	readonly clusters: readonly ClusterSchemas[];
	readonly messages: Messages;
	/** Whole files to begin with. */
	readonly snippets: readonly FileSnippet[];
	/** What settings say of the rules that hold for a file; the same object as long as they say the same. */
	readonly levelsOf: (uri: string) => RuleLevels;
}
