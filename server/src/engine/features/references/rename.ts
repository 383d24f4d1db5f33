import type { Analysis } from "../../analysis";
import { ManifestDocument } from "../../document";
import type { Knowledge } from "../../knowledge";
import type { ManifestObject } from "../../semantic/objects";
import { isPartial } from "../../semantic/partial";
import { offersOf } from "../../semantic/references/collect";
import { ownPlace, type TargetPlace } from "../../semantic/references/match";
import { isClose } from "../../semantic/references/nearby";
import { originSpan } from "../../semantic/references/places";
import { isSame, usesOf } from "../../semantic/references/uses";
import type { Workspace } from "../../semantic/workspace";
import { applyEdits, inOrder, type TextEdit } from "../../text/edit";
import { type Span, shift } from "../../text/span";
import { dataAt, type Path } from "../../yaml/path";
import { referencesAround, targetSpan, wholeOf } from "./at";
import { nameProblem } from "./newName";
import { targetsAt } from "./references";
import { renamedScalar } from "./renamedScalar";
import type { RenamePlace, RenameResult } from "./types";
import { withName } from "./withName";

/** What a rename at an offset would change; `undefined` where there is nothing to rename. */
export function prepareRename(analysis: Analysis, uri: string, offset: number): RenamePlace | undefined {
	const [target] = renamableAt(analysis, uri, offset);
	if (target === undefined) return undefined;
	for (const at of referencesAround(analysis, uri, offset)) {
		if (at.sort === "origin" && (at.origin.sort === "labels" || at.origin.name !== target.name)) continue;
		const text = at.placed.document.text.slice(at.span.start, at.span.end);
		const quoted = /^(["'])[\s\S]*\1$/.test(text) ? 1 : 0;
		const span = { start: at.span.start + quoted, end: at.span.end - quoted };
		return { span: shift(span, at.placed.start), text: target.name };
	}
	return undefined;
}

/** What can be renamed at an offset: labels can not, nor what is only found by them. */
function renamableAt(analysis: Analysis, uri: string, offset: number): TargetPlace[] {
	const around = referencesAround(analysis, uri, offset);
	if (around.length === 0 || around.every((at) => at.sort === "origin" && at.origin.sort === "labels")) return [];
	return targetsAt(analysis, uri, offset).filter(({ name }) => name !== "");
}

/** One name in an object that gets another. */
interface Renamed {
	readonly object: ManifestObject;
	/** From the document's root. */
	readonly path: Path;
	readonly key: boolean;
	/** From the document's start. */
	readonly span: Span;
	/** True for one name of several in a text. */
	readonly within: boolean;
}

/** The edits that give what stands at an offset, and all that refers to it, another name. */
export function rename(
	analysis: Analysis,
	uri: string,
	offset: number,
	newName: string,
	knowledge: Knowledge,
): RenameResult {
	const { messages, registry } = knowledge;
	const { workspace } = analysis;
	const words = messages.references;
	const targets = renamableAt(analysis, uri, offset);
	if (targets.length === 0) return { refused: words.nothingToRename };
	const places: Renamed[] = [];
	for (const target of targets) {
		if (target.name === newName) continue;
		const problem = nameProblem(target, newName, registry);
		if (problem !== undefined) return { refused: words.badName(newName, problem) };
		const taken = takenBy(target, newName, workspace);
		if (taken !== undefined) return { refused: words.nameTaken(newName, taken.kind, fileName(taken.uri)) };
		places.push(...placesOf(target, workspace));
	}
	return editsOf(analysis, places, newName) ?? { refused: words.cannotRename };
}

/** An object nearby that has the name already, or the same object where a part of it has. */
function takenBy(target: TargetPlace, name: string, workspace: Workspace): ManifestObject | undefined {
	const { object, kind, part } = target;
	if (part !== undefined) {
		return offersOf(object).parts.some((one) => one.part === part.part && one.name === name) ? object : undefined;
	}
	return workspace
		.named(kind, name)
		.find(
			(other) =>
				isClose(object, other, workspace) &&
				(other.namespace === undefined || (object.namespace ?? other.namespace) === other.namespace),
		);
}

/** Everywhere that a target's name stands: its own, in patches of it, and in all that refers to it. */
function placesOf(target: TargetPlace, workspace: Workspace): Renamed[] {
	const own: Renamed = {
		object: target.object,
		path: [...target.object.path, ...target.path],
		key: target.key,
		span: targetSpan(target),
		within: false,
	};
	const uses = usesOf(target, workspace).flatMap(({ object, origin }): Renamed[] => {
		// What is found by labels, or stands for the highest version, does not hold the name.
		if (origin.sort === "labels" || origin.name !== target.name) return [];
		const within = origin.sort === "name" && origin.part !== undefined;
		const { key } = origin;
		return [{ object, path: [...object.path, ...origin.path], key, span: originSpan(object, origin), within }];
	});
	return [own, ...patchesOf(target, workspace), ...uses];
}

function patchesOf(target: TargetPlace, workspace: Workspace): Renamed[] {
	if (target.part !== undefined || target.by === "made") return [];
	return workspace.named(target.kind, target.name).flatMap((object): Renamed[] => {
		if (!isPartial(object, workspace) || !wholeOf(object, workspace).some((one) => isSame(one, target))) return [];
		const patch = ownPlace(object);
		const path = [...object.path, ...patch.path];
		return [{ object, path, key: false, span: targetSpan(patch), within: false }];
	});
}

/** The edits by file; `undefined` where one of them would change something else, too. */
function editsOf(analysis: Analysis, places: readonly Renamed[], newName: string): RenameResult | undefined {
	const byDocument = new Map<ManifestDocument, Renamed[]>();
	for (const place of places) {
		const { document } = place.object;
		const known = byDocument.get(document);
		if (known === undefined) byDocument.set(document, [place]);
		else if (!known.some(({ span }) => span.start === place.span.start)) known.push(place);
	}
	const byFile = new Map<string, TextEdit[]>();
	for (const [document, all] of byDocument) {
		const uri = all[0]?.object.uri ?? "";
		const start = analysis.startOf(uri, document);
		const edits = editsIn(document, all, newName);
		if (start === undefined || edits === undefined) return undefined;
		const moved = edits.map(({ span, text }) => ({ span: shift(span, start), text }));
		byFile.set(uri, [...(byFile.get(uri) ?? []), ...moved]);
	}
	const inFiles = [...byFile].map(([uri, edits]): [string, TextEdit[]] => [uri, inOrder(edits)]);
	return { edits: new Map(inFiles.toSorted(([a], [b]) => (a < b ? -1 : 1))) };
}

function editsIn(document: ManifestDocument, places: readonly Renamed[], newName: string): TextEdit[] | undefined {
	const edits: TextEdit[] = [];
	for (const { span, within } of places) {
		const edit = within ? { span, text: newName } : renamedScalar(document.text, span, newName);
		if (edit === undefined) return undefined;
		edits.push(edit);
	}
	const after = new ManifestDocument(applyEdits(document.text, edits));
	if (after.parsed.problems.length > document.parsed.problems.length) return undefined;
	const wanted = places.reduce((data, { path, key, within }) => {
		if (key) return withName(data, path, newName, true);
		return withName(data, path, within ? dataAt(after.data?.value, path) : newName, false);
	}, document.data?.value);
	return JSON.stringify(after.data?.value) === JSON.stringify(wanted) ? edits : undefined;
}

function fileName(uri: string): string {
	return decodeURIComponent(uri.slice(uri.lastIndexOf("/") + 1));
}
