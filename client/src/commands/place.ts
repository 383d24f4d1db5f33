import * as vscode from "vscode";
import { type Manifest, manifestAt, type ParsedManifests } from "../fleet/operations/manifests";

/** Where in a file a command was asked for, for example above an object. */
export interface Place {
	readonly uri: vscode.Uri;
	readonly position: vscode.Position;
}

/** The place that a command's argument names, `{ uri, position }`; `undefined` where it names none. */
export function placeOf(argument: unknown): Place | undefined {
	if (typeof argument !== "object" || argument === null || !("uri" in argument) || !("position" in argument)) {
		return undefined;
	}
	const { uri, position } = argument;
	return uri instanceof vscode.Uri && position instanceof vscode.Position ? { uri, position } : undefined;
}

/** The place that an argument names, else the cursor of the active editor. */
export function placeOrCursor(argument: unknown): Place | undefined {
	const editor = vscode.window.activeTextEditor;
	return placeOf(argument) ?? (editor && { uri: editor.document.uri, position: editor.selection.active });
}

/** Of what a file declares, what stands at a place: one manifest, or what is broken there. */
export async function onlyAt({ uri, position }: Place, parsed: ParsedManifests): Promise<ParsedManifests> {
	const document = await vscode.workspace.openTextDocument(uri);
	const offset = document.offsetAt(position);
	const problems = parsed.problems.filter(({ range }) => range.start <= offset && offset <= range.end);
	const manifest = manifestAt(parsed.manifests, offset);
	const manifests = manifest !== undefined && holds(manifest, offset) ? [manifest] : [];
	return { manifests, problems };
}

function holds({ range }: Manifest, offset: number): boolean {
	return range.start <= offset && offset <= range.end;
}
