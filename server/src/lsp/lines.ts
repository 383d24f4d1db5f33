import type { Position, Range } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { LineColumn, Span } from "../engine";

/** Translates between offsets and lines of a text. */
export interface Lines {
	position(offset: number): LineColumn;
	offset(at: LineColumn): number;
}

/** The lines of an open document, which keeps them up to date itself. Good for as long as the document stays as it is. */
export function linesOfDocument(document: TextDocument): Lines {
	return {
		position(offset) {
			const { line, character } = document.positionAt(offset);
			return { line, column: character };
		},
		offset: ({ line, column }) => document.offsetAt({ line, character: column }),
	};
}

export function offsetOf(position: Position, lines: Lines): number {
	return lines.offset({ line: position.line, column: position.character });
}

export function spanOf(range: Range, lines: Lines): Span {
	return { start: offsetOf(range.start, lines), end: offsetOf(range.end, lines) };
}
