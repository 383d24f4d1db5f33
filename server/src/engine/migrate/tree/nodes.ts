import type { Span } from "../../text/span";
import type { Path } from "../../yaml/path";

/** A line that holds nothing but white space or a comment. */
export interface Trivia {
	/** The line without its line break. */
	readonly raw: string;
	/** Where the comment starts; `undefined` for an empty line. */
	readonly column: number | undefined;
}

/** Where something stood in the document before anything was changed. */
export interface Origin {
	readonly path: Path;
	readonly span: Span;
}

/** A document's node with its text. Text that no migration touches is written as it was read. */
export type TreeNode = Leaf | MapNode | ListNode;

/** What is written as it stands: a scalar, an alias, or a flow collection whose inside nobody has to change. */
export interface Leaf {
	readonly kind: "leaf";
	/** Its text; further lines have their indentation as read. Empty for an absent value. */
	readonly source: string;
	/** The column of the key or dash that it belonged to; further lines move with it. */
	readonly base: number;
	/** What an API server reads. */
	readonly value: unknown;
	/** For a flow collection: its inside. */
	readonly expand: (() => MapNode | ListNode) | undefined;
}

interface Collection {
	flow: boolean;
	/** In flow style: one entry a line. */
	spread: boolean;
	/** In flow style: whether there is a space behind the opening bracket. */
	padded: boolean;
	/** In block style: by how much it stands further in than its key. */
	offset: number;
	/** Comments below its last entry that belong to it. */
	foot: Trivia[];
	/** Its column as read, from which comments in `foot` are moved. */
	readonly column: number;
	/** In flow style: its text as read, to be written as long as nothing in it changes. */
	pristine?: { readonly leaf: Leaf; readonly text: string };
}

export interface MapNode extends Collection {
	readonly kind: "map";
	entries: Entry[];
}

export interface ListNode extends Collection {
	readonly kind: "list";
	items: Item[];
}

/** What a field and an item have in common. */
export interface Holder {
	/** Comments and empty lines above. */
	lead: Trivia[];
	value: TreeNode;
	/** What follows on the line: white space and a comment. */
	tail: string;
	/** The column as read. */
	readonly column: number;
	readonly origin: Origin | undefined;
}

export interface Entry extends Holder {
	key: string;
	/** The key as written, with quotes, anchor and tag. */
	keySource: string;
	/** From the key to the value: the colon, white space, anchors and tags, perhaps a line break. */
	colon: string;
}

export interface Item extends Holder {
	/** From the dash to the value. */
	dash: string;
	/** Whether a block collection begins on the line of the dash. */
	inline: boolean;
}

/** Thrown where a text is laid out in a way that cannot be changed piece by piece. */
export class Unsupported extends Error {
	/** @param why what stands in the way */
	constructor(
		readonly why: "layout" | "alias" | "shape",
		/** Where, for people. */
		readonly where: string,
	) {
		super(`${why}: ${where}`);
	}
}

/** The value as an API server reads it. */
export function toData(node: TreeNode): unknown {
	if (node.kind === "leaf") return node.value;
	if (node.kind === "list") return node.items.map(({ value }) => toData(value));
	const merged: Record<string, unknown> = {};
	const own: Record<string, unknown> = {};
	for (const { key, value } of node.entries) {
		const data = toData(value);
		if (key === "<<") for (const source of Array.isArray(data) ? data.toReversed() : [data]) assign(merged, source);
		else assign(own, { [key]: data });
	}
	return Object.assign(merged, own);
}

function assign(target: Record<string, unknown>, source: unknown): void {
	if (typeof source !== "object" || source === null) return;
	for (const [key, value] of Object.entries(source)) {
		// As a field, whatever its name.
		Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
	}
}

/** Whether a collection is written over several lines in block style. */
export function isBlock(node: MapNode | ListNode): boolean {
	return !node.flow && holdersOf(node).length > 0;
}

/** The fields or items of a collection. */
export function holdersOf(node: MapNode | ListNode): readonly Holder[] {
	return node.kind === "map" ? node.entries : node.items;
}
