import type { BilingualText } from "../schema/types";
import type { Span } from "../text/span";
import { pathText } from "../yaml/path";
import { leavingComment } from "./messages";
import { entryOf, has, leave, mapAt, putAt, putBehind, putLast, removeEntry, removeItem, setValue } from "./tree/edit";
import { Maker, type Plain, type Style } from "./tree/make";
import { type Entry, type Holder, holdersOf, type Item, type ListNode, type MapNode, toData } from "./tree/nodes";

/** Something to tell of a migration. */
export interface Remark {
	/** `dropped`: it is not in the result. `note`: it is, and deserves a look. */
	readonly kind: "dropped" | "note";
	/** Where it stands in the document, such as `spec.nodeSelector`. */
	readonly path: string;
	readonly span: Span | undefined;
	readonly text: BilingualText;
}

/** A document that is being migrated. */
export class Draft {
	readonly remarks: Remark[] = [];
	readonly make: Maker;

	/**
	 * @param root the document; changed in place
	 * @param say the text of a pair in the user's language, for comments in the document
	 */
	constructor(
		readonly root: MapNode,
		readonly style: Style,
		private readonly say: (text: BilingualText) => string,
	) {
		this.make = new Maker(style);
	}

	/** Names the document anew; quotes stay. */
	identify(apiVersion: string, kind?: string): void {
		for (const [key, value] of [["apiVersion", apiVersion] as const, ["kind", kind] as const]) {
			const entry = entryOf(this.root, key);
			if (entry !== undefined && value !== undefined) this.setText(entry, value);
		}
	}

	/** Writes a text in place of a scalar, in the quotes that it has. */
	setText(holder: Entry | Item, text: string): void {
		if (toData(holder.value) === text) return;
		const { value } = holder;
		const quote = value.kind === "leaf" ? (/^["']/.exec(value.source)?.[0] ?? "") : "";
		const made = this.make.scalar(text);
		const plain = !/["'\\\n]/.test(text);
		const source = quote !== "" && plain ? quote + text + quote : made.source;
		const leaf = { ...made, source };
		if (value.kind === "leaf" && value.source !== "") holder.value = leaf;
		else setValue(holder, leaf);
	}

	/** Makes a scalar a text, as it is written: `-50` becomes `"-50"`. */
	asText(holder: Entry | Item): void {
		const { value } = holder;
		if (value.kind !== "leaf" || value.expand !== undefined || value.source === "") return;
		if (typeof value.value === "string" || typeof value.value === "object") return;
		holder.value = { ...value, source: JSON.stringify(value.source), value: value.source };
	}

	/**
	 * Takes a field out that cannot be carried over, and tells so.
	 *
	 * @param visible whether a comment in the document tells it, too: for what somebody wanted, not for what was reported
	 */
	drop(map: MapNode, entry: Entry | undefined, text: BilingualText, visible: boolean): void {
		if (entry === undefined) return;
		this.tell("dropped", entry, text);
		removeEntry(map, entry, visible ? this.comment(map, entry, text) : []);
	}

	/** Takes an item out, as {@link drop}. */
	dropItem(list: ListNode, item: Item, text: BilingualText, visible: boolean): void {
		this.tell("dropped", item, text);
		removeItem(list, item, visible ? this.comment(list, item, text) : []);
	}

	/** Tells of what was taken out already, and leaves a comment at the end of an object. */
	dropped(around: MapNode, holder: Holder, text: BilingualText): void {
		leave(this.droppedComment(around, holder, text), undefined, around);
	}

	/** Tells of what was taken out already. @returns the comment that tells it, for some place in an object */
	droppedComment(around: MapNode, holder: Holder, text: BilingualText): string[] {
		this.tell("dropped", holder, text);
		return this.comment(around, holder, text);
	}

	note(holder: Holder | undefined, text: BilingualText): void {
		if (holder !== undefined) this.tell("note", holder, text);
	}

	/** Sets an annotation; the object's `metadata` and its `annotations` are made where they are not there. */
	annotate(name: string, value: string): void {
		let metadata = mapAt(this.root, "metadata");
		if (metadata === undefined) {
			metadata = this.make.map();
			putBehind(this.root, "kind", this.make.entry("metadata", metadata));
		}
		let annotations = mapAt(metadata, "annotations");
		if (annotations === undefined) {
			const empty = entryOf(metadata, "annotations");
			annotations = this.make.map();
			if (empty === undefined) putLast(metadata, this.make.entry("annotations", annotations));
			else setValue(empty, annotations);
		}
		const known = entryOf(annotations, name);
		if (known === undefined) annotations.entries.push(this.make.entry(name, value));
		else this.setText(known, value);
	}

	/** Adds a field where it is missing. */
	addMissing(map: MapNode | undefined, key: string, value: Plain, behind?: string): Entry | undefined {
		if (map === undefined || has(map, key)) return undefined;
		const entry = this.make.entry(key, value);
		if (behind === undefined) putAt(map, map.entries.length, entry);
		else putBehind(map, behind, entry);
		return entry;
	}

	private tell(kind: Remark["kind"], { origin }: Holder, text: BilingualText): void {
		this.remarks.push({ kind, path: origin === undefined ? "" : pathText(origin.path), span: origin?.span, text });
	}

	/** The comment that tells of what is gone; none where there can be no comments. */
	private comment(around: MapNode | ListNode, { origin }: Holder, text: BilingualText): string[] {
		if (this.style.json || (around.flow && !around.spread && holdersOf(around).length > 0)) return [];
		const path = origin === undefined ? "" : pathText(origin.path);
		return [this.say(leavingComment(path, text)).replaceAll(/\s*\n\s*/g, " ")];
	}
}
