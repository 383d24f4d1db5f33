import type { Span } from "../text/span";

/**
 * How deep blocks may be nested. No API goes half as deep; the parser takes more time with every level, and ends the
 * program with the stack where there are thousands.
 */
const deepest = 100;

/**
 * Finds where blocks are nested deeper than anybody means them to be, as far as indentation and marks at the beginning of
 * lines tell. Brackets do not count: the parser copes with those.
 *
 * @returns the line on which it becomes too deep; `undefined` where it does not
 */
export function tooDeepAt(text: string): Span | undefined {
	/** Columns at which the blocks around the current place begin. */
	const columns: number[] = [];
	for (let start = 0; start < text.length; start = lineAfter(text, start)) {
		let at = skipSpaces(text, start);
		if (/[\r\n#]|^$/.test(text.charAt(at))) continue;
		for (;;) {
			const column = at - start;
			while ((columns.at(-1) ?? -1) >= column) columns.pop();
			columns.push(column);
			if (columns.length > deepest) return { start: at, end: Math.min(at + 1, text.length) };
			if (!/[-?:]/.test(text.charAt(at)) || !/[ \t]/.test(text.charAt(at + 1))) break;
			at = skipSpaces(text, at + 1);
		}
	}
	return undefined;
}

function skipSpaces(text: string, from: number): number {
	let at = from;
	while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
	return at;
}

function lineAfter(text: string, from: number): number {
	const end = text.indexOf("\n", from);
	return end < 0 ? text.length : end + 1;
}
