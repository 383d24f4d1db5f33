import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from "yaml";
import type { ManifestDocument } from "../../document";
import type { Span } from "../../text/span";
import { keyText, nodeSpan } from "../../yaml/nodes";
import type { Path } from "../../yaml/path";

/** An object as it stands in the text. */
export interface ObjectPlace {
	/** `undefined` where the object's key has no value. */
	readonly map: YAMLMap | undefined;
	/** The entry whose value it is; `undefined` for the root and items of lists. */
	readonly entry: Pair | undefined;
	/** True where it must be written in flow style, because it is, or stands within it. */
	readonly flow: boolean;
	/** The column of its keys in block style. */
	readonly column: number;
}

/**
 * The object at a path. An object that stands elsewhere (an alias, a merged map) is not found: a change there would
 * change more than what was asked for.
 */
export function objectAt(document: ManifestDocument, path: Path): ObjectPlace | undefined {
	let node: Node | null = document.parsed.root;
	let entry: Pair | undefined;
	let column = 0;
	let within = false;
	for (const step of path) {
		if (isMap(node)) {
			within ||= node.flow === true;
			column = columnOfKeys(document, node) ?? column;
			entry = node.items.find((pair) => keyText(pair) === String(step));
			if (entry === undefined || isExplicit(document, entry)) return undefined;
			node = (entry.value as Node | null) ?? null;
			column += 2;
		} else if (isSeq(node)) {
			within ||= node.flow === true;
			const item: unknown = node.items[Number(step)];
			entry = undefined;
			node = (item as Node | undefined) ?? null;
			column = nodeSpan(node) === undefined ? column : columnOf(document, nodeSpan(node)?.start ?? 0);
		} else {
			return undefined;
		}
	}
	if (isMap(node)) {
		const flow = within || (node.flow === true && node.items.length > 0);
		return { map: node, entry, flow, column: flow ? 0 : (columnOfKeys(document, node) ?? column) };
	}
	const empty = node === null || (isScalar(node) && node.value === null && nodeSpan(node) === undefined);
	return empty && entry !== undefined ? { map: undefined, entry, flow: within, column } : undefined;
}

/** The entry that a path leads to, with the object that holds it. */
export function entryAt(document: ManifestDocument, path: Path): { place: ObjectPlace; pair: Pair } | undefined {
	const place = objectAt(document, path.slice(0, -1));
	const pair = place?.map?.items.find((item) => keyText(item) === String(path.at(-1)));
	return place === undefined || pair === undefined || isExplicit(document, pair) ? undefined : { place, pair };
}

export function columnOf({ lines }: ManifestDocument, offset: number): number {
	return lines.position(offset).column;
}

/** An entry's range: from its key to the end of its value, without white space and comments behind it. */
export function entrySpan({ text }: ManifestDocument, pair: Pair): Span {
	const key = nodeSpan(pair.key as Node | null) ?? { start: 0, end: 0 };
	const start = propertiesStart(text, key.start, pair.key as Node);
	const colon = /^\s*:/.exec(text.slice(key.end))?.[0].length ?? 0;
	const value = nodeSpan(pair.value as Node | null);
	let end = Math.max(key.end + colon, value?.end ?? 0);
	// An anchor or tag without a value behind it.
	if (value === undefined) end += /^[ \t]*(?:[&!][^\s,[\]{}]*[ \t]*)+/.exec(text.slice(end))?.[0].trimEnd().length ?? 0;
	const keeps = isScalar(pair.value) && /^BLOCK/.test(pair.value.type ?? "");
	while (end > start && /\s/.test(text.charAt(end - 1)) && !(keeps && text.charAt(end - 1) !== "\n")) {
		// What a block of text keeps at its end is a part of it; only its last line break is not.
		end -= text.slice(end - 2, end) === "\r\n" ? 2 : 1;
		if (keeps) break;
	}
	return { start, end };
}

/** The end of the line that an entry ends on, a comment behind it included. */
export function lineEndOf({ lines }: ManifestDocument, offset: number): number {
	return lines.end(lines.position(offset).line);
}

/** True where nothing but white space stands before an offset on its line. */
export function opensLine({ text, lines }: ManifestDocument, offset: number): boolean {
	return text.slice(lines.start(lines.position(offset).line), offset).trim() === "";
}

export function lineBreak({ text }: ManifestDocument): string {
	return /\r?\n/.exec(text)?.[0] ?? "\n";
}

function columnOfKeys(document: ManifestDocument, map: YAMLMap): number | undefined {
	const pair = map.items.find((item) => !isExplicit(document, item));
	const key = nodeSpan(pair?.key as Node | null | undefined);
	if (map.flow === true || pair === undefined || key === undefined) return undefined;
	return columnOf(document, propertiesStart(document.text, key.start, pair.key as Node));
}

/** Where a key starts, its anchor and tag included. */
function propertiesStart(text: string, start: number, key: Node): number {
	if (!isScalar(key) || (key.anchor === undefined && key.tag === undefined)) return start;
	return start - (/(?:[&!][^\s]*[ \t]+)+$/.exec(text.slice(Math.max(0, start - 200), start))?.[0].length ?? 0);
}

function isExplicit({ text }: ManifestDocument, pair: Pair): boolean {
	const start = nodeSpan(pair.key as Node | null)?.start ?? 0;
	return /\?\s+$/.test(text.slice(Math.max(0, start - 40), start));
}
