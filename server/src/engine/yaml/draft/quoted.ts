import { columnsOf, lineEndAt, nextLineAt, quotedEnd, skipBlanks } from "./tokens";

/**
 * Where a quoted text ends. One without a closing quote on its line goes on below only if the quote that ends it is
 * followed by nothing that would have to be apart from it; otherwise the author has not typed the closing quote yet.
 *
 * @param column lines at this column or before it end the text; -1 for none
 */
export function endOfQuoted(text: string, at: number, column: number): number {
	const lineEnd = lineEndAt(text, at);
	const onLine = quotedEnd(text, at, lineEnd);
	if (onLine !== undefined) return onLine;
	const end = quotedEnd(text, at, lastLineEnd(text, at, column));
	return end !== undefined && /^[ \t]*(?:[,\]}:#\r\n]|$)/.test(text.slice(end, end + 80))
		? end
		: trimmed(text, at, lineEnd);
}

function lastLineEnd(text: string, at: number, column: number): number {
	let end = lineEndAt(text, at);
	for (let line = nextLineAt(text, at); line < text.length; line = nextLineAt(text, line)) {
		const lineEnd = lineEndAt(text, line);
		const content = skipBlanks(text, line, lineEnd);
		if (content < lineEnd && columnsOf(text, line, content) <= column) break;
		end = lineEnd;
	}
	return end;
}

function trimmed(text: string, at: number, end: number): number {
	let last = end;
	while (last > at + 1 && /\s/.test(text.charAt(last - 1))) last--;
	return last;
}
