import { CST, type Range, Scalar, type ScalarTag } from "yaml";
import { yamlOptions } from "../options";
import { newScalar, sharedSchema } from "./leanNodes";

/** The rules for plain scalars, in the order in which they are asked. */
const rules = sharedSchema.tags.filter(
	(tag): tag is ScalarTag & { readonly test: RegExp } =>
		tag.collection === undefined && tag.default === true && "test" in tag && tag.test !== undefined,
);

/** How numbers start. */
const numeric = charSet("-+.0123456789");

/** How nothing and the words for true and false start; none of them is longer than `false`. */
const wordy = charSet("~nNyYtTfFoO");
const longestWord = 5;

/** What a plain scalar on one line stands for. */
export function plainValue(source: string): unknown {
	if (source === "") return null;
	const first = source.charCodeAt(0);
	if (first >= 128 || (numeric[first] === 0 && (wordy[first] === 0 || source.length > longestWord))) return source;
	for (const rule of rules) {
		if (!rule.test.test(source)) continue;
		const value = rule.resolve(source, () => undefined, yamlOptions);
		return value instanceof Scalar ? value.value : value;
	}
	return source;
}

/** @param wholeEnd where white space and comments behind it end */
export function plainScalar(text: string, start: number, end: number, wholeEnd: number): Scalar.Parsed {
	const source = text.slice(start, end);
	return newScalar(plainValue(source), [start, end, wholeEnd], source, Scalar.PLAIN);
}

/** An empty value. */
export function emptyScalar(at: number): Scalar.Parsed {
	return newScalar(null, [at, at, at], "", Scalar.PLAIN);
}

/** Where a quoted text that starts at an offset ends, behind its closing quote; `undefined` where that is on another line. */
export function quotedEnd(text: string, start: number): number | undefined {
	const quote = text.charCodeAt(start);
	for (let at = start + 1; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === newline) return undefined;
		if (code === quote) {
			if (quote === doubleQuote || text.charCodeAt(at + 1) !== quote) return at + 1;
			at++;
		} else if (code === backslash && quote === doubleQuote) {
			if (text.charCodeAt(at + 1) === newline) return undefined;
			at++;
		}
	}
	return undefined;
}

/** @returns `undefined` where an escape means nothing */
export function quotedScalar(text: string, start: number, end: number, wholeEnd: number): Scalar.Parsed | undefined {
	const double = text.charCodeAt(start) === doubleQuote;
	let value = text.slice(start + 1, end - 1);
	if (double && value.includes("\\")) {
		const source = text.slice(start, end);
		let failed = false;
		const token: CST.FlowScalar = { type: "double-quoted-scalar", offset: 0, indent: 0, source };
		value = CST.resolveAsScalar(token, true, () => {
			failed = true;
		}).value;
		if (failed) return undefined;
	} else if (!double && value.includes("'")) {
		value = value.replaceAll("''", "'");
	}
	return newScalar(value, [start, end, wholeEnd], value, double ? Scalar.QUOTE_DOUBLE : Scalar.QUOTE_SINGLE);
}

/**
 * A literal or folded block of text.
 *
 * @param start where its header starts
 * @param indent of the collection that it stands in
 * @returns `undefined` for a header with a number, and where in doubt
 */
export function blockScalar(text: string, start: number, indent: number): Scalar.Parsed | undefined {
	let at = start + 1;
	const chomping = text.charCodeAt(at);
	const keep = chomping === 43;
	if (keep || chomping === 45) at++;
	const header = text.slice(start, at);
	while (text.charCodeAt(at) === space) at++;
	if (text.charCodeAt(at) === 35 && text.charCodeAt(at - 1) === space) at = lineEnd(text, at);
	if (text.charCodeAt(at) !== newline) return undefined;
	const body = at + 1;
	const end = bodyEnd(text, body, indent, keep);
	let failed = false;
	const rest: CST.SourceToken = {
		type: "newline",
		offset: 0,
		indent: 0,
		source: text.slice(start + header.length, body),
	};
	const token: CST.BlockScalar = {
		type: "block-scalar",
		offset: start,
		indent,
		props: [{ type: "block-scalar-header", offset: start, indent, source: header }, rest],
		source: text.slice(body, end),
	};
	const found = CST.resolveAsScalar(token, true, () => {
		failed = true;
	});
	if (failed || found.type === null) return undefined;
	const range: Range = [start, end, end];
	return newScalar(found.value, range, found.value, found.type);
}

/** Where the lines of a block of text end: those that stand further in than the collection around it, or are blank. */
function bodyEnd(text: string, body: number, outer: number, keep: boolean): number {
	let at = body;
	let lineStart = body;
	while (at < text.length) {
		const code = text.charCodeAt(at);
		if (code === newline) lineStart = at + 1;
		else if (code !== space) break;
		at++;
	}
	const indent = at - lineStart;
	let end = lineStart;
	if (indent > outer) {
		let next = lineStart;
		while (next < text.length) {
			let first = next;
			while (text.charCodeAt(first) === space) first++;
			if (text.charCodeAt(first) !== newline && first - next < indent) break;
			next = lineEnd(text, first) + 1;
		}
		// The last line may lack its end.
		end = next;
	}
	if (keep) return Math.min(end, text.length);
	// Blank lines at the end belong to it only where they stand further in than its text.
	for (;;) {
		const last = end - 2;
		let before = last;
		while (text.charCodeAt(before) === space) before--;
		if (text.charCodeAt(before) !== newline || before < body || before + 1 + indent <= last) break;
		end = before + 1;
	}
	return Math.min(end, text.length);
}

/** Where a line ends, before its line break. */
export function lineEnd(text: string, at: number): number {
	const end = text.indexOf("\n", at);
	return end < 0 ? text.length : end;
}

const newline = 10;
const space = 32;
const doubleQuote = 34;
const backslash = 92;

/** For each ASCII code whether it is one of these signs. */
export function charSet(signs: string): Uint8Array {
	const set = new Uint8Array(128);
	for (const sign of signs) set[sign.charCodeAt(0)] = 1;
	return set;
}
