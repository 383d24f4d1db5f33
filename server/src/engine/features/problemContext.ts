import { isMap, isScalar, isSeq, type Node } from "yaml";
import type { ManifestDocument } from "../document";
import type { Knowledge } from "../knowledge";
import type { Messages } from "../messages/messages";
import type { CatalogueEntry, JsonSchema } from "../schema/types";
import type { Span } from "../text/span";
import { type Located, nodeSpan } from "../yaml/nodes";
import type { Path } from "../yaml/path";
import { type Fix, type Problem, replacement } from "./problem";

/** A problem that the schema finds; `within` is the object that misses a field. */
export type SchemaProblem = Problem & { readonly within?: Span };

/** Everything needed to put one validator finding into words at its place. */
export interface ProblemContext extends Knowledge {
	readonly document: ManifestDocument;
	readonly entry: CatalogueEntry;
	readonly schema: JsonSchema;
	/** The document as plain data. */
	readonly value: unknown;
}

export function fieldName(path: Path, messages: Messages): string {
	const last = path.at(-1);
	if (last === undefined) return messages.theDocument;
	if (typeof last === "string") return last;
	return messages.item(last, fieldName(path.slice(0, -1), messages));
}

export function sourceText(node: Node | null, document: ManifestDocument): string {
	if (isScalar(node)) {
		if (node.type === "PLAIN") return node.source ?? String(node.value);
		if (typeof node.value === "string") return node.value;
	}
	const range = nodeSpan(node);
	return range === undefined ? "" : document.text.slice(range.start, range.end);
}

/** What to underline for a value: the value itself, its key where the value is empty or an object or list. */
export function valueAnchor(located: Located, document: ManifestDocument): Span {
	const { key, value, node } = located;
	if (key !== undefined && (value === undefined || isMap(node) || isSeq(node))) return key;
	if (value === undefined) return dashBefore(node, document) ?? document.facts.kind?.span ?? firstLine(document);
	const first = isMap(node) ? firstKey(node) : undefined;
	if (first !== undefined) return first;
	// Only the first line of a value over several lines.
	const { line } = document.lines.position(value.start);
	return { start: value.start, end: Math.max(value.start, Math.min(value.end, document.lines.end(line))) };
}

/** The dash of an item that has nothing behind it. */
function dashBefore(node: Node | null, { text }: ManifestDocument): Span | undefined {
	const start = node?.range?.[0];
	if (start === undefined) return undefined;
	const dash = /-[ \t]*$/.exec(text.slice(text.lastIndexOf("\n", start - 1) + 1, start));
	return dash === null ? undefined : { start: start - dash[0].length, end: start - dash[0].length + 1 };
}

function firstLine({ lines }: ManifestDocument): Span {
	return { start: 0, end: lines.end(0) };
}

export function firstKey(node: Node | null): Span | undefined {
	return isMap(node) ? nodeSpan(node.items[0]?.key as Node | null) : undefined;
}

export function itemAnchor(node: Node | null, params: Readonly<Record<string, unknown>>, document: ManifestDocument) {
	const index = typeof params.i === "number" ? params.i : params.index;
	if (!isSeq(node) || typeof index !== "number") return undefined;
	const item = node.items[index] as Node | undefined;
	if (item === undefined) return undefined;
	return valueAnchor({ depth: 0, key: undefined, value: nodeSpan(item), node: item }, document);
}

export function presentKeys(node: Node | null): Set<string> {
	return new Set(isMap(node) ? node.items.map((pair) => String(isScalar(pair.key) ? pair.key.value : "")) : []);
}

export function replaceFix(text: string, located: Located, messages: Messages): Fix {
	return replacement(messages.fixReplace(text), located.value ?? located.key ?? { start: 0, end: 0 }, text);
}
