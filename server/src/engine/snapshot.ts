import { ManifestDocument, type PlacedDocument } from "./document";
import { splitDocuments } from "./yaml/split";

/** One file at one moment. */
export interface FileSnapshot {
	readonly uri: string;
	readonly text: string;
	/** In file order; they cover the whole text. */
	readonly documents: readonly PlacedDocument[];
}

/**
 * Makes a file's snapshot, taking over from the former one every document whose text stayed the same at the file's
 * beginning or end, so that an edit costs the documents it touches.
 */
export function fileSnapshot(uri: string, text: string, former?: FileSnapshot): FileSnapshot {
	const spans = splitDocuments(text);
	const old = former?.documents ?? [];
	const documents: PlacedDocument[] = new Array(spans.length);
	let head = 0;
	let tail = 0;
	const same = (index: number, oldIndex: number): boolean => {
		const place = spans[index];
		const candidate = old[oldIndex];
		if (place === undefined || candidate === undefined) return false;
		const known = candidate.document.text;
		return known.length === place.end - place.start && text.startsWith(known, place.start);
	};
	const reuse = (index: number, oldIndex: number) => {
		const place = spans[index];
		const candidate = old[oldIndex];
		if (place !== undefined && candidate !== undefined) {
			documents[index] =
				candidate.start === place.start ? candidate : { document: candidate.document, start: place.start };
		}
	};
	while (head < spans.length && head < old.length && same(head, head)) {
		reuse(head, head);
		head++;
	}
	while (
		tail < spans.length - head &&
		tail < old.length - head &&
		same(spans.length - 1 - tail, old.length - 1 - tail)
	) {
		reuse(spans.length - 1 - tail, old.length - 1 - tail);
		tail++;
	}
	for (let index = head; index < spans.length - tail; index++) {
		const place = spans[index];
		if (place === undefined) continue;
		documents[index] = { document: new ManifestDocument(text.slice(place.start, place.end)), start: place.start };
	}
	return { uri, text, documents };
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
