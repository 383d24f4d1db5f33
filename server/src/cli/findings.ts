import type { ProblemCode, Severity } from "../engine";

/** One finding. Lines and columns count from 1; the end is exclusive. */
export interface Finding {
	readonly file: string;
	readonly line: number;
	readonly column: number;
	readonly endLine: number;
	readonly endColumn: number;
	readonly severity: Severity;
	readonly code: ProblemCode;
	readonly message: string;
	/** The manifest's kind and name; empty where it does not say. */
	readonly kind: string;
	readonly name: string;
	/** What tells the finding from others when lines move; absent where nobody asked for it. */
	readonly identity?: FindingIdentity;
}

/** What stays of a finding when its file is edited elsewhere, whatever the language of messages. */
export interface FindingIdentity {
	/** Kind, namespace and name, as far as the document says them: `Device/stores/freezer`. */
	readonly object: string;
	/** Where in the document, list items by their name: `spec.containers[name=app].image`. */
	readonly path: string;
	/** The message in English. */
	readonly message: string;
}

/** One document that holds something. */
export interface CheckedDocument {
	/** Where it begins. */
	readonly line: number;
	readonly kind: string;
	readonly name: string;
	/** `unread`: it cannot be parsed. `unjudged`: there is no schema of it. */
	readonly state: "judged" | "unjudged" | "unread";
	readonly findings: readonly Finding[];
}

/** What the check of one file came to. */
export type FileResult = CheckedFile | UnreadableFile;

export interface CheckedFile {
	readonly kind: "checked";
	readonly file: string;
	readonly documents: readonly CheckedDocument[];
	readonly fixes: FixOutcome | undefined;
}

export interface UnreadableFile {
	readonly kind: "unreadable";
	readonly file: string;
	/** Node's code, for example `EACCES`, and what it says. */
	readonly code: string;
	readonly message: string;
}

/** What was mended in a file. */
export interface FixOutcome {
	readonly made: number;
	/** Fixes that would have made the file worse, as the findings that they belong to. */
	readonly refused: readonly Finding[];
	/** The change as a unified diff, where nothing was to be written. */
	readonly diff: string | undefined;
	/** The text after it, where it came from standard input. */
	readonly text: string | undefined;
}
