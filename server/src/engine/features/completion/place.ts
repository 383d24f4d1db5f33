import type { ManifestDocument } from "../../document";
import type { Messages } from "../../messages/messages";
import type { JsonSchema } from "../../schema/types";
import type { Workspace } from "../../semantic/workspace";
import type { Draft, DraftNode } from "../../yaml/draft/nodes";
import type { CompletionPlace } from "../../yaml/draft/place";
import type { Path } from "../../yaml/path";
import type { Completion, CompletionKind } from "./completion";
import { escapeSnippet } from "./insertText";
import type { Layout } from "./snippetText";
import type { Subject } from "./subject";

/** All that deciding what to offer takes. */
export interface CompletionContext {
	readonly uri: string;
	readonly document: ManifestDocument;
	readonly draft: Draft;
	/** The object that the place is in: the document, or an object within it, such as a template. */
	readonly object: DraftNode | undefined;
	/** From the document's root to that object. */
	readonly base: Path;
	/** What the object says of itself. */
	readonly subject: Subject;
	readonly messages: Messages;
	readonly workspace: Workspace;
	/** The document is JSON: every key and text has quotes. */
	readonly json: boolean;
}

/** A place whose schema is known. */
export interface SchemaPlace {
	readonly place: CompletionPlace;
	/** Of the object whose field, or of the value, that stands here. */
	readonly schema: JsonSchema;
	readonly root: JsonSchema;
}

export function layoutAt({ draft, json }: CompletionContext, { flow }: CompletionPlace): Layout {
	return { ...draft.indent, flow, json: json && flow };
}

/** What is to be said of one completion; the rest follows from its place. */
export interface Offer {
	readonly label: string;
	readonly kind: CompletionKind;
	readonly text: string;
	readonly snippet?: boolean;
	readonly detail?: string;
	readonly documentation?: () => string;
	readonly sortText: string;
	readonly filterText?: string;
	readonly continues?: boolean;
	readonly additional?: Completion["additional"];
}

/** Puts an offer in its place. */
export function completionAt(place: CompletionPlace, offer: Offer): Completion {
	const snippet = offer.snippet ?? false;
	// Clients match what was typed, an opening quote included, against the filter text.
	const quote = /^["']/.exec(place.typed)?.[0] ?? "";
	const filterText = offer.filterText ?? offer.label;
	return {
		label: offer.label,
		kind: offer.kind,
		detail: offer.detail ?? "",
		documentation: offer.documentation ?? (() => ""),
		sortText: offer.sortText,
		filterText: filterText.startsWith(quote) ? filterText : quote + filterText,
		text: place.lead + offer.text + (snippet ? escapeSnippet(place.tail) : place.tail),
		snippet,
		span: place.replace,
		additional: [...place.repairs, ...(offer.additional ?? [])],
		continues: offer.continues ?? false,
	};
}
