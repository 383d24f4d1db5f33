import type { ManifestDocument } from "../../document";
import type { FileSnapshot } from "../../snapshot";
import { applyEdits, inOrder, type TextEdit } from "../../text/edit";
import { type Span, shift, touches } from "../../text/span";
import { nodeSpan } from "../../yaml/nodes";
import { Unformattable } from "./atoms";
import { layoutEdits, type Surroundings } from "./layout";
import { sameMeaning } from "./meaning";

/**
 * The edits that lay a whole file out: indentation, white space within lines and at their ends, blank lines, the final
 * line break. Nothing else changes. A document that is not YAML is left alone.
 */
export function formatFile(file: FileSnapshot): TextEdit[] {
	return inOrder(
		file.documents.flatMap(({ document, start }, index) =>
			moved(documentEdits(document, surroundings(file, index)), start),
		),
	);
}

/** As `formatFile`, for the lines that a range touches, and as much around them as the structure takes. */
export function formatRange(file: FileSnapshot, range: Span): TextEdit[] {
	return inOrder(
		file.documents.flatMap(({ document, start }, index) => {
			const own = { start, end: start + document.text.length };
			if (!touches(own, range) || (range.start === own.end && index < file.documents.length - 1)) return [];
			const edits = documentEdits(document, surroundings(file, index));
			return moved(editsWithin(document, edits, shift(range, -start)), start);
		}),
	);
}

function surroundings(file: FileSnapshot, index: number): Surroundings {
	return {
		first: index === 0,
		last: index === file.documents.length - 1,
		lineEnd: /\r?\n/.exec(file.text)?.[0] ?? "\n",
	};
}

function documentEdits(document: ManifestDocument, around: Surroundings): TextEdit[] {
	if (!formattable(document)) return [];
	try {
		const edits = layoutEdits(document.text, around);
		if (edits.length === 0) return [];
		return sameMeaning(document.parsed, document.text, applyEdits(document.text, edits)) ? edits : [];
	} catch (error) {
		if (error instanceof Unformattable) return [];
		throw error;
	}
}

function formattable(document: ManifestDocument): boolean {
	if (document.tooLarge || /\r(?!\n)/.test(document.text)) return false;
	return document.parsed.problems.every(({ code }) => code === "DUPLICATE_KEY");
}

/** Of a document's edits those on the range's lines; of the top-level fields around them where they need the rest. */
function editsWithin(document: ManifestDocument, edits: readonly TextEdit[], range: Span): readonly TextEdit[] {
	const { text, lines, parsed } = document;
	const wholeLines = ({ start, end }: Span): Span => {
		const last = lines.position(end > start ? end - 1 : end).line;
		return { start: lines.start(lines.position(start).line), end: lines.start(last + 1) };
	};
	const chosen = wholeLines(range);
	for (const wanted of [chosen, fieldsAround(document, chosen)]) {
		const some = edits.filter(({ span }) => span.start >= wanted.start && span.end <= wanted.end);
		try {
			if (some.length === 0 || sameMeaning(parsed, text, applyEdits(text, some))) return some;
		} catch (error) {
			if (!(error instanceof Unformattable)) throw error;
		}
	}
	return edits;
}

function fieldsAround({ parsed, text }: ManifestDocument, range: Span): Span {
	const { root } = parsed;
	if (root === null || !("items" in root)) return { start: 0, end: text.length };
	const starts = root.items.map((item) => nodeSpan("key" in item ? item.key : item)?.start ?? 0);
	const start = starts.findLast((at) => at <= range.start) ?? 0;
	const end = starts.find((at) => at >= range.end) ?? text.length;
	return { start: text.lastIndexOf("\n", start - 1) + 1, end };
}

function moved(edits: readonly TextEdit[], by: number): TextEdit[] {
	return edits.map(({ span, text }) => ({ span: shift(span, by), text }));
}
