import * as vscode from "vscode";
import { type ParsedManifests, parseManifests } from "../fleet/operations/manifests";
import { problemText } from "../ui/operationText";
import { onlyAt, placeOf } from "./place";

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

/** Manifests to work with, and the context that is named for it. */
export interface Sources extends ParsedManifests {
	readonly context?: string;
}

/**
 * The manifests that a command is for.
 *
 * @param argument a file of the explorer or the editor's title; `{ uri, uris, context }`; with `{ uri, position }`, the
 * one manifest that stands there
 * @param selected all files that are selected in the explorer
 * @returns nothing where there is none; that was said then
 */
export async function sourcesOf(argument: unknown, selected: unknown): Promise<Sources | undefined> {
	const uris = urisOf(argument, selected);
	if (uris.length === 0) {
		void vscode.window.showErrorMessage(vscode.l10n.t("Open a YAML file with Kubernetes objects first."));
		return undefined;
	}
	const place = placeOf(argument);
	const all = await readManifests(uris);
	const { manifests, problems } = place === undefined ? all : await onlyAt(place, all);
	if (manifests.length === 0) {
		const reasons = problems.map(problemText).join("\n");
		void vscode.window.showErrorMessage(reasons || vscode.l10n.t("There is no Kubernetes object in this file."));
		return undefined;
	}
	const { context } = (argument ?? {}) as { context?: unknown };
	return { manifests, problems, ...(typeof context === "string" && { context }) };
}

/** The last part of a file's path. */
export function baseName(uri: vscode.Uri): string {
	return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}

function isUri(value: unknown): value is vscode.Uri {
	return value instanceof vscode.Uri;
}
