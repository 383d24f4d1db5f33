import type { Analysis } from "../../analysis";
import type { Knowledge } from "../../knowledge";
import { placeOf } from "../../lint/run";
import { groupKindOf, type ManifestObject, objectsIn } from "../../semantic/objects";
import { isPartial } from "../../semantic/partial";
import { podSpecsOf } from "../../semantic/pods";
import { ownPlace } from "../../semantic/references/match";
import { usesOf } from "../../semantic/references/uses";
import { type Span, shift } from "../../text/span";
import { hasPlaceholder } from "../unfinished";
import { targetSpan } from "./at";
import type { CodeLens } from "./types";

/** Kinds that are for programs, not for API servers. */
const forPrograms =
	/^(?:helm\.sh|kustomize\.config\.k8s\.io|.*\.config\.k8s\.io|(?:cloudcore|edgecore)\.config\.kubeedge\.io)\//;

/** What to offer above each object of a file. */
export function codeLensesOf(analysis: Analysis, uri: string, { messages, registry }: Knowledge): CodeLens[] {
	const { workspace } = analysis;
	const words = messages.references;
	return (analysis.file(uri)?.documents ?? []).flatMap(({ document, start }) => {
		if (document.tooLarge) return [];
		return objectsIn(document, uri).flatMap((object): CodeLens[] => {
			if (object.name === "" || hasPlaceholder(object.name)) return [];
			const name = shift(targetSpan(ownPlace(object)), start);
			const span = shift(firstSpan(object), start);
			const lens = (kind: CodeLens["kind"], title?: string): CodeLens => ({ span, name, kind, title });
			const lenses = [lens("references")];
			// A part of an object, or an item of a list, is not applied by itself.
			const whole = object.path.length === 0 && !isPartial(object, workspace);
			if (!whole || forPrograms.test(groupKindOf(object)) || !isKnown(object)) return lenses;
			lenses.push(lens("apply", words.apply), lens("diff", words.diff), lens("history", words.history));
			if (podSpecsOf(object).length > 0) lenses.push(lens("logs", words.logs));
			return lenses;
		});
	});

	function isKnown({ apiVersion, kind }: ManifestObject): boolean {
		return registry.find(apiVersion, kind)?.form !== "file";
	}
}

/** The first field of an object. */
function firstSpan({ document, path, data }: ManifestObject): Span {
	const [first = ""] = Object.keys(data);
	return placeOf(document, [...path, first], "key");
}

/** How often others refer to the object whose name stands at an offset, in words. */
export function referenceCountText(
	analysis: Analysis,
	uri: string,
	offset: number,
	{ messages }: Knowledge,
): string | undefined {
	const file = analysis.file(uri);
	const placed = file?.documents.findLast(({ start }) => start <= offset);
	if (placed === undefined || placed.document.tooLarge) return undefined;
	const object = objectsIn(placed.document, uri).find(
		(one) => targetSpan(ownPlace(one)).start === offset - placed.start,
	);
	if (object === undefined) return undefined;
	return messages.references.count(usesOf(ownPlace(object), analysis.workspace).length);
}
