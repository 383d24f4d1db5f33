import { groupOf } from "../../schema/apiVersion";
import { isObject, type ManifestObject } from "../../semantic/objects";
import type { Path } from "../../yaml/path";
import type { Completion } from "./completion";
import { keyText } from "./fields";
import { escapeSnippet, scalarText, valueText } from "./insertText";
import { folderOf } from "./nearby";
import { type CompletionContext, completionAt, type SchemaPlace } from "./place";

/** How many objects are looked into for what they write at a place. */
const mostSearched = 40;

/** Where a schema leaves an object's fields open: the fields that other objects of the kind have there. */
export function keysElsewhere({ place }: SchemaPlace, context: CompletionContext): Completion[] {
	const found = new Map<string, unknown>();
	for (const object of others(context)) {
		for (const value of valuesAt(object.data, place.path)) {
			if (!isObject(value)) continue;
			for (const [key, inner] of Object.entries(value)) if (!found.has(key)) found.set(key, inner);
		}
	}
	return [...found]
		.filter(([key]) => !place.siblings.has(key))
		.map(([key, value], index) => {
			const text = keyText(key, place, context);
			const isNew = !place.hasColon && !place.hasValue;
			return completionAt(place, {
				label: key,
				kind: "field",
				detail: isPlain(value) ? scalarText(value) : "",
				sortText: `6${String(index).padStart(3, "0")}`,
				text: isNew ? `${escapeSnippet(text)}: $1` : place.hasColon ? text : `${text}:`,
				snippet: isNew,
				continues: isNew && isPlain(value),
			});
		});
}

/** The values that other objects of the kind have at a place that a schema leaves open. */
export function valuesElsewhere({ place }: Pick<SchemaPlace, "place">, context: CompletionContext): Completion[] {
	const style = { quote: place.quote, flow: place.flow, json: context.json && place.flow };
	const values = new Set(others(context).flatMap((object) => valuesAt(object.data, place.path).filter(isPlain)));
	return [...values].map((value, index) =>
		completionAt(place, {
			label: scalarText(value),
			kind: "value",
			sortText: `6${String(index).padStart(3, "0")}`,
			text: valueText(value, style),
		}),
	);
}

function isPlain(value: unknown): value is string | number | boolean {
	return ["string", "number", "boolean"].includes(typeof value) && value !== "";
}

/** Other objects of the document's kind, those of its file first, then of its folder. */
function others({ subject, uri, document, workspace }: CompletionContext): readonly ManifestObject[] {
	const { apiVersion, kind } = subject;
	if (apiVersion === undefined || kind === undefined) return [];
	const folder = folderOf(uri);
	const rank = (object: ManifestObject) => (object.uri === uri ? 0 : folderOf(object.uri) === folder ? 1 : 2);
	const near: ManifestObject[][] = [[], [], []];
	for (const object of workspace.ofKind(`${groupOf(apiVersion)}/${kind}`)) {
		// What is being typed is no example.
		if (object.apiVersion === apiVersion && object.document !== document) near[rank(object)]?.push(object);
	}
	return near.flat().slice(0, mostSearched);
}

/** What stands at a path; in any item where the path leads through a list. */
function valuesAt(value: unknown, [step, ...rest]: Path): unknown[] {
	if (step === undefined) return [value];
	if (typeof step === "number") return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, rest)) : [];
	return isObject(value) && Object.hasOwn(value, step) ? valuesAt(value[step], rest) : [];
}
