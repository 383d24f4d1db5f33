import type { ManifestDocument } from "../document";
import type { TextEdit } from "../text/edit";
import { type Span, shift } from "../text/span";
import type { RepairData } from "./fixes";

/** From worst to mildest. `error` and `warning` are findings; `info` and `hint` only tell. */
export type Severity = "error" | "warning" | "info" | "hint";

/** What is found without rules: in the text, by schemas, by what clusters serve. */
export type CoreCode =
	| "yaml-syntax"
	| "duplicate-key"
	| "document-too-large"
	| "missing-api-version"
	| "missing-kind"
	| "unknown-kind"
	| "unknown-version"
	| "no-schema"
	| "documented-kind"
	| "removed-kind"
	| "removed-version"
	| "ignored-namespace"
	| "unpublished-field"
	| "not-served"
	| "pruned-on-cluster"
	| "refused-on-cluster"
	| "deprecated-version"
	| "unknown-field"
	| "missing-field"
	| "wrong-type"
	| "not-allowed-value"
	| "out-of-limits"
	| "bad-format"
	| "duplicate-item"
	| "schema-rule";

/**
 * A code per sort of problem: a core code, or the id of a rule. They stay stable, because people write them into
 * configuration.
 */
export type ProblemCode = CoreCode | (string & {});

/** A change of text that mends a problem. Positions count as the problem's do. */
export interface Fix {
	readonly title: string;
	/** By position; they do not overlap. May be worked out when it is read. */
	readonly edits: readonly TextEdit[];
	/** To be made by somebody who looks at it, never unseen. */
	readonly byHand?: boolean;
}

/** Another place that has to do with a problem. */
export interface RelatedPlace {
	readonly uri: string;
	readonly document: ManifestDocument;
	/** From the start of that document. */
	readonly span: Span;
	readonly message: string;
}

/** One thing to tell about a document. */
export interface Problem {
	readonly span: Span;
	readonly severity: Severity;
	readonly code: ProblemCode;
	readonly message: string;
	/** The likeliest first. */
	readonly fixes: readonly Fix[];
	/** From what larger changes are worked out, when a user asks for them. */
	readonly repair?: RepairData;
	readonly related?: readonly RelatedPlace[];
}

/** The fix that puts a text in place of another. */
export function replacement(title: string, span: Span, text: string): Fix {
	return { title, edits: [{ span, text }] };
}

/** The same fix with other positions; its edits are still worked out only when they are read. */
export function shiftedFix(fix: Fix, by: number): Fix {
	return {
		title: fix.title,
		...(fix.byHand === true && { byHand: true }),
		get edits() {
			return fix.edits.map((edit) => ({ span: shift(edit.span, by), text: edit.text }));
		},
	};
}
