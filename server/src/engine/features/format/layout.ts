import { minimalEdit, type TextEdit } from "../../text/edit";
import { type Atom, atomsOf, columnOf, type Frame } from "./atoms";
import { commentColumn } from "./comments";

export interface Surroundings {
	/** True for the first document of a file: no blank lines stand before it. */
	readonly first: boolean;
	/** True for the last one: one line break ends it. */
	readonly last: boolean;
	/** How the file ends lines. */
	readonly lineEnd: string;
}

/**
 * The edits that lay a document out: white space between its pieces, and the indentation of values over several lines.
 *
 * @throws Unformattable
 */
export function layoutEdits(text: string, { first, last, lineEnd }: Surroundings): TextEdit[] {
	const atoms = atomsOf(text);
	const edits: TextEdit[] = [];
	const put = (start: number, end: number, wanted: string) => {
		const edit = minimalEdit(text, { span: { start, end }, text: wanted });
		if (edit !== undefined) edits.push(edit);
	};
	let end = 0;
	let previous: Atom | undefined;
	/** By how much the line moves that is being laid out. */
	let moved = 0;
	for (const [index, atom] of atoms.entries()) {
		const gap = text.slice(end, atom.start);
		const opens = previous === undefined || previous.source === "\uFEFF";
		const fresh = opens || previous?.source.endsWith("\n") === true;
		if (atom.kind === "body") {
			put(end, atom.start, gap.replace(/^[ \t]+/, ""));
			edits.push(...bodyEdits(atom, atoms[index - 1]?.source ?? "", text));
		} else {
			if (fresh || gap.includes("\n")) {
				const column = columnIn(atoms, index, text);
				const trailing = end + (/^[ \t]*/.exec(gap)?.[0].length ?? 0);
				const indent = Math.max(trailing, end + gap.lastIndexOf("\n") + 1);
				// Three edits rather than one, so that the layout of some lines can be had without that of others.
				if (trailing < indent) put(end, trailing, "");
				put(trailing, indent, blankLines(gap, opens && first ? 0 : fresh ? 1 : 2));
				put(trailing < indent ? indent : end, atom.start, " ".repeat(column));
				moved = column - columnOf(text, atom.start);
			} else {
				put(end, atom.start, spaceBetween(previous, atom, gap, text));
			}
			edits.push(...innerEdits(atom, moved));
		}
		end = atom.start + atom.source.length;
		previous = atom;
	}
	const rest = text.slice(end);
	const ended = previous === undefined || previous.source.endsWith("\n") || previous.source === "\uFEFF";
	if (!last) put(end, text.length, blankLines(rest, ended ? 1 : 2));
	else if (ended) put(end, text.length, "");
	else put(end, text.length, blankLines(rest, 1) || lineEnd);
	return edits;
}

function columnIn(atoms: readonly Atom[], index: number, text: string): number {
	const atom = atoms[index];
	return atom === undefined ? 0 : (atom.column ?? commentColumn(atoms, index, text));
}

/** The first line breaks of a gap, as they are written. */
function blankLines(gap: string, most: number): string {
	return (gap.match(/\r?\n/g) ?? []).slice(0, most).join("");
}

/** The white space between two pieces of one line. */
function spaceBetween(previous: Atom | undefined, atom: Atom, gap: string, text: string): string {
	const one = gap === "" ? "" : " ";
	// People align comments behind values by hand.
	if (previous === undefined || atom.kind === "comment") return gap;
	const loose = previous.kind === "alias" || previous.kind === "property" || previous.kind === "colon";
	switch (atom.kind) {
		case "colon":
			return previous.kind === "scalar" && /^\s?$/.test(text.charAt(atom.start + 1)) ? "" : one;
		case "comma":
			return loose || previous.kind === "comma" ? one : "";
		case "close":
			if (loose) return one;
			return atom.spaced && previous.kind !== "open" ? " " : "";
	}
	switch (previous.kind) {
		case "comma":
		case "colon":
			return " ";
		case "open":
			return previous.spaced ? " " : "";
	}
	return one;
}

/** Later lines of a value move with its first one, trailing white space goes where it means nothing. */
function innerEdits({ kind, source, start, frame }: Atom, moved: number): TextEdit[] {
	const trailing = /[ \t]+$/.exec(source);
	if (kind === "comment" || (kind === "mark" && trailing !== null)) {
		return trailing === null ? [] : [{ span: { start: start + trailing.index, end: start + source.length }, text: "" }];
	}
	if (kind !== "scalar" || !source.includes("\n")) return [];
	const least = frame === undefined ? 0 : frame.column + 1;
	const edits: TextEdit[] = [];
	for (const { index, 0: found, 1: before = "", 2: indent = "" } of source.matchAll(/([ \t]*)\r?\n([ \t]*)/g)) {
		const blank = /^\r?\n/.test(source.slice(index + found.length));
		const wanted = blank ? 0 : Math.max(least, indent.length + moved);
		const indentStart = start + index + found.length - indent.length;
		const edit = minimalEdit(indent, { span: { start: 0, end: indent.length }, text: " ".repeat(wanted) });
		// An escaped space at a line's end is a part of the text.
		if (before !== "" && source.charAt(index - 1) !== "\\") {
			edits.push({ span: { start: start + index, end: start + index + before.length }, text: "" });
		}
		if (edit !== undefined) {
			const span = { start: indentStart + edit.span.start, end: indentStart + edit.span.end };
			edits.push({ span, text: edit.text });
		}
	}
	return edits;
}

/** A block scalar's lines move together; what stands behind their indentation is content. */
function bodyEdits(atom: Atom, header: string, text: string): TextEdit[] {
	const lines = atom.source.split(/(?<=\n)/);
	const fixed = /[1-9]/.test(/^[|>][-+\d]*/.exec(headerOf(atom, header, text))?.[0] ?? "");
	const base = lines.map((line) => /^( *)[^ \r\n]/.exec(line)?.[1]?.length).find((width) => width !== undefined);
	if (base === undefined) return [];
	const by = shiftOf(atom.frame, base, fixed);
	const edits: TextEdit[] = [];
	let start = atom.start;
	for (const line of lines) {
		const width = /^ */.exec(line)?.[0].length ?? 0;
		const blank = /^ *(?:\r?\n)?$/.test(line);
		let wanted = width + by;
		if (blank) wanted = fixed ? (width === 0 ? 0 : Math.max(0, width + by)) : width <= base ? 0 : width + by;
		if (wanted > width) edits.push({ span: { start, end: start }, text: " ".repeat(wanted - width) });
		if (wanted < width) edits.push({ span: { start, end: start + width - Math.max(0, wanted) }, text: "" });
		start += line.length;
	}
	return edits;
}

function shiftOf(frame: Frame | undefined, base: number, fixed: boolean): number {
	if (frame === undefined) return 0;
	return fixed ? frame.column - frame.was : frame.column + 2 - base;
}

/** The header of a block scalar, which a comment may follow. */
function headerOf(body: Atom, before: string, text: string): string {
	if (/^[|>]/.test(before)) return before;
	const line = text.slice(text.lastIndexOf("\n", body.start - 2) + 1, body.start);
	return /(?:^|\s)([|>][-+\d]*)\s+#/.exec(line)?.[1] ?? before;
}
