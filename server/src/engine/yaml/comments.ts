import { isMap, isPair, isScalar, isSeq } from "yaml";
import type { ManifestDocument } from "../document";
import type { Span } from "../text/span";
import { nodeSpan } from "./nodes";

/** One comment, from its `#` to the end of its line. */
export interface Comment {
	readonly text: string;
	readonly span: Span;
	/** Zero-based. */
	readonly line: number;
	/** True where nothing but white space stands before it. */
	readonly ownLine: boolean;
}

/** A document's comments in order; lines of text that only look like one are none. */
export function commentsOf({ text, lines, parsed }: ManifestDocument): Comment[] {
	const scalars = textSpans(parsed.root);
	let next = 0;
	const comments: Comment[] = [];
	for (const { index } of text.matchAll(/#/g)) {
		const { line, column } = lines.position(index);
		if (column > 0 && !/[\s\uFEFF]/.test(text.charAt(index - 1))) continue;
		const former = comments.at(-1);
		if (former !== undefined && former.span.end > index) continue;
		while ((scalars[next]?.end ?? Number.POSITIVE_INFINITY) <= index) next++;
		const scalar = scalars[next];
		if (scalar !== undefined && scalar.start <= index && !isHeader(text, scalar, index)) continue;
		const end = lines.end(line);
		const ownLine = /^[\s\uFEFF]*$/.test(text.slice(index - column, index));
		comments.push({ text: text.slice(index, end), span: { start: index, end }, line, ownLine });
	}
	return comments;
}

/** The line that opens a block of text may end in a comment. */
function isHeader(text: string, scalar: Span, index: number): boolean {
	return /[|>]/.test(text.charAt(scalar.start)) && !text.slice(scalar.start, index).includes("\n");
}

/** Where text stands that may hold the sign, by position. */
function textSpans(root: unknown): Span[] {
	const spans: Span[] = [];
	const visit = (node: unknown) => {
		if (isPair(node)) {
			visit(node.key);
			visit(node.value);
		} else if (isMap(node) || isSeq(node)) {
			for (const item of node.items) visit(item);
		} else if (isScalar(node)) {
			const span = nodeSpan(node);
			if (span !== undefined) spans.push(span);
		}
	};
	visit(root);
	return spans;
}
