/** An identifier in an expression. */
interface Identifier {
	readonly name: string;
	readonly start: number;
	/** Stands behind a dot. */
	readonly member: boolean;
	/** Stands in front of a parenthesis. */
	readonly called: boolean;
}

/** Functions of the CEL library that behave otherwise on API servers, by what replaces them. */
const methods: Readonly<Record<string, string>> = { matches: "goMatches", existsOne: "exists_one" };
const functions: Readonly<Record<string, string>> = { matches: "goMatches", has: "isSet" };

/**
 * Prepares an expression for the CEL library: calls go to our own functions where the library's do something else than
 * an API server's.
 */
export function rewriteCalls(expression: string): string {
	let rewritten = "";
	let end = 0;
	for (const { name, start, member, called } of identifiers(expression)) {
		const names = member ? methods : functions;
		const replacement = called && Object.hasOwn(names, name) ? names[name] : undefined;
		if (replacement === undefined) continue;
		rewritten += expression.slice(end, start) + replacement;
		end = start + name.length;
	}
	return rewritten + expression.slice(end);
}

/** Whether an expression uses a variable. */
export function usesVariable(expression: string, variable: string): boolean {
	return [...identifiers(expression)].some(({ name, member }) => name === variable && !member);
}

/** String literals with their prefix, comments, names, numbers; anything else is one character. */
const token =
	/(?:[rR][bB]?|[bB][rR]?)?(?:"""[\s\S]*?"""|'''[\s\S]*?''')|(?:[rR][bB]?|[bB][rR])(?:"[^"\n]*"|'[^'\n]*')|[bB]?(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|\/\/[^\n]*|[A-Za-z_]\w*|\d[\w.]*|\s+|[\s\S]/g;

function* identifiers(expression: string): Generator<Identifier> {
	let member = false;
	for (const match of expression.matchAll(token)) {
		const [text] = match;
		if (/^[A-Za-z_]\w*$/.test(text)) {
			const called = /^\s*\(/.test(expression.slice(match.index + text.length));
			yield { name: text, start: match.index, member, called };
		}
		// Between a dot and its member there may be a question mark and spaces.
		if (text === ".") member = true;
		else if (text !== "?" && text.trim() !== "") member = false;
	}
}
