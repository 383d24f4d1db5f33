import { Document, type ParsedNode, parseDocument, visit } from "yaml";
import type { Span } from "../text/span";
import { plainData } from "./data";
import { tooDeepAt } from "./depth";
import { sharedSchema } from "./fast/leanNodes";
import { type FastDocument, readFast } from "./fast/read";
import { parseLeniently } from "./lenient";
import { yamlOptions } from "./options";

/** A place where the text is not YAML, relative to the document. */
export interface SyntaxProblem {
	/** The parser's own code, for example `BAD_INDENT`. */
	readonly code: string;
	readonly span: Span;
	/** The parser's own words, for codes that have none of ours. */
	readonly detail: string;
}

/**
 * One parsed document. All positions in it count from the document's own start.
 *
 * Comments are not attached to nodes: `commentsOf` finds them in the text.
 */
export interface ParsedYaml {
	readonly root: ParsedNode | null;
	/** The same nodes as a document, which knows its directives and anchors. */
	readonly document: Document;
	readonly problems: readonly SyntaxProblem[];
	/** The document as plain data; see `toData`. */
	readonly data: { readonly value: unknown } | undefined;
}

/**
 * The API server refuses a request body above 3 MiB (etcd's own limit is half of that), so a larger document is wrong
 * whatever it holds, and parsing it would only cost time.
 */
export const largestDocument = 3 * 1024 * 1024;

/** Parses one document. Never throws: what cannot be understood is told in `problems`, and the rest is there. */
export function parseYaml(text: string): ParsedYaml {
	const fast = readFast(text);
	return fast === undefined ? parseThoroughly(text) : new FastParsed(fast);
}

/** What the short way has read; it stumbles over nothing. */
class FastParsed implements ParsedYaml {
	readonly problems: readonly SyntaxProblem[] = [];
	private documentOnce: Document | undefined;

	constructor(private readonly fast: FastDocument) {}

	get root(): ParsedNode {
		return this.fast.root;
	}

	get document(): Document {
		if (this.documentOnce === undefined) {
			const document: Document = new Document(undefined, { ...yamlOptions, schema: sharedSchema });
			document.contents = this.fast.root;
			if (this.fast.marked && document.directives) document.directives.docStart = true;
			this.documentOnce = document;
		}
		return this.documentOnce;
	}

	get data(): { readonly value: unknown } {
		return { value: plainData(this.fast.root) };
	}
}

/** Parses one document with `yaml`, whatever there is in it. */
export function parseThoroughly(text: string): ParsedYaml {
	const tooDeep = tooDeepAt(text);
	if (tooDeep !== undefined) {
		const document = parseDocument("", yamlOptions);
		return { root: null, document, problems: [{ code: "TOO_DEEP", span: tooDeep, detail: "" }], data: undefined };
	}
	let document: Document.Parsed = parseDocument(text, yamlOptions);
	if (document.errors.length > 0) document = parseLeniently(text, yamlOptions) ?? document;
	const problems = document.errors.map((error): SyntaxProblem => {
		const [start, end] = error.pos;
		const span = { start, end: Math.max(end, start) };
		const unclosed = error.code === "MISSING_CHAR" && /quote/.test(error.message);
		return {
			code: error.code,
			span: (unclosed ? openQuote(document, start) : undefined) ?? span,
			detail: error.message,
		};
	});
	return {
		root: document.contents,
		document,
		problems,
		get data() {
			try {
				return { value: document.toJS({ maxAliasCount: 1000 }) as unknown };
			} catch {
				return undefined;
			}
		},
	};
}

/** The quoted text that swallows everything up to `end`: the parser only tells where it missed the closing quote. */
function openQuote(document: Document.Parsed, end: number): Span | undefined {
	let found: Span | undefined;
	visit(document, {
		Scalar(_, node) {
			const quoted = node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE";
			if (quoted && node.range && node.range[0] < end && node.range[2] >= end - 1) {
				found = { start: node.range[0], end: node.range[1] };
			}
		},
	});
	return found;
}

/**
 * The document as plain data, as the API server would read it.
 *
 * @returns `undefined` where it cannot be told (an alias without its anchor, aliases that explode in size)
 */
export function toData(parsed: ParsedYaml): { readonly value: unknown } | undefined {
	return parsed.data;
}
