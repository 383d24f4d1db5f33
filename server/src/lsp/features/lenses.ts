import type { CodeLens as LspCodeLens } from "vscode-languageserver";
import type { CodeLens } from "../../engine";
import { toRange } from "../convert";
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
			return file.analysis.codeLenses(uri).flatMap(({ span, name, kind, title }): LspCodeLens[] => {
				const command = commands[kind];
				if (!known.has(command)) return [];
				const range = toRange(span, file.lines);
				if (kind === "references") {
					const data: LensData = { uri, version: file.document.version, name };
					return [{ range, data }];
				}
				if (title === undefined || !known.has(runAt)) return [];
				const { start } = toRange(name, file.lines);
				return [{ range, command: { title, command: runAt, arguments: [command, uri, start] } }];
			});
		});
		connection.onCodeLensResolve((lens) => {
			const data = lensData(lens.data);
			const file = data && opened(session, data.uri);
			// Of an older version, positions mean nothing any more; the client is about to ask for all lenses again, and
			// shows what it had until then.
			if (data === undefined || file?.document.version !== data.version) return lens;
			const title = file.analysis.referenceCount(data.uri, data);
			if (title === undefined) return lens;
			const { start } = toRange(data.name, file.lines);
			return { ...lens, command: { title, command: commands.references, arguments: [data.uri, start] } };
		});
	},
};

/** What a lens carries until it is resolved. */
interface LensData extends Pick<CodeLens, "name"> {
	readonly uri: string;
	readonly version: number;
}

function lensData(data: unknown): LensData | undefined {
	if (typeof data !== "object" || data === null) return undefined;
	if (!("uri" in data && "version" in data && "name" in data)) return undefined;
	const { uri, version, name } = data;
	if (typeof uri !== "string" || typeof version !== "number" || typeof name !== "object" || name === null) {
		return undefined;
	}
	if (!("start" in name && "end" in name)) return undefined;
	const { start, end } = name;
	if (typeof start !== "number" || typeof end !== "number") return undefined;
	return { uri, version, name: { start, end } };
}
