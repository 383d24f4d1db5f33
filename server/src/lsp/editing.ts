import {
	type Connection,
	DocumentHighlightKind,
	FoldingRangeKind,
	type Position,
	type Range,
	type SelectionRange,
	type ServerCapabilities,
	SymbolKind,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Analysis, LineIndex } from "../engine";
import { LineIndex as Lines, typedTriggers } from "../engine";
import { toCodeAction, toRange, toTextEdit } from "./convert";

/** What the features below need of the server. */
export interface Editing {
	analysis(): Analysis;
	document(uri: string): TextDocument | undefined;
	linesOf(document: TextDocument): LineIndex;
}

const [newLine, ...moreTriggers] = typedTriggers;

/** What the features below can do. */
export const editingCapabilities: ServerCapabilities = {
	codeActionProvider: { codeActionKinds: ["quickfix"] },
	documentFormattingProvider: true,
	documentRangeFormattingProvider: true,
	documentOnTypeFormattingProvider: { firstTriggerCharacter: newLine, moreTriggerCharacter: moreTriggers },
	foldingRangeProvider: true,
	selectionRangeProvider: true,
	documentHighlightProvider: true,
	documentLinkProvider: {},
	workspaceSymbolProvider: true,
};

/** Answers what changes a text or helps to find one's way in it. A file that is not open has nothing to answer with. */
export function registerEditing(connection: Connection, editing: Editing): void {
	const withDocument = <T>(
		uri: string,
		none: T,
		answer: (document: TextDocument, lines: LineIndex, analysis: Analysis) => T,
	): T => {
		const document = editing.document(uri);
		return document === undefined ? none : answer(document, editing.linesOf(document), editing.analysis());
	};

	connection.onCodeAction(({ textDocument: { uri }, range }) =>
		withDocument(uri, [], (_, lines, analysis) =>
			analysis.actions(uri, spanOf(range, lines)).map((action) => toCodeAction(action, uri, lines)),
		),
	);
	connection.onDocumentFormatting(({ textDocument: { uri } }) =>
		withDocument(uri, [], (_, lines, analysis) => analysis.format(uri).map((edit) => toTextEdit(edit, lines))),
	);
	connection.onDocumentRangeFormatting(({ textDocument: { uri }, range }) =>
		withDocument(uri, [], (_, lines, analysis) =>
			analysis.format(uri, spanOf(range, lines)).map((edit) => toTextEdit(edit, lines)),
		),
	);
	connection.onDocumentOnTypeFormatting(({ textDocument: { uri }, position, ch }) =>
		withDocument(uri, [], (_, lines, analysis) =>
			ch === "\n" || ch === "-"
				? analysis.formatOnType(uri, offsetOf(position, lines), ch).map((edit) => toTextEdit(edit, lines))
				: [],
		),
	);
	connection.onFoldingRanges(({ textDocument: { uri } }) =>
		withDocument(uri, [], (_, __, analysis) =>
			analysis.folding(uri).map(({ start, end, kind }) => ({
				startLine: start,
				endLine: end,
				...(kind === "comment" && { kind: FoldingRangeKind.Comment }),
				...(kind === "region" && { kind: FoldingRangeKind.Region }),
			})),
		),
	);
	connection.onSelectionRanges(({ textDocument: { uri }, positions }) =>
		withDocument(uri, [], (_, lines, analysis) =>
			positions.map((position) => nested(analysis.selections(uri, offsetOf(position, lines)), lines, position)),
		),
	);
	connection.onDocumentHighlight(({ textDocument: { uri }, position }) =>
		withDocument(uri, [], (_, lines, analysis) =>
			analysis.highlights(uri, offsetOf(position, lines)).map(({ span, kind }) => ({
				range: toRange(span, lines),
				kind: kind === "write" ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
			})),
		),
	);
	connection.onDocumentLinks(({ textDocument: { uri } }) =>
		withDocument(uri, [], (_, lines, analysis) =>
			analysis.links(uri).map(({ span, target, kind }) => ({
				range: toRange(span, lines),
				target: kind === "url" ? target : new URL(target, uri).toString(),
			})),
		),
	);
	connection.onWorkspaceSymbol(({ query }) => {
		const analysis = editing.analysis();
		return analysis.objects(query).map(({ kind, name, namespace, uri, span }) => {
			const document = editing.document(uri);
			const lines = document === undefined ? new Lines(analysis.file(uri)?.text ?? "") : editing.linesOf(document);
			return {
				name: name === "" ? kind : `${kind}/${name}`,
				kind: SymbolKind.Class,
				...(namespace !== undefined && { containerName: namespace }),
				location: { uri, range: toRange(span, lines) },
			};
		});
	});
}

function offsetOf(position: Position, lines: LineIndex): number {
	return lines.offset({ line: position.line, column: position.character });
}

function spanOf(range: Range, lines: LineIndex) {
	return { start: offsetOf(range.start, lines), end: offsetOf(range.end, lines) };
}

/** Ranges as the protocol wants them: each inside the next. */
function nested(spans: readonly { start: number; end: number }[], lines: LineIndex, at: Position): SelectionRange {
	let parent: SelectionRange | undefined;
	for (const span of spans.toReversed()) {
		parent = { range: toRange(span, lines), ...(parent !== undefined && { parent }) };
	}
	return parent ?? { range: { start: at, end: at } };
}
