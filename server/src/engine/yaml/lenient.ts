import {
	Composer,
	type Document,
	type DocumentOptions,
	Lexer,
	type ParseOptions,
	Parser,
	type SchemaOptions,
} from "yaml";

/** The parts of the lexer that decide how far a text or a collection in brackets may be indented. */
interface LexerParts {
	indentNext: number;
	parseQuotedScalar(): Generator<string>;
	parseFlowCollection(): Generator<string>;
}

/**
 * Parses one document as libyaml does, which kubectl and API servers use: quoted texts and collections in brackets may go
 * on at any column.
 *
 * @returns `undefined` where the text is not one whole document without errors that way, either
 */
export function parseLeniently(
	text: string,
	options: DocumentOptions & ParseOptions & SchemaOptions,
): Document.Parsed | undefined {
	const lexer = new Lexer();
	const parts = lexer as unknown as LexerParts;
	for (const name of ["parseQuotedScalar", "parseFlowCollection"] as const) {
		const strict = parts[name].bind(lexer);
		parts[name] = function* () {
			const { indentNext } = parts;
			parts.indentNext = 0;
			const result = yield* strict();
			parts.indentNext = indentNext;
			return result;
		};
	}
	const parser = new Parser();
	Object.assign(parser, { lexer });
	const [document, ...more] = new Composer(options).compose(parser.parse(text));
	return document !== undefined && more.length === 0 && document.errors.length === 0 ? document : undefined;
}
