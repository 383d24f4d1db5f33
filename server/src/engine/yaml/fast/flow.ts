import type { Pair, ParsedNode, YAMLMap, YAMLSeq } from "yaml";
import { KeySet } from "./keySet";
import { newMap, newPair, newSeq } from "./leanNodes";
import { charSet, plainScalar, quotedEnd, quotedScalar } from "./scalars";

/** Deeper collections are left to the parser. */
const deepest = 50;

/** What no plain scalar within brackets starts with, and `?` and `:`, whose rules are not simple. */
const noStart = charSet("[]{},#&*!|>'\"%@`?:\t\n ");

/**
 * Reads a collection in brackets that ends on the line it starts on.
 *
 * Behind each item, the white space up to the next comma or bracket counts to it.
 *
 * @returns the collection, ending with its bracket; `undefined` where in doubt
 */
export function flowCollection(text: string, start: number, depth = 0): YAMLMap.Parsed | YAMLSeq.Parsed | undefined {
	if (depth > deepest) return undefined;
	return text.charCodeAt(start) === openBrace ? flowMap(text, start, depth) : flowSeq(text, start, depth);
}

function flowSeq(text: string, start: number, depth: number): YAMLSeq.Parsed | undefined {
	const items: ParsedNode[] = [];
	let at = afterSpaces(text, start + 1);
	if (text.charCodeAt(at) === closeBracket) return newSeq(items, true, start, at + 1, at + 1);
	for (;;) {
		const item = flowNode(text, at, depth);
		if (item === undefined) return undefined;
		items.push(item);
		at = item.range[2];
		const code = text.charCodeAt(at);
		if (code === closeBracket) return newSeq(items, true, start, at + 1, at + 1);
		if (code !== comma) return undefined;
		at = afterSpaces(text, at + 1);
	}
}

function flowMap(text: string, start: number, depth: number): YAMLMap.Parsed | undefined {
	const items: Pair<ParsedNode, ParsedNode>[] = [];
	const keys = new KeySet();
	let at = afterSpaces(text, start + 1);
	if (text.charCodeAt(at) === closeBrace) return newMap(items, true, start, at + 1, at + 1);
	for (;;) {
		const keyEnd = scalarEnd(text, at);
		if (keyEnd === undefined) return undefined;
		const key = scalar(text, at, keyEnd, keyEnd);
		if (key === undefined || !keys.add(key)) return undefined;
		const quoted = isQuote(text.charCodeAt(at));
		at = afterSpaces(text, keyEnd);
		// Behind a quoted key, the colon needs no space; a plain one would go on.
		if (text.charCodeAt(at) !== colon) return undefined;
		if (!quoted && text.charCodeAt(at + 1) !== space) return undefined;
		at = afterSpaces(text, at + 1);
		const value = flowNode(text, at, depth);
		if (value === undefined) return undefined;
		items.push(newPair(key, value));
		at = value.range[2];
		const code = text.charCodeAt(at);
		if (code === closeBrace) return newMap(items, true, start, at + 1, at + 1);
		if (code !== comma) return undefined;
		at = afterSpaces(text, at + 1);
	}
}

function flowNode(text: string, at: number, depth: number): ParsedNode | undefined {
	const code = text.charCodeAt(at);
	if (code === openBrace || code === openBracket) {
		const node = flowCollection(text, at, depth + 1);
		if (node !== undefined) node.range[2] = afterSpaces(text, node.range[1]);
		return node;
	}
	const end = scalarEnd(text, at);
	return end === undefined ? undefined : scalar(text, at, end, afterSpaces(text, end));
}

function scalar(text: string, start: number, end: number, wholeEnd: number) {
	if (isQuote(text.charCodeAt(start))) return quotedScalar(text, start, end, wholeEnd);
	return plainScalar(text, start, end, wholeEnd);
}

/** Where a scalar within brackets ends, without the white space behind it. */
function scalarEnd(text: string, start: number): number | undefined {
	const first = text.charCodeAt(start);
	if (isQuote(first)) return quotedEnd(text, start);
	if (start >= text.length || noStart[first] === 1) return undefined;
	if (first === dash && (text.charCodeAt(start + 1) === space || isIndicator(text.charCodeAt(start + 1)))) {
		return undefined;
	}
	let end = start;
	for (let at = start; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (isIndicator(code)) return end;
		if (code === space) {
			if (text.charCodeAt(at + 1) === hash) return undefined;
			continue;
		}
		if (code === newline || code === tab) return undefined;
		if (code === colon) {
			const next = text.charCodeAt(at + 1);
			if (next === space || isIndicator(next)) return end;
		}
		end = at + 1;
	}
	return undefined;
}

function isIndicator(code: number): boolean {
	return code === comma || code === openBracket || code === closeBracket || code === openBrace || code === closeBrace;
}

function isQuote(code: number): boolean {
	return code === 34 || code === 39;
}

function afterSpaces(text: string, from: number): number {
	let at = from;
	while (text.charCodeAt(at) === space) at++;
	return at;
}

const tab = 9;
const newline = 10;
const space = 32;
const hash = 35;
const comma = 44;
const dash = 45;
const colon = 58;
const openBracket = 91;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;
