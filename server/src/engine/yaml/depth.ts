import type { Span } from "../text/span";

/**
 * How deep blocks may be nested, and how many brackets may be open at once. No API goes half as deep; the parser takes
 * more time with every level, and ends the program with the stack where there are thousands.
 */
const deepest = 100;

/**
 * Finds where a text is nested deeper than anybody means it to be, as far as brackets, indentation and marks at the
 * beginning of lines tell.
 *
 * @returns the line on which it becomes too deep; `undefined` where it does not
 */
export function tooDeepAt(text: string): Span | undefined {
	return blocksTooDeepAt(text) ?? bracketsTooDeepAt(text);
}

function bracketsTooDeepAt(text: string): Span | undefined {
	let open = 0;
	// One that follows a letter or the like belongs to a text, such as the codes that colour a terminal.
	for (const { 0: bracket, index } of text.matchAll(/(?<![^\s[{,])[[{]|[\]}]/g)) {
		open = bracket === "[" || bracket === "{" ? open + 1 : Math.max(0, open - 1);
		if (open > deepest) return { start: index, end: index + 1 };
	}
	return undefined;
}

function blocksTooDeepAt(text: string): Span | undefined {
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
