import type { FileSnapshot } from "../snapshot";
import { type Span, shift } from "../text/span";

/** An object that stands in a file of the workspace. The span is that of its name, and counts from the file's start. */
export interface ObjectSymbol {
	readonly kind: string;
	readonly name: string;
	readonly namespace: string | undefined;
	readonly uri: string;
	readonly span: Span;
}

const known = new WeakMap<FileSnapshot, readonly ObjectSymbol[]>();

/** The objects of one file, in order; worked out once for as long as the file stays the same. */
export function objectSymbolsOf(file: FileSnapshot): readonly ObjectSymbol[] {
	let symbols = known.get(file);
	if (symbols === undefined) {
		symbols = read(file);
		known.set(file, symbols);
	}
	return symbols;
}

function read({ uri, documents }: FileSnapshot): ObjectSymbol[] {
	const found: ObjectSymbol[] = [];
	for (const { document, start } of documents) {
		if (document.tooLarge) continue;
		const { kind, name, namespace } = document.facts;
		if (kind === undefined) continue;
		found.push({
			kind: kind.text,
			name: name?.text ?? "",
			namespace: namespace?.text,
			uri,
			span: shift((name ?? kind).span, start),
		});
	}
	return found;
}

/**
 * Looks for the objects that a query means. The query's words (parted by white space, `/` or `:`) may each name a part of
 * the object: its name, kind or namespace; of a word letters may be left out.
 */
export class ObjectSearch {
	private readonly words: readonly string[];
	private readonly ranked: { readonly object: ObjectSymbol; readonly score: number }[] = [];

	constructor(query: string) {
		this.words = query
			.toLowerCase()
			.split(/[\s/:]+/)
			.filter((word) => word !== "");
	}

	/** Looks at some objects. */
	add(objects: readonly ObjectSymbol[]): void {
		for (const object of objects) {
			const score = scoreOf(object, this.words);
			if (score > 0) this.ranked.push({ object, score });
		}
	}

	/** The objects that fit among those looked at, the best first. @param limit how many to give at most */
	best(limit = 200): ObjectSymbol[] {
		return this.ranked
			.sort((a, b) => b.score - a.score || compare(a.object, b.object))
			.slice(0, limit)
			.map(({ object }) => object);
	}
}

/** Above zero where every word fits. */
function scoreOf(object: ObjectSymbol, words: readonly string[]): number {
	let sum = 1;
	for (const word of words) {
		const name = fitness(word, object.name) * 4;
		const best = Math.max(name, fitness(word, object.kind) * 3, fitness(word, object.namespace ?? "") * 2);
		if (best === 0) return 0;
		sum += best;
	}
	return sum;
}

/** How well a word in lower case fits a text: 0 not at all, then letters in order, a part, a part's beginning, the whole. */
function fitness(word: string, text: string): number {
	const lower = text.toLowerCase();
	if (lower === word) return 100;
	const at = lower.indexOf(word);
	if (at === 0) return 80 + Math.max(0, 10 - (lower.length - word.length));
	if (at > 0) return /[^a-z0-9]/.test(lower.charAt(at - 1)) || isCapital(text, at) ? 60 : 40;
	let from = 0;
	let runs = 0;
	for (let index = 0; index < word.length; index++) {
		const next = lower.indexOf(word.charAt(index), from);
		if (next < 0) return 0;
		if (next > from || index === 0) runs++;
		from = next + 1;
	}
	// Letters strewn all over the text mean nothing.
	return runs > Math.max(2, word.length / 2) ? 1 : 20 - Math.min(15, runs);
}

function isCapital(text: string, at: number): boolean {
	return /[A-Z]/.test(text.charAt(at));
}

function compare(a: ObjectSymbol, b: ObjectSymbol): number {
	if (a.name !== b.name) return a.name < b.name ? -1 : 1;
	if (a.kind !== b.kind) return a.kind < b.kind ? -1 : 1;
	if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
	return a.span.start - b.span.start;
}
