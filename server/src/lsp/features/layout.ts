import { FoldingRangeKind, type Position, type SelectionRange } from "vscode-languageserver";
import { typedTriggers } from "../../engine";
import { toRange, toTextEdit } from "../convert";
import type { Lines } from "../lines";
import { offsetOf, spanOf } from "../lines";
import { type Feature, opened } from "./feature";

const [newLine, ...moreTriggers] = typedTriggers;

/** How a text is laid out: formatting, folding, what to select next. */
export const layout: Feature = {
	capabilities: () => ({
		documentFormattingProvider: true,
		documentRangeFormattingProvider: true,
		documentOnTypeFormattingProvider: { firstTriggerCharacter: newLine, moreTriggerCharacter: moreTriggers },
		foldingRangeProvider: true,
		selectionRangeProvider: true,
	}),
	register(connection, session) {
		connection.onDocumentFormatting(({ textDocument: { uri } }) => {
			const file = opened(session, uri);
			return file?.analysis.format(uri).map((edit) => toTextEdit(edit, file.lines)) ?? [];
		});
		connection.onDocumentRangeFormatting(({ textDocument: { uri }, range }) => {
			const file = opened(session, uri);
			if (file === undefined) return [];
			return file.analysis.format(uri, spanOf(range, file.lines)).map((edit) => toTextEdit(edit, file.lines));
		});
		connection.onDocumentOnTypeFormatting(({ textDocument: { uri }, position, ch }) => {
			const file = opened(session, uri);
			if (file === undefined || (ch !== "\n" && ch !== "-")) return [];
			const edits = file.analysis.formatOnType(uri, offsetOf(position, file.lines), ch);
			return edits.map((edit) => toTextEdit(edit, file.lines));
		});
		connection.onFoldingRanges(({ textDocument: { uri } }) => {
			const found = opened(session, uri)?.analysis.folding(uri) ?? [];
			return found.map(({ start, end, kind }) => ({
				startLine: start,
				endLine: end,
				...(kind === "comment" && { kind: FoldingRangeKind.Comment }),
				...(kind === "region" && { kind: FoldingRangeKind.Region }),
			}));
		});
		connection.onSelectionRanges(({ textDocument: { uri }, positions }) => {
			const file = opened(session, uri);
			if (file === undefined) return [];
			return positions.map((position) => {
				return nested(file.analysis.selections(uri, offsetOf(position, file.lines)), file.lines, position);
			});
		});
	},
};

/** Ranges as the protocol wants them: each inside the next. */
function nested(spans: readonly { start: number; end: number }[], lines: Lines, at: Position): SelectionRange {
	let parent: SelectionRange | undefined;
	for (const span of spans.toReversed()) {
		parent = { range: toRange(span, lines), ...(parent !== undefined && { parent }) };
	}
	return parent ?? { range: { start: at, end: at } };
}
