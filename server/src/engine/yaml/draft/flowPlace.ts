import type { TextEdit } from "../../text/edit";
import type { Draft, DraftEntry, DraftItem, DraftList, DraftMap, DraftNode } from "./nodes";
import { type CompletionPlace, keyPlace, namesOf, nothing, quoteOf } from "./place";
import { skipBlanks } from "./tokens";

/** What may be typed at an offset within brackets. */
export function flowPlace(
	draft: Draft,
	node: DraftMap | DraftList,
	offset: number,
	repairs: readonly TextEdit[],
): CompletionPlace | undefined {
	const slots: readonly (DraftEntry | DraftItem)[] = node.kind === "map" ? node.entries : node.items;
	const slot = slots.findLast(({ start }) => start <= offset);
	if (slot !== undefined) {
		const inner = insideSlot(draft, node, slot, offset, repairs);
		if (inner !== "behind") return inner;
	}
	return newEntry(draft, node, slot, offset, repairs);
}

/** What may be typed in an entry or item; `behind` where the offset is past it. */
function insideSlot(
	draft: Draft,
	node: DraftMap | DraftList,
	slot: DraftEntry | DraftItem,
	offset: number,
	repairs: readonly TextEdit[],
): CompletionPlace | undefined | "behind" {
	const { text } = draft;
	const { value } = slot;
	if (slot.kind === "entry" && node.kind === "map") {
		if (offset <= slot.end) return { ...keyPlace(draft, node, slot, offset), repairs };
		if (slot.colon === undefined) return "behind";
		if (offset <= slot.colon) return undefined;
	}
	if (value === undefined) {
		if (slot.kind === "item" || node.brackets?.commas.some((comma) => comma >= slot.end && comma < offset))
			return "behind";
		const needsSpace = text.charAt(offset - 1) === ":";
		return {
			...nothing,
			kind: "value",
			path: slot.path,
			replace: { start: offset, end: offset },
			lead: needsSpace ? " " : "",
			column: -1,
			flow: true,
			hasColon: true,
			repairs,
		};
	}
	if (value.kind !== "scalar") {
		const { brackets } = value;
		if (brackets === undefined) return undefined;
		if (offset <= brackets.open) return undefined;
		if (offset > (brackets.close ?? brackets.end)) return "behind";
		return flowPlace(draft, value, offset, repairs);
	}
	if (offset > value.end) return "behind";
	if (offset < value.start || value.style === "alias" || text.slice(value.start, value.end).includes("\n"))
		return undefined;
	const typed = text.slice(value.start, offset);
	return {
		...nothing,
		kind: slot.kind === "item" ? "either" : "value",
		path: slot.path,
		replace: { start: value.start, end: value.end },
		lead: text.charAt(value.start - 1) === ":" ? " " : "",
		typed,
		column: -1,
		flow: true,
		hasColon: true,
		quote: quoteOf(typed) || (value.style === "double" ? '"' : value.style === "single" ? "'" : ""),
		repairs,
	};
}

/** A new field or item between two others. */
function newEntry(
	draft: Draft,
	node: DraftMap | DraftList,
	previous: DraftEntry | DraftItem | undefined,
	offset: number,
	repairs: readonly TextEdit[],
): CompletionPlace | undefined {
	const { text } = draft;
	const commas = node.brackets?.commas ?? [];
	const slots: readonly (DraftEntry | DraftItem)[] = node.kind === "map" ? node.entries : node.items;
	const next = slots.find(({ start }) => start > offset);
	const end = previous === undefined ? undefined : endOf(previous);
	let before: readonly TextEdit[] = [];
	if (end !== undefined && !commas.some((comma) => comma >= end && comma < offset)) {
		// Behind a value on its line nothing but a comma can follow.
		if (!text.slice(end, offset).includes("\n")) return undefined;
		before = [{ span: { start: end, end }, text: "," }];
	}
	const comma = commas.find((at) => at >= offset);
	const needsComma = next !== undefined && (comma === undefined || comma > next.start);
	const follows = skipBlanks(text, offset, text.length);
	const onSameLine = next !== undefined && !text.slice(offset, next.start).includes("\n");
	const index = node.kind === "list" ? node.items.filter(({ start }) => start < offset).length : 0;
	return {
		...nothing,
		kind: node.kind === "map" ? "key" : "either",
		path: node.kind === "map" ? node.path : [...node.path, index],
		replace: { start: offset, end: offset },
		lead: text.charAt(offset - 1) === "," ? " " : "",
		siblings: node.kind === "map" ? namesOf(node) : nothing.siblings,
		column: -1,
		flow: true,
		tail: needsComma ? (onSameLine && follows === offset ? ", " : ",") : "",
		repairs: [...repairs, ...before],
	};
}

function endOf(slot: DraftEntry | DraftItem): number {
	if (slot.value !== undefined) return nodeEnd(slot.value);
	return slot.kind === "entry" ? (slot.colon ?? slot.end - 1) + 1 : slot.room.end;
}

function nodeEnd(node: DraftNode): number {
	if (node.kind === "scalar") return node.end;
	return node.brackets?.end ?? 0;
}
