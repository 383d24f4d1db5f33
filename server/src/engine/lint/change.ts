import { isScalar, isSeq, type Node, stringify } from "yaml";
import { ManifestDocument } from "../document";
import { scalarText } from "../features/completion/insertText";
import { insertEntries, removeEntry } from "../features/fixes/insert";
import { columnOf, entryAt, entrySpan, objectAt } from "../features/fixes/place";
import { combined } from "../features/fixes/repair";
import { keySource } from "../features/fixes/skeleton";
import { listIndentOf } from "../features/format/atoms";
import { applyEdits, inOrder, type TextEdit } from "../text/edit";
import { locate, nodeSpan } from "../yaml/nodes";
import { dataAt, type Path } from "../yaml/path";

/** A value as JSON has them. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

/** One change of an object. */
export type Change =
	/** Gives a field a value, in place of what it has; objects on the way are made where they are missing. */
	| { readonly set: Path; readonly to: Value }
	| { readonly remove: Path }
	/** Another name for a field, which keeps its value. */
	| { readonly rename: Path; readonly to: string }
	/** Puts an item at a list's end; the list is made where it is missing. */
	| { readonly append: Path; readonly item: Value };

/**
 * The edits that make changes in a document's text; comments and the layout of all else stay.
 *
 * @param base the path of the object that the changes speak of
 * @returns `undefined` where they cannot be made in the text, for example where an alias stands in between
 */
export function editsFor(document: ManifestDocument, base: Path, changes: readonly Change[]): TextEdit[] | undefined {
	const single = changes.map((change) => editsOf(document, base, change));
	if (single.every((edits) => edits !== undefined)) {
		const { edits, count } = combined(single.map((edits) => ({ edits })));
		if (count === changes.length && isAsMeant(document, base, changes, edits)) return [...edits];
	}
	return oneByOne(document, base, changes);
}

/** Makes one change after the other, and gives what came of it as one edit. */
function oneByOne(document: ManifestDocument, base: Path, changes: readonly Change[]): TextEdit[] | undefined {
	let current = document;
	for (const change of changes) {
		const edits = editsOf(current, base, change);
		if (edits === undefined) return undefined;
		current = new ManifestDocument(applyEdits(current.text, edits));
	}
	const whole = { span: { start: 0, end: document.text.length }, text: current.text };
	const edit = trimmed(document.text, whole);
	return isAsMeant(document, base, changes, [edit]) ? [edit] : undefined;
}

function trimmed(text: string, { text: wanted }: TextEdit): TextEdit {
	const most = Math.min(text.length, wanted.length);
	let head = 0;
	while (head < most && text[head] === wanted[head]) head++;
	let tail = 0;
	while (tail < most - head && text.at(-1 - tail) === wanted.at(-1 - tail)) tail++;
	return { span: { start: head, end: text.length - tail }, text: wanted.slice(head, wanted.length - tail) };
}

function editsOf(document: ManifestDocument, base: Path, change: Change): TextEdit[] | undefined {
	if ("remove" in change) return removal(document, [...base, ...change.remove]);
	if ("rename" in change) {
		const found = entryAt(document, [...base, ...change.rename]);
		const span = nodeSpan(found?.pair.key as Node | null | undefined);
		return span === undefined ? undefined : [{ span, text: keySource(change.to) }];
	}
	if ("append" in change) return appended(document, [...base, ...change.append], change.item);
	return setting(document, [...base, ...change.set], change.to);
}

function removal(document: ManifestDocument, path: Path): TextEdit[] | undefined {
	const found = entryAt(document, path);
	if (found !== undefined) return inOrder(removeEntry(document, found.place, found.pair));
	return removedItem(document, path);
}

/** An item of a block list goes with its lines; of a flow list, with its comma. */
function removedItem(document: ManifestDocument, path: Path): TextEdit[] | undefined {
	const { root, document: yaml } = document.parsed;
	const list = locate(root, path.slice(0, -1), yaml).node;
	const index = path.at(-1);
	if (!isSeq(list) || typeof index !== "number") return undefined;
	const item = nodeSpan(list.items[index] as Node | undefined);
	if (item === undefined) return undefined;
	const { text, lines } = document;
	if (list.flow === true) {
		const next = nodeSpan(list.items[index + 1] as Node | undefined);
		const former = nodeSpan(list.items[index - 1] as Node | undefined);
		const start = next === undefined ? (former?.end ?? item.start) : item.start;
		return [{ span: { start, end: next?.start ?? item.end }, text: "" }];
	}
	if (list.items.length === 1) {
		const key = entryAt(document, path.slice(0, -1));
		return key === undefined ? undefined : inOrder(removeEntry(document, key.place, key.pair));
	}
	const dash = text.lastIndexOf("-", item.start);
	const start = lines.start(lines.position(dash).line);
	if (text.slice(start, dash).trim() !== "") return undefined;
	const last = lines.position(Math.max(item.start, item.end - 1)).line;
	return [{ span: { start, end: lines.start(last + 1) }, text: "" }];
}

function setting(document: ManifestDocument, path: Path, value: Value): TextEdit[] | undefined {
	const { root, document: yaml } = document.parsed;
	const found = locate(root, path, yaml);
	if (found.depth === path.length && isScalar(found.node) && found.value !== undefined && isScalarValue(value)) {
		return [{ span: found.value, text: scalarText(value) }];
	}
	const entry = entryAt(document, path);
	if (entry !== undefined) {
		const { place, pair } = entry;
		const name = String(path.at(-1));
		const span = entrySpan(document, pair);
		return [{ span, text: entryText(document, name, value, place.flow, place.column) }];
	}
	// The deepest object that is there takes the rest in.
	for (let depth = path.length - 1; depth >= 0; depth--) {
		const rest = path.slice(depth);
		const place = objectAt(document, path.slice(0, depth));
		if (place === undefined) continue;
		if (rest.some((step) => typeof step === "number")) return undefined;
		const [name = "", ...inner] = rest.map(String);
		const whole = inner.reduceRight<Value>((content, step) => ({ [step]: content }), value);
		const source = entryText(document, name, whole, place.flow, place.column);
		return insertEntries(document, place, [{ name, source }]);
	}
	return undefined;
}

function appended(document: ManifestDocument, path: Path, item: Value): TextEdit[] | undefined {
	const { root, document: yaml } = document.parsed;
	const { depth, node } = locate(root, path, yaml);
	if (depth < path.length || !isSeq(node) || node.items.length === 0) return setting(document, path, [item]);
	const last = nodeSpan(node.items.at(-1) as Node | undefined);
	if (last === undefined) return undefined;
	if (node.flow === true) return [{ span: { start: last.end, end: last.end }, text: `, ${flowText(item)}` }];
	const { text, lines } = document;
	const dash = text.lastIndexOf("-", last.start);
	const column = columnOf(document, dash);
	let end = last.end;
	while (end > last.start && /\s/.test(text.charAt(end - 1))) end--;
	const at = lines.end(lines.position(end).line);
	const body = indented(blockText(document, item), column + 2);
	return [{ span: { start: at, end: at }, text: `${lineBreakOf(text)}${" ".repeat(column)}- ${body}` }];
}

/** A field as text: its first line starts at the column, the others have their whole indentation. */
function entryText(document: ManifestDocument, name: string, value: Value, flow: boolean, column: number): string {
	if (isScalarValue(value)) return `${keySource(name)}: ${scalarText(value)}`;
	if (flow || isEmpty(value)) return `${keySource(name)}: ${flowText(value)}`;
	const isList = Array.isArray(value);
	const indent = column + (isList ? (listIndentOf(document.text) ?? 2) : 2);
	return `${keySource(name)}:\n${" ".repeat(indent)}${indented(blockText(document, value), indent)}`;
}

function blockText(document: ManifestDocument, value: Value): string {
	const indentSeq = (listIndentOf(document.text) ?? 2) > 0;
	return stringify(value, { indentSeq, lineWidth: 0, version: "1.1" }).trimEnd();
}

function flowText(value: Value): string {
	return stringify(value, { collectionStyle: "flow", lineWidth: 0, version: "1.1" }).trim();
}

function indented(text: string, column: number): string {
	return text.replaceAll(/\n(?=[^\n])/g, `\n${" ".repeat(column)}`);
}

function lineBreakOf(text: string): string {
	return /\r?\n/.exec(text)?.[0] ?? "\n";
}

function isScalarValue(value: Value): value is null | boolean | number | string {
	return typeof value !== "object" || value === null;
}

function isEmpty(value: Value): boolean {
	return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** Whether the text after the edits says what the changes mean, and is as much YAML as before. */
function isAsMeant(
	document: ManifestDocument,
	base: Path,
	changes: readonly Change[],
	edits: readonly TextEdit[],
): boolean {
	const after = new ManifestDocument(applyEdits(document.text, edits));
	if (after.parsed.problems.length > document.parsed.problems.length) return false;
	const meant: { root: unknown } = { root: structuredClone(document.data?.value) };
	for (const change of changes) applyTo(meant, ["root", ...base], change);
	return JSON.stringify(sorted(after.data?.value)) === JSON.stringify(sorted(meant.root));
}

type Fields = Record<string | number, unknown>;

function applyTo(data: Fields, base: Path, change: Change): void {
	const path = [
		...base,
		...("set" in change
			? change.set
			: "remove" in change
				? change.remove
				: "rename" in change
					? change.rename
					: change.append),
	];
	const last = path.at(-1) ?? "";
	if ("remove" in change || "rename" in change) {
		const holder = dataAt(data, path.slice(0, -1)) as Fields | unknown[] | undefined;
		if (Array.isArray(holder)) {
			holder.splice(Number(last), 1);
			if (holder.length === 0 && "remove" in change) applyTo(data, [], { remove: path.slice(0, -1) });
		} else if (holder !== undefined) {
			const value = holder[last];
			delete holder[last];
			if ("rename" in change) holder[change.to] = value;
		}
		return;
	}
	let holder: Fields = data;
	for (const step of path.slice(0, -1)) {
		holder[step] ??= {};
		holder = holder[step] as Fields;
	}
	if ("set" in change) holder[last] = change.to;
	else holder[last] = [...(Array.isArray(holder[last]) ? holder[last] : []), change.item];
}

/** The same data with keys in one order; an object without fields counts as none. */
function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== "object" || value === null) return value ?? null;
	const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [key, sorted(inner)]);
	return entries.length === 0 ? null : Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
