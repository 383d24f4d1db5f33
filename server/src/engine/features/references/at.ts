import type { Analysis } from "../../analysis";
import type { ManifestDocument, PlacedDocument } from "../../document";
import { placeOf } from "../../lint/run";
import { type ManifestObject, objectsIn } from "../../semantic/objects";
import { isPartial } from "../../semantic/partial";
import { referencesOf } from "../../semantic/references/collect";
import { commonDepth } from "../../semantic/references/folders";
import { ownPlace, partPlace, type TargetPlace } from "../../semantic/references/match";
import type { Origin } from "../../semantic/references/origins";
import { originSpan } from "../../semantic/references/places";
import type { Workspace } from "../../semantic/workspace";
import { documentAt } from "../../snapshot";
import { contains, type Span, shift } from "../../text/span";
import { type NodeAt, nodeAt } from "../../yaml/cursor";
import type { Path } from "../../yaml/path";

/** What stands at an offset, as far as it refers to something or can be referred to. Spans count from the document. */
export type AtOffset = {
	readonly placed: PlacedDocument;
	readonly object: ManifestObject;
	readonly span: Span;
} & ({ readonly sort: "origin"; readonly origin: Origin } | { readonly sort: "target"; readonly target: TargetPlace });

/** Finds what refers or is referred to at an offset of a file; several where a name is both. */
export function referencesAround(analysis: Analysis, uri: string, offset: number): AtOffset[] {
	const file = analysis.file(uri);
	if (file === undefined) return [];
	const placed = documentAt(file, offset);
	const { document, start } = placed;
	const at = document.tooLarge ? undefined : nodeAt(document, offset - start);
	if (at === undefined) return [];
	const object = objectsIn(document, uri).findLast(({ path }) => beginsWith(at.path, path));
	if (object === undefined) return [];
	const path = at.path.slice(object.path.length);
	const { origins, parts, makes } = referencesOf(object);
	const head = { placed, object };
	const found: AtOffset[] = [];
	for (const origin of origins) {
		if (origin.sort === "labels") {
			if (beginsWith(path, origin.path)) found.push({ ...head, sort: "origin", origin, span: at.span });
		} else if (isAt(origin, path, at)) {
			const span = originSpan(object, origin);
			if (contains(span, offset - start)) found.push({ ...head, sort: "origin", origin, span });
		}
	}
	const own = ownPlace(object);
	if (object.name !== "" && isAt(own, path, at)) found.push({ ...head, sort: "target", target: own, span: at.span });
	for (const part of parts) {
		if (isAt(part, path, at)) found.push({ ...head, sort: "target", target: partPlace(object, part), span: at.span });
	}
	for (const { kind, name, path: madeAt } of makes) {
		if (!isAt({ path: madeAt, key: false }, path, at)) continue;
		const target: TargetPlace = { object, kind, name, path: madeAt, key: false, part: undefined, by: "made" };
		found.push({ ...head, sort: "target", target, span: at.span });
	}
	return found;
}

function isAt(place: { readonly path: Path; readonly key: boolean }, path: Path, { kind }: NodeAt): boolean {
	return place.key === (kind === "key") && place.path.length === path.length && beginsWith(path, place.path);
}

function beginsWith(path: Path, start: Path): boolean {
	return start.every((step, index) => path[index] === step);
}

/** Where a target's name stands in its document. */
export function targetSpan({ object: { document, path }, path: at, key }: TargetPlace): Span {
	return placeOf(document, [...path, ...at], key ? "key" : "value");
}

/** A span of a document as one of its file, as long as the document is there. */
export function inFile(analysis: Analysis, uri: string, document: ManifestDocument, span: Span): Span | undefined {
	const start = analysis.startOf(uri, document);
	return start === undefined ? undefined : shift(span, start);
}

/** What the parts of an object are parts of: the whole ones of the same kind and name, the nearest. */
export function wholeOf(object: ManifestObject, workspace: Workspace): TargetPlace[] {
	const { kind } = ownPlace(object);
	const others = workspace
		.named(kind, object.name)
		.filter((other) => other !== object && !isPartial(other, workspace))
		.filter(({ namespace }) => namespace === undefined || (object.namespace ?? namespace) === namespace);
	const most = Math.max(...others.map(({ uri }) => commonDepth(uri, object.uri)));
	return others.filter(({ uri }) => commonDepth(uri, object.uri) === most).map(ownPlace);
}
