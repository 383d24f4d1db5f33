import type { Span } from "./span";

/** A change of text: `text` in place of what stands in `span`. Positions count in the text before any edit. */
export interface TextEdit {
	readonly span: Span;
	readonly text: string;
}

/** The text after edits that do not overlap. Insertions at one place keep their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
	let result = "";
	let at = 0;
	for (const edit of inOrder(edits)) {
		result += text.slice(at, edit.span.start) + edit.text;
		at = edit.span.end;
	}
	return result + text.slice(at);
}

/** Edits by position. */
export function inOrder<T extends TextEdit>(edits: readonly T[]): T[] {
	return edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** The edit without what stays the same at its edges; `undefined` where nothing changes. */
export function minimalEdit(text: string, { span, text: wanted }: TextEdit): TextEdit | undefined {
	const old = text.slice(span.start, span.end);
	if (old === wanted) return undefined;
	const most = Math.min(old.length, wanted.length);
	let head = 0;
	while (head < most && old[head] === wanted[head]) head++;
	let tail = 0;
	while (tail < most - head && old.at(-1 - tail) === wanted.at(-1 - tail)) tail++;
	return {
		span: { start: span.start + head, end: span.end - tail },
		text: wanted.slice(head, wanted.length - tail),
	};
}
