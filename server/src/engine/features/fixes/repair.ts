import { inOrder, type TextEdit } from "../../text/edit";

/** A change that mends a problem, in as many places as it takes. Positions count from the document's start. */
export interface Repair {
	readonly title: string;
	/** By position; they do not overlap. */
	readonly edits: readonly TextEdit[];
}

/**
 * The edits of many repairs as one change. A repair that overlaps one taken before is left out as a whole: what it mends
 * is still there afterwards, and can be mended then.
 *
 * @returns the edits by position, and how many repairs they are
 */
export function combined(repairs: readonly { readonly edits: readonly TextEdit[] }[]): {
	readonly edits: readonly TextEdit[];
	readonly count: number;
} {
	const taken: TextEdit[] = [];
	let count = 0;
	for (const { edits } of repairs) {
		const fresh = edits.filter((edit) => !taken.some((other) => sameEdit(edit, other)));
		// A repair that another one makes already, such as a comment that both ask for.
		if (fresh.length > 0 && fresh.some((edit) => taken.some((other) => overlap(edit, other)))) continue;
		taken.push(...fresh);
		count++;
	}
	return { edits: inOrder(taken), count };
}

/** Insertions at the same place or at a range's edge do not overlap; inside a range that goes, they do. */
export function overlap(a: TextEdit, b: TextEdit): boolean {
	return a.span.start < b.span.end && b.span.start < a.span.end;
}

function sameEdit(a: TextEdit, b: TextEdit): boolean {
	return a.text === b.text && a.span.start === b.span.start && a.span.end === b.span.end;
}
