import {
	type CodeAction,
	CodeActionKind,
	type CodeActionParams,
	LSPErrorCodes,
	type Range,
	ResponseError,
} from "vscode-languageserver";
import type { Action } from "../../engine";
import { toDiagnostic } from "../convert";
import { spanOf } from "../lines";
import type { Session } from "../session";
import { type Feature, type Opened, opened } from "./feature";
import { rewriteActions } from "./migrate";
import { workspaceEdit } from "./navigate";

/** Mends all of a file at once that needs no choice; editors can be told to ask for it whenever a file is saved. */
const fixAllKind = `${CodeActionKind.SourceFixAll}.edgewise`;

/** What an action is about, from which its edit can be worked out later. */
interface ActionData {
	readonly uri: string;
	readonly version: number;
	readonly range: Range;
	readonly title: string;
	readonly code: string;
}

/** Changes that a user can ask for. Where the client allows it, their edits are worked out when one is chosen. */
export const act: Feature = {
	capabilities: () => ({
		codeActionProvider: {
			codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, fixAllKind],
			resolveProvider: true,
		},
	}),
	register(connection, session) {
		connection.onCodeAction((params) => {
			const file = opened(session, params.textDocument.uri);
			if (file === undefined) return [];
			const fixAll = asksFor(params, fixAllKind, false) ? fixAllAction(session, file) : [];
			const fixes = asksFor(params, CodeActionKind.QuickFix, true) ? quickFixes(session, file, params.range) : [];
			const rewrites = asksFor(params, CodeActionKind.RefactorRewrite, true)
				? rewriteActions(session, file, params.range)
				: [];
			return [...fixes, ...rewrites.filter(({ title }) => fixes.every((fix) => fix.title !== title)), ...fixAll];
		});
		connection.onCodeActionResolve((action) => {
			const data = actionData(action.data);
			const file = data === undefined ? undefined : opened(session, data.uri);
			if (data === undefined || file === undefined) return action;
			if (file.document.version !== data.version) {
				throw new ResponseError(LSPErrorCodes.ContentModified, "The document was changed meanwhile.");
			}
			const chosen = actionsAt(file, data.range).find(
				({ title, problem }) => title === data.title && problem.code === data.code,
			);
			return chosen === undefined ? action : { ...action, edit: editOf(session, file, chosen) };
		});
	},
};

/** @param usually whether a client that names no kinds gets it */
function asksFor({ context: { only } }: CodeActionParams, kind: string, usually: boolean): boolean {
	return only === undefined ? usually : only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
}

function quickFixes(session: Session, file: Opened, range: Range): CodeAction[] {
	const { uri, document, lines } = file;
	return actionsAt(file, range).map((action): CodeAction => {
		const { title, problem, preferred } = action;
		const data: ActionData = { uri, version: document.version, range, title, code: problem.code };
		return {
			title,
			kind: CodeActionKind.QuickFix,
			diagnostics: [toDiagnostic({ ...problem, related: [] }, lines, session.abilities, () => undefined)],
			isPreferred: preferred,
			...(session.abilities.resolvesActions ? { data } : { edit: editOf(session, file, action) }),
		};
	});
}

function fixAllAction(session: Session, { uri, analysis }: Opened): CodeAction[] {
	const edits = analysis.fixAll(uri);
	if (edits.length === 0) return [];
	const title = session.workbench.words.fixAll;
	return [{ title, kind: fixAllKind, edit: workspaceEdit(session, new Map([[uri, edits]])) }];
}

function actionsAt({ uri, lines, analysis }: Opened, range: Range): Action[] {
	return analysis.actions(uri, spanOf(range, lines));
}

function editOf(session: Session, { uri }: Opened, { edits }: Action) {
	return workspaceEdit(session, new Map([[uri, edits]]));
}

function actionData(data: unknown): ActionData | undefined {
	if (typeof data !== "object" || data === null) return undefined;
	const { uri, version, range, title, code }: Partial<Record<keyof ActionData, unknown>> = data;
	if (typeof uri !== "string" || typeof version !== "number" || typeof title !== "string") return undefined;
	return typeof code === "string" && isRange(range) ? { uri, version, range, title, code } : undefined;
}

function isRange(value: unknown): value is Range {
	return typeof value === "object" && value !== null && "start" in value && "end" in value;
}
