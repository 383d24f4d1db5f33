/** A half-open range of UTF-16 code units, `start` inclusive, `end` exclusive. */
export interface Span {
	readonly start: number;
	readonly end: number;
}

export function span(start: number, end: number): Span {
	return { start, end };
}

/** The same range, moved by `by` code units. */
export function shift(range: Span, by: number): Span {
	return { start: range.start + by, end: range.end + by };
}

/** True where two ranges share a code unit, or one is empty and lies in or at the edge of the other. */
export function touches(a: Span, b: Span): boolean {
	return a.start <= b.end && b.start <= a.end;
}

/** True where the offset lies in the range or at one of its edges. */
export function contains(range: Span, offset: number): boolean {
	return range.start <= offset && offset <= range.end;
}
