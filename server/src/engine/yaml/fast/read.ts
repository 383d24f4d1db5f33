import type { Pair, ParsedNode, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { flowCollection } from "./flow";
import { KeySet } from "./keySet";
import { newMap, newPair, newSeq } from "./leanNodes";
import { blockScalar, charSet, emptyScalar, lineEnd, plainScalar, quotedEnd, quotedScalar } from "./scalars";

/** What the fast way makes of a document. */
export interface FastDocument {
	readonly root: YAMLMap.Parsed | YAMLSeq.Parsed;
	/** True where `---` opens it. */
	readonly marked: boolean;
}

/**
 * Reads a document straight from its text, if it keeps to what nearly all manifests keep to: lists and objects in
 * blocks, scalars on one line, blocks of text, collections in brackets on one line, comments. It makes the same nodes as
 * the parser, but for comments, which it does not attach to nodes.
 *
 * @returns `undefined` where there is anything else, anything wrong, or any doubt: then the parser must be asked
 */
export function readFast(text: string): FastDocument | undefined {
	if (text.includes("\r") || text.includes("\uFEFF")) return undefined;
	return new Reader(text).document();
}

/** Deeper collections are left to the parser. */
const deepest = 200;

/** What no plain scalar starts with. */
const noStart = charSet("[]{},#&*!|>'\"%@`\t\n ");

/** Nothing stands further in than this. */
const nowhere = Number.POSITIVE_INFINITY;

class Reader {
	/** Where the next content stands; the end of the text where there is none. */
	private at = 0;
	/** The column of the next content; -1 where there is none. */
	private column = -1;
	/** The column of the rightmost comment in the lines before the next content; -1 where there is none. */
	private comments = -1;
	private depth = 0;
	/** Where a plain scalar that was looked at ends. */
	private plainEnd = 0;

	constructor(private readonly text: string) {}

	document(): FastDocument | undefined {
		if (this.toContent(0, nowhere) === undefined) return undefined;
		const marked = this.column === 0 && this.isMarker(this.at);
		if (marked) {
			if (this.text.charCodeAt(this.at) !== dashSign) return undefined;
			const end = this.restOfLine(this.at + 3);
			if (end === undefined || this.toContent(end + 1, nowhere) === undefined) return undefined;
		}
		if (this.column < 0) return undefined;
		const root = this.isDash(this.at) ? this.seq(this.column) : this.map(this.column);
		return root === undefined || this.column >= 0 ? undefined : { root, marked };
	}

	/** A block mapping whose first key is the next content. */
	private map(indent: number): YAMLMap.Parsed | undefined {
		if (++this.depth > deepest) return undefined;
		const { text } = this;
		const start = this.at;
		const items: Pair<ParsedNode, ParsedNode>[] = [];
		const keys = new KeySet();
		let end = start;
		do {
			if (indent === 0 && this.isMarker(this.at)) return undefined;
			this.comments = -1;
			const key = this.key();
			if (key === undefined || !keys.add(key)) return undefined;
			// `this.at` is behind the colon.
			let first = this.at;
			while (text.charCodeAt(first) === space) first++;
			const value = this.value(first, indent, true);
			if (value === undefined) return undefined;
			items.push(newPair(key, value));
			end = value.range[2];
		} while (this.column === indent && !this.isDash(this.at));
		if (this.column > indent) return undefined;
		this.depth--;
		return newMap(items, false, start, end, this.wholeEnd(indent, end));
	}

	/** A block sequence whose first dash is the next content. */
	private seq(indent: number): YAMLSeq.Parsed | undefined {
		if (++this.depth > deepest) return undefined;
		const { text } = this;
		const start = this.at;
		const items: ParsedNode[] = [];
		let end = start;
		do {
			const commented = this.comments >= 0;
			this.comments = -1;
			let first = this.at + 1;
			while (text.charCodeAt(first) === space) first++;
			this.column = indent + first - this.at;
			const item = this.value(first, indent, false);
			// A comment above may count to an item that is empty.
			if (item === undefined || (commented && item.range[1] === item.range[0])) return undefined;
			items.push(item);
			end = item.range[2];
		} while (this.column === indent && this.isDash(this.at));
		if (this.column > indent) return undefined;
		this.depth--;
		return newSeq(items, false, start, end, this.wholeEnd(indent, end));
	}

	/**
	 * Where a collection ends with the comments behind its last item: those that stand as far in as its items belong to
	 * it, the others to what is around.
	 */
	private wholeEnd(indent: number, end: number): number {
		if (indent === 0 || this.comments < indent) return end;
		this.comments = -1;
		return this.at;
	}

	/** The key at the next content; moves behind its colon. */
	private key(): Scalar.Parsed | undefined {
		const { text, at: start } = this;
		const colon = this.keyColon(start);
		if (colon === undefined || colon - start > 1000) return undefined;
		this.at = colon + 1;
		const end = this.plainEnd;
		return isQuote(text.charCodeAt(start)) ? quotedScalar(text, start, end, end) : plainScalar(text, start, end, end);
	}

	/** Where the colon of a key stands; `undefined` where there is no key. Sets `plainEnd` to the key's own end. */
	private keyColon(start: number): number | undefined {
		const { text } = this;
		if (!isQuote(text.charCodeAt(start))) {
			const stop = this.plainStop(start);
			return stop !== undefined && text.charCodeAt(stop) === colonSign ? stop : undefined;
		}
		const end = quotedEnd(text, start);
		if (end === undefined) return undefined;
		this.plainEnd = end;
		let at = end;
		while (text.charCodeAt(at) === space) at++;
		return text.charCodeAt(at) === colonSign && this.isBreak(at + 1) ? at : undefined;
	}

	/**
	 * The value behind a colon or dash, from the first sign that is no space; moves to the next content.
	 *
	 * @param indent of the collection that the value stands in
	 * @param inMap whether it stands behind a colon
	 */
	private value(start: number, indent: number, inMap: boolean): ParsedNode | undefined {
		const { text } = this;
		const code = text.charCodeAt(start);
		if (start >= text.length || code === newline || code === hash) return this.below(start, indent, inMap);
		if (code === openBrace || code === openBracket) {
			const node = flowCollection(text, start);
			if (node === undefined) return undefined;
			return this.close(node, indent);
		}
		if (code === bar || code === angle) {
			const node = blockScalar(text, start, indent);
			if (node !== undefined && this.toContent(node.range[2], nowhere) === undefined) return undefined;
			return node;
		}
		if (!inMap) {
			// The column was set to where the item starts.
			this.at = start;
			if (this.isDash(start)) return this.seq(this.column);
			if (this.keyColon(start) !== undefined) return this.map(this.column);
		}
		if (isQuote(code)) {
			const end = quotedEnd(text, start);
			const node = end === undefined ? undefined : quotedScalar(text, start, end, end);
			return node === undefined ? undefined : this.close(node, indent);
		}
		const stop = this.plainStop(start);
		if (stop === undefined || text.charCodeAt(stop) === colonSign) return undefined;
		const end = this.plainEnd;
		const wholeEnd = this.toContent(lineEnd(text, stop) + 1, indent);
		return wholeEnd === undefined ? undefined : plainScalar(text, start, end, wholeEnd);
	}

	/** Gives a value that ends on this line what follows up to the next one, and comments further in below it. */
	private close<T extends ParsedNode>(node: T, indent: number): T | undefined {
		const end = this.restOfLine(node.range[1]);
		const wholeEnd = end === undefined ? undefined : this.toContent(end + 1, indent);
		if (wholeEnd === undefined) return undefined;
		node.range[2] = wholeEnd;
		return node;
	}

	/** A value on the lines below its key or dash, or none at all. */
	private below(start: number, indent: number, inMap: boolean): ParsedNode | undefined {
		const { text } = this;
		const commented = text.charCodeAt(start) === hash;
		// A sign of a comment needs a space before it.
		if (commented && text.charCodeAt(start - 1) !== space) return undefined;
		if (this.toContent(lineEnd(text, start) + 1, nowhere) === undefined) return undefined;
		const dash = this.column >= 0 && this.isDash(this.at);
		if (this.column > indent || (inMap && dash && this.column === indent)) {
			return dash ? this.seq(this.column) : this.map(this.column);
		}
		// Which comments belong to an empty value is hard to tell.
		if (commented || this.comments >= 0) return undefined;
		return emptyScalar(start);
	}

	/** The end of a line on which nothing more stands but a comment; `undefined` where something does. */
	private restOfLine(from: number): number | undefined {
		const { text } = this;
		let at = from;
		while (text.charCodeAt(at) === space) at++;
		if (at >= text.length || text.charCodeAt(at) === newline) return at;
		return text.charCodeAt(at) === hash && at > from ? lineEnd(text, at) : undefined;
	}

	/**
	 * Where a plain scalar stops: at the colon that makes it a key, at the space before a comment, at the end of its line.
	 * Sets `plainEnd` to where it ends without the white space behind it.
	 */
	private plainStop(start: number): number | undefined {
		const { text } = this;
		const first = text.charCodeAt(start);
		if (first < 128 && noStart[first] === 1) return undefined;
		if ((first === dashSign || first === question || first === colonSign) && this.isBreak(start + 1)) return undefined;
		let end = start;
		let at = start;
		for (; at < text.length; at++) {
			const code = text.charCodeAt(at);
			if (code > colonSign) {
				end = at + 1;
				continue;
			}
			if (code === newline) break;
			if (code === tab) return undefined;
			if (code === space) {
				if (text.charCodeAt(at + 1) === hash) break;
				continue;
			}
			if (code === colonSign && this.isBreak(at + 1)) break;
			end = at + 1;
		}
		this.plainEnd = end;
		return at;
	}

	/**
	 * Moves over blank lines and comments to the next content.
	 *
	 * @param from the start of a line, or an offset beyond the text
	 * @param attach comments that stand further in than this belong to the value above them, up to the first that does not
	 * @returns where the value above ends with its comments; `undefined` where in doubt
	 */
	private toContent(from: number, attach: number): number | undefined {
		const { text } = this;
		let end = Math.min(from, text.length);
		this.comments = -1;
		let line = end;
		for (;;) {
			let at = line;
			while (text.charCodeAt(at) === space) at++;
			if (at >= text.length) {
				this.at = text.length;
				this.column = -1;
				return end;
			}
			const code = text.charCodeAt(at);
			if (code === tab) return undefined;
			if (code === newline) {
				line = at + 1;
			} else if (code === hash) {
				const column = at - line;
				line = Math.min(lineEnd(text, at) + 1, text.length);
				if (column > attach && this.comments < 0) end = line;
				else this.comments = Math.max(this.comments, column);
			} else {
				this.at = at;
				this.column = at - line;
				return end;
			}
		}
	}

	private isDash(at: number): boolean {
		return this.text.charCodeAt(at) === dashSign && this.isBreak(at + 1);
	}

	private isMarker(at: number): boolean {
		return (this.text.startsWith("---", at) || this.text.startsWith("...", at)) && this.isBreak(at + 3);
	}

	/** True for white space and behind the end. */
	private isBreak(at: number): boolean {
		const code = this.text.charCodeAt(at);
		return code === space || code === newline || code === tab || at >= this.text.length;
	}
}

function isQuote(code: number): boolean {
	return code === 34 || code === 39;
}

const tab = 9;
const newline = 10;
const space = 32;
const hash = 35;
const dashSign = 45;
const colonSign = 58;
const angle = 62;
const question = 63;
const openBracket = 91;
const openBrace = 123;
const bar = 124;
