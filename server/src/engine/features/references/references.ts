import type { Analysis } from "../../analysis";
import { isPartial } from "../../semantic/partial";
import { resolve, type TargetPlace } from "../../semantic/references/match";
import { originSpan } from "../../semantic/references/places";
import { isSame, usesOf } from "../../semantic/references/uses";
import { inFile, referencesAround, targetSpan, wholeOf } from "./at";
import type { Location } from "./types";

/** All places that refer to what stands at an offset, or to what it refers to, by file and position. */
export function referencesAt(analysis: Analysis, uri: string, offset: number, declaration: boolean): Location[] {
	const { workspace } = analysis;
	const places: Location[] = [];
	for (const target of targetsAt(analysis, uri, offset)) {
		for (const { object, origin } of usesOf(target, workspace)) {
			const span = inFile(analysis, object.uri, object.document, originSpan(object, origin));
			if (span !== undefined) places.push({ uri: object.uri, span });
		}
		if (!declaration) continue;
		const span = inFile(analysis, target.object.uri, target.object.document, targetSpan(target));
		if (span !== undefined) places.push({ uri: target.object.uri, span });
	}
	return inOrder(places);
}

/** What an offset is about: what stands there, and what it leads to. */
export function targetsAt(analysis: Analysis, uri: string, offset: number): TargetPlace[] {
	const { workspace } = analysis;
	const found: TargetPlace[] = [];
	for (const at of referencesAround(analysis, uri, offset)) {
		const targets =
			at.sort === "origin"
				? resolve(at.origin, at.object, workspace).targets
				: isPartial(at.object, workspace) && at.target.part === undefined
					? wholeOf(at.object, workspace)
					: [at.target];
		for (const target of targets) if (!found.some((one) => isSame(one, target))) found.push(target);
	}
	return found;
}

/** By file and position, each once. */
function inOrder(places: readonly Location[]): Location[] {
	const sorted = places.toSorted(
		(a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0) || a.span.start - b.span.start || a.span.end - b.span.end,
	);
	return sorted.filter(({ uri, span }, index) => {
		const former = sorted[index - 1];
		return former?.uri !== uri || former.span.start !== span.start || former.span.end !== span.end;
	});
}
