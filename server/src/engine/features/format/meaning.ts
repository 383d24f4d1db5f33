import { type Document, isAlias, isCollection, isPair, isScalar } from "yaml";
import { type ParsedYaml, parseYaml } from "../../yaml/parse";
import { atomsOf } from "./atoms";

/**
 * True where two texts of a document differ in layout only: same data, same pieces in the same order, comments, anchors,
 * tags and the style of every scalar included.
 */
export function sameMeaning(before: ParsedYaml, beforeText: string, afterText: string): boolean {
	const after = parseYaml(afterText);
	if (before.problems.length !== after.problems.length) return false;
	if (before.problems.some(({ code }, index) => after.problems[index]?.code !== code)) return false;
	return sameNode(before.root, after.root) && directives(before.document) === directives(after.document)
		? samePieces(beforeText, afterText)
		: false;
}

function directives(document: Document): string {
	return JSON.stringify([document.directives?.yaml.explicit, document.directives?.tags, document.directives?.docStart]);
}

function samePieces(beforeText: string, afterText: string): boolean {
	const pieces = (text: string) =>
		atomsOf(text)
			.filter(({ kind }) => kind !== "body")
			.map(({ kind, source }) => `${kind} ${kind === "scalar" ? source.replace(/\s+/g, " ") : source.trimEnd()}`);
	const before = pieces(beforeText);
	const after = pieces(afterText);
	return before.length === after.length && before.every((piece, index) => piece === after[index]);
}

function sameNode(a: unknown, b: unknown): boolean {
	if (isPair(a)) return isPair(b) && sameNode(a.key, b.key) && sameNode(a.value, b.value);
	if (isAlias(a)) return isAlias(b) && a.source === b.source;
	if (isScalar(a)) {
		if (!isScalar(b) || a.type !== b.type || a.tag !== b.tag || a.anchor !== b.anchor) return false;
		return sameValue(a.value, b.value);
	}
	if (isCollection(a)) {
		if (!isCollection(b) || a.flow !== b.flow || a.tag !== b.tag || a.anchor !== b.anchor) return false;
		return a.items.length === b.items.length && a.items.every((item, index) => sameNode(item, b.items[index]));
	}
	return a === b;
}

/** Values of scalars are primitive, but for binary data and the like, which have the same text then. */
function sameValue(a: unknown, b: unknown): boolean {
	// The key of a merge is a symbol of its own each time.
	if (typeof a === "symbol") return typeof b === "symbol" && a.description === b.description;
	if (typeof a === "object" && a !== null) return JSON.stringify(a) === JSON.stringify(b);
	return Object.is(a, b);
}
