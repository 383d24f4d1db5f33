import type { ListNode, MapNode, Trivia } from "./nodes";

/** A block collection that has ended. */
export interface Closed {
	readonly node: MapNode | ListNode;
	readonly column: number;
}

/** What stands between an offset and the next content: the rest of the line, whole lines, and where the content is. */
export function triviaFrom(
	text: string,
	cursor: number,
): { readonly tail: string; readonly gap: Trivia[]; readonly at: number } {
	const gap: Trivia[] = [];
	const lineEnd = endOfLine(text, cursor);
	const rest = text.slice(cursor, lineEnd);
	const lead = /^[ \t]*/.exec(rest)?.[0].length ?? 0;
	const isRest = lead === rest.length || (rest.charAt(lead) === "#" && lead > 0);
	if (!isRest) return { tail: "", gap, at: cursor + lead };
	let line = lineEnd + 1;
	while (line <= text.length) {
		const end = endOfLine(text, line);
		const raw = text.slice(line, end);
		const column = /^[ \t]*/.exec(raw)?.[0].length ?? 0;
		if (column < raw.length && raw.charAt(column) !== "#") return { tail: rest, gap, at: line + column };
		// The end of a text without a last line break is no line of its own.
		if (end === text.length && raw === "") return { tail: rest, gap, at: Math.min(line - 1, text.length) };
		gap.push({ raw, column: column < raw.length ? column : undefined });
		line = end + 1;
	}
	return { tail: rest, gap, at: text.length };
}

/**
 * Gives comments that stand further in than what follows to the collection that they are a part of.
 *
 * @param column where what follows stands
 * @param closed what ended before it, the innermost first
 * @returns the lines that belong to what follows
 */
export function settle(gap: readonly Trivia[], column: number, closed: readonly Closed[]): Trivia[] {
	const levels = closed.filter((level) => level.column > column);
	let pending: Trivia[] = [];
	let deepest = 0;
	for (const [index, line] of gap.entries()) {
		pending.push(line);
		if (line.column === undefined) continue;
		const at = line.column;
		const level = levels.findIndex((one, depth) => depth >= deepest && one.column <= at);
		const found = at > column ? levels[level] : undefined;
		if (found === undefined) return [...pending, ...gap.slice(index + 1)];
		found.node.foot.push(...pending);
		deepest = level;
		pending = [];
	}
	return pending;
}

function endOfLine(text: string, from: number): number {
	const end = text.indexOf("\n", from);
	return end < 0 ? text.length : end;
}
