import { isMap, isScalar, type Node } from "yaml";
import type { ManifestDocument } from "../../document";
import type { Messages } from "../../messages/messages";
import { locate, nodeSpan } from "../../yaml/nodes";
import type { Path } from "../../yaml/path";
import { entrySpan } from "./place";
import type { Repair } from "./repair";

/**
 * Puts a value in quotes that YAML reads as something other than the text that it looks like: `yes`, `012`, `1.20`,
 * `1e3`, `null`, `~`, nothing at all, and times, which other parsers take for more than text.
 *
 * @param path the value's
 * @param of `key` where the key itself is meant
 */
export function quoteValue(
	document: ManifestDocument,
	path: Path,
	messages: Messages,
	of: "key" | "value" = "value",
): Repair | undefined {
	const { root, document: yaml } = document.parsed;
	const parent = locate(root, path.slice(0, -1), yaml).node;
	const pair = isMap(parent)
		? parent.items.find(({ key }) => isScalar(key) && String(key.source ?? key.value) === String(path.at(-1)))
		: undefined;
	const node = of === "key" ? (pair?.key as Node | undefined) : valueNode(document, path);
	if (node === undefined || !isScalar(node) || (node.type !== undefined && node.type !== "PLAIN")) return undefined;
	const span = nodeSpan(node);
	if (span !== undefined) {
		const source = document.text.slice(span.start, span.end);
		if (!isMisread(node.value, source)) return undefined;
		return { title: messages.fixQuote(source), edits: [{ span, text: JSON.stringify(source) }] };
	}
	if (of === "key" || pair === undefined) return undefined;
	const { end } = entrySpan(document, pair);
	return { title: messages.fixQuote('""'), edits: [{ span: { start: end, end }, text: ' ""' }] };
}

/** True for plain text that some parser of manifests reads as something else. */
export function isMisread(value: unknown, source: string): boolean {
	return typeof value !== "string" || /^\d{4}-\d\d?-\d\d?(?:[Tt ]|$)/.test(source) || /^\d+(?::[0-5]\d)+$/.test(source);
}

/** The node itself: an alias is quoted nowhere. */
function valueNode(document: ManifestDocument, path: Path): Node | undefined {
	const { root, document: yaml } = document.parsed;
	const found = locate(root, path, yaml);
	return found.depth === path.length ? (found.node ?? undefined) : undefined;
}
