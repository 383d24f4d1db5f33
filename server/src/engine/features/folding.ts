import { isMap, isScalar, isSeq, type Node } from "yaml";
import type { ManifestDocument, PlacedDocument } from "../document";
import type { FileSnapshot } from "../snapshot";
import type { LineIndex } from "../text/lineIndex";
import { commentsOf } from "../yaml/comments";
import { nodeSpan } from "../yaml/nodes";

/** Lines that can be folded away; the first one stays. Zero-based, `end` inclusive. */
export interface FoldingRange {
	readonly start: number;
	readonly end: number;
	readonly kind: "structure" | "comment" | "region";
}

/** What of a file can be folded: documents, objects, lists, text over several lines, comments, `#region`s. */
export function foldingRanges(file: FileSnapshot, lines: LineIndex): FoldingRange[] {
	const found = new Map<number, FoldingRange>();
	const add = (start: number, end: number, kind: FoldingRange["kind"]) => {
		const known = found.get(start);
		// Editors fold one range a line: the outermost.
		if (end > start && (known === undefined || known.end < end)) found.set(start, { start, end, kind });
	};
	for (const placed of file.documents) {
		const first = lines.position(placed.start).line;
		for (const { start, end, kind } of documentRanges(placed, file.documents.length > 1)) {
			add(first + start, first + end, kind);
		}
	}
	return [...found.values()].sort((a, b) => a.start - b.start);
}

const known = new WeakMap<ManifestDocument, readonly FoldingRange[]>();

function documentRanges({ document }: PlacedDocument, severalDocuments: boolean): FoldingRange[] {
	let ranges = known.get(document);
	if (ranges === undefined) {
		ranges = document.tooLarge ? [] : [...commentRanges(document), ...nodeRanges(document)];
		known.set(document, ranges);
	}
	const whole = severalDocuments ? wholeDocument(document) : undefined;
	return whole === undefined ? [...ranges] : [whole, ...ranges];
}

/** From the marker to the last line that holds something. */
function wholeDocument({ text, lines }: ManifestDocument): FoldingRange | undefined {
	const marker = /^---(?=\s|$)/m.exec(text);
	const end = lines.position(text.trimEnd().length).line;
	if (marker === null) return undefined;
	return { start: lines.position(marker.index).line, end, kind: "structure" };
}

function nodeRanges(document: ManifestDocument): FoldingRange[] {
	const { lines, text, parsed } = document;
	const ranges: FoldingRange[] = [];
	const lineOf = (offset: number) => lines.position(offset).line;
	const fold = (from: number, node: Node | null) => {
		const span = nodeSpan(node);
		if (span === undefined) return;
		const flow = (isMap(node) || isSeq(node)) && node.flow === true;
		// The line of a closing bracket stays, so that what is folded reads well.
		const end = lineOf(lastOffset(text, span.start, span.end));
		ranges.push({ start: lineOf(from), end: flow ? end - 1 : end, kind: "structure" });
	};
	const visit = (node: Node | null) => {
		if (isMap(node)) {
			for (const { key, value } of node.items) {
				const start = nodeSpan(key as Node | null)?.start;
				const inner = value as Node | null;
				if (start !== undefined && (isMap(inner) || isSeq(inner) || isScalar(inner))) fold(start, inner);
				visit(inner);
			}
		} else if (isSeq(node)) {
			for (const item of node.items as (Node | null)[]) {
				const span = nodeSpan(item);
				if (span !== undefined) fold(span.start, item);
				visit(item);
			}
		}
	};
	visit(parsed.root);
	return ranges;
}

/** Where the last character of a node is that is no white space. */
function lastOffset(text: string, start: number, end: number): number {
	let last = end;
	while (last > start && /\s/.test(text.charAt(last - 1))) last--;
	return Math.max(start, last - 1);
}

function commentRanges(document: ManifestDocument): FoldingRange[] {
	const ranges: FoldingRange[] = [];
	const regions: number[] = [];
	let block: { start: number; end: number } | undefined;
	const close = () => {
		if (block !== undefined) ranges.push({ ...block, kind: "comment" });
		block = undefined;
	};
	for (const { line, text, ownLine } of commentsOf(document)) {
		if (!ownLine) continue;
		const region = /^#\s*(region|endregion)\b/.exec(text)?.[1];
		if (block !== undefined && (block.end !== line - 1 || region !== undefined)) close();
		if (region === undefined) {
			block = { start: block?.start ?? line, end: line };
			continue;
		}
		const opened = region === "region" ? regions.push(line) && undefined : regions.pop();
		if (opened !== undefined) ranges.push({ start: opened, end: line, kind: "region" });
	}
	close();
	return ranges;
}
