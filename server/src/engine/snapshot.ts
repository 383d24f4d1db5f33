import { ManifestDocument, type PlacedDocument } from "./document";
import { commonEnds } from "./text/commonEnds";
import { firstWhere } from "./text/search";
import type { Span } from "./text/span";
import { splitDocuments } from "./yaml/split";

/** One file at one moment. */
export interface FileSnapshot {
	readonly uri: string;
	readonly text: string;
	/** In file order; they cover the whole text. */
	readonly documents: readonly PlacedDocument[];
}

/**
 * Makes a file's snapshot, taking over from the former one every document before and behind what changed, so that an
 * edit costs the documents it touches.
 */
export function fileSnapshot(uri: string, text: string, former?: FileSnapshot): FileSnapshot {
	if (former === undefined) return { uri, text, documents: fresh(text, splitDocuments(text)) };
	const old = former.documents;
	const { prefix, suffix } = commonEnds(former.text, text);
	const moved = text.length - former.text.length;
	// A document before the change stays as it is if the whole marker behind it does.
	const head = firstWhere(old.length, (index) => endOf(old[index]) + markerLength > prefix);
	const first = old[head]?.start ?? 0;
	// From the first document on that starts in what stayed the same, all are as they were.
	let tail = old.length;
	const spans = splitDocuments(text, first, (start) => {
		if (start < text.length - suffix) return false;
		const index = firstWhere(old.length, (at) => (old[at]?.start ?? 0) >= start - moved);
		if (old[index]?.start !== start - moved) return false;
		tail = index;
		return true;
	});
	const documents = old.slice(0, head);
	documents.push(...fresh(text, spans, old.slice(head, tail)));
	for (let index = tail; index < old.length; index++) {
		const placed = old[index];
		if (placed !== undefined) {
			documents.push(moved === 0 ? placed : { document: placed.document, start: placed.start + moved });
		}
	}
	return { uri, text, documents };
}

/** A marker and the sign behind it, which decides whether it is one. */
const markerLength = 4;

function endOf(placed: PlacedDocument | undefined): number {
	return placed === undefined ? 0 : placed.start + placed.document.text.length;
}

/** Documents at some places, taken over from former ones in the same order as long as their text is the same. */
function fresh(text: string, spans: readonly Span[], old: readonly PlacedDocument[] = []): PlacedDocument[] {
	const texts = spans.map(({ start, end }) => text.slice(start, end));
	let head = 0;
	while (head < texts.length && head < old.length && old[head]?.document.text === texts[head]) head++;
	let tail = 0;
	while (tail < Math.min(texts.length, old.length) - head && old.at(-1 - tail)?.document.text === texts.at(-1 - tail)) {
		tail++;
	}
	return spans.map(({ start, end }, index) => {
		const same =
			index < head ? old[index] : index >= spans.length - tail ? old[index - spans.length + old.length] : undefined;
		return { document: same?.document ?? new ManifestDocument(text.slice(start, end)), start };
	});
}

/** The document that an offset falls in; the later one where it stands between two. */
export function documentAt(file: FileSnapshot, offset: number): PlacedDocument {
	let low = 0;
	let high = file.documents.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if ((file.documents[middle]?.start ?? 0) <= offset) low = middle;
		else high = middle - 1;
	}
	const found = file.documents[low];
	if (found === undefined) throw new Error("a file has at least one document");
	return found;
}
