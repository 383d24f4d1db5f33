import { columnsOf, lineEndAt, nextLineAt, skipBlanks } from "./tokens";

/** Where a block of text (`|`, `>`) ends. */
export interface BlockTextEnd {
	/** Behind its last character. */
	readonly end: number;
	/** The first line behind it. */
	readonly next: number;
	/** Whether the cursor stands where its author would go on with it. */
	readonly goesOn: boolean;
}

/**
 * @param start its header
 * @param parentColumn the column of its key, or of its dash
 */
export function endOfBlockText(
	text: string,
	start: number,
	headerEnd: number,
	parentColumn: number,
	cursor: number,
): BlockTextEnd {
	const first = nextLineAt(text, start);
	let end = headerEnd;
	let next = first;
	const [, stated] = /^[|>][-+]?([1-9])/.exec(text.slice(start, headerEnd)) ?? [];
	let column = stated === undefined ? -1 : Math.max(parentColumn, 0) + Number(stated);
	let line = first;
	for (; line < text.length; line = nextLineAt(text, line)) {
		const lineEnd = lineEndAt(text, line);
		const content = skipBlanks(text, line, lineEnd);
		if (content >= lineEnd) continue;
		const at = columnsOf(text, line, content);
		if (at <= parentColumn || at < column) break;
		if (column < 0) column = at;
		end = lineEnd;
		next = nextLineAt(text, line);
	}
	const cursorLine = text.lastIndexOf("\n", cursor - 1) + 1;
	const isBehind = cursor > end && cursorLine < line && text.slice(end, cursor).trim() === "";
	return { end, next, goesOn: isBehind && columnsOf(text, cursorLine, cursor) > parentColumn };
}
