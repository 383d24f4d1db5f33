import type { Span } from "../text/span";
import type { RepairData } from "./fixes";

/** From worst to mildest. `error` and `warning` are findings; `info` and `hint` only tell. */
export type Severity = "error" | "warning" | "info" | "hint";

/** A code per sort of problem; they stay stable, because people write them into configuration. */
export type ProblemCode =
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

/** A change of text that mends a problem. Positions count as the problem's do. */
export interface Fix {
	readonly title: string;
	readonly span: Span;
	readonly text: string;
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
}
