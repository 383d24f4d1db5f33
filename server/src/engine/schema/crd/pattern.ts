/** Flags in front of Go's regular expressions, which JavaScript does not know: `(?i)` and the like. */
const inlineFlags = /^\^?\(\?([a-zA-Z]+)\)/;

/**
 * Writes a regular expression of Go, which API servers check patterns with, as one of JavaScript that allows the same
 * texts.
 *
 * @returns `undefined` where it cannot be told
 */
export function fromGoPattern(pattern: string): string | undefined {
	const flags = inlineFlags.exec(pattern);
	let source = pattern;
	if (flags !== null) {
		if (flags[1] !== "i") return undefined;
		source = ignoringCase((pattern.startsWith("^") ? "^" : "") + pattern.slice(flags[0].length));
	}
	source = source.replaceAll("\\A", "^").replaceAll("\\z", "$").replaceAll("(?P<", "(?<");
	source = source.replaceAll(/\[:(\w+):\]/g, (whole, name: string) => posixClasses[name] ?? whole);
	if (onlyGo.test(source)) return undefined;
	try {
		new RegExp(source);
		return source;
	} catch {
		return undefined;
	}
}

/** What stands for something in Go and, silently, for something else in JavaScript. */
const onlyGo = /\[:\^?\w+:\]|(?<!\\)(?:\\\\)*\\(?:[pPQC]|x\{)/;

/** What the named classes of Go hold; they stand within brackets. */
const posixClasses: Readonly<Record<string, string>> = {
	alnum: "0-9A-Za-z",
	alpha: "A-Za-z",
	digit: "0-9",
	lower: "a-z",
	upper: "A-Z",
	space: "\\t\\n\\v\\f\\r ",
	word: "0-9A-Za-z_",
	xdigit: "0-9A-Fa-f",
};

/** Letters outside of escapes and groups' names become classes of both cases. */
function ignoringCase(source: string): string {
	let inClass = false;
	return source.replaceAll(/\\.|\(\?<?[:=!\w]*>?|[[\]]|[A-Za-z](-[A-Za-z])?/g, (part) => {
		if (part === "[") inClass = true;
		if (part === "]") inClass = false;
		if (!/^[A-Za-z]/.test(part)) return part;
		const both = `${part.toLowerCase()}${part.toUpperCase()}`;
		return inClass
			? both
			: part.length === 1
				? `[${both}]`
				: part.replaceAll(/[A-Za-z]/g, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
	});
}
