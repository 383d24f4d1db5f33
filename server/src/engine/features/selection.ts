import { isMap, isPair, isSeq, type Node } from "yaml";
import type { ManifestDocument } from "../document";
import type { Span } from "../text/span";
import { nodeSpan } from "../yaml/nodes";

/**
 * What to select around an offset, from the smallest range to the document: the text within quotes, the value, the field
 * with its value, the object, and so on outwards. Each range holds the one before.
 */
export function selectionRanges(document: ManifestDocument, offset: number): Span[] {
	const { text } = document;
	const ranges: Span[] = [];
	const add = (span: Span | undefined) => {
		const inner = ranges.at(-1);
		if (span === undefined || span.end <= span.start) return;
		if (inner !== undefined && (span.start > inner.start || span.end < inner.end)) return;
		if (inner === undefined || span.start < inner.start || span.end > inner.end) ranges.push(span);
	};
	const around = document.tooLarge ? [] : chain(document, offset).reverse();
	for (const span of around) {
		const quote = text.charAt(span.start);
		const quoted = /["']/.test(quote) && text.charAt(span.end - 1) === quote && span.end - span.start > 1;
		if (quoted && ranges.length === 0) {
			const inner = { start: span.start + 1, end: span.end - 1 };
			if (inner.start <= offset && offset <= inner.end) add(inner);
		}
		add(span);
	}
	if (ranges.length === 0) add(commentAt(text, offset));
	const content = trimmed(text, { start: 0, end: text.length });
	if (content.start <= offset && offset <= content.end) add(content);
	add({ start: 0, end: text.length });
	return ranges;
}

/** All nodes, fields and items that hold an offset, the outermost first. */
function chain({ text, parsed }: ManifestDocument, offset: number): Span[] {
	const found: Span[] = [];
	const holds = (span: Span | undefined): span is Span =>
		span !== undefined && span.start <= offset && offset <= span.end;
	const visit = (node: Node | null) => {
		const full = nodeSpan(node);
		const span = full === undefined ? undefined : trimmed(text, full);
		if (holds(span)) found.push(span);
		if (isMap(node)) {
			for (const { key, value } of node.items) {
				const keySpan = nodeSpan(key as Node | null);
				const valueSpan = nodeSpan(value as Node | null);
				const start = keySpan?.start ?? valueSpan?.start;
				if (start === undefined) continue;
				const colon = /^\s*:/.exec(text.slice(keySpan?.end ?? start))?.[0].length ?? 0;
				const end = Math.max((keySpan?.end ?? start) + colon, valueSpan?.end ?? 0);
				const field = trimmed(text, { start, end });
				if (!holds(field)) continue;
				found.push(field);
				if (holds(keySpan)) found.push(keySpan);
				else visit(value as Node | null);
				return;
			}
		} else if (isSeq(node)) {
			for (const item of node.items) {
				const itemSpan = isPair(item) ? undefined : nodeSpan(item as Node | null);
				if (itemSpan === undefined) continue;
				const dash = node.flow
					? undefined
					: /-[ \t]+(?:[&!]\S+[ \t]+)*$/.exec(text.slice(lineStart(text, itemSpan.start), itemSpan.start));
				const whole = trimmed(text, { start: itemSpan.start - (dash?.[0].length ?? 0), end: itemSpan.end });
				if (!holds(whole)) continue;
				found.push(whole);
				visit(item as Node | null);
				return;
			}
		}
	};
	visit(parsed.root);
	return found;
}

function lineStart(text: string, offset: number): number {
	return text.lastIndexOf("\n", offset - 1) + 1;
}

function trimmed(text: string, { start, end }: Span): Span {
	const inner = text.slice(start, end);
	const lead = inner.length - inner.trimStart().length;
	return { start: start + lead, end: Math.max(start + lead, start + inner.trimEnd().length) };
}

function commentAt(text: string, offset: number): Span | undefined {
	const start = lineStart(text, offset);
	const line = /^[^\r\n]*/.exec(text.slice(start))?.[0] ?? "";
	const comment = /^\s*#/.exec(line) ?? /\s#/.exec(line);
	if (comment === null) return undefined;
	const from = start + comment.index + comment[0].length - 1;
	return from <= offset ? { start: from, end: start + line.trimEnd().length } : undefined;
}
