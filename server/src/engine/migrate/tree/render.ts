import { scalarText } from "../../features/completion/insertText";
import type { SourceTree } from "./build";
import {
	type Entry,
	type Holder,
	holdersOf,
	type Item,
	isBlock,
	type Leaf,
	type ListNode,
	type MapNode,
	type TreeNode,
	type Trivia,
} from "./nodes";

/** The text of a document that {@link buildTree} took apart. Lines end with LF. */
export function renderTree({ prefix, root, suffix, column }: SourceTree): string {
	const writer = new Writer(prefix);
	if (root.flow) writer.text += flowText(root, 0);
	else {
		writer.head(root.entries[0]?.lead ?? [], column);
		writer.map(root, column, true);
	}
	return writer.text + suffix;
}

class Writer {
	constructor(public text: string) {}

	/** @param inline whether the first field goes on in the line that is being written */
	map(map: MapNode, column: number, inline: boolean): void {
		for (const [index, entry] of map.entries.entries()) {
			if (index > 0 || !inline) {
				this.lines(entry.lead, column - entry.column);
				this.line(column);
			}
			this.entry(entry, column);
		}
		this.lines(map.foot, column - map.column);
	}

	/** Comments above the first field of the document, whose line is indented already. */
	head(lead: readonly Trivia[], column: number): void {
		for (const line of lead) if (line.column !== undefined) this.text += `${line.raw.trim()}\n${" ".repeat(column)}`;
	}

	private entry(entry: Entry, column: number): void {
		this.text += entry.keySource;
		const { value } = entry;
		if (value.kind === "leaf") {
			const colon =
				value.source === "" ? entry.colon.trimEnd() : /\s$/.test(entry.colon) ? entry.colon : `${entry.colon} `;
			this.text += shifted(colon, column - entry.column) + shifted(value.source, column - value.base) + entry.tail;
		} else if (isBlock(value)) {
			this.text += colonHead(entry.colon) + entry.tail;
			this.collection(value, column + value.offset, false);
		} else {
			this.text += `${colonHead(entry.colon)} ${inBrackets(value, column)}${entry.tail}`;
			if (!value.flow) this.lines(value.foot, column + value.offset - value.column);
		}
	}

	private list(list: ListNode, column: number, inline: boolean): void {
		for (const [index, item] of list.items.entries()) {
			if (index > 0 || !inline) {
				this.lines(item.lead, column - item.column);
				this.hoisted(item, column);
				this.line(column);
			}
			this.item(item, column);
		}
		this.lines(list.foot, column - list.column);
	}

	/** Comments above what stands on the line of a dash go above the dash. */
	private hoisted(item: Item, column: number): void {
		if (item.value.kind === "leaf" || !isBlock(item.value) || !item.inline) return;
		if (item.tail.includes("#")) this.lines([{ raw: item.tail.trim(), column }], 0);
		const [first] = holdersOf(item.value);
		for (const { raw, column: at } of first?.lead ?? []) {
			if (at !== undefined) this.lines([{ raw, column }], 0);
		}
		if (item.value.kind === "list" && item.value.items[0] !== undefined) this.hoisted(item.value.items[0], column);
	}

	private item(item: Item, column: number): void {
		const { value } = item;
		if (value.kind === "leaf") {
			const dash = value.source === "" ? item.dash.trimEnd() : /\s$/.test(item.dash) ? item.dash : `${item.dash} `;
			this.text += shifted(dash, column - item.column) + shifted(value.source, column - value.base) + item.tail;
		} else if (!isBlock(value)) {
			const dash = /\s$/.test(item.dash) ? item.dash : `${item.dash} `;
			this.text += dash + inBrackets(value, column) + item.tail;
			if (!value.flow) this.lines(value.foot, column + value.offset - value.column);
		} else if (item.inline) {
			const dash = item.dash.includes("\n") || !/\s$/.test(item.dash) ? "- " : item.dash;
			this.text += dash;
			this.collection(value, column + dash.length, true);
		} else {
			this.text += item.dash.trimEnd() + item.tail;
			this.collection(value, column + value.offset, false);
		}
	}

	private collection(node: MapNode | ListNode, column: number, inline: boolean): void {
		if (node.kind === "map") this.map(node, column, inline);
		else this.list(node, column, inline);
	}

	private lines(trivia: readonly Trivia[], by: number): void {
		for (const { raw, column } of trivia) {
			this.text += column === undefined ? `\n${raw}` : `\n${" ".repeat(Math.max(0, column + by))}${raw.trimStart()}`;
		}
	}

	private line(column: number): void {
		this.text += `\n${" ".repeat(column)}`;
	}
}

/** A collection in flow style, or one of block style that is empty: its comments go below. */
function inBrackets(node: MapNode | ListNode, column: number): string {
	if (node.flow) return flowText(node, column);
	return node.kind === "map" ? "{}" : "[]";
}

/** The colon with anchor and tag, without what led to a scalar. */
function colonHead(colon: string): string {
	return /^[ \t]*:(?:[ \t]+[&!]\S*)*/.exec(colon)?.[0] ?? ":";
}

/** Text whose further lines move by some columns. */
function shifted(text: string, by: number): string {
	if (by === 0 || !text.includes("\n")) return text;
	const [first = "", ...rest] = text.split("\n");
	return [first, ...rest.map((line) => move(line, by))].join("\n");
}

function move(line: string, by: number): string {
	if (line.trim() === "") return line;
	if (by > 0) return " ".repeat(by) + line;
	const indent = /^ */.exec(line)?.[0].length ?? 0;
	return line.slice(Math.min(indent, -by));
}

/**
 * A node in flow style.
 *
 * @param column where the line that it starts in begins
 * @param spread whether it may be written over several lines though no comment asks for that
 */
function flowText(node: TreeNode, column: number, spread = true): string {
	if (node.kind === "leaf") return flowLeaf(node, column);
	const { pristine } = node;
	if (pristine !== undefined && brackets(node, pristine.leaf.base, true) === pristine.text) {
		return flowLeaf(pristine.leaf, column);
	}
	return brackets(node, column, spread);
}

/** The inside of a flow collection; what nobody changes is written as it was read. */
export function expanded(leaf: Leaf): MapNode | ListNode | undefined {
	const node = leaf.expand?.();
	if (node !== undefined) node.pristine = { leaf, text: brackets(node, leaf.base, true) };
	return node;
}

function brackets(node: MapNode | ListNode, column: number, spread: boolean): string {
	const [open, close] = node.kind === "map" ? ["{", "}"] : ["[", "]"];
	const holders = holdersOf(node);
	if (holders.length === 0 && node.foot.length === 0) return open + close;
	if (!(node.spread && spread) && !hasComments(node)) {
		const pad = node.padded || (!node.flow && node.kind === "map") ? " " : "";
		return open + pad + holders.map((holder) => flowPart(holder, column, false)).join(", ") + pad + close;
	}
	const inner = " ".repeat(column + 2);
	let text = open;
	for (const [index, holder] of holders.entries()) {
		for (const { raw, column: at } of holder.lead) if (at !== undefined) text += `\n${inner}${raw.trim()}`;
		const comma = index < holders.length - 1 ? "," : "";
		const comment = holder.tail.includes("#") ? ` ${holder.tail.trim()}` : "";
		text += `\n${inner}${flowPart(holder, column + 2, true)}${comma}${comment}`;
	}
	for (const { raw, column: at } of node.foot) if (at !== undefined) text += `\n${inner}${raw.trim()}`;
	return `${text}\n${" ".repeat(column)}${close}`;
}

function flowPart(holder: Holder, column: number, spread: boolean): string {
	const value = flowText(holder.value, column, spread);
	if (!isEntry(holder)) return value;
	const tight = /^["']/.test(holder.keySource) && holder.colon === ":";
	return `${holder.keySource}${colonHead(holder.colon)}${tight || value === "" ? "" : " "}${value}`;
}

function isEntry(holder: Holder): holder is Entry {
	return "keySource" in holder;
}

function flowLeaf({ source, value, base, expand }: Leaf, column: number): string {
	if (expand !== undefined || /^["'*]/.test(source)) return shifted(source, column - base);
	if (/^[|>]/.test(source)) return JSON.stringify(value);
	// What ends a plain text within brackets.
	if (/[,[\]{}\n]/.test(source)) return typeof value === "string" ? JSON.stringify(value) : scalarText(value);
	return source;
}

function hasComments(node: MapNode | ListNode): boolean {
	return (
		node.foot.some(({ column }) => column !== undefined) ||
		holdersOf(node).some(
			({ lead, tail, value }) =>
				tail.includes("#") ||
				lead.some(({ column }) => column !== undefined) ||
				(value.kind !== "leaf" && hasComments(value)),
		)
	);
}
