import * as vscode from "vscode";
import { type ParsedManifests, parseManifests } from "../fleet/operations/manifests";

/** Documents that hold manifests of the user; not those that Edgewise or source control shows. */
export function isManifestDocument(document: vscode.TextDocument): boolean {
	if (document.languageId !== "yaml" && document.languageId !== "json") return false;
	return !["edgewise-diff", "edgewise-object", "git", "output"].includes(document.uri.scheme);
}

/** The files that an argument of a menu or a key binding names; else the document of the active editor. */
export function urisOf(argument: unknown, selected: unknown): readonly vscode.Uri[] {
	if (Array.isArray(selected) && selected.length > 0) return selected.filter(isUri);
	if (isUri(argument)) return [argument];
	const given = typeof argument === "object" && argument !== null ? (argument as Record<string, unknown>) : {};
	if (Array.isArray(given.uris)) return given.uris.filter(isUri);
	if (isUri(given.uri)) return [given.uri];
	const active = vscode.window.activeTextEditor?.document;
	return active !== undefined && isManifestDocument(active) ? [active.uri] : [];
}

/** Reads manifests; a file that is open is read as it stands in the editor, saved or not. */
export async function readManifests(uris: readonly vscode.Uri[]): Promise<ParsedManifests> {
	const parsed: ParsedManifests[] = [];
	for (const uri of uris) {
		const document = await vscode.workspace.openTextDocument(uri);
		parsed.push(parseManifests(document.getText(), baseName(uri)));
	}
	return {
		manifests: parsed.flatMap(({ manifests }) => manifests),
		problems: parsed.flatMap(({ problems }) => problems),
	};
}

/** The last part of a file's path. */
export function baseName(uri: vscode.Uri): string {
	return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}

function isUri(value: unknown): value is vscode.Uri {
	return value instanceof vscode.Uri;
}
