import type { Path } from "../path";

/** A value of a manifest that is being typed. Positions count from the document's start. */
export type DraftNode = DraftMap | DraftList | DraftScalar;

/** Where a collection in brackets stands. */
export interface DraftBrackets {
	readonly open: number;
	/** The closing bracket; `undefined` where it is not there (yet). */
	close: number | undefined;
	/** Behind the last character that belongs to the collection. */
	end: number;
	readonly commas: number[];
}

export interface DraftMap {
	readonly kind: "map";
	readonly path: Path;
	/** The column at which the keys start, in block style. */
	readonly column: number;
	/** `undefined` in block style. */
	readonly brackets: DraftBrackets | undefined;
	readonly entries: DraftEntry[];
}

export interface DraftList {
	readonly kind: "list";
	readonly path: Path;
	/** The column of the dashes, in block style. */
	readonly column: number;
	/** `undefined` in block style. */
	readonly brackets: DraftBrackets | undefined;
	readonly items: DraftItem[];
}

export interface DraftScalar {
	readonly kind: "scalar";
	readonly style: "plain" | "single" | "double" | "block" | "alias";
	readonly start: number;
	end: number;
}

/** A key with its value, either of which may be missing still. */
export interface DraftEntry {
	readonly kind: "entry";
	readonly path: Path;
	readonly name: string;
	/** The key with its quotes. */
	readonly start: number;
	readonly end: number;
	/** Where its colon stands; `undefined` for a word that is to become a key. */
	readonly colon: number | undefined;
	/** Where on the key's line the value may stand: behind colon, anchor and tag, before a comment. */
	readonly room: { readonly start: number; readonly end: number };
	value: DraftNode | undefined;
}

/** An item of a list, whose value may be missing still. */
export interface DraftItem {
	readonly kind: "item";
	readonly path: Path;
	/** The dash; in brackets, where the item starts. */
	readonly start: number;
	/** The column of the dash. */
	readonly dash: number;
	/** The column of what follows the dash. */
	readonly column: number;
	readonly room: { readonly start: number; readonly end: number };
	value: DraftNode | undefined;
}

export type DraftSlot = DraftEntry | DraftItem;

/** A collection in block style that a line may still add to. */
export interface DraftFrame {
	readonly node: DraftMap | DraftList;
	readonly column: number;
}

/** The cursor's line where it is empty, or holds one word that is not yet a key or a value. */
export interface DraftHole {
	readonly lineStart: number;
	/** The word; empty on an empty line. */
	readonly start: number;
	readonly end: number;
	readonly column: number;
	/** The dash's item where the word follows a dash on its line. */
	readonly item: DraftItem | undefined;
	/** The collections that were open above the line, from the outermost in. */
	readonly open: readonly DraftFrame[];
	/** The collection that the next line below belongs to. */
	below: DraftFrame | undefined;
}

/** A document as far as it can be understood while it is being typed. */
export interface Draft {
	readonly text: string;
	readonly root: DraftNode | undefined;
	readonly hole: DraftHole | undefined;
	/** True where the cursor is in a comment, or in text of several lines. */
	readonly inText: boolean;
	/** How far this author moves fields in, and dashes below their key. */
	readonly indent: { readonly fields: number; readonly dashes: number };
}

/** What stands last in a collection, and may still get a value. */
export function lastSlot(node: DraftMap | DraftList): DraftSlot | undefined {
	return node.kind === "map" ? node.entries.at(-1) : node.items.at(-1);
}

/** The text of a scalar without its quotes; also of a word that stands where a key might. */
export function draftText(node: DraftNode | undefined, text: string): string | undefined {
	if (node === undefined) return undefined;
	if (node.kind === "map") {
		const [word, ...others] = node.entries;
		const isWord = word !== undefined && others.length === 0 && word.colon === undefined && word.value === undefined;
		return isWord ? word.name : undefined;
	}
	if (node.kind === "list") return undefined;
	return unquoted(text.slice(node.start, node.end), node.style);
}

function unquoted(source: string, style: DraftScalar["style"]): string | undefined {
	switch (style) {
		case "plain":
			return source;
		case "single":
			return source.slice(1, source.endsWith("'") && source.length > 1 ? -1 : undefined).replaceAll("''", "'");
		case "double":
			return source.slice(1, source.endsWith('"') && source.length > 1 ? -1 : undefined).replace(/\\(["\\/])/g, "$1");
		case "block":
		case "alias":
			return undefined;
	}
}

/** The entry of a map with a name. */
export function draftEntry(node: DraftNode | undefined, name: string): DraftEntry | undefined {
	return node?.kind === "map" ? node.entries.find((entry) => entry.name === name) : undefined;
}

/** The value at a path; `undefined` where there is none. */
export function draftAt(root: DraftNode | undefined, path: Path): DraftNode | undefined {
	let node = root;
	for (const step of path) {
		if (typeof step === "number") node = node?.kind === "list" ? node.items[step]?.value : undefined;
		else node = draftEntry(node, step)?.value;
		if (node === undefined) return undefined;
	}
	return node;
}
