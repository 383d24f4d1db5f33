import { isAlias, isMap, isPair, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from "yaml";
import type { ManifestDocument } from "../../document";
import type { Span } from "../../text/span";
import { commentsOf } from "../../yaml/comments";
import { keyText, nodeSpan } from "../../yaml/nodes";
import { type Path, pathText } from "../../yaml/path";
import { type Entry, type Holder, type Item, type Leaf, type ListNode, type MapNode, Unsupported } from "./nodes";

/**
 * The inside of a flow collection, so that it can be changed. White space between its parts is not kept; comments are.
 *
 * @throws Unsupported where it holds keys that are no scalars, or pairs without braces
 */
export function expandFlow(
	document: ManifestDocument,
	node: YAMLMap | YAMLSeq,
	base: number,
	path: Path,
): MapNode | ListNode {
	const span = nodeSpan(node);
	if (span === undefined) throw new Unsupported("layout", pathText(path));
	const { text } = document;
	const between = isMap(node)
		? node.items.map((pair) => nodeSpan(pair.key as Node | null)?.start)
		: node.items.map((item) => nodeSpan(item as Node)?.start);
	const gaps = between.map((start) => text.slice(0, start).lastIndexOf("\n") >= span.start);
	const style = {
		flow: true,
		spread: gaps.some(Boolean),
		padded: /^[{[][ \t]/.test(text.slice(span.start, span.start + 2)),
		offset: 2,
		foot: [],
		column: base,
	};
	const column = base + 2;
	const collection: MapNode | ListNode = isMap(node)
		? { kind: "map", entries: node.items.map((_, index) => entryOf(document, node, index, column, path)), ...style }
		: { kind: "list", items: node.items.map((_, index) => itemOf(document, node, index, column, path)), ...style };
	placeComments(document, collection, span);
	return collection;
}

function entryOf(document: ManifestDocument, map: YAMLMap, index: number, column: number, path: Path): Entry {
	const pair = map.items[index];
	const key = nodeSpan(pair?.key as Node | null | undefined);
	const name = pair === undefined ? undefined : keyText(pair);
	if (pair === undefined || key === undefined || name === undefined) throw new Unsupported("layout", pathText(path));
	const here = [...path, name];
	const value = pair.value as Node | null;
	const valueSpan = nodeSpan(value);
	const between = document.text.slice(key.end, valueSpan?.start ?? key.end);
	const properties = /[&!][^\s,[\]{}]*/.exec(between)?.[0];
	const tight = between === ":" && /["']$/.test(document.text.slice(key.start, key.end));
	return {
		lead: [],
		key: name,
		keySource: document.text.slice(key.start, key.end),
		colon: tight ? ":" : properties === undefined ? ": " : `: ${properties} `,
		value: leafOf(document, value, column, here),
		tail: "",
		column,
		origin: { path: here, span: { start: key.start, end: valueSpan?.end ?? key.end } },
	};
}

function itemOf(document: ManifestDocument, list: YAMLSeq, index: number, column: number, path: Path): Item {
	const each = list.items[index];
	const here = [...path, index];
	if (isPair(each)) throw new Unsupported("layout", pathText(here));
	const value = each as Node | null;
	const span = nodeSpan(value) ?? { start: 0, end: 0 };
	// A pair without braces is a map that starts with its key.
	if (isMap(value) && document.text.charAt(span.start) !== "{") throw new Unsupported("layout", pathText(here));
	const leaf = leafOf(document, value, column, here);
	return { lead: [], dash: "- ", inline: true, value: leaf, tail: "", column, origin: { path: here, span } };
}

function leafOf(document: ManifestDocument, node: Node | null, base: number, path: Path): Leaf {
	const span = nodeSpan(node);
	if (node === null || span === undefined) return { kind: "leaf", source: "", base, value: null, expand: undefined };
	const known = isAlias(node) || isMap(node) || isSeq(node) || isScalar(node);
	return {
		kind: "leaf",
		source: document.text.slice(span.start, span.end),
		base,
		value: known ? node.toJS(document.parsed.document) : null,
		expand: isMap(node) || isSeq(node) ? () => expandFlow(document, node, base, path) : undefined,
	};
}

/** Gives each comment between the parts to the part that it stands at. */
function placeComments(document: ManifestDocument, collection: MapNode | ListNode, span: Span): void {
	const holders: readonly Holder[] = collection.kind === "map" ? collection.entries : collection.items;
	for (const comment of commentsOf(document)) {
		const at = comment.span.start;
		if (at < span.start || at >= span.end) continue;
		// Within a part it is a part of that part's text.
		if (holders.some(({ origin }) => origin !== undefined && origin.span.start <= at && at < origin.span.end)) continue;
		collection.spread = true;
		const next = holders.find(({ origin }) => origin !== undefined && origin.span.start > at);
		const former = holders.findLast(({ origin }) => origin !== undefined && origin.span.end <= at);
		const trivia = { raw: comment.text, column: collection.column + 2 };
		if (!comment.ownLine && former !== undefined && former.tail === "") former.tail = ` ${comment.text}`;
		else if (next !== undefined) next.lead.push(trivia);
		else collection.foot.push(trivia);
	}
}
