import type { Span } from "../../text/span";

/** What sort of thing a completion is; the client picks an icon by it. */
export type CompletionKind = "field" | "value" | "kind" | "apiVersion" | "manifest";

/** One thing to insert. Positions count from the document's start. */
export interface Completion {
	readonly label: string;
	readonly kind: CompletionKind;
	/** Shown beside the label, short. */
	readonly detail: string;
	/** Markdown. */
	readonly documentation: string;
	readonly sortText: string;
	readonly filterText: string;
	/** The text to put in place of `span`; with tab stops where `snippet` is true. */
	readonly text: string;
	readonly snippet: boolean;
	readonly span: Span;
	/** Offer more right after this one was inserted. */
	readonly continues: boolean;
}
