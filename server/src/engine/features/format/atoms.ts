import { type CST, Parser } from "yaml";

/** A block mapping or sequence, with the column of its entries before and after formatting. */
export interface Frame {
	readonly parent: Frame | undefined;
	readonly list: boolean;
	readonly was: number;
	readonly column: number;
}

export type AtomKind =
	| "mark"
	| "comment"
	| "scalar"
	| "alias"
	| "property"
	| "dash"
	| "question"
	| "colon"
	| "comma"
	| "open"
	| "close"
	| "header"
	| "body";

/** A piece of a document that formatting keeps as it is; between two of them there is only white space. */
export interface Atom {
	readonly kind: AtomKind;
	readonly start: number;
	readonly source: string;
	/** The innermost block collection around it. */
	readonly frame: Frame | undefined;
	/** Where it goes when it is the first on its line; `undefined` where its neighbours decide. */
	readonly column: number | undefined;
	/** For brackets: whether white space is kept on their inner side. */
	readonly spaced?: boolean | undefined;
}

/** Where a node may go. */
interface Place {
	readonly frame: Frame | undefined;
	/** Its column on a line of its own. */
	readonly own: number;
	/** The column of a block collection that starts behind an indicator. */
	readonly inline: number;
	/** The column that a flow collection behind something else closes at. */
	readonly flowBase: number;
	/** True within a flow collection. */
	readonly flow?: boolean;
}

/** Thrown for what the formatter does not understand; the document is then left alone. */
export class Unformattable extends Error {}

/**
 * Takes a document apart, with the column that each piece is to have.
 *
 * @throws Unformattable
 */
export function atomsOf(text: string): Atom[] {
	const tokens = [...new Parser().parse(text)];
	return new Walker(text, listIndent(tokens, text)).walk(tokens);
}

/** By how much items of lists stand further in than their key: as most lists of the document have it. */
export function listIndentOf(text: string): number | undefined {
	return mostly(listStyles([...new Parser().parse(text)], text));
}

function listIndent(tokens: readonly CST.Token[], text: string): number {
	return mostly(listStyles(tokens, text)) ?? 2;
}

function mostly(styles: readonly boolean[]): number | undefined {
	const [first] = styles;
	if (first === undefined) return undefined;
	const indented = styles.filter((style) => style).length;
	const flush = styles.length - indented;
	return (indented === flush ? first : indented > flush) ? 2 : 0;
}

/** For each list that is the value of a key: whether it stands further in than the key. */
function listStyles(tokens: readonly CST.Token[], text: string): boolean[] {
	const styles: boolean[] = [];
	const visit = (token: CST.Token | null | undefined) => {
		if (token?.type === "document") visit(token.value);
		if (token?.type === "block-seq") for (const item of token.items) visit(item.value);
		if (token?.type !== "block-map") return;
		for (const item of token.items) {
			visit(item.key);
			visit(item.value);
			const list = item.value?.type === "block-seq" && !item.explicitKey ? item.value : undefined;
			if (list !== undefined) styles.push(columnOf(text, firstOffset(list)) > columnOf(text, firstOffset(token)));
		}
	};
	for (const token of tokens) visit(token);
	return styles;
}

export function lineStart(text: string, offset: number): number {
	return text.lastIndexOf("\n", offset - 1) + 1;
}

export function columnOf(text: string, offset: number): number {
	const start = lineStart(text, offset);
	return offset - start - (text.charAt(start) === "\uFEFF" ? 1 : 0);
}

function firstOffset(token: CST.Token): number {
	if (token.type !== "block-map" && token.type !== "block-seq") return token.offset;
	const [first] = token.items;
	const lead = first?.start.find(({ type }) => !["space", "newline", "comment"].includes(type));
	return lead?.offset ?? first?.key?.offset ?? first?.sep?.[0]?.offset ?? token.offset;
}

class Walker {
	private readonly atoms: Atom[] = [];

	constructor(
		private readonly text: string,
		private readonly listIndent: number,
	) {}

	walk(tokens: readonly CST.Token[]): Atom[] {
		for (const token of tokens) {
			switch (token.type) {
				case "document":
					this.props(token.start, undefined, 0);
					if (token.value) this.root(token.value);
					this.props(token.end, undefined, 0);
					break;
				case "doc-end":
					this.add("mark", token, undefined, 0);
					this.props(token.end, undefined, 0);
					break;
				case "directive":
					this.add("mark", token, undefined, 0);
					break;
				default:
					this.props([token], undefined, 0);
			}
		}
		return this.atoms;
	}

	private root(token: CST.Token) {
		const block = token.type === "block-map" || token.type === "block-seq";
		if (block && !this.ownLine(firstOffset(token))) throw new Unformattable();
		this.node(token, { frame: undefined, own: 0, inline: 0, flowBase: 0 });
	}

	private ownLine(offset: number): boolean {
		return /^\uFEFF? *$/.test(this.text.slice(lineStart(this.text, offset), offset));
	}

	private add(
		kind: AtomKind,
		token: CST.Token,
		frame: Frame | undefined,
		column: number | undefined,
		spaced?: boolean,
	) {
		const source = "source" in token ? token.source : "";
		if (source !== "") this.atoms.push({ kind, start: token.offset, source, frame, column, spaced });
	}

	/** Everything that is neither a key nor a value: indicators, anchors, tags, comments. */
	private props(
		tokens: readonly CST.Token[] | undefined,
		frame: Frame | undefined,
		column: number,
		inner = column,
		flow = false,
	) {
		let behind = false;
		for (const token of tokens ?? []) {
			switch (token.type) {
				case "space":
				case "newline":
					break;
				case "comment":
					this.add("comment", token, frame, flow ? inner : undefined);
					break;
				case "anchor":
				case "tag":
					this.add("property", token, frame, behind ? inner : column);
					break;
				case "seq-item-ind":
					this.add("dash", token, frame, column);
					behind = true;
					break;
				case "explicit-key-ind":
					this.add("question", token, frame, column);
					behind = true;
					break;
				case "map-value-ind":
					this.add("colon", token, frame, column);
					behind = true;
					break;
				case "comma":
					this.add("comma", token, frame, column);
					break;
				case "doc-start":
				case "byte-order-mark":
					this.add("mark", token, frame, 0);
					break;
				case "block-scalar-header":
					this.add("header", token, frame, column);
					break;
				default:
					throw new Unformattable();
			}
		}
	}

	private node(token: CST.Token, place: Place) {
		const { frame, own } = place;
		switch (token.type) {
			case "block-map":
			case "block-seq": {
				const first = firstOffset(token);
				const column = this.ownLine(first) ? own : place.inline;
				const was = columnOf(this.text, first);
				const inner: Frame = { parent: frame, list: token.type === "block-seq", was, column };
				if (token.type === "block-map") this.blockMap(token, inner);
				else this.blockList(token, inner);
				break;
			}
			case "alias":
			case "scalar":
			case "single-quoted-scalar":
			case "double-quoted-scalar":
				this.add(token.type === "alias" ? "alias" : "scalar", token, frame, own);
				this.props(token.end, frame, own, own, place.flow);
				break;
			case "block-scalar":
				this.props(token.props, frame, own);
				if (token.source !== "") {
					const last = token.props.at(-1);
					const start = last === undefined ? token.offset : last.offset + ("source" in last ? last.source.length : 0);
					this.atoms.push({ kind: "body", start, source: token.source, frame, column: undefined });
				}
				break;
			case "flow-collection":
				this.flow(token, place);
				break;
			default:
				throw new Unformattable();
		}
	}

	private blockMap(map: CST.BlockMap, frame: Frame) {
		const { column } = frame;
		for (const item of map.items) {
			const explicit = item.explicitKey === true;
			const inner = column + 2;
			this.props(item.start, frame, column, inner);
			const flowBase = explicit ? inner : column;
			if (item.key) this.node(item.key, { frame, own: explicit ? inner : column, inline: inner, flowBase });
			// Anchors and tags behind the colon may stand on a line of their own.
			this.props(item.sep, frame, column, inner);
			if (!item.value) continue;
			const flush = item.value.type === "block-seq" && !explicit;
			this.node(item.value, { frame, own: flush ? column + this.listIndent : inner, inline: inner, flowBase });
		}
	}

	private blockList(list: CST.BlockSequence, frame: Frame) {
		const { column } = frame;
		const inner = column + 2;
		for (const item of list.items) {
			this.props(item.start, frame, column, inner);
			if (item.value) this.node(item.value, { frame, own: inner, inline: inner, flowBase: inner });
		}
	}

	private flow(token: CST.FlowCollection, { frame, own, flowBase, flow = false }: Place) {
		const map = token.start.type === "flow-map-start";
		// Templates of Helm are no YAML, though "{{ … }}" can be read as such.
		if (map && this.text.charAt(token.start.offset + 1) === "{") throw new Unformattable();
		const base = this.ownLine(token.start.offset) ? own : flowBase;
		const spaced = map && /[ \t]/.test(this.text.charAt(token.start.offset + 1));
		const inner = base + 2;
		this.add("open", token.start, frame, own, spaced);
		const place: Place = { frame, own: inner, inline: inner, flowBase: inner, flow: true };
		for (const item of token.items) {
			this.props(item.start, frame, inner, inner, true);
			if (item.key) this.node(item.key, place);
			this.props(item.sep, frame, inner, inner, true);
			if (item.value) this.node(item.value, place);
		}
		const [close, ...rest] = token.end;
		if (close === undefined || !/^flow-(?:map|seq)-end$/.test(close.type)) throw new Unformattable();
		this.add("close", close, frame, base, spaced);
		this.props(rest, frame, own, inner, flow);
	}
}
