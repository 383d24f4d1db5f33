import {
	DocumentHighlightKind,
	type Location,
	type LocationLink,
	LSPErrorCodes,
	ResponseError,
	type WorkspaceEdit,
} from "vscode-languageserver";
import type { TextEdit } from "../../engine";
import { toRange, toTextEdit } from "../convert";
import { offsetOf } from "../lines";
import type { Session } from "../session";
import { Slices } from "../slices";
import { answerInTurns, type Feature, opened } from "./feature";

/** From a place to what it refers to, and back; and one name for both in all files. */
export const navigate: Feature = {
	capabilities: () => ({
		definitionProvider: true,
		referencesProvider: true,
		renameProvider: { prepareProvider: true },
		documentHighlightProvider: true,
		documentLinkProvider: {},
	}),
	register(connection, session) {
		connection.onDefinition(({ textDocument: { uri }, position }): LocationLink[] | Location[] => {
			const file = opened(session, uri);
			const found = file?.analysis.definitions(uri, offsetOf(position, file.lines));
			if (file === undefined || found === undefined) return [];
			const origin = toRange(found.origin, file.lines);
			const links = found.targets.flatMap((target): LocationLink[] => {
				const lines = session.linesOf(target.uri);
				if (lines === undefined) return [];
				return [
					{
						originSelectionRange: origin,
						targetUri: target.uri,
						targetRange: toRange(target.span, lines),
						targetSelectionRange: toRange(target.selection, lines),
					},
				];
			});
			if (session.abilities.definitionLinks) return links;
			return links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
		});
		connection.onReferences(({ textDocument: { uri }, position, context }, token) =>
			answerInTurns(session, uri, token, async () => {
				const file = opened(session, uri);
				if (file === undefined) return [];
				const slices = new Slices(token);
				const places: Location[] = [];
				const offset = offsetOf(position, file.lines);
				for (const { uri: other, span } of file.analysis.references(uri, offset, context.includeDeclaration)) {
					const lines = session.linesOf(other);
					if (lines !== undefined) places.push({ uri: other, range: toRange(span, lines) });
					await slices.pause();
				}
				return places;
			}),
		);
		connection.onPrepareRename(({ textDocument: { uri }, position }) => {
			const file = opened(session, uri);
			const place = file?.analysis.prepareRename(uri, offsetOf(position, file.lines));
			if (file === undefined || place === undefined) return null;
			return { range: toRange(place.span, file.lines), placeholder: place.text };
		});
		connection.onRenameRequest(({ textDocument: { uri }, position, newName }) => {
			const file = opened(session, uri);
			if (file === undefined) return null;
			const result = file.analysis.rename(uri, offsetOf(position, file.lines), newName);
			if ("refused" in result) throw new ResponseError(LSPErrorCodes.RequestFailed, result.refused);
			return workspaceEdit(session, result.edits);
		});
		connection.onDocumentHighlight(({ textDocument: { uri }, position }) => {
			const file = opened(session, uri);
			if (file === undefined) return [];
			return file.analysis.highlights(uri, offsetOf(position, file.lines)).map(({ span, kind }) => ({
				range: toRange(span, file.lines),
				kind: kind === "write" ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
			}));
		});
		connection.onDocumentLinks(({ textDocument: { uri } }) => {
			const file = opened(session, uri);
			if (file === undefined) return [];
			return file.analysis.links(uri).flatMap(({ span, target, kind }) => {
				const address = kind === "url" ? target : URL.parse(target, uri)?.toString();
				return address === undefined ? [] : [{ range: toRange(span, file.lines), target: address }];
			});
		});
	},
};

/** Edits of several files as the protocol has them; where the client takes it, for the versions that are open now. */
export function workspaceEdit(session: Session, edits: ReadonlyMap<string, readonly TextEdit[]>): WorkspaceEdit {
	const files = [...edits].flatMap(([uri, ofFile]) => {
		const lines = session.linesOf(uri);
		return lines === undefined ? [] : [{ uri, edits: ofFile.map((edit) => toTextEdit(edit, lines)) }];
	});
	if (!session.abilities.versionedEdits) {
		return { changes: Object.fromEntries(files.map((file) => [file.uri, file.edits])) };
	}
	return {
		documentChanges: files.map((file) => ({
			textDocument: { uri: file.uri, version: session.documents.get(file.uri)?.version ?? null },
			edits: file.edits,
		})),
	};
}
