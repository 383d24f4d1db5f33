import type { Path } from "../path";
import { OpenBlocks } from "./blocks";
import { endOfBlockText } from "./blockText";
import { readFlow } from "./flow";
import type { Draft, DraftEntry, DraftHole, DraftItem, DraftNode, DraftSlot } from "./nodes";
import { endOfQuoted } from "./quoted";
import {
	columnsOf,
	commentAt,
	isBlank,
	isWord,
	type KeyToken,
	keyAt,
	lineEndAt,
	nextLineAt,
	skipBlanks,
	skipProperties,
	trimmedEnd,
} from "./tokens";

/**
 * Reads a document that is being typed. Unlike a parser it does not ask whether the text is YAML, but what its author
 * most likely means: a word without a colon becomes a key, a bracket or quote that nobody closed ends with its line or
 * field, and a line that fits nowhere harms no other. Takes one pass over the text.
 *
 * @param cursor where the author types
 */
export function readDraft(text: string, cursor: number): Draft {
	return new DraftReader(text, cursor).read();
}

/** Nobody nests that deeply by hand; what does is no manifest. */
const deepest = 200;

/** A line's content, or what follows a dash in it. */
interface Content {
	readonly start: number;
	/** The line's end. */
	readonly end: number;
	readonly column: number;
}

class DraftReader {
	private readonly blocks = new OpenBlocks();
	private hole: DraftHole | undefined;
	private inText = false;
	/** The start of the next line to read. */
	private next = 0;
	/** Set where brackets that nobody closed take everything up to the text's end. */
	private toTheEnd = false;

	constructor(
		private readonly text: string,
		private readonly cursor: number,
	) {}

	read(): Draft {
		while (this.next < this.text.length) this.line(this.next);
		// The empty line behind the last line break.
		if (!this.toTheEnd && (this.text === "" || this.text.endsWith("\n"))) this.line(this.text.length);
		const { text, hole, inText } = this;
		const { root, indent } = this.blocks;
		return { text, root, hole, inText, indent };
	}

	private line(start: number): void {
		const { text } = this;
		this.next = nextLineAt(text, start);
		const end = lineEndAt(text, start);
		const first = start === 0 && text.charCodeAt(0) === 0xfeff ? 1 : start;
		const at = skipBlanks(text, first, end);
		const hasCursor = this.hasCursor(start, end);
		if (at >= end) {
			if (hasCursor) this.openHole(first, { start: this.cursor, end, column: columnsOf(text, first, this.cursor) });
			return;
		}
		if (text[at] === "#") {
			if (hasCursor) this.inText = true;
			return;
		}
		if (at === start && (/^(?:---|\.\.\.)(?:\s|$)/.test(text.slice(at, at + 4)) || text[at] === "%")) {
			if (hasCursor) this.inText = true;
			if (text.startsWith("---", at)) this.marker(start);
			return;
		}
		if (hasCursor && this.cursor < at) this.inText = true;
		this.content({ start: at, end, column: columnsOf(text, first, at) }, first, hasCursor);
	}

	/** What stands above the marker that opens a document is, as soon as there is anything, a document of its own. */
	private marker(start: number): void {
		if (this.cursor < start) {
			this.next = this.text.length;
			this.toTheEnd = true;
		} else {
			this.blocks.clear();
		}
	}

	private hasCursor(start: number, end: number): boolean {
		return start <= this.cursor && this.cursor <= end;
	}

	/** Reads a line's content: dashes, then a key with its value, or a value. */
	private content(line: Content, lineStart: number, hasCursor: boolean): void {
		const { text } = this;
		let rest = line;
		let item: DraftItem | undefined;
		while (
			text[rest.start] === "-" &&
			this.blocks.depth < deepest &&
			(rest.start + 1 >= rest.end || isBlank(text.charCodeAt(rest.start + 1)))
		) {
			const dash = rest.start;
			const start = skipBlanks(text, dash + 1, rest.end);
			// Behind a dash alone the author would go on after one space.
			const width = start < rest.end ? columnsOf(text, dash, start) : 2;
			const list = this.blocks.list(rest.column);
			item = {
				kind: "item",
				path: [...list.path, list.items.length],
				start: dash,
				dash: rest.column,
				column: rest.column + width,
				room: { start: dash + 1, end: commentAt(text, start, rest.end) },
				value: undefined,
			};
			list.items.push(item);
			rest = { start, end: rest.end, column: item.column };
		}
		const valueStart = skipProperties(text, rest.start, rest.end);
		const isEmpty = valueStart >= rest.end || text[valueStart] === "#";
		if (item !== undefined && isEmpty) {
			const onDash = hasCursor && this.cursor > item.start && this.cursor <= item.room.end && valueStart === rest.start;
			if (onDash) this.openHole(lineStart, { ...rest, start: this.cursor, end: this.cursor }, item);
			return;
		}
		const key = keyAt(text, rest.start, rest.end) ?? (hasCursor ? this.keyWithoutSpace(rest) : undefined);
		if (key !== undefined) this.field(rest, key);
		else if (!isEmpty) this.loose({ ...rest, start: valueStart }, lineStart, item, hasCursor);
	}

	/** `kind:Dev` on the line that is being typed: the space behind the colon is still missing. */
	private keyWithoutSpace(rest: Content): KeyToken | undefined {
		const [, name] = /^([A-Za-z][\w-]*):[^\s:/]*$/.exec(this.text.slice(rest.start, rest.end).trimEnd()) ?? [];
		if (name === undefined) return undefined;
		const colon = rest.start + name.length;
		return this.cursor > colon ? { name, start: rest.start, end: colon, colon } : undefined;
	}

	private field(line: Content, key: KeyToken): void {
		const { text } = this;
		const map = this.blocks.map(line.column);
		const path = [...map.path, key.name];
		const start = skipProperties(text, skipBlanks(text, key.colon + 1, line.end), line.end);
		const comment = commentAt(text, start, line.end);
		const entry: DraftEntry = {
			kind: "entry",
			path,
			name: key.name,
			start: key.start,
			end: key.end,
			colon: key.colon,
			room: { start: start < comment ? start : Math.min(key.colon + 1, comment), end: comment },
			value: undefined,
		};
		map.entries.push(entry);
		if (start < comment) entry.value = this.value({ ...line, start }, map.column, path);
	}

	/** A value that starts on this line, behind a key or dash. */
	private value(line: Content, parentColumn: number, path: Path): DraftNode {
		const { text, cursor } = this;
		const { start, end } = line;
		const char = text.charAt(start);
		if (char === "{" || char === "[") {
			const flow = readFlow(text, start, parentColumn, path, cursor);
			if (flow.inComment) this.inText = true;
			if (flow.node.brackets?.close === undefined && flow.end >= text.length) this.toTheEnd = true;
			this.next = Math.max(this.next, nextLineAt(text, flow.end));
			return flow.node;
		}
		if (char === '"' || char === "'") {
			const close = endOfQuoted(text, start, parentColumn);
			if (close > end && cursor > start && cursor < close) this.inText = true;
			this.next = Math.max(this.next, nextLineAt(text, close));
			return { kind: "scalar", style: char === '"' ? "double" : "single", start, end: close };
		}
		if (/^[|>][-+0-9]*[ \t]*(?:#.*)?$/.test(text.slice(start, end))) {
			return { kind: "scalar", style: "block", start, end: this.blockText(start, end, parentColumn) };
		}
		const valueEnd = trimmedEnd(text, start, commentAt(text, start, end));
		return { kind: "scalar", style: char === "*" ? "alias" : "plain", start, end: valueEnd };
	}

	/** Skips the lines of a block of text. */
	private blockText(start: number, headerEnd: number, parentColumn: number): number {
		const { end, next, goesOn } = endOfBlockText(this.text, start, headerEnd, parentColumn, this.cursor);
		this.next = Math.max(this.next, next);
		if (this.cursor > start && (this.cursor <= end || goesOn)) this.inText = true;
		return end;
	}

	/** A line, or what follows a dash, that has no key. */
	private loose(line: Content, lineStart: number, item: DraftItem | undefined, hasCursor: boolean): void {
		const { text, cursor } = this;
		const comment = commentAt(text, line.start, line.end);
		const end = trimmedEnd(text, line.start, comment);
		const source = text.slice(line.start, end);
		const isTyped = hasCursor && cursor >= line.start && cursor <= end;
		if (hasCursor && cursor > comment) this.inText = true;
		if (item !== undefined) {
			// `- na`, which is a value, or a key without its colon.
			if (isTyped && isWord(source)) this.openHole(lineStart, { ...line, end }, item);
			else if (isWord(source)) this.word(line, end);
			else item.value = this.value(line, item.dash, item.path);
			return;
		}
		// What stands alone below the cursor is the value of a key above it.
		if (this.hole !== undefined && this.hole.below === undefined) this.inText = true;
		const above = this.blocks.slotAbove(line.column);
		if (this.continuesText(above, line, hasCursor && cursor >= line.start)) return;
		if (hasCursor && this.keyBeforeValue(line, end)) return;
		const isUnclosedKey = /^["'][^"']*["']?$/.test(source);
		if (isTyped && (isWord(source) || isUnclosedKey) && !this.opensBlock(line)) {
			this.openHole(lineStart, { ...line, end });
		} else if (isWord(source)) this.word(line, end);
		else if (above !== undefined && above.value === undefined) {
			above.value = this.value(line, parentColumn(above, line), above.path);
		} else if (this.blocks.root === undefined) this.blocks.root = this.value(line, -1, []);
	}

	/** `replicas 3` with the cursor in the first word: the colon between them is missing. */
	private keyBeforeValue(line: Content, end: number): boolean {
		const [, name = "", gap = ""] = /^([A-Za-z][\w./-]*)([ \t]+)\S/.exec(this.text.slice(line.start, end)) ?? [];
		const keyEnd = line.start + name.length;
		if (name === "" || this.cursor < line.start || this.cursor > keyEnd) return false;
		const map = this.blocks.map(line.column);
		const path = [...map.path, name];
		const start = keyEnd + gap.length;
		const value = this.value({ ...line, start }, map.column, path);
		const room = { start, end };
		map.entries.push({ kind: "entry", path, name, start: line.start, end: keyEnd, colon: undefined, room, value });
		return true;
	}

	/** A word that stands where a key might. */
	private word(line: Content, end: number): void {
		const map = this.blocks.map(line.column);
		const name = this.text.slice(line.start, end);
		map.entries.push({
			kind: "entry",
			path: [...map.path, name],
			name,
			start: line.start,
			end,
			colon: undefined,
			room: { start: end, end },
			value: undefined,
		});
	}

	/** Takes a line for a further line of the text above, if it can be one. */
	private continuesText(above: DraftSlot | undefined, line: Content, isTyped: boolean): boolean {
		const value = above?.value;
		if (value?.kind !== "scalar" || value.style !== "plain") return false;
		// After one word the author is more likely to start a field, in the wrong column.
		if (isTyped && !/\s/.test(this.text.slice(value.start, value.end))) return false;
		value.end = trimmedEnd(this.text, line.start, commentAt(this.text, line.start, line.end));
		if (isTyped) this.inText = true;
		return true;
	}

	/** Whether the lines below belong to the word of this line, which lacks its colon. */
	private opensBlock(line: Content): boolean {
		for (let start = this.next; start < this.text.length; start = nextLineAt(this.text, start)) {
			const end = lineEndAt(this.text, start);
			const at = skipBlanks(this.text, start, end);
			if (at >= end || this.text[at] === "#") continue;
			const column = columnsOf(this.text, start, at);
			const isDash = /^-(?:\s|$)/.test(this.text.slice(at, at + 2));
			if (column > line.column) return isDash || keyAt(this.text, at, end) !== undefined;
			return isDash && column === line.column && this.blocks.kindAt(column) === "map";
		}
		return false;
	}

	private openHole(lineStart: number, { start, end, column }: Content, item?: DraftItem): void {
		if (this.hole !== undefined || this.inText) return;
		this.hole = { lineStart, start, end, column, item, open: this.blocks.open(), below: undefined };
		this.blocks.watch(this.hole);
	}
}

function parentColumn(slot: DraftSlot, line: Content): number {
	return slot.kind === "item" ? slot.dash : Math.max(-1, line.column - 1);
}
