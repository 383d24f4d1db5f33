import { isMap, isScalar, isSeq, type Node, type Pair } from "yaml";
import type { ManifestDocument } from "../document";
import type { Span } from "../text/span";
import { keyText, nodeSpan, resolved } from "./nodes";
import { type ParsedYaml, parseYaml } from "./parse";
import type { Path } from "./path";

/** What stands under a position in a document. */
export type NodeAt =
	| { readonly kind: "key"; readonly path: Path; readonly span: Span }
	| { readonly kind: "value"; readonly path: Path; readonly span: Span };

/** The key or scalar value at an offset; `undefined` between them. The path leads to the value that the key names. */
export function nodeAt(document: ManifestDocument, offset: number): NodeAt | undefined {
	const within = (range: Span | undefined): range is Span =>
		range !== undefined && range.start <= offset && offset <= range.end;
	const visit = (node: Node | null, path: Path): NodeAt | undefined => {
		const range = nodeSpan(node);
		if (isMap(node)) {
			for (const pair of node.items) {
				const name = keyText(pair);
				if (name === undefined) continue;
				const keyRange = nodeSpan(pair.key as Node | null);
				if (within(keyRange)) return { kind: "key", path: [...path, name], span: keyRange };
				const found = visit(pair.value as Node | null, [...path, name]);
				if (found !== undefined) return found;
			}
			return undefined;
		}
		if (isSeq(node)) {
			for (const [index, item] of node.items.entries()) {
				const found = visit(item as Node | null, [...path, index]);
				if (found !== undefined) return found;
			}
			return undefined;
		}
		return isScalar(node) && within(range) ? { kind: "value", path, span: range } : undefined;
	};
	return visit(document.parsed.root, []);
}

/** What may be typed at a position. */
export interface CompletionPlace {
	/** `key`: a field of the object at `path`. `value`: the value at `path`. `either`: a new list item or line that may become both. */
	readonly kind: "key" | "value" | "either";
	readonly path: Path;
	/** The text that the completion takes the place of. */
	readonly replace: Span;
	/** What of it stands before the cursor. */
	readonly typed: string;
	/** Keys that the object has already. */
	readonly siblings: ReadonlySet<string>;
	/** The column at which the object's keys start; for a value, the column of its key. */
	readonly column: number;
	/**
	 * The white space that the line must start with, where what it has fits no object above. `replace` then starts with
	 * the line.
	 */
	readonly indent: string | undefined;
	/** True within `{}` or `[]`. */
	readonly flow: boolean;
	/** True where a colon and value already follow the key. */
	readonly hasColon: boolean;
	/** True where a value stands right behind its colon and needs a space first. */
	readonly needsSpace: boolean;
	/** The document as it would be with a placeholder at the cursor. */
	readonly parsed: ParsedYaml;
}

const placeholder = "edgewise\u2316";

/**
 * Finds out what may be typed at an offset of a half-written document: puts a placeholder at the cursor, parses, and
 * looks where the placeholder ended up.
 *
 * @returns `undefined` within comments, block scalars and wherever nothing can be told
 */
export function completionPlace(document: ManifestDocument, offset: number): CompletionPlace | undefined {
	const { text, lines } = document;
	const { line } = lines.position(offset);
	const lineStart = lines.start(line);
	const lineEnd = lines.end(line);
	const before = text.slice(lineStart, offset);
	if (/(?:^|\s)#/.test(before.replace(/"[^"]*"|'[^']*'/g, (quoted) => "x".repeat(quoted.length)))) return undefined;
	if (/^(?:---|\.\.\.)/.test(before)) return undefined;
	const wordStart = lineStart + wordBegin(before);
	const wordEnd = offset + (/^[\w./@$-]*["']?/.exec(text.slice(offset, lineEnd))?.[0].length ?? 0);
	const typed = text.slice(wordStart, offset);
	const after = text.slice(wordEnd, lineEnd);
	const hasColon = /^\s*:(?:\s|$)/.test(after);
	const needsSpace = text.charAt(wordStart - 1) === ":";
	const withoutLine = brokenPlaces(parseYaml(text.slice(0, lineStart) + text.slice(lineEnd)));
	for (const attempt of attempts(before, typed, hasColon, after)) {
		const gap = attempt.indent === undefined ? text.slice(0, wordStart) : text.slice(0, lineStart) + attempt.indent;
		const candidate = `${gap}${needsSpace ? " " : ""}${attempt.insert}${text.slice(wordEnd)}`;
		const parsed = parseYaml(candidate);
		const found = findPlaceholder(parsed);
		if (found === undefined) continue;
		if (found === "text") return undefined;
		if (brokenPlaces(parsed) > withoutLine) continue;
		const keyColumn = /^\s*(?:-\s+)*/.exec(before)?.[0].length ?? 0;
		return {
			kind: found.kind,
			path: found.path,
			siblings: found.siblings,
			flow: found.flow,
			replace: { start: attempt.indent === undefined ? wordStart : lineStart, end: wordEnd },
			column: attempt.indent?.length ?? keyColumn,
			indent: attempt.indent,
			typed,
			hasColon,
			needsSpace,
			parsed,
		};
	}
	return undefined;
}

interface Attempt {
	readonly insert: string;
	/** Takes the place of the line's own white space, where that fits no object above. */
	readonly indent?: string;
}

function attempts(before: string, typed: string, hasColon: boolean, after: string): Attempt[] {
	const lead = before.slice(0, before.length - typed.length);
	const asKey = hasColon ? placeholder : `${placeholder}: `;
	// Behind "key: " stands nothing but a value.
	if (/:\s*$/.test(lead)) return [{ insert: placeholder }];
	const startsLine = /^\s*(?:-\s+)*$/.test(lead);
	if (startsLine) {
		const tries: Attempt[] = [{ insert: asKey }];
		if (/-\s+$/.test(lead)) tries.push({ insert: placeholder });
		if (/^\s+$/.test(lead) || lead === "") {
			for (let width = lead.length - 1; width >= 0; width--) tries.push({ insert: asKey, indent: " ".repeat(width) });
			for (let width = 1; width <= 4; width++) tries.push({ insert: asKey, indent: " ".repeat(lead.length + width) });
		}
		return tries;
	}
	// Within a flow collection, closed or not.
	const closing = flowClosing(before, after);
	return [
		{ insert: asKey },
		{ insert: placeholder },
		{ insert: `${asKey}${closing}` },
		{ insert: placeholder + closing },
	];
}

function flowClosing(before: string, after: string): string {
	const open: string[] = [];
	for (const char of before + after) {
		if (char === "{") open.push("}");
		else if (char === "[") open.push("]");
		else if (char === "}" || char === "]") open.pop();
	}
	return open.reverse().join("");
}

/** Where the key or value that the cursor is in begins: behind the indentation and dashes, a colon, a bracket, a comma. */
function wordBegin(before: string): number {
	const skip = (at: number) => at + (/^\s*/.exec(before.slice(at))?.[0].length ?? 0);
	let begin = /^\s*(?:-\s+)*/.exec(before)?.[0].length ?? 0;
	let depth = 0;
	let quote = "";
	for (let at = begin; at < before.length; at++) {
		const char = before.charAt(at);
		if (quote !== "") {
			if (char === quote) quote = "";
		} else if ((char === '"' || char === "'") && at === begin) {
			quote = char;
		} else if ((char === "[" || char === "{") && (at === begin || depth > 0)) {
			depth++;
			begin = skip(at + 1);
		} else if ((char === "]" || char === "}") && depth > 0) {
			depth--;
		} else if ((char === "," && depth > 0) || (char === ":" && /^(?:\s|$)/.test(before.slice(at + 1)))) {
			begin = skip(at + 1);
		}
	}
	return begin;
}

interface Found {
	readonly kind: CompletionPlace["kind"];
	readonly path: Path;
	readonly siblings: ReadonlySet<string>;
	readonly flow: boolean;
}

/** Where the placeholder ended up; `text` within a block of text, which is nobody's but the author's. */
function findPlaceholder(parsed: ParsedYaml): Found | "text" | undefined {
	const holds = (node: unknown): node is Node =>
		isScalar(node) && typeof node.value === "string" && node.value.includes(placeholder);
	const visit = (node: Node | null, path: Path, flow: boolean): Found | "text" | undefined => {
		if (isMap(node)) {
			const inFlow = flow || node.flow === true;
			for (const pair of node.items) {
				if (holds(pair.key)) {
					const siblings = new Set(node.items.filter((other) => other !== pair).map((other) => keyText(other) ?? ""));
					// The only entry of an object that did not exist before: it might be a plain value instead.
					const kind = siblings.size === 0 && !hasValue(pair) ? "either" : "key";
					return { kind, path, siblings, flow: inFlow };
				}
				const name = keyText(pair);
				if (name === undefined) continue;
				const found = visit(resolvedValue(pair.value, parsed), [...path, name], inFlow);
				if (found !== undefined) return found;
			}
			return undefined;
		}
		if (isSeq(node)) {
			for (const [index, item] of node.items.entries()) {
				const found = visit(item as Node | null, [...path, index], flow || node.flow === true);
				if (found !== undefined) return found;
			}
			return undefined;
		}
		if (!holds(node)) return undefined;
		if (isBlock(node)) return "text";
		return { kind: "value", path, siblings: new Set(), flow };
	};
	return visit(parsed.root, [], false);
}

function resolvedValue(value: unknown, parsed: ParsedYaml): Node | null {
	const node = value as Node | null;
	return node === null ? null : isScalar(node) || isMap(node) || isSeq(node) ? node : resolved(node, parsed.document);
}

function isBlock(node: Node): boolean {
	return isScalar(node) && (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED");
}

function hasValue(pair: Pair): boolean {
	const value = pair.value as Node | null;
	return value !== null && !(isScalar(value) && value.value === null);
}

/** How often the parser stumbles; a placeholder that adds to it does not fit where it was put. */
function brokenPlaces(parsed: ParsedYaml): number {
	return parsed.problems.filter((problem) => problem.code !== "DUPLICATE_KEY").length;
}
