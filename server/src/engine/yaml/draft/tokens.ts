/** What a key looks like at a place in a line. */
export interface KeyToken {
	readonly name: string;
	readonly start: number;
	readonly end: number;
	readonly colon: number;
}

/** The first place from `at` on that is no space or tab. */
export function skipBlanks(text: string, at: number, end: number): number {
	let next = at;
	while (next < end && isBlank(text.charCodeAt(next))) next++;
	return next;
}

export function isBlank(code: number): boolean {
	return code === 32 || code === 9;
}

/** The end of a line without its line break. */
export function lineEndAt(text: string, at: number): number {
	let end = text.indexOf("\n", at);
	if (end < 0) end = text.length;
	return end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
}

/** The start of the line behind the one that `at` is in; the text's length where there is none. */
export function nextLineAt(text: string, at: number): number {
	const end = text.indexOf("\n", at);
	return end < 0 ? text.length : end + 1;
}

/** How many columns white space takes. A tab, which YAML does not know here, counts as one level. */
export function columnsOf(text: string, start: number, end: number): number {
	let columns = 0;
	for (let at = start; at < end; at++) columns += text.charCodeAt(at) === 9 ? 2 : 1;
	return columns;
}

/** Skips anchors and tags, with the white space behind them. */
export function skipProperties(text: string, at: number, end: number): number {
	let next = at;
	while (next < end && (text[next] === "&" || text[next] === "!")) {
		while (next < end && !isBlank(text.charCodeAt(next))) next++;
		next = skipBlanks(text, next, end);
	}
	return next;
}

/** Where the comment of a line starts, from `at` on; `end` where there is none. Quotes are not looked at. */
export function commentAt(text: string, at: number, end: number): number {
	for (let next = at; next < end; next++) {
		if (text[next] === "#" && (next === at || isBlank(text.charCodeAt(next - 1)))) return next;
	}
	return end;
}

/** The end without white space before it. */
export function trimmedEnd(text: string, start: number, end: number): number {
	let last = end;
	while (last > start && /\s/.test(text.charAt(last - 1))) last--;
	return last;
}

/** Behind a quoted text that ends on its line; `undefined` where it does not. */
export function quotedEnd(text: string, at: number, end: number): number | undefined {
	const quote = text[at];
	for (let next = at + 1; next < end; next++) {
		const char = text[next];
		if (char === "\\" && quote === '"') next++;
		else if (char === quote) {
			if (quote === "'" && text[next + 1] === "'") next++;
			else return next + 1;
		}
	}
	return undefined;
}

const notPlain = new Set(["{", "[", "}", "]", "|", ">", "*", "#", ",", "%", "@", "`"]);

/** The key with its colon at the beginning of a line's content, or behind a dash. */
export function keyAt(text: string, at: number, end: number): KeyToken | undefined {
	const start = skipProperties(text, at, end);
	const first = text.charAt(start);
	if (first === '"' || first === "'") {
		const close = quotedEnd(text, start, end);
		if (close === undefined) return undefined;
		const colon = skipBlanks(text, close, end);
		if (text[colon] !== ":" || !endsKey(text, colon, end)) return undefined;
		return { name: quotedName(text.slice(start, close)), start, end: close, colon };
	}
	if (notPlain.has(first)) return undefined;
	for (let next = start; next < end; next++) {
		const char = text[next];
		if (char === ":" && endsKey(text, next, end)) {
			const keyEnd = trimmedEnd(text, start, next);
			return keyEnd === start ? undefined : { name: text.slice(start, keyEnd), start, end: keyEnd, colon: next };
		}
		if (char === "#" && next > start && isBlank(text.charCodeAt(next - 1))) return undefined;
	}
	return undefined;
}

/** A key's text without its quotes. */
export function quotedName(source: string): string {
	return source.startsWith('"')
		? source.slice(1, -1).replace(/\\(["\\/])/g, "$1")
		: source.slice(1, -1).replaceAll("''", "'");
}

function endsKey(text: string, colon: number, end: number): boolean {
	return colon + 1 >= end || isBlank(text.charCodeAt(colon + 1));
}

/** True for a text that somebody may have meant as a key: one word. */
export function isWord(source: string): boolean {
	return /^[A-Za-z_$][\w./$@-]*$/.test(source);
}
