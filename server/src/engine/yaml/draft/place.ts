import type { TextEdit } from "../../text/edit";
import type { Span } from "../../text/span";
import type { Path } from "../path";
import { flowPlace } from "./flowPlace";
import { holePlaces } from "./holePlaces";
import type { Draft, DraftEntry, DraftMap, DraftNode, DraftScalar, DraftSlot } from "./nodes";
import { isWord } from "./tokens";

/** What may be typed at a position. */
export interface CompletionPlace {
	/**
	 * `key`: a field of the object at `path`. `value`: the value at `path`. `either`: the value at `path`, on a line of its
	 * own, so that an object or list may start there. `item`: a new item of a list, dash included.
	 */
	readonly kind: "key" | "value" | "either" | "item";
	readonly path: Path;
	/** The text that the completion takes the place of; it never spans lines. */
	readonly replace: Span;
	/** White space that has to come first. */
	readonly lead: string;
	/** What stands before the cursor of what is replaced, without its white space. */
	readonly typed: string;
	/** Keys that the object has already. */
	readonly siblings: ReadonlySet<string>;
	/** The column at which the object's keys start; for a value, the column of its key; for an item, of its dash. */
	readonly column: number;
	/** Within brackets, where everything stands on one line. */
	readonly flow: boolean;
	/** True where the key has its colon. */
	readonly hasColon: boolean;
	/** True where the key has its value. */
	readonly hasValue: boolean;
	/** The quote that the author opened. */
	readonly quote: "" | "'" | '"';
	/** What has to come behind: a comma where another entry follows in brackets. */
	readonly tail: string;
	/** What else has to be put right so that the insertion means what it should: a missing colon, a missing comma. */
	readonly repairs: readonly TextEdit[];
}

/**
 * What may be typed at the place where the author types.
 *
 * @returns where white space leaves open what is meant, more than one, the likeliest first; none where nothing can be told
 */
export function placesIn(draft: Draft, offset: number): readonly CompletionPlace[] {
	if (draft.inText) return [];
	if (draft.hole !== undefined) return holePlaces(draft, draft.hole, offset);
	const place = draft.root === undefined ? undefined : new Finder(draft, offset).in(draft.root, []);
	return place === undefined ? [] : [place];
}

/** Looks for the key, value or brackets that hold an offset. */
class Finder {
	private readonly repairs: TextEdit[] = [];

	constructor(
		private readonly draft: Draft,
		private readonly offset: number,
	) {}

	in(node: DraftNode, path: Path): CompletionPlace | undefined {
		if (node.kind === "scalar") return undefined;
		const { brackets } = node;
		if (brackets !== undefined) {
			const { offset } = this;
			const last = brackets.close ?? brackets.end;
			return offset > brackets.open && offset <= last ? flowPlace(this.draft, node, offset, this.repairs) : undefined;
		}
		if (node.kind === "list") {
			const item = node.items.findLast(({ start }) => start <= this.offset);
			return item === undefined ? undefined : this.inSlot(item, node.column);
		}
		const entry = node.entries.findLast(({ start }) => start <= this.offset);
		if (entry === undefined) return undefined;
		if (this.offset <= entry.end) return this.key(node, entry, path);
		// A word that has fields below it lacks its colon.
		if (entry.colon === undefined) this.repairs.push(colonBehind(entry));
		return this.inSlot(entry, node.column);
	}

	private inSlot(slot: DraftSlot, column: number): CompletionPlace | undefined {
		const { value, room } = slot;
		if (value !== undefined && value.kind !== "scalar") return this.in(value, slot.path);
		if (value !== undefined) return this.scalar(slot, value, column);
		if (slot.kind === "item" || slot.colon === undefined) return undefined;
		if (this.offset < room.start || this.offset > room.end) return undefined;
		return this.value(slot, { start: this.offset, end: this.offset }, "", column);
	}

	private scalar(slot: DraftSlot, value: DraftScalar, column: number): CompletionPlace | undefined {
		const { text } = this.draft;
		if (value.style === "block" || value.style === "alias") return undefined;
		if (this.offset < value.start || this.offset > value.end) return undefined;
		if (text.slice(value.start, value.end).includes("\n")) return undefined;
		const quote = value.style === "double" ? '"' : value.style === "single" ? "'" : "";
		return this.value(slot, value, quote, column);
	}

	private value(
		slot: DraftSlot,
		{ start, end }: Span,
		quote: CompletionPlace["quote"],
		column: number,
	): CompletionPlace {
		const { text } = this.draft;
		const before = text.charAt(start - 1);
		return {
			...nothing,
			kind: slot.kind === "item" ? "either" : "value",
			path: slot.path,
			replace: { start, end },
			lead: before === ":" || before === "-" ? " " : "",
			typed: text.slice(start, this.offset),
			column: slot.kind === "item" ? slot.column : column,
			quote,
			hasColon: true,
			repairs: this.repairs,
		};
	}

	private key(map: DraftMap, entry: DraftEntry, path: Path): CompletionPlace {
		return {
			...keyPlace(this.draft, map, entry, this.offset),
			path,
			repairs: [...this.repairs, ...missingColons(map, entry)],
		};
	}
}

/** What most places have. */
export const nothing = {
	lead: "",
	typed: "",
	siblings: new Set<string>(),
	flow: false,
	hasColon: false,
	hasValue: false,
	quote: "",
	tail: "",
	repairs: [],
} as const satisfies Partial<CompletionPlace>;

/** The place of a key that is there already. */
export function keyPlace(draft: Draft, map: DraftMap, entry: DraftEntry, offset: number): CompletionPlace {
	const typed = draft.text.slice(entry.start, offset);
	return {
		...nothing,
		kind: "key",
		path: map.path,
		replace: { start: entry.start, end: entry.end },
		typed,
		siblings: namesOf(map, entry),
		column: map.column,
		flow: map.brackets !== undefined,
		hasColon: entry.colon !== undefined,
		hasValue: entry.value !== undefined,
		quote: quoteOf(typed),
	};
}

export function namesOf(map: DraftMap, except?: DraftEntry): ReadonlySet<string> {
	return new Set(map.entries.filter((entry) => entry !== except).map(({ name }) => name));
}

export function quoteOf(typed: string): CompletionPlace["quote"] {
	return typed.startsWith('"') ? '"' : typed.startsWith("'") ? "'" : "";
}

/** Makes a key of a word. */
export function colonBehind({ end }: DraftEntry): TextEdit {
	return { span: { start: end, end }, text: ":" };
}

/** The words of an object that stand where keys must: each needs its colon as soon as another field is there. */
export function missingColons(map: DraftMap, except?: DraftEntry): TextEdit[] {
	return map.entries
		.filter((entry) => entry !== except && entry.colon === undefined && isWord(entry.name))
		.map(colonBehind);
}
