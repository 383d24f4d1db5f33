import type { Span } from "../text/span";

/**
 * Parts a YAML stream into its documents, each with the marker line that opens it (`---`) or closes it (`...`).
 *
 * A line that starts with a marker parts documents wherever it stands, even within a block scalar (YAML 1.2, 9.1), so
 * that no parse is needed to find them.
 *
 * @param from where a document starts
 * @param stop asked at the start of each further document; splitting ends before the first for which it holds
 * @returns adjoining spans that cover the text up to there; at least one
 */
export function splitDocuments(text: string, from = 0, stop: (start: number) => boolean = () => false): Span[] {
	const spans: Span[] = [];
	let start = from;
	let seenContent = false;
	let line = from;
	while (line < text.length) {
		let next = text.indexOf("\n", line);
		next = next < 0 ? text.length : next + 1;
		const marker = markerAt(text, line);
		if (marker === "---") {
			// A directive or comment above the first marker belongs to the document that the marker opens.
			if (seenContent) {
				spans.push({ start, end: line });
				start = line;
				if (stop(start)) return spans;
			}
			seenContent = true;
		} else if (marker === "...") {
			spans.push({ start, end: next });
			start = next;
			seenContent = false;
			if (start < text.length && stop(start)) return spans;
		} else if (!seenContent && !isBlankOrDirective(text, line, next)) {
			seenContent = true;
		}
		line = next;
	}
	if (start < text.length || spans.length === 0) spans.push({ start, end: text.length });
	return spans;
}

function markerAt(text: string, at: number): "---" | "..." | undefined {
	const first = text.charCodeAt(at);
	if (first !== 45 && first !== 46) return undefined;
	const marker = text.slice(at, at + 3);
	if (marker !== "---" && marker !== "...") return undefined;
	const after = text.charAt(at + 3);
	return after === "" || /[ \t\r\n]/.test(after) ? marker : undefined;
}

function isBlankOrDirective(text: string, start: number, end: number): boolean {
	for (let i = start; i < end; i++) {
		const char = text.charAt(i);
		if (char === "#" || char === "%") return true;
		if (!/\s/.test(char) && char !== "\uFEFF") return false;
	}
	return true;
}
