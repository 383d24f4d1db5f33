import { isMap, isScalar, isSeq, type Node, type Pair } from "yaml";
import type { FileSnapshot, Span } from "../../engine";

type ManifestDocument = FileSnapshot["documents"][number]["document"];

/** Kind, namespace and name of a document, as far as it says them. */
export function objectName(document: ManifestDocument): string {
	if (document.tooLarge) return "";
	const { kind, namespace, name } = document.facts;
	return [kind, namespace, name].flatMap((part) => (part === undefined ? [] : [part.text])).join("/");
}

/**
 * The path of what stands at a span, from the document's root. Items of lists go by their `name` (or `key`, `id`), so that
 * it stays the same when others are put in before them; a list without any counts as one.
 */
export function pathAt(document: ManifestDocument, span: Span): string {
	if (document.tooLarge) return "";
	let path = "";
	let node: unknown = document.parsed.root;
	for (;;) {
		if (isMap(node)) {
			const pair = node.items.find((item) => covers(item, span));
			if (pair === undefined) return path;
			path += `${path === "" ? "" : "."}${isScalar(pair.key) ? String(pair.key.value) : "?"}`;
			if (holds(pair.key, span)) return path;
			node = pair.value;
		} else if (isSeq(node)) {
			const item = node.items.find((candidate) => holds(candidate, span));
			if (item === undefined) return path;
			path += `[${label(item)}]`;
			node = item;
		} else {
			return path;
		}
	}
}

function covers({ key, value }: Pair, span: Span): boolean {
	return holds(key, span) || holds(value, span);
}

function holds(node: unknown, { start, end }: Span): boolean {
	const range = (node as Partial<Node> | null | undefined)?.range;
	return range !== null && range !== undefined && range[0] <= start && end <= range[2];
}

function label(item: unknown): string {
	if (!isMap(item)) return "";
	for (const field of ["name", "key", "id"]) {
		const value = item.get(field);
		if (typeof value === "string" || typeof value === "number") return `${field}=${value}`;
	}
	return "";
}
