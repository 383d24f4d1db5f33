import { type CodeAction, CodeActionKind, type Range } from "vscode-languageserver";
import type { MigrationRemark } from "../../engine/migrate";
import { type MigrateParams, type MigrateResult, type MigrationNote, migrateRequest } from "../../protocol";
import { spanOf } from "../lines";
import type { Session } from "../session";
import { type Feature, type Opened, opened } from "./feature";
import { workspaceEdit } from "./navigate";

/** What a file becomes when its documents are migrated. */
export const migrate: Feature = {
	capabilities: () => ({}),
	register(connection, session) {
		connection.onRequest(migrateRequest, ({ uri }: MigrateParams): MigrateResult => {
			const file = opened(session, uri);
			const migrated = file?.analysis.migrate(uri);
			if (file === undefined || migrated === undefined) return null;
			const lineOf = (offset: number) => file.lines.position(offset).line;
			const note = ({ path, span, message }: MigrationRemark): MigrationNote => ({
				path,
				line: lineOf(span.start),
				message,
			});
			return {
				version: file.document.version,
				text: migrated.text,
				documents: migrated.documents.map(({ title, kind, name, at, outcome }) => ({
					title,
					kind,
					name,
					line: lineOf(at),
					...(outcome.kind === "refused" ? { refused: outcome.reason } : {}),
					notCarriedOver: outcome.kind === "refused" ? [] : outcome.notCarriedOver.map(note),
					notes: outcome.kind === "refused" ? [] : outcome.notes.map(note),
				})),
			};
		});
	},
};

/** The migrations of documents that a range points at, whether or not there is anything wrong with them. */
export function rewriteActions(session: Session, { uri, lines, analysis }: Opened, range: Range): CodeAction[] {
	return analysis.migrations(uri, spanOf(range, lines)).map(({ title, edits }) => ({
		title,
		kind: CodeActionKind.RefactorRewrite,
		edit: workspaceEdit(session, new Map([[uri, edits]])),
	}));
}
