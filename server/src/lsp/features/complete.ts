import type { CompletionItem } from "vscode-languageserver";
import { CompletionAnswers } from "../completion";
import { completeConfiguration } from "../configurationHelp";
import { offsetOf } from "../lines";
import { isConfigFile } from "../uris";
import { type Feature, opened } from "./feature";

/** Completion. */
export const complete: Feature = {
	capabilities: () => ({
		completionProvider: {
			triggerCharacters: [":", " ", "-", "\n", "{", "[", ",", '"', "'"],
			resolveProvider: true,
		},
	}),
	register(connection, session) {
		const answers = new CompletionAnswers();
		connection.onCompletion(({ textDocument: { uri }, position }) => {
			const file = opened(session, uri);
			if (file === undefined) return [];
			const offset = offsetOf(position, file.lines);
			if (isConfigFile(uri)) {
				return completeConfiguration(file.document.getText(), offset, file.lines, session.workbench.words);
			}
			return answers.list(file.analysis.completions(uri, offset), file.lines, session.abilities.snippets);
		});
		connection.onCompletionResolve((item: CompletionItem) => answers.resolve(item));
	},
};
