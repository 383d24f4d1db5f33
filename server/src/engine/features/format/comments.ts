import { type Atom, columnOf, type Frame } from "./atoms";

/**
 * The column of a comment on a line of its own: that of what it stands before; where it stands further in than that, it
 * belongs to the collection above that it lines up with, as an entry that was taken out does.
 */
export function commentColumn(atoms: readonly Atom[], index: number, text: string): number {
	const comment = atoms[index];
	if (comment === undefined) return 0;
	const column = columnOf(text, comment.start);
	const next = nextPiece(atoms, index);
	const previous = previousPiece(atoms, index);
	const nextWas = next === undefined ? -1 : columnOf(text, next.start);
	const frames = openFrames(previous, next, nextWas);
	if (next?.column !== undefined && column <= nextWas) {
		const item = /^#\s*-(?:\s|$)/.test(comment.source)
			? frames.find(({ list, was }) => list && was === column)
			: undefined;
		return item === undefined || isAround(item, next.frame) ? next.column : item.column;
	}
	const deeper = frames.filter(({ was }) => was > nextWas);
	const home = deeper.find(({ was }) => was <= column);
	return home?.column ?? next?.column ?? deeper.at(-1)?.column ?? column;
}

function nextPiece(atoms: readonly Atom[], index: number): Atom | undefined {
	let at = index + 1;
	while (atoms[at]?.kind === "comment") at++;
	const next = atoms[at];
	return next?.source === "..." ? undefined : next;
}

function previousPiece(atoms: readonly Atom[], index: number): Atom | undefined {
	let at = index - 1;
	while (atoms[at]?.kind === "comment") at--;
	return atoms[at];
}

/** The collections that are open behind a piece, the innermost first. */
function openFrames(previous: Atom | undefined, next: Atom | undefined, nextWas: number): Frame[] {
	const frames: Frame[] = [];
	for (let frame = previous?.frame; frame !== undefined; frame = frame.parent) frames.push(frame);
	const [inner] = frames;
	const empty = previous?.kind === "colon" || previous?.kind === "dash";
	// A key without a value: what stands further in below it was its value once.
	if (inner !== undefined && empty && (next === undefined || (nextWas <= inner.was && isAround(next.frame, inner)))) {
		frames.unshift({ parent: inner, list: false, was: inner.was + 1, column: inner.column + 2 });
	}
	return frames;
}

/** True where `outer` is `frame` or around it. */
function isAround(outer: Frame | undefined, frame: Frame | undefined): boolean {
	for (let at = frame; at !== undefined; at = at.parent) if (at === outer) return true;
	return outer === undefined;
}
