import type { CodeLens as LspCodeLens } from "vscode-languageserver";
import type { CodeLens } from "../../engine";
import { toRange } from "../convert";
import { spanOf } from "../lines";
import { type Feature, opened } from "./feature";

/** The client's commands behind lenses. */
const commands: Readonly<Record<CodeLens["kind"], string>> = {
	references: "edgewise.showReferences",
	apply: "edgewise.apply",
	diff: "edgewise.diff",
	history: "edgewise.rollBack",
	logs: "edgewise.tailLogs",
};

/** The client's command that runs another one for what stands at a place. */
const runAt = "edgewise.runAt";

/** The line above each object with what can be done about it. Only what the client has a command for is offered. */
export const lenses: Feature = {
	capabilities: ({ commands: known }) =>
		Object.values(commands).some((command) => known.has(command))
			? { codeLensProvider: { resolveProvider: true } }
			: {},
	register(connection, session) {
		connection.onCodeLens(({ textDocument: { uri } }) => {
			const file = opened(session, uri);
			if (file === undefined) return [];
			const known = session.abilities.commands;
			return file.analysis.codeLenses(uri).flatMap(({ span, kind, title }): LspCodeLens[] => {
				const command = commands[kind];
				if (!known.has(command)) return [];
				const range = toRange(span, file.lines);
				if (kind === "references") return [{ range, data: { uri, version: file.document.version } }];
				if (title === undefined || !known.has(runAt)) return [];
				return [{ range, command: { title, command: runAt, arguments: [command, uri, range.start] } }];
			});
		});
		connection.onCodeLensResolve((lens) => {
			const { uri, version } = lensData(lens.data);
			const file = uri === undefined ? undefined : opened(session, uri);
			// Of an older version, positions mean nothing any more; the client is about to ask for all lenses again.
			if (uri === undefined || file === undefined || file.document.version !== version) {
				return withTitle(lens, "…", uri);
			}
			const span = spanOf(lens.range, file.lines);
			const title = file.analysis.referenceCount(uri, { span, kind: "references", title: undefined }) ?? "…";
			return withTitle(lens, title, uri);
		});
	},
};

function withTitle(lens: LspCodeLens, title: string, uri: string | undefined): LspCodeLens {
	return { ...lens, command: { title, command: commands.references, arguments: [uri, lens.range.start] } };
}

function lensData(data: unknown): { readonly uri?: string; readonly version?: number } {
	if (typeof data !== "object" || data === null || !("uri" in data) || !("version" in data)) return {};
	const { uri, version } = data;
	return typeof uri === "string" && typeof version === "number" ? { uri, version } : {};
}
