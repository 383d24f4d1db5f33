import type { ProblemCode } from "../../engine";
import { applyEdits, type TextEdit } from "../../engine/text/edit";
import type { CheckedText, FoundProblem } from "../check/checker";
import type { Finding } from "../findings";

/** What mending came to. */
export interface FixedText {
	readonly text: string;
	readonly checked: CheckedText;
	/** How many fixes were made. */
	readonly made: number;
	/** The findings whose fix would have made the text worse. */
	readonly refused: readonly Finding[];
}

const mostRounds = 10;

/** A finding with what its only fix changes, by position. */
interface Candidate extends FoundProblem {
	readonly edits: readonly TextEdit[];
}

interface State {
	readonly text: string;
	readonly checked: CheckedText;
}

/**
 * Makes the fix of every finding that has exactly one, in rounds, since what was mended may bring others to light. No step
 * is kept after which there is more to find than before, or the text is less YAML than it was.
 *
 * @param check tells what there is to find in a text
 */
export function fixText(text: string, checked: CheckedText, check: (text: string) => CheckedText): FixedText {
	let state: State = { text, checked };
	let made = 0;
	const refused = new Map<string, Finding>();
	for (let round = 0; round < mostRounds; round++) {
		const candidates = apart(candidatesIn(state.checked).filter(({ finding }) => !refused.has(signature(finding))));
		if (candidates.length === 0) break;
		const step = attemptAll(state, candidates, check);
		state = step.state;
		made += step.made;
		for (const { finding } of step.refused) refused.set(signature(finding), finding);
	}
	return { ...state, made, refused: [...refused.values()] };
}

interface Step {
	readonly state: State;
	readonly made: number;
	readonly refused: readonly Candidate[];
}

/** Makes all fixes at once where each only takes its finding away; else halves them until those that do not are alone. */
function attemptAll(state: State, candidates: readonly Candidate[], check: (text: string) => CheckedText): Step {
	const after = attempt(state, candidates, check);
	if (after !== undefined) return { state: after, made: candidates.length, refused: [] };
	if (candidates.length === 1) return { state, made: 0, refused: candidates };
	const middle = candidates.length >> 1;
	// The later half first, so that the places of the earlier one stay right.
	const later = attemptAll(state, candidates.slice(middle), check);
	const earlier = attemptAll(later.state, candidates.slice(0, middle), check);
	return {
		state: earlier.state,
		made: later.made + earlier.made,
		refused: [...earlier.refused, ...later.refused],
	};
}

/** The text with some fixes made; `undefined` where that makes it worse, or mends nothing. */
function attempt(state: State, candidates: readonly Candidate[], check: (text: string) => CheckedText) {
	const text = applied(state.text, candidates);
	const checked = check(text);
	const before = findingsOf(state.checked);
	const after = findingsOf(checked);
	const counts = countBySignature(after);
	const countsBefore = countBySignature(before);
	const mended = candidates.every(({ finding }) => {
		const key = signature(finding);
		return (counts.get(key) ?? 0) < (countsBefore.get(key) ?? 0);
	});
	// One fix may bring one other finding to light, such as a mistake within a field that was misspelt.
	const most = before.length - (candidates.length > 1 ? candidates.length : 0);
	const syntax = ({ code }: Finding) => code === "yaml-syntax" || code === "duplicate-key";
	const worse =
		after.length > most ||
		after.filter(syntax).length > before.filter(syntax).length ||
		checked.documents.length !== state.checked.documents.length;
	return mended && !worse ? { text, checked } : undefined;
}

function countBySignature(findings: readonly Finding[]): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const finding of findings) counts.set(signature(finding), (counts.get(signature(finding)) ?? 0) + 1);
	return counts;
}

function candidatesIn({ documents }: CheckedText): Candidate[] {
	return documents.flatMap(({ found }) =>
		found.flatMap(({ problem, finding }): Candidate[] => {
			const [fix, ...others] = problem.fixes;
			if (fix === undefined || others.length > 0 || fix.byHand === true) return [];
			const { edits } = fix;
			return edits.length > 0 && isSafe(problem.code, edits) ? [{ problem, finding, edits }] : [];
		}),
	);
}

/** Whether a fix can be made unseen: it neither makes up a value nor throws away what somebody meant. */
function isSafe(code: ProblemCode, edits: readonly TextEdit[]): boolean {
	if (code === "missing-field") return false;
	return code === "ignored-namespace" || edits.some(({ text }) => text.trim() !== "");
}

/** Those that do not touch one before them, by position. */
function apart(candidates: readonly Candidate[]): Candidate[] {
	const kept: Candidate[] = [];
	let end = -1;
	for (const candidate of candidates.toSorted((a, b) => rangeOf(a).start - rangeOf(b).start)) {
		const range = rangeOf(candidate);
		if (range.start <= end) continue;
		kept.push(candidate);
		end = range.end;
	}
	return kept;
}

function rangeOf({ edits }: Candidate) {
	return {
		start: Math.min(...edits.map(({ span }) => span.start)),
		end: Math.max(...edits.map(({ span }) => span.end)),
	};
}

function applied(text: string, candidates: readonly Candidate[]): string {
	const lineEnd = /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
	const edits = candidates.flatMap((candidate) => candidate.edits);
	return applyEdits(
		text,
		edits.map((edit) => ({ ...edit, text: edit.text.replaceAll(/\r\n|\n|\r/g, lineEnd) })),
	);
}

function findingsOf({ documents }: CheckedText): Finding[] {
	return documents.flatMap(({ found }) => found.map(({ finding }) => finding));
}

function signature({ code, message, kind, name }: Finding): string {
	return [code, kind, name, message].join("\n");
}
