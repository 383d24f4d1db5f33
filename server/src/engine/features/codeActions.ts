import type { PlacedDocument } from "../document";
import type { Knowledge } from "../knowledge";
import { migrationsAgainst } from "../migrate/actions";
import { identify } from "../semantic/identify";
import type { TextEdit } from "../text/edit";
import { type Span, shift } from "../text/span";
import { combined, fixAll, type Repair, repairsFor } from "./fixes";
import type { Problem } from "./problem";
import { ignoreHere } from "./suppression";

/** A change that a user can ask for. Positions count from the file's start. */
export interface Action {
	readonly title: string;
	/** May be worked out when it is read. */
	readonly edits: readonly TextEdit[];
	/** `fix`: mends one problem; `fixAll`: all of its sort in the file; `ignore`: has it not told any more. */
	readonly kind: "fix" | "fixAll" | "ignore";
	/** The problem that it is about; positions count from the file's start. */
	readonly problem: Omit<Problem, "related">;
	/** True for the one change that hardly anyone would not want. */
	readonly preferred: boolean;
}

/** A problem with the document that it is in. Positions of the problem count from the document's start. */
export interface PlacedProblem {
	readonly placed: PlacedDocument;
	readonly problem: Problem;
}

/**
 * All changes for the problems that a range touches.
 *
 * @param problems all problems of the file
 * @param range from the file's start
 */
export function actionsFor(
	problems: readonly PlacedProblem[],
	uri: string,
	range: Span,
	knowledge: Knowledge,
): Action[] {
	const { messages } = knowledge;
	const found: Action[] = [];
	for (const one of problems) {
		const { problem, placed } = one;
		const span = shift(problem.span, placed.start);
		if (span.start > range.end || range.start > span.end) continue;
		const about = { ...problem, span };
		const repairs = repairsOf(one, uri, knowledge);
		const add = (kind: Action["kind"], { title, edits }: Repair, preferred = false) =>
			found.push({ title, edits, kind, problem: about, preferred });
		const clear = isClear(problem, repairs);
		const migrations = migrationsAgainst(problem.code, placed, messages);
		const told = (title: string) => found.some((other) => other.title === title);
		// What takes more than another apiVersion is not done with one.
		for (const migration of migrations) if (!told(migration.title)) add("fix", migration, true);
		const isBest = clear && migrations.length === 0;
		for (const [index, repair] of repairs.entries()) add("fix", moved(repair, placed.start), isBest && index === 0);
		const others = clear ? problems.filter((other) => other.problem.code === problem.code) : [];
		if (others.length > manyProblems) {
			found.push(laterFixAll(others, about, uri, knowledge));
		} else if (others.length > 1) {
			const all = fixAll(problem.code, clearRepairs(others, uri, knowledge), messages);
			if (all !== undefined) add("fixAll", all);
		}
		add("ignore", moved(ignoreHere(placed.document, problem.span, problem.code, messages), placed.start));
	}
	return found;
}

/** From how many problems on their repairs are worked out when somebody wants them made, and not to be counted. */
const manyProblems = 20;

function laterFixAll(problems: readonly PlacedProblem[], about: Problem, uri: string, knowledge: Knowledge): Action {
	const { messages } = knowledge;
	const { code } = about;
	return {
		title: messages.fixAll(code, problems.length),
		kind: "fixAll",
		problem: about,
		preferred: false,
		get edits() {
			return fixAll(code, clearRepairs(problems, uri, knowledge), messages)?.edits ?? [];
		},
	};
}

/**
 * The edits that mend at once all of a file that can be mended without a choice and without losing anything.
 *
 * @param problems all problems of the file
 */
export function editsToFixAll(
	problems: readonly PlacedProblem[],
	uri: string,
	knowledge: Knowledge,
): readonly TextEdit[] {
	const safe = problems.filter(
		({ problem: { fixes, code } }) => (fixes.length === 1 && fixes[0]?.byHand !== true) || code === "wrong-type",
	);
	const repairs = clearRepairs(safe, uri, knowledge).map(({ repair, start }) => moved(repair, start));
	return combined(repairs).edits;
}

/** The repairs of one problem: those that came with it, and those that are worked out now. From the document's start. */
function repairsOf({ placed: { document }, problem }: PlacedProblem, uri: string, knowledge: Knowledge): Repair[] {
	const own: Repair[] = problem.fixes.filter(({ edits }) => edits.length > 0);
	if (problem.repair === undefined) return own;
	const { registry, messages } = knowledge;
	const entry = identify(document, uri, registry);
	if (entry === undefined) return own;
	const known = new Set(own.map(({ title }) => title));
	const more = repairsFor(document, problem.repair, registry.schema(entry), messages);
	return [...own, ...more.filter(({ title }) => !known.has(title))];
}

/** Whether the first repair is the one that nearly everyone wants: the only one, or the only one that came along. */
function isClear({ fixes }: Problem, repairs: readonly Repair[]): boolean {
	return repairs.length === 1 || fixes.length === 1;
}

/** The repair of each problem for which it is clear. */
function clearRepairs(problems: readonly PlacedProblem[], uri: string, knowledge: Knowledge) {
	return problems.flatMap((one) => {
		const repairs = repairsOf(one, uri, knowledge);
		const [repair] = repairs;
		return repair === undefined || !isClear(one.problem, repairs) ? [] : [{ repair, start: one.placed.start }];
	});
}

function moved({ title, edits }: Repair, by: number): Repair {
	return { title, edits: edits.map(({ span, text }) => ({ span: shift(span, by), text })) };
}
