import {
	type Document,
	type DocumentOptions,
	type ParsedNode,
	type ParseOptions,
	parseDocument,
	type SchemaOptions,
	visit,
} from "yaml";
import type { Span } from "../text/span";
import { parseLeniently } from "./lenient";
import { kubernetesTags } from "./scalars";

/** A place where the text is not YAML, relative to the document. */
export interface SyntaxProblem {
	/** The parser's own code, for example `BAD_INDENT`. */
	readonly code: string;
	readonly span: Span;
	/** The parser's own words, for codes that have none of ours. */
	readonly detail: string;
}

/** One parsed document. All positions in it count from the document's own start. */
export interface ParsedYaml {
	readonly root: ParsedNode | null;
	readonly document: Document.Parsed;
	readonly problems: readonly SyntaxProblem[];
}

/**
 * The API server refuses a request body above 3 MiB (etcd's own limit is half of that), so a larger document is wrong
 * whatever it holds, and parsing it would only cost time.
 */
export const largestDocument = 3 * 1024 * 1024;

const options: DocumentOptions & ParseOptions & SchemaOptions = {
	version: "1.1",
	customTags: kubernetesTags,
	prettyErrors: false,
	logLevel: "silent",
	uniqueKeys: true,
	strict: true,
	stringKeys: false,
};

/** Parses one document. Never throws: what cannot be understood is told in `problems`, and the rest is there. */
export function parseYaml(text: string): ParsedYaml {
	let document: Document.Parsed = parseDocument(text, options);
	if (document.errors.length > 0) document = parseLeniently(text, options) ?? document;
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
	return { root: document.contents, document, problems };
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
	try {
		return { value: parsed.document.toJS({ maxAliasCount: 1000 }) };
	} catch {
		return undefined;
	}
}
