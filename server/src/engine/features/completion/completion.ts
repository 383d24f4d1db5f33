import type { TextEdit } from "../../text/edit";
import type { Span } from "../../text/span";

/** What sort of thing a completion is; the client picks an icon by it. */
export type CompletionKind = "field" | "value" | "kind" | "apiVersion" | "manifest" | "reference" | "label";

/** One thing to insert. Positions count from the document's start. */
export interface Completion {
	readonly label: string;
	readonly kind: CompletionKind;
	/** Shown beside the label, short. */
	readonly detail: string;
	/** What to know of it, in Markdown; put together when asked for. */
	readonly documentation: () => string;
	readonly sortText: string;
	readonly filterText: string;
	/** The text to put in place of `span`; with tab stops where `snippet` is true. */
	readonly text: string;
	readonly snippet: boolean;
	readonly span: Span;
	/** What else changes; touches neither `span` nor each other. */
	readonly additional: readonly TextEdit[];
	/** Offer more right after this one was inserted. */
	readonly continues: boolean;
}

/** What is offered at one place. */
export interface CompletionList {
	readonly items: readonly Completion[];
	/** True where more typing may bring other items, or more in one. */
	readonly incomplete: boolean;
}

export const noCompletions: CompletionList = { items: [], incomplete: false };
