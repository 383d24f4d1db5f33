import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from "yaml";
import type { ManifestDocument } from "../../document";
import { entrySpan } from "../../features/fixes/place";
import { keyText, nodeSpan } from "../../yaml/nodes";
import { type Path, pathText } from "../../yaml/path";
import { expandFlow } from "./buildFlow";
import {
	type Entry,
	type Holder,
	type Item,
	type Leaf,
	type ListNode,
	type MapNode,
	type Trivia,
	Unsupported,
} from "./nodes";
import { expanded } from "./render";
import { type Closed, settle, triviaFrom } from "./trivia";

/** A document taken apart. `prefix`, the root and `suffix` together are its whole text. */
export interface SourceTree {
	readonly prefix: string;
	readonly root: MapNode;
	readonly suffix: string;
	/** The column of the root's keys. */
	readonly column: number;
}

/**
 * Takes a document apart without losing a character.
 *
 * @param document one that parses, whose lines end with LF only
 * @throws Unsupported where its root is no object, or it is laid out in a way that cannot be changed piece by piece
 */
export function buildTree(document: ManifestDocument): SourceTree {
	const { root } = document.parsed;
	if (!isMap(root)) throw new Unsupported("shape", "");
	return new Builder(document).tree(root);
}

class Builder {
	private readonly text: string;
	/** Behind what has been read. */
	private cursor = 0;
	/** Whose line it is that the cursor stands in. */
	private holder: Holder | undefined;
	/** Block collections that ended since the last key or dash, the innermost first. */
	private closed: Closed[] = [];

	constructor(private readonly document: ManifestDocument) {
		this.text = document.text;
	}

	tree(root: YAMLMap): SourceTree {
		const { text } = this;
		const start = this.startOf(root, []);
		const prefix = text.slice(0, start);
		if (/\?\s+$/.test(prefix) || /[&!]\S*\s*$/.test(prefix.slice(prefix.lastIndexOf("\n") + 1))) {
			throw new Unsupported("layout", "");
		}
		const column = prefix.slice(prefix.lastIndexOf("\n") + 1).replace("\uFEFF", "").length;
		if (root.flow === true || root.items.length === 0) {
			const span = nodeSpan(root);
			const leaf = this.leaf(root, 0, []);
			const inside = expanded(leaf);
			if (span === undefined || inside?.kind !== "map") throw new Unsupported("shape", "");
			return { prefix, root: inside, suffix: text.slice(span.end), column: 0 };
		}
		this.cursor = start;
		const map = this.map(root, column, [], 0);
		const { tail, gap, at } = this.trivia();
		if (this.holder !== undefined) this.holder.tail += tail;
		const rest = this.settle(gap, -1);
		const restLines = rest.map(({ raw }) => `\n${raw}`).join("");
		const end = text.slice(at);
		// Nothing but the marker that ends a document may follow.
		const isMarker = /^\.\.\.(?:\s|$)/.test(end);
		if (end.trim() !== "" && !isMarker) throw new Unsupported("layout", "");
		return { prefix, root: map, suffix: `${restLines}${isMarker ? "\n" : ""}${end}`, column };
	}

	/** Where the first key, dash or bracket of a collection stands. */
	private startOf(node: Node, path: Path): number {
		if (isMap(node) && node.flow !== true && node.items.length > 0) {
			const [first] = node.items;
			if (first === undefined) throw new Unsupported("layout", pathText(path));
			return entrySpan(this.document, first).start;
		}
		const span = nodeSpan(node);
		if (span === undefined) throw new Unsupported("layout", pathText(path));
		return span.start;
	}

	private map(node: YAMLMap, column: number, path: Path, offset: number): MapNode {
		const map: MapNode = { kind: "map", entries: [], ...blockStyle(column, offset) };
		for (const [index, pair] of node.items.entries()) {
			const name = keyText(pair);
			const { start, end } = entrySpan(this.document, pair);
			if (name === undefined || !isScalar(pair.key)) throw new Unsupported("layout", pathText(path));
			const here = [...path, name];
			const lead = this.goTo(start, column, here, index === 0);
			const keyEnd = nodeSpan(pair.key as Node)?.end ?? start;
			const entry: Entry = {
				lead,
				key: name,
				keySource: this.text.slice(start, keyEnd),
				colon: "",
				value: absent(column),
				tail: "",
				column,
				origin: { path: here, span: { start, end } },
			};
			this.cursor = keyEnd;
			this.fill(entry, pair, here);
			map.entries.push(entry);
		}
		this.closed.push({ node: map, column });
		return map;
	}

	/** Reads the value of a field. */
	private fill(entry: Entry, pair: Pair, path: Path): void {
		const value = pair.value as Node | null;
		const { text, cursor } = this;
		const head = /^[ \t]*:(?:[ \t]+[&!]\S*)*/.exec(text.slice(cursor, cursor + 400))?.[0];
		if (head === undefined) throw new Unsupported("layout", pathText(path));
		if (isBlockCollection(value)) {
			entry.colon = head;
			this.cursor += head.length;
			this.holder = entry;
			this.closed = [];
			const column = this.peekColumn(path);
			entry.value = this.collection(value, column, path, column - entry.column);
			return;
		}
		const span = nodeSpan(value);
		if (value === null || span === undefined) {
			entry.colon = head;
			this.cursor += head.length;
		} else {
			entry.colon = text.slice(cursor, span.start);
			checkBetween(entry.colon, path);
			entry.value = this.leaf(value, entry.column, path);
			this.cursor = span.start + entry.value.source.length;
		}
		this.holder = entry;
		this.closed = [];
	}

	private collection(node: YAMLMap | YAMLSeq, column: number, path: Path, offset: number): MapNode | ListNode {
		return isMap(node) ? this.map(node, column, path, offset) : this.list(node, column, path, offset);
	}

	private list(node: YAMLSeq, column: number, path: Path, offset: number): ListNode {
		const list: ListNode = { kind: "list", items: [], ...blockStyle(column, offset) };
		for (const [index, each] of node.items.entries()) {
			const here = [...path, index];
			const lead = this.goTo(undefined, column, here, index === 0);
			const start = this.cursor;
			if (this.text.charAt(start) !== "-") throw new Unsupported("layout", pathText(here));
			const value = each as Node | null;
			const end = nodeSpan(value)?.end ?? start + 1;
			const item: Item = {
				lead,
				dash: "-",
				inline: true,
				value: absent(column),
				tail: "",
				column,
				origin: { path: here, span: { start, end } },
			};
			this.cursor = start + 1;
			this.fillItem(item, value, here);
			list.items.push(item);
		}
		this.closed.push({ node: list, column });
		return list;
	}

	private fillItem(item: Item, value: Node | null, path: Path): void {
		const { text, cursor } = this;
		const span = nodeSpan(value);
		const properties = /^(?:[ \t]+[&!]\S*)*/.exec(text.slice(cursor, cursor + 400))?.[0] ?? "";
		if (isBlockCollection(value)) {
			const gap = /^[ \t]*/.exec(text.slice(cursor))?.[0] ?? "";
			const first = isMap(value) ? this.startOf(value, path) : cursor + gap.length;
			const inline = isMap(value) ? first === cursor + gap.length : text.charAt(first) === "-";
			this.holder = item;
			this.closed = [];
			if (inline) {
				if (gap.includes("\t")) throw new Unsupported("layout", pathText(path));
				item.dash = `-${gap}`;
				this.cursor = first;
				const offset = 1 + gap.length;
				item.value = this.collection(value, item.column + offset, path, offset);
				return;
			}
			item.inline = false;
			item.dash = `-${properties}`;
			this.cursor += properties.length;
			const column = this.peekColumn(path);
			item.value = this.collection(value, column, path, column - item.column);
			return;
		}
		if (value === null || span === undefined) {
			item.dash = `-${properties}`;
			this.cursor += properties.length;
		} else {
			item.dash = text.slice(cursor - 1, span.start);
			checkBetween(item.dash.slice(1), path);
			item.value = this.leaf(value, item.column, path);
			this.cursor = span.start + item.value.source.length;
		}
		this.holder = item;
		this.closed = [];
	}

	private leaf(node: Node, base: number, path: Path): Leaf {
		const span = nodeSpan(node);
		if (span === undefined) return absent(base);
		let source = this.text.slice(span.start, span.end);
		const isText = isScalar(node) && (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED");
		if (isText) source = /^[|>]\d?\+/.test(source) ? source.replace(/\n$/, "") : source.replace(/(?:\n[ \t]*)+$/, "");
		else source = source.trimEnd();
		const value =
			isAlias(node) || isMap(node) || isSeq(node) || isScalar(node) ? node.toJS(this.document.parsed.document) : null;
		const { document } = this;
		const expand = isMap(node) || isSeq(node) ? () => expandFlow(document, node, base, path) : undefined;
		return { kind: "leaf", source, base, value, expand };
	}

	/** Goes on to the next key or dash. @returns what stands above it */
	private goTo(start: number | undefined, column: number, path: Path, first: boolean): Trivia[] {
		const from = this.cursor;
		const { tail, gap, at } = this.trivia();
		if (this.holder !== undefined && tail !== "") this.holder.tail += tail;
		const sameLine = gap.length === 0 && !this.text.slice(from, at).includes("\n");
		const root = first && from === at && path.length === 1;
		if (start !== undefined && at !== start) throw new Unsupported("layout", pathText(path));
		if (sameLine ? !first : !root && this.columnOf(at) !== column) throw new Unsupported("layout", pathText(path));
		const lead = this.settle(gap, column);
		this.cursor = at;
		this.closed = [];
		return lead;
	}

	/** The column of the next key or dash, on a line of its own. */
	private peekColumn(path: Path): number {
		const { at } = this.trivia();
		const lineStart = this.text.lastIndexOf("\n", at - 1) + 1;
		if (!/^ *$/.test(this.text.slice(lineStart, at))) throw new Unsupported("layout", pathText(path));
		return at - lineStart;
	}

	private columnOf(offset: number): number {
		return offset - (this.text.lastIndexOf("\n", offset - 1) + 1);
	}

	private trivia() {
		return triviaFrom(this.text, this.cursor);
	}

	private settle(gap: readonly Trivia[], column: number): Trivia[] {
		return settle(gap, column, this.closed);
	}
}

function absent(base: number): Leaf {
	return { kind: "leaf", source: "", base, value: null, expand: undefined };
}

function blockStyle(column: number, offset: number) {
	return { flow: false, spread: false, padded: false, offset, foot: [], column };
}

function isBlockCollection(node: Node | null): node is YAMLMap | YAMLSeq {
	return (isMap(node) || isSeq(node)) && node.flow !== true;
}

/** Between a key or dash and a scalar there are white space, properties and comments only. */
function checkBetween(between: string, path: Path): void {
	const rest = between.replace(/(^|\s)#[^\n]*/g, "$1").replace(/^\s*:/, "");
	if (!/^(?:\s*[&!]\S*)*\s*$/.test(rest)) throw new Unsupported("layout", pathText(path));
}
