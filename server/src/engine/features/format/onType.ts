import { documentAt, type FileSnapshot } from "../../snapshot";
import type { TextEdit } from "../../text/edit";
import { listIndentOf } from "./atoms";

/** What an editor asks for as it is typed. */
export const typedTriggers = ["\n", "-"] as const;

/**
 * The edits that a key stroke calls for: behind Enter the indentation of the new line, behind a dash that opens a line
 * its place in the list around. The text may be half-written, so it is read line by line.
 *
 * @param offset the cursor, behind what was typed
 */
export function formatOnType(file: FileSnapshot, offset: number, typed: string): TextEdit[] {
	const { document, start } = documentAt(file, offset);
	const { text } = document;
	const at = offset - start;
	const lineStart = text.lastIndexOf("\n", at - 1) + 1;
	const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? "";
	const above = text.slice(0, lineStart).split(/\r?\n/).slice(0, -1);
	const rest = (text.slice(lineStart + indent.length).split("\n")[0] ?? "").trimEnd();
	const below = text.slice(lineStart).split("\n").slice(1);
	const column =
		typed === "\n" ? columnBehindEnter(above, rest, below, indent.length) : dashColumn(above, rest, indent, text);
	if (column === undefined || " ".repeat(column) === indent) return [];
	const from = start + lineStart;
	return [{ span: { start: from, end: from + indent.length }, text: " ".repeat(column) }];
}

/** A line without its indentation, dashes and trailing comment, and the column where the rest starts. */
function partsOf(line: string): { readonly dashes: readonly number[]; readonly column: number; readonly text: string } {
	const dashes: number[] = [];
	let column = /^[ \t]*/.exec(line)?.[0].length ?? 0;
	for (;;) {
		const dash = /^-(?:[ \t]+|$)/.exec(line.slice(column));
		if (dash === null) break;
		dashes.push(column);
		// Behind a bare dash its content goes two columns further in.
		column += dash[0] === "-" || /^-\s*$/.test(line.slice(column)) ? 2 : dash[0].length;
	}
	const text = line
		.slice(column)
		.replace(/(?:^|\s+)#.*$/, "")
		.trimEnd();
	return { dashes, column, text };
}

const opensKey = /^(?:[^\s#"'[{][^#]*?|"[^"]*"|'[^']*')\s*:(?:\s+[&!]\S*)*$/;
const blockHeader = /(?:^|[:\s])[|>](?:[-+]?\d?|\d[-+]?)$/;

function columnBehindEnter(
	above: readonly string[],
	rest: string,
	below: readonly string[],
	indent: number,
): number | undefined {
	const line = above.at(-1);
	if (line === undefined || /^(?:---|\.\.\.|%)/.test(line)) return line === undefined ? undefined : 0;
	// An empty line above: the author is leaving what stands there, and chose the column.
	if (line.trim() === "") return undefined;
	const text = blockTextColumn(above);
	if (text !== undefined) return text;
	const { dashes, column, text: content } = partsOf(line);
	if (line.trimStart().startsWith("#")) return line.length - line.trimStart().length;
	if (/[[{]$/.test(content)) return /^[\]}]/.test(rest) ? column : column + 2;
	if (isWithinFlow(above)) return undefined;
	if (opensKey.test(content)) {
		const next = below.find((other) => other.trim() !== "" && !other.trimStart().startsWith("#"));
		const nextParts = next === undefined ? undefined : partsOf(next);
		const nextColumn = nextParts?.dashes[0] ?? nextParts?.column ?? -1;
		const isChild =
			nextColumn > column || (nextColumn === column && nextParts?.dashes.length !== 0 && dashes.length === 0);
		// A list that stands below already: the line goes before its items.
		return rest === "" && isChild
			? nextColumn
			: rest.startsWith("- ")
				? Math.max(column, Math.min(indent, column + 2))
				: column + 2;
	}
	if (content === "") return dashes.length > 0 ? column : undefined;
	// A list of plain values goes on with another of them.
	const isEntry = /:(?:\s|$)/.test(content);
	if (!isEntry && dashes.length > 0) return dashes.at(-1);
	return isEntry ? column : undefined;
}

/** Where text goes on, in a block of it; `undefined` outside of one. */
function blockTextColumn(above: readonly string[]): number | undefined {
	let least = Number.POSITIVE_INFINITY;
	let last: number | undefined;
	for (let index = above.length - 1; index >= 0; index--) {
		const line = above[index] ?? "";
		if (line.trim() === "") continue;
		const { dashes, column, text } = partsOf(line);
		const indent = dashes[0] ?? column;
		if (blockHeader.test(text)) {
			// The key, or the dash where there is none, is what the text must stand further in than.
			const parent = /^[|>]/.test(text) ? (dashes.at(-1) ?? -2) : column;
			if (least <= parent) return undefined;
			return last ?? parent + 2;
		}
		const own = /^ */.exec(line)?.[0].length ?? 0;
		last ??= own;
		least = Math.min(least, indent);
		if (least === 0) return undefined;
	}
	return undefined;
}

/** True where a bracket above was not closed. */
function isWithinFlow(above: readonly string[]): boolean {
	let open = 0;
	for (const line of above.slice(-200)) {
		const bare = line.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, "").replace(/(?:^|\s)#.*$/, "");
		if (open === 0 && !/(?:[:-]\s+|^\s*)[[{]/.test(bare)) continue;
		for (const char of bare) {
			if (char === "[" || char === "{") open++;
			if (char === "]" || char === "}") open = Math.max(0, open - 1);
		}
	}
	return open > 0;
}

/** The column of a dash that was typed as the first thing of its line. */
function dashColumn(above: readonly string[], rest: string, indent: string, text: string): number | undefined {
	if (rest !== "-" || isWithinFlow(above) || blockTextColumn(above) !== undefined) return undefined;
	const lines = above.filter((line) => line.trim() !== "" && !line.trimStart().startsWith("#"));
	const last = lines.at(-1);
	if (last === undefined) return undefined;
	const { dashes, column, text: content } = partsOf(last);
	if (opensKey.test(content) && indent.length >= column) {
		// What the lists of the document look like; the new one may keep it from being read, so without it.
		const lineEnd = above.join("\n").length;
		const step = listIndentOf(text.slice(0, lineEnd));
		return step === undefined ? undefined : column + step;
	}
	// Another item of the innermost list that the line is not left of.
	let most = dashes[0] ?? column;
	const open = dashes.filter((dash) => dash <= indent.length);
	if (open.length > 0) return open.at(-1);
	for (const line of lines.toReversed().slice(1)) {
		const parts = partsOf(line);
		const first = parts.dashes[0] ?? parts.column;
		if (first >= most) continue;
		const dash = parts.dashes.findLast((at) => at <= indent.length && at < most);
		if (dash !== undefined) return dash;
		most = first;
		if (most === 0) break;
	}
	return undefined;
}
