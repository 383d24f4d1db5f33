import { scalarText } from "../../features/completion/insertText";
import { keySource } from "../../features/fixes/skeleton";
import { isRecord } from "../../schema/record";
import type { Entry, Item, Leaf, ListNode, MapNode, TreeNode } from "./nodes";

/** How a document writes what is new in it. */
export interface Style {
	/** Whether the document is JSON, or laid out like it. */
	readonly json: boolean;
	/** In flow style: one entry a line. */
	readonly spread: boolean;
	/** By how much objects stand further in than their key. */
	readonly indent: number;
	/** By how much lists stand further in than their key. */
	readonly listIndent: number;
}

/** Makes new parts of a document, in its style. */
export class Maker {
	constructor(readonly style: Style) {}

	scalar(value: string | number | boolean): Leaf {
		const quoted = typeof value === "string" && (this.style.json || /[\n\t]/.test(value));
		const source = quoted ? JSON.stringify(value) : scalarText(value);
		return { kind: "leaf", source, base: 0, value, expand: undefined };
	}

	/** A field. @param value a node, or plain data */
	entry(key: string, value: TreeNode | Plain): Entry {
		return {
			key,
			keySource: this.style.json ? JSON.stringify(key) : keySource(key),
			colon: ": ",
			...this.holder(value),
		};
	}

	item(value: TreeNode | Plain): Item {
		return { dash: "- ", inline: true, ...this.holder(value) };
	}

	map(entries: Entry[] = []): MapNode {
		return { kind: "map", entries, ...this.collection(this.style.indent) };
	}

	list(items: Item[] = []): ListNode {
		return { kind: "list", items, ...this.collection(this.style.listIndent) };
	}

	private collection(offset: number) {
		const { json, spread } = this.style;
		return { flow: json, spread: json && spread, padded: false, offset, foot: [], column: 0 };
	}

	private holder(value: TreeNode | Plain) {
		const node = isNode(value) ? value : this.node(value);
		return { lead: [], value: node, tail: "", column: 0, origin: undefined };
	}

	private node(value: Plain): TreeNode {
		if (typeof value !== "object") return this.scalar(value);
		if (isList(value)) return this.list(value.map((inner) => this.item(inner)));
		return this.map(Object.entries(value).map(([key, inner]) => this.entry(key, inner)));
	}
}

/** Plain data to be written. */
export type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };

/** Plain data, as far as it can be written; `undefined` for what is absent or `null`. */
export function plain(value: unknown): Plain | undefined {
	if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
	if (Array.isArray(value)) return value.flatMap((item) => plain(item) ?? []);
	if (!isRecord(value)) return undefined;
	return Object.fromEntries(
		Object.entries(value).flatMap(([key, inner]) => {
			const data = plain(inner);
			return data === undefined ? [] : [[key, data] as const];
		}),
	);
}

function isList(value: Plain): value is readonly Plain[] {
	return Array.isArray(value);
}

function isNode(value: TreeNode | Plain): value is TreeNode {
	return (
		isRecord(value) &&
		((value.kind === "leaf" && "source" in value) ||
			(value.kind === "map" && "entries" in value) ||
			(value.kind === "list" && "items" in value))
	);
}
