import { isMap, isSeq } from "yaml";
import type { Span } from "../../text/span";
import { locate } from "../../yaml/nodes";
import { dataAt } from "../../yaml/path";
import type { ManifestObject } from "../objects";
import { referencesOf } from "./collect";
import type { Origin } from "./origins";

const known = new WeakMap<Origin, Span>();

/** Where an origin stands, from its document's start: a name without the others beside it, a selector's key. */
export function originSpan(object: ManifestObject, origin: Origin): Span {
	let span = known.get(origin);
	if (span === undefined) {
		span = spanOf(object, origin);
		known.set(origin, span);
	}
	return span;
}

/** Works everything out that is asked for of references while the object's document is at hand. */
export function prepareReferences(object: ManifestObject): void {
	for (const origin of referencesOf(object).origins) originSpan(object, origin);
}

function spanOf({ document, path: base }: ManifestObject, origin: Origin): Span {
	const { root, document: yaml } = document.parsed;
	const path = [...base, ...origin.path];
	const { key, value, node } = locate(root, path, yaml);
	const whole = origin.key || isMap(node) || isSeq(node) ? (key ?? value) : value;
	if (whole === undefined) return { start: 0, end: 0 };
	if (origin.sort !== "name" || origin.part === undefined) return whole;
	const lead = /^["']/.test(document.text.charAt(whole.start)) ? 1 : 0;
	const start = whole.start + lead + origin.part.start;
	const end = start + origin.name.length;
	const text = dataAt(document.data?.value, path);
	// In a text with escapes or over several lines the name stands somewhere else.
	return typeof text === "string" && document.text.slice(start, end) === origin.name ? { start, end } : whole;
}
