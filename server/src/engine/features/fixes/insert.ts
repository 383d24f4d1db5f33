import type { Node, Pair } from "yaml";
import type { ManifestDocument } from "../../document";
import { inOrder, type TextEdit } from "../../text/edit";
import { keyText, nodeSpan } from "../../yaml/nodes";
import { entrySpan, lineBreak, lineEndOf, type ObjectPlace, opensLine } from "./place";
import { usualRank } from "./skeleton";

/** A field to put into an object. */
export interface NewEntry {
	readonly name: string;
	/**
	 * The field as text, written for the object's style. In block style its first line starts at the object's column, the
	 * others have their whole indentation.
	 */
	readonly source: string;
}

/** The edits that put fields into an object, each where it usually stands; lines end as they do in the document. */
export function insertEntries(
	document: ManifestDocument,
	place: ObjectPlace,
	entries: readonly NewEntry[],
): TextEdit[] {
	const { map } = place;
	if (entries.length === 0) return [];
	if (map === undefined || map.items.length === 0) return fillEmpty(document, place, entries);
	const edits: TextEdit[] = [];
	for (const added of entries) {
		const next = map.items.find((pair) => usualRank(keyText(pair) ?? "") > usualRank(added.name));
		edits.push(
			next === undefined ? behind(document, place, map.items.at(-1), added) : before(document, place, next, added),
		);
	}
	return inOrder(edits.map((edit) => ({ ...edit, text: edit.text.replace(/\r?\n/g, lineBreak(document)) })));
}

function before(document: ManifestDocument, { flow, column }: ObjectPlace, next: Pair, { source }: NewEntry): TextEdit {
	const { start } = entrySpan(document, next);
	return { span: { start, end: start }, text: flow ? `${source}, ` : `${source}\n${" ".repeat(column)}` };
}

function behind(
	document: ManifestDocument,
	{ flow, column }: ObjectPlace,
	last: Pair | undefined,
	{ source }: NewEntry,
): TextEdit {
	const end = last === undefined ? 0 : entrySpan(document, last).end;
	if (flow) return { span: { start: end, end }, text: `, ${source}` };
	const at = lineEndOf(document, end);
	return { span: { start: at, end: at }, text: `\n${" ".repeat(column)}${source}` };
}

/** Fields for an object that has none yet: `{}`, or a key without a value. */
function fillEmpty(
	document: ManifestDocument,
	{ map, entry, flow, column }: ObjectPlace,
	entries: readonly NewEntry[],
): TextEdit[] {
	const sources = entries.map(({ source }) => source);
	const braces = nodeSpan(map);
	const newLines = sources.map((source) => `\n${" ".repeat(column)}${source}`).join("");
	if (flow) {
		const text = `{ ${sources.join(", ")} }`;
		if (braces !== undefined) return [{ span: braces, text }];
		const at = entry === undefined ? 0 : entrySpan(document, entry).end;
		return [{ span: { start: at, end: at }, text: ` ${text}` }];
	}
	const text = newLines.replace(/\r?\n/g, lineBreak(document));
	if (braces === undefined) {
		const at = entry === undefined ? 0 : lineEndOf(document, entrySpan(document, entry).end);
		return [{ span: { start: at, end: at }, text }];
	}
	// Behind a dash, or at the document's top, the first field takes the place of the braces.
	if (entry === undefined || opensLine(document, braces.start)) return [{ span: braces, text: text.trimStart() }];
	const lineEnd = lineEndOf(document, braces.end);
	const gap = document.text.slice(0, braces.start).trimEnd().length;
	const comment = document.text.slice(braces.end, lineEnd).trimEnd();
	return [{ span: { start: gap, end: lineEnd }, text: comment + text }];
}

/** The edits that take an entry away, with the lines and comments that belong to it. */
export function removeEntry(document: ManifestDocument, { map, entry, flow }: ObjectPlace, pair: Pair): TextEdit[] {
	const items = map?.items ?? [];
	const index = items.indexOf(pair);
	const { start, end } = entrySpan(document, pair);
	const next = items[index + 1];
	const former = items[index - 1];
	if (flow || map?.flow === true) {
		if (next !== undefined) return [{ span: { start, end: entrySpan(document, next).start }, text: "" }];
		if (former !== undefined) return [{ span: { start: entrySpan(document, former).end, end }, text: "" }];
		return [{ span: nodeSpan(map) ?? { start, end }, text: "{}" }];
	}
	if (next === undefined && former === undefined && map !== document.parsed.root) {
		return loneEntry(document, entry, start, end) ?? [{ span: { start, end }, text: "{}" }];
	}
	if (opensLine(document, start)) {
		const span = wholeLines(document, start, end, former === undefined);
		const below = /^(?:[ \t]*\r?\n)*/.exec(document.text.slice(span.end))?.[0] ?? "";
		// Text that keeps its last lines would take the empty ones below for its own; so would any text indented ones.
		const keeps = former !== undefined && /[|>]\d?\+/.test(textOf(document, former));
		const blank = keeps || /[ \t]/.test(below) ? below.length : 0;
		return [{ span: { start: span.start, end: span.end + blank }, text: "" }];
	}
	// Behind a dash: what comes next moves up.
	const { text } = document;
	const follows = lineEndOf(document, end);
	const content = follows + (/^\s*/.exec(text.slice(follows))?.[0].length ?? 0);
	return [{ span: { start, end: content }, text: "" }];
}

function textOf(document: ManifestDocument, pair: Pair): string {
	const { start, end } = entrySpan(document, pair);
	return document.text.slice(start, end);
}

/** The only field of an object: without it the object is empty, not absent. */
function loneEntry(
	document: ManifestDocument,
	entry: Pair | undefined,
	start: number,
	end: number,
): TextEdit[] | undefined {
	const key = nodeSpan(entry?.key as Node | null | undefined);
	if (entry === undefined || key === undefined || !opensLine(document, start)) return undefined;
	const { text } = document;
	const colon = key.end + (/^\s*:/.exec(text.slice(key.end))?.[0].length ?? 0);
	const properties = /^(?:[ \t]+[&!]\S*)*/.exec(text.slice(colon))?.[0].length ?? 0;
	const at = colon + properties;
	return [
		{ span: { start: at, end: at }, text: " {}" },
		{ span: wholeLines(document, start, end, false), text: "" },
	];
}

/** The lines from `start` to `end` with the comments right above that stand at the same column. */
function wholeLines(document: ManifestDocument, start: number, end: number, first: boolean) {
	const { lines, text } = document;
	const { line: startLine, column } = lines.position(start);
	let line = startLine;
	const isComment = (at: number) => {
		const content = text.slice(lines.start(at), lines.end(at));
		return content.trimStart().startsWith("#") && content.length - content.trimStart().length === column;
	};
	while (line > 0 && isComment(line - 1)) line--;
	// Comments at the head of a document are about the document.
	if (first && column === 0) line = startLine;
	return { start: lines.start(line), end: lines.start(lines.position(end).line + 1) };
}
