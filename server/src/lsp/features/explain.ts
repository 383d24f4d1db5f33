import { InlayHintKind, MarkupKind } from "vscode-languageserver";
import { explainConfiguration } from "../configurationHelp";
import { toRange } from "../convert";
import { offsetOf, spanOf } from "../lines";
import { isConfigFile } from "../uris";
import { type Feature, opened } from "./feature";

/** Hover, and hints between the text. */
export const explain: Feature = {
	capabilities: () => ({ hoverProvider: true, inlayHintProvider: true }),
	register(connection, session) {
		connection.onHover(({ textDocument: { uri }, position }) => {
			const file = opened(session, uri);
			if (file !== undefined && isConfigFile(uri)) {
				const offset = offsetOf(position, file.lines);
				return explainConfiguration(file.document.getText(), offset, session.workbench.words);
			}
			const hover = file?.analysis.hover(uri, offsetOf(position, file.lines));
			if (file === undefined || hover === undefined) return null;
			return {
				contents: { kind: MarkupKind.Markdown, value: hover.markdown },
				range: toRange(hover.span, file.lines),
			};
		});
		connection.languages.inlayHint.on(({ textDocument: { uri }, range }) => {
			const file = opened(session, uri);
			if (file === undefined) return [];
			return file.analysis.inlayHints(uri, spanOf(range, file.lines)).map(({ offset, label, tooltip, kind }) => ({
				position: toRange({ start: offset, end: offset }, file.lines).start,
				label,
				paddingLeft: true,
				...(kind === "type" && { kind: InlayHintKind.Type }),
				...(tooltip !== "" && { tooltip: { kind: MarkupKind.Markdown, value: tooltip } }),
			}));
		});
	},
};
