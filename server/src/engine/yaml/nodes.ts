import {
	type Document,
	isAlias,
	isMap,
	isNode,
	isPair,
	isScalar,
	isSeq,
	type Node,
	type Pair,
	type YAMLMap,
} from "yaml";
import type { Span } from "../text/span";
import type { Path } from "./path";

/** Where a path led. */
export interface Located {
	/** How many steps of the path exist. */
	readonly depth: number;
	/** The key's range where the last existing step is a map entry. */
	readonly key: Span | undefined;
	/** The value's range; `undefined` for an empty value. */
	readonly value: Span | undefined;
	readonly node: Node | null;
}

/** The range of a node without the white space and comments behind it; `undefined` for an empty node. */
export function nodeSpan(node: Node | null | undefined): Span | undefined {
	const range = node?.range;
	if (!range || range[1] <= range[0]) return undefined;
	return { start: range[0], end: range[1] };
}

/** A map entry's key as the string that the API server would see. */
export function keyText(pair: Pair): string | undefined {
	const { key } = pair;
	if (isScalar(key)) return key.value === null || key.value === undefined ? undefined : String(key.source ?? key.value);
	return undefined;
}

/** What an alias stands for; any other node is itself. */
export function resolved(node: Node | null | undefined, document: Document): Node | null {
	return (isAlias(node) ? node.resolve(document) : node) ?? null;
}

/** A map's entry by key, looked for in merged maps (`<<`) as well; the map's own entries win. */
export function entryOf(map: YAMLMap, key: string, document: Document): Pair | undefined {
	for (const pair of map.items) if (keyText(pair) === key) return pair;
	for (const pair of map.items) {
		if (keyText(pair) !== "<<") continue;
		const merged = resolved(pair.value as Node | null, document);
		const sources = isSeq(merged) ? merged.items : [merged];
		for (const source of sources) {
			const target = resolved(source as Node | null, document);
			const found = isMap(target) ? entryOf(target, key, document) : undefined;
			if (found !== undefined) return found;
		}
	}
	return undefined;
}

/** Follows a path as far as it goes. */
export function locate(root: Node | null, path: Path, document: Document): Located {
	let node: Node | null = resolved(root, document);
	let key: Span | undefined;
	let depth = 0;
	for (const step of path) {
		if (isMap(node)) {
			const pair = entryOf(node, String(step), document);
			if (pair === undefined) break;
			key = nodeSpan(isNode(pair.key) ? pair.key : null);
			node = resolved(pair.value as Node | null, document);
		} else if (isSeq(node)) {
			const item = node.items[Number(step)];
			if (item === undefined) break;
			key = undefined;
			node = isPair(item) ? null : resolved(item as Node, document);
		} else {
			break;
		}
		depth++;
	}
	return { depth, key, value: nodeSpan(node), node };
}
