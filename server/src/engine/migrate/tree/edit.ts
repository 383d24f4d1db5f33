import { pathText } from "../../yaml/path";
import { asTrivia, commentsIn, footComments, ownComments } from "./comments";
import {
	type Entry,
	type Holder,
	type Item,
	type ListNode,
	type MapNode,
	type TreeNode,
	toData,
	Unsupported,
} from "./nodes";
import { expanded } from "./render";

export function entryOf(map: MapNode | undefined, key: string): Entry | undefined {
	return map?.entries.find((entry) => entry.key === key);
}

/**
 * The object that a field or item holds, ready to be changed.
 *
 * @returns `undefined` where it holds none
 * @throws Unsupported where it is an alias: a change would change more than what stands here
 */
export function mapIn(holder: Holder | undefined): MapNode | undefined {
	const node = collectionIn(holder);
	return node?.kind === "map" ? node : undefined;
}

/** The list that a field or item holds, ready to be changed, as {@link mapIn}. */
export function listIn(holder: Holder | undefined): ListNode | undefined {
	const node = collectionIn(holder);
	return node?.kind === "list" ? node : undefined;
}

function collectionIn(holder: Holder | undefined): MapNode | ListNode | undefined {
	if (holder === undefined) return undefined;
	const { value } = holder;
	if (value.kind !== "leaf") return value;
	const inside = expanded(value);
	if (inside !== undefined) holder.value = inside;
	else if (typeof value.value === "object" && value.value !== null) throw new Unsupported("alias", placeOf(holder));
	return inside;
}

function placeOf({ origin }: Holder): string {
	return origin === undefined ? "" : pathText(origin.path);
}

/** The object at some fields down from another. */
export function mapAt(map: MapNode | undefined, ...keys: readonly string[]): MapNode | undefined {
	return keys.reduce((inner, key) => mapIn(entryOf(inner, key)), map);
}

export function listAt(map: MapNode | undefined, ...keys: readonly string[]): ListNode | undefined {
	return listIn(entryOf(mapAt(map, ...keys.slice(0, -1)), keys.at(-1) ?? ""));
}

/** The objects in the list at some fields down from another. */
export function mapsIn(map: MapNode | undefined, ...keys: readonly string[]): MapNode[] {
	return (listAt(map, ...keys)?.items ?? []).flatMap((item) => mapIn(item) ?? []);
}

/** Takes a field out, with its comments. */
export function take(map: MapNode, key: string): Entry | undefined {
	const entry = entryOf(map, key);
	if (entry !== undefined) map.entries.splice(map.entries.indexOf(entry), 1);
	return entry;
}

/** Puts fields where another one stands or stood; they replace fields of the same name that have no value. */
export function putAt(map: MapNode, index: number, ...entries: readonly Entry[]): void {
	let at = index;
	for (const entry of entries) {
		const empty = entryOf(map, entry.key);
		if (empty === undefined || toData(empty.value) !== null) continue;
		if (map.entries.indexOf(empty) < at) at--;
		take(map, entry.key);
		entry.lead.unshift(...asTrivia(commentsIn(empty), entry.column));
	}
	map.entries.splice(at, 0, ...entries);
}

/** Puts fields last, as {@link putAt}. */
export function putLast(map: MapNode, ...entries: readonly Entry[]): void {
	putAt(map, map.entries.length, ...entries);
}

/** Whether an object has a field with a value. */
export function has(map: MapNode | undefined, key: string): boolean {
	const entry = entryOf(map, key);
	return entry !== undefined && toData(entry.value) !== null;
}

/** Puts a field behind another one; last where that is not there. */
export function putBehind(map: MapNode, key: string, ...entries: readonly Entry[]): void {
	const index = map.entries.findIndex((entry) => entry.key === key);
	putAt(map, index < 0 ? map.entries.length : index + 1, ...entries);
}

/** Puts a field before another one; last where that is not there. */
export function putBefore(map: MapNode, key: string, ...entries: readonly Entry[]): void {
	const index = map.entries.findIndex((entry) => entry.key === key);
	putAt(map, index < 0 ? map.entries.length : index, ...entries);
}

/** Gives a field another name; its quotes stay. */
export function rename(entry: Entry, key: string): void {
	const quote = /^["']/.exec(entry.keySource)?.[0] ?? "";
	const properties = /^(?:[&!]\S*[ \t]+)*/.exec(entry.keySource)?.[0] ?? "";
	entry.key = key;
	entry.keySource = `${properties}${quote}${key}${quote}`;
}

/** Takes a field away; the comments that it had, and others, stay in its place. */
export function removeEntry(map: MapNode, entry: Entry, comments: readonly string[] = []): void {
	const index = map.entries.indexOf(entry);
	if (index < 0) return;
	map.entries.splice(index, 1);
	leave([...commentsIn(entry), ...comments], map.entries[index], map);
}

/** Takes an item away, as {@link removeEntry}. */
export function removeItem(list: ListNode, item: Item, comments: readonly string[] = []): void {
	const index = list.items.indexOf(item);
	if (index < 0) return;
	list.items.splice(index, 1);
	leave([...commentsIn(item), ...comments], list.items[index], list);
}

/** Leaves comments above a field, or below the last one. */
export function leave(comments: readonly string[], next: Holder | undefined, around: MapNode | ListNode): void {
	if (comments.length === 0) return;
	if (around.flow) around.spread = true;
	if (next === undefined) around.foot.push(...asTrivia(comments, around.column));
	else next.lead.unshift(...asTrivia(comments, next.column));
}

/**
 * The fields of the object that a field holds, for another object, with the comments around them.
 *
 * @returns the fields; comments that nothing is left for come back as `rest`
 */
export function dissolve(entry: Entry): { readonly entries: Entry[]; readonly rest: string[] } {
	const map = mapIn(entry);
	const comments = ownComments(entry);
	const entries = map?.entries ?? [];
	const foot = map === undefined ? [] : footComments(map);
	const [first] = entries;
	if (first === undefined) return { entries, rest: [...comments, ...foot] };
	first.lead.unshift(...asTrivia(comments, first.column));
	return { entries, rest: foot };
}

/** Puts another value in the place of one; comments stay. */
export function setValue(holder: Entry | Item, value: TreeNode): void {
	const between = "colon" in holder ? holder.colon : holder.dash;
	const comments = [...between.matchAll(/(?:^|\s)(#[^\n]*)/g)].map(([, comment = ""]) => comment.trimEnd());
	holder.lead.push(...asTrivia(comments, holder.column));
	if ("colon" in holder) holder.colon = ": ";
	else holder.dash = "- ";
	holder.value = value;
}
