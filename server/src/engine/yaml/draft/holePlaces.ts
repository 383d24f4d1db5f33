import type { TextEdit } from "../../text/edit";
import type { Path } from "../path";
import { type Draft, type DraftFrame, type DraftHole, type DraftItem, type DraftMap, lastSlot } from "./nodes";
import { type CompletionPlace, colonBehind, missingColons, namesOf, nothing, quoteOf } from "./place";

/** What may be typed on a line that is empty, or has one word so far. */
export function holePlaces(draft: Draft, hole: DraftHole, offset: number): readonly CompletionPlace[] {
	return hole.item === undefined
		? new LinePlaces(draft, hole, offset).all()
		: behindDash(draft, hole, hole.item, offset);
}

function behindDash(draft: Draft, hole: DraftHole, item: DraftItem, offset: number): readonly CompletionPlace[] {
	const { text } = draft;
	const { value } = item;
	const common = {
		...nothing,
		typed: text.slice(hole.start, offset),
		quote: quoteOf(text.slice(hole.start, offset)),
		repairs: ancestorColons(hole.open),
	};
	if (value === undefined) {
		const lead = text.charAt(hole.start - 1) === "-" ? " " : "";
		return [
			{
				...common,
				kind: "either",
				path: item.path,
				replace: { start: hole.start, end: hole.end },
				lead,
				column: item.column,
			},
		];
	}
	if (value.kind !== "map" || value.brackets !== undefined) return [];
	// The item's other fields are there already, below: this one has to start where they do.
	const width = value.column - item.dash;
	const exact = hole.start - item.start === width;
	return [
		{
			...common,
			kind: "key",
			path: value.path,
			replace: { start: exact ? hole.start : item.start + 1, end: hole.end },
			lead: exact ? "" : " ".repeat(Math.max(1, width - 1)),
			siblings: namesOf(value),
			column: value.column,
			repairs: [...common.repairs, ...missingColons(value)],
		},
	];
}

/** The words above a place that lead to it and lack their colon. */
function ancestorColons(open: readonly DraftFrame[]): TextEdit[] {
	return open.flatMap(({ node }) => {
		const slot = lastSlot(node);
		return slot?.kind === "entry" && slot.colon === undefined ? [colonBehind(slot)] : [];
	});
}

class LinePlaces {
	private readonly text: string;

	constructor(
		private readonly draft: Draft,
		private readonly hole: DraftHole,
		private readonly offset: number,
	) {
		this.text = draft.text;
	}

	all(): readonly CompletionPlace[] {
		const { hole } = this;
		const frames = this.allowed();
		const pending = this.pending(frames);
		if (frames.length === 0 && pending === undefined)
			return this.draft.root === undefined ? [this.key([], undefined, [])] : [];
		const exact = frames.filter(({ column }) => column === hole.column);
		const found: CompletionPlace[] = [];
		for (const frame of exact.toReversed()) found.push(this.inFrame(frame, frames));
		found.sort((a, b) => Number(a.kind === "item") - Number(b.kind === "item"));
		const isBelowKey = pending?.isKey === true && hole.column === pending.column;
		if (pending !== undefined && (hole.column > pending.column || isBelowKey)) {
			const place = this.below(pending, isBelowKey);
			return isBelowKey ? [...found, place] : [place, ...found];
		}
		if (found.length > 0) return found;
		const outer = frames.filter(({ column }) => column <= hole.column).at(-1);
		const nearest = outer ?? frames[0];
		return nearest === undefined ? [] : [this.inFrame(nearest, frames)];
	}

	/** The collections that the line may add to without taking away what stands below it. */
	private allowed(): readonly DraftFrame[] {
		const { open, below } = this.hole;
		if (below === undefined) return open;
		const index = open.indexOf(below);
		return index < 0 ? [below] : open.slice(index);
	}

	/** The key or dash above that has no value yet. */
	private pending(frames: readonly DraftFrame[]) {
		const top = this.hole.open.at(-1);
		if (top === undefined || frames.at(-1) !== top) return undefined;
		const slot = lastSlot(top.node);
		if (slot === undefined || slot.value !== undefined) return undefined;
		return { slot, column: top.column, isKey: slot.kind === "entry", frame: top };
	}

	private below(pending: NonNullable<ReturnType<LinePlaces["pending"]>>, dashOnly: boolean): CompletionPlace {
		const { slot, column } = pending;
		const repairs = ancestorColons(this.hole.open);
		const at = dashOnly ? column : this.hole.column;
		return {
			...this.common(at, repairs),
			kind: dashOnly ? "item" : "either",
			path: dashOnly ? [...slot.path, 0] : slot.path,
			siblings: nothing.siblings,
		};
	}

	private inFrame(frame: DraftFrame, frames: readonly DraftFrame[]): CompletionPlace {
		const { node } = frame;
		const open = this.hole.open;
		const above = open.slice(0, Math.max(0, open.indexOf(frame)));
		const repairs = frames.includes(frame) && open.includes(frame) ? ancestorColons(above) : ancestorColons(open);
		if (node.kind === "map") return this.key(node.path, node, repairs);
		return {
			...this.common(node.column, repairs),
			kind: "item",
			path: [...node.path, node.items.length],
			siblings: nothing.siblings,
		};
	}

	private key(path: Path, map: DraftMap | undefined, repairs: readonly TextEdit[]): CompletionPlace {
		const column = map?.column ?? 0;
		return {
			...this.common(column, map === undefined ? repairs : [...repairs, ...missingColons(map)]),
			kind: "key",
			path,
			siblings: map === undefined ? nothing.siblings : namesOf(map),
		};
	}

	/** What a new line at a column has in common, whatever it holds. */
	private common(column: number, repairs: readonly TextEdit[]) {
		const { lineStart, start, end } = this.hole;
		const typed = this.text.slice(start, this.offset);
		const fits = column === this.hole.column && !this.text.slice(lineStart, start).includes("\t");
		return {
			...nothing,
			typed,
			quote: quoteOf(typed),
			replace: { start: fits ? start : lineStart, end },
			lead: fits ? "" : " ".repeat(column),
			column,
			repairs,
		};
	}
}
