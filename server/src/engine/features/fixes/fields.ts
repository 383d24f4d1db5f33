import { isScalar, type Node, type Pair } from "yaml";
import type { ManifestDocument } from "../../document";
import type { Messages } from "../../messages/messages";
import { propertiesOf, requiredOf, schemaAt } from "../../schema/resolve";
import type { JsonSchema } from "../../schema/types";
import { inOrder, type TextEdit } from "../../text/edit";
import { keyText, nodeSpan } from "../../yaml/nodes";
import { type Path, pathText } from "../../yaml/path";
import { listIndentOf } from "../format/atoms";
import { insertEntries, removeEntry } from "./insert";
import { columnOf, entryAt, entrySpan, lineBreak, lineEndOf, type ObjectPlace, objectAt, opensLine } from "./place";
import { overlap, type Repair } from "./repair";
import { inUsualOrder, keySource, skeleton } from "./skeleton";
import { leavesRest } from "./verify";

/**
 * Adds required fields that an object lacks, with the required fields inside them.
 *
 * @param path the object's
 * @param names the fields to add; all that are missing where left out
 * @param root the schema of the document
 * @returns `undefined` where the object does not stand in the document itself, or lacks nothing
 */
export function addMissingFields(
	document: ManifestDocument,
	path: Path,
	root: JsonSchema,
	messages: Messages,
	names?: readonly string[],
): Repair | undefined {
	const place = objectAt(document, path);
	const schema = schemaAt(root, path);
	if (place === undefined || schema === undefined) return undefined;
	const present = new Set(place.map?.items.map(keyText));
	const wanted = inUsualOrder(names ?? [...requiredOf(schema, root)]).filter((name) => !present.has(name));
	if (wanted.length === 0) return undefined;
	const properties = propertiesOf(schema, root);
	const style = { flow: place.flow, column: place.column, listIndent: listIndentOf(document.text) ?? 2 };
	const entries = wanted.map((name) => ({ name, source: skeleton(name, properties.get(name) ?? {}, root, style) }));
	return { title: messages.fixAdd(wanted), edits: insertEntries(document, place, entries) };
}

/** Removes a field with its value and the comments that belong to it. @param path the field's */
export function removeField(document: ManifestDocument, path: Path, messages: Messages): Repair | undefined {
	const found = entryAt(document, path);
	if (found === undefined) return undefined;
	const edits = inOrder(removeEntry(document, found.place, found.pair));
	if (!leavesRest(document, edits, path, undefined)) return undefined;
	return { title: messages.fixRemove(String(path.at(-1))), edits };
}

/**
 * Moves a field to another object, which is created where it is not there.
 *
 * @param path the field's
 * @param target the object's
 * @returns `undefined` where the field is there already, or cannot be written there
 */
export function moveField(
	document: ManifestDocument,
	path: Path,
	target: Path,
	messages: Messages,
): Repair | undefined {
	const found = entryAt(document, path);
	const name = String(path.at(-1));
	if (found === undefined) return undefined;
	const title = messages.fixMove(name, pathText(target) || messages.theDocument);
	let depth = target.length;
	let place = objectAt(document, target);
	while (place === undefined && depth > 0) place = objectAt(document, target.slice(0, --depth));
	// Objects that are to be created around the field.
	const steps = target.slice(depth).map(String);
	const added = steps[0] ?? name;
	if (place === undefined || target.slice(depth).some((step) => typeof step === "number")) return undefined;
	if (place.map?.items.some((pair) => keyText(pair) === added)) return undefined;
	const source = wrapped(document, found.pair, place, steps);
	if (source === undefined) return undefined;
	const inPlace = place.map !== undefined && place.map === found.place.map;
	const edits = inPlace
		? [
				{
					span: { start: entrySpan(document, found.pair).start, end: sourceEnd(document, found.pair) },
					text: source.replace(/\r?\n/g, lineBreak(document)),
				},
			]
		: joined(
				document,
				removeEntry(document, found.place, found.pair),
				insertEntries(document, place, [{ name: added, source }]),
			);
	return leavesRest(document, edits, path, target) ? { title, edits } : undefined;
}

/** Where a field that stands at the wrong level belongs: in an object around it, or, for one at the top, one level in. */
export function properPlace(path: Path, root: JsonSchema): Path | undefined {
	const name = String(path.at(-1));
	const parent = path.slice(0, -1);
	const knows = (schema: JsonSchema | undefined) => schema !== undefined && propertiesOf(schema, root).has(name);
	if (parent.length === 0) {
		// Deeper down, names such as "type" or "name" mean something else everywhere.
		for (const [key, property] of propertiesOf(schemaAt(root, []) ?? {}, root)) {
			if (key !== "status" && key !== "metadata" && knows(property)) return [key];
		}
		return undefined;
	}
	for (let depth = parent.length - 1; depth >= 0; depth--) {
		const around = parent.slice(0, depth);
		if (knows(schemaAt(root, around))) return around;
	}
	return undefined;
}

/** An entry as it is to be written in an object, with the objects that are missing in between. */
function wrapped(
	document: ManifestDocument,
	pair: Pair,
	place: ObjectPlace,
	steps: readonly string[],
): string | undefined {
	const { flow, column } = place;
	const source = entrySource(document, pair, { ...place, column: column + 2 * steps.length });
	if (source === undefined) return undefined;
	if (flow) return steps.reduceRight<string>((inner, step) => `${keySource(step)}: { ${inner} }`, source);
	return steps.map((step, depth) => `${keySource(step)}:\n${" ".repeat(column + 2 * (depth + 1))}`).join("") + source;
}

/** An entry as it is to be written in another object; `undefined` where it cannot be. */
function entrySource(document: ManifestDocument, pair: Pair, { flow, column }: ObjectPlace): string | undefined {
	const span = entrySpan(document, pair);
	const { text } = document;
	if (flow) {
		const source = text.slice(span.start, span.end);
		const value = pair.value as Node | null;
		const plain = value === null || isScalar(value) || ("flow" in value && value.flow === true);
		return plain && !source.includes("\n") && !/[,[\]{}]/.test(isScalar(value) ? source : "") ? source : undefined;
	}
	const by = column - columnOf(document, span.start);
	const [first = "", ...rest] = text.slice(span.start, sourceEnd(document, pair)).split("\n");
	const moved = rest.map((line) => {
		const indent = /^ */.exec(line)?.[0].length ?? 0;
		return line.trim() === "" ? line : " ".repeat(Math.max(0, indent + by)) + line.slice(indent);
	});
	const source = [first, ...moved].join("\n");
	// A flow collection may hang over to the left, where only flow collections may.
	const tooFarLeft = moved.some((line) => line.trim() !== "" && (/^ */.exec(line)?.[0].length ?? 0) <= column);
	const list =
		nodeSpan(pair.value as Node | null) !== undefined &&
		/^\s*-(?:\s|$)/.test(rest.find((line) => line.trim() !== "") ?? "");
	return tooFarLeft && !list ? undefined : source;
}

/** The end of an entry, with the comment behind it where the line is its own. */
function sourceEnd(document: ManifestDocument, pair: Pair): number {
	const { start, end } = entrySpan(document, pair);
	const lineEnd = lineEndOf(document, end);
	const behind = document.text.slice(end, lineEnd);
	return opensLine(document, start) && /^\s+#/.test(behind) ? end + behind.trimEnd().length : end;
}

/** Removals and insertions as edits that do not overlap. */
function joined(
	document: ManifestDocument,
	removals: readonly TextEdit[],
	insertions: readonly TextEdit[],
): TextEdit[] {
	const edits: TextEdit[] = [...removals];
	for (const insertion of insertions) {
		const around = edits.findIndex(
			(edit) =>
				overlap(edit, insertion) || (edit.span.start < insertion.span.start && insertion.span.start < edit.span.end),
		);
		const edit = edits[around];
		if (edit === undefined) {
			edits.push(insertion);
			continue;
		}
		// At the end of a line that goes: the new one takes its place.
		const lineBreaks = lineBreak(document);
		const text = insertion.text.startsWith(lineBreaks)
			? insertion.text.slice(lineBreaks.length) + lineBreaks
			: insertion.text;
		edits[around] = { span: edit.span, text: edit.text + text };
	}
	return inOrder(edits);
}
