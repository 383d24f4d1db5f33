import type { Path } from "../path";
import type { DraftBrackets, DraftEntry, DraftItem, DraftList, DraftMap, DraftNode } from "./nodes";
import { endOfQuoted } from "./quoted";
import {
	columnsOf,
	isBlank,
	keyAt,
	lineEndAt,
	nextLineAt,
	quotedName,
	skipBlanks,
	skipProperties,
	trimmedEnd,
} from "./tokens";

/** What the reader of collections in brackets gives. */
export interface FlowResult {
	readonly node: DraftMap | DraftList;
	/** Behind the collection. */
	readonly end: number;
	readonly inComment: boolean;
}

/**
 * Reads a collection in brackets, closed or not.
 *
 * @param column a line at this column or before it that looks like a key or an item ends what was never closed; -1 for none
 * @param cursor where the author types
 */
export function readFlow(text: string, at: number, column: number, path: Path, cursor: number): FlowResult {
	const reader = new FlowReader(text, column, cursor);
	const node = reader.collection(at, path);
	return { node, end: node.brackets?.end ?? at, inComment: reader.inComment };
}

/** Nobody nests that deeply by hand; what does is no manifest. */
const deepest = 200;

class FlowReader {
	inComment = false;
	private depth = 0;
	private at = 0;
	/** Set where a line ends what was never closed. */
	private over = false;

	constructor(
		private readonly text: string,
		private readonly column: number,
		private readonly cursor: number,
	) {}

	collection(open: number, path: Path): DraftMap | DraftList {
		const brackets: DraftBrackets = { open, close: undefined, end: open + 1, commas: [] };
		const node: DraftMap | DraftList =
			this.text[open] === "{"
				? { kind: "map", path, column: -1, brackets, entries: [] }
				: { kind: "list", path, column: -1, brackets, items: [] };
		const closing = node.kind === "map" ? "}" : "]";
		this.at = this.depth < deepest ? open + 1 : this.text.length;
		this.depth++;
		for (;;) {
			this.skipSpace();
			const char = this.over ? "" : this.text.charAt(this.at);
			if (char === "") break;
			if (char === closing) {
				brackets.close = this.at++;
				break;
			}
			// The bracket of a collection around this one, which nobody closed.
			if (char === "}" || char === "]") break;
			const before = this.at;
			if (char === ",") brackets.commas.push(this.at++);
			else if (node.kind === "map") node.entries.push(this.entry(path));
			else node.items.push(this.item([...path, node.items.length]));
			if (this.at === before) this.at++;
		}
		this.depth--;
		brackets.end = this.at;
		return node;
	}

	private entry(parent: Path): DraftEntry {
		const start = skipProperties(this.text, this.at, lineEndAt(this.text, this.at));
		const end = this.scalarEnd(start);
		const source = this.text.slice(start, end);
		const name = source.length > 1 && /^["']/.test(source) ? quotedName(source) : source;
		const path = [...parent, name];
		this.at = end;
		const colon = this.colonBehind(end);
		if (colon === undefined) {
			return { kind: "entry", path, name, start, end, colon, room: { start: end, end }, value: undefined };
		}
		this.at = colon + 1;
		const value = this.valueBehind(path);
		const room = { start: colon + 1, end: lineEndAt(this.text, colon) };
		return { kind: "entry", path, name, start, end, colon, room, value };
	}

	private item(path: Path): DraftItem {
		const start = this.at;
		let value = this.value(path);
		const colon = this.colonBehind(this.at);
		if (colon !== undefined) {
			// `[a: 1]`, an object of one field.
			this.at = colon + 1;
			value = this.valueBehind(path) ?? value;
		}
		return { kind: "item", path, start, dash: -1, column: -1, room: { start, end: this.at }, value };
	}

	private colonBehind(at: number): number | undefined {
		const lineEnd = lineEndAt(this.text, at);
		const colon = skipBlanks(this.text, at, lineEnd);
		return this.text[colon] === ":" ? colon : undefined;
	}

	private valueBehind(path: Path): DraftNode | undefined {
		const line = lineEndAt(this.text, this.at);
		this.skipSpace();
		const char = this.text.charAt(this.at);
		if (this.over || char === "" || char === "," || char === "}" || char === "]") return undefined;
		// On a line of its own, what has a colon is the next field: the value before it is missing.
		if (this.at > line && this.looksLikeField()) return undefined;
		return this.value(path);
	}

	private looksLikeField(): boolean {
		const pattern = /(?:"[^"\n]*"|'[^'\n]*'|[\w./$-]+)[ \t]*:(?:\s|$)/y;
		pattern.lastIndex = this.at;
		return pattern.test(this.text);
	}

	private value(path: Path): DraftNode | undefined {
		this.at = skipProperties(this.text, this.at, lineEndAt(this.text, this.at));
		const char = this.text.charAt(this.at);
		if (char === "{" || char === "[") return this.collection(this.at, path);
		const start = this.at;
		this.at = this.scalarEnd(start);
		if (this.at === start) return undefined;
		const style = char === '"' ? "double" : char === "'" ? "single" : char === "*" ? "alias" : "plain";
		return { kind: "scalar", style, start, end: this.at };
	}

	private scalarEnd(start: number): number {
		const char = this.text.charAt(start);
		if (char === '"' || char === "'") return endOfQuoted(this.text, start, this.column);
		const lineEnd = lineEndAt(this.text, start);
		let end = start;
		for (; end < lineEnd; end++) {
			const next = this.text.charAt(end);
			if (",[]{}".includes(next)) break;
			if (next === "#" && end > start && isBlank(this.text.charCodeAt(end - 1))) break;
			if (next === ":" && (end + 1 >= lineEnd || /[\s,[\]{}]/.test(this.text.charAt(end + 1)))) break;
		}
		return trimmedEnd(this.text, start, end);
	}

	/** Goes to the next character that means something. */
	private skipSpace(): void {
		while (this.at < this.text.length) {
			const code = this.text.charCodeAt(this.at);
			if (isBlank(code) || code === 13) this.at++;
			else if (code === 10) {
				if (this.endsAbove(this.at + 1)) {
					this.over = true;
					return;
				}
				this.at++;
			} else if (code === 35 && /\s/.test(this.text.charAt(this.at - 1))) {
				const end = lineEndAt(this.text, this.at);
				if (this.cursor > this.at && this.cursor <= end) this.inComment = true;
				this.at = end;
			} else return;
		}
	}

	/** Whether a line cannot belong to the collection any more. */
	private endsAbove(line: number): boolean {
		if (this.column < 0) return false;
		const end = lineEndAt(this.text, line);
		const content = skipBlanks(this.text, line, end);
		if (content >= end) return this.cursor >= line && this.cursor <= end && this.neverCloses(line);
		if (columnsOf(this.text, line, content) > this.column) return false;
		return keyAt(this.text, content, end) !== undefined || /^-(?:[ \t]|$)/.test(this.text.slice(content, end));
	}

	/** Whether no line below closes a bracket before one that stands at the column of the key. */
	private neverCloses(from: number): boolean {
		if (columnsOf(this.text, from, this.cursor) > this.column) return false;
		for (let line = nextLineAt(this.text, from); line < this.text.length; line = nextLineAt(this.text, line)) {
			const end = lineEndAt(this.text, line);
			const content = skipBlanks(this.text, line, end);
			if (content >= end) continue;
			if (columnsOf(this.text, line, content) <= this.column) return !/[}\]]/.test(this.text.charAt(content));
			if (/[}\]]/.test(this.text.slice(content, end))) return false;
		}
		return true;
	}
}
