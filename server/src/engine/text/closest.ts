import { distance } from "fastest-levenshtein";

/**
 * The candidates that somebody who typed `word` may have meant: the same but for case first, then those within a third
 * of its length in edits.
 *
 * @param most how many edits there may be at most
 */
export function closest(word: string, candidates: Iterable<string>, most = 3): string[] {
	const lower = word.toLowerCase();
	const limit = Math.min(most, Math.max(1, Math.floor(word.length / 3)));
	const found: { candidate: string; edits: number }[] = [];
	for (const candidate of candidates) {
		const other = candidate.toLowerCase();
		if (Math.abs(other.length - lower.length) > limit) continue;
		const edits = distance(lower, other);
		if (edits <= limit) found.push({ candidate, edits });
	}
	found.sort((a, b) => a.edits - b.edits || (a.candidate < b.candidate ? -1 : 1));
	const best = found[0]?.edits ?? 0;
	return found.filter(({ edits }) => edits === best).map(({ candidate }) => candidate);
}
