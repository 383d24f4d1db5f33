import type { TextEdit } from "../../text/edit";
import type { Span } from "../../text/span";

/** A place in a file; the span counts from the file's start. */
export interface Location {
	readonly uri: string;
	readonly span: Span;
}

/** Where something is declared: all of it, and the part to select when somebody goes there. */
export interface TargetLocation extends Location {
	readonly selection: Span;
}

/** What a place in a file refers to. */
export interface Definitions {
	/** The text that refers. */
	readonly origin: Span;
	/** The nearest first. */
	readonly targets: readonly TargetLocation[];
}

/** What a rename would change. */
export interface RenamePlace {
	readonly span: Span;
	readonly text: string;
}

/** The edits of a rename, by file, or why it cannot be made. */
export type RenameResult = { readonly edits: ReadonlyMap<string, readonly TextEdit[]> } | { readonly refused: string };

/** A line above an object with something to do about it. */
export interface CodeLens {
	/** The object's first line, from the file's start. */
	readonly span: Span;
	/** The object's name, which stands for it when something is done. */
	readonly name: Span;
	/**
	 * `references`: how often others refer to the object; counted by `referenceCount` when the lens comes into view.
	 * The others are commands of the client.
	 */
	readonly kind: "references" | "apply" | "diff" | "history" | "logs";
	/** What to show; absent for `references` until it is counted. */
	readonly title: string | undefined;
}

/** A few words behind a value that say what it comes to. */
export interface InlayHint {
	/** From the file's start. */
	readonly offset: number;
	readonly label: string;
	/** Markdown. */
	readonly tooltip: string;
	/** `type` for what a value is, `value` for what it comes to. */
	readonly kind: "type" | "value";
}
