import type { Analysis } from "../../analysis";
import type { Knowledge } from "../../knowledge";
import { placeOf } from "../../lint/run";
import type { Messages } from "../../messages/messages";
import { groupKindOf, isObject, type ManifestObject, objectsIn } from "../../semantic/objects";
import { referencesOf } from "../../semantic/references/collect";
import { resolve } from "../../semantic/references/match";
import type { Origin } from "../../semantic/references/origins";
import { PatternTree } from "../../semantic/references/pattern";
import { originSpan } from "../../semantic/references/places";
import type { Workspace } from "../../semantic/workspace";
import { type Span, touches } from "../../text/span";
import type { Path } from "../../yaml/path";
import type { InlayHint } from "./types";
import { plainBytes, plainMilliseconds } from "./units";

/** Fields that count milliseconds, by kind. */
const milliseconds: ReadonlyMap<string, PatternTree<true>> = new Map(
	[
		[
			"devices.kubeedge.io/Device",
			[
				"spec.properties[*].collectCycle",
				"spec.properties[*].reportCycle",
				"spec.propertyVisitors[*].collectCycle",
				"spec.propertyVisitors[*].reportCycle",
			],
		] as const,
	].map(([kind, patterns]) => {
		const tree = new PatternTree<true>();
		for (const pattern of patterns) tree.add(pattern, true);
		return [kind, tree];
	}),
);

/** A hint, with where its value stands in the document. */
type DocumentHint = Omit<InlayHint, "offset"> & { readonly span: Span };

/** What values within a range come to, where the text does not show it. */
export function inlayHintsIn(analysis: Analysis, uri: string, range: Span, { messages }: Knowledge): InlayHint[] {
	const { workspace } = analysis;
	const hints: InlayHint[] = [];
	for (const { document, start } of analysis.file(uri)?.documents ?? []) {
		if (document.tooLarge || !touches(range, { start, end: start + document.text.length })) continue;
		for (const object of objectsIn(document, uri)) {
			const found = [
				...referencesOf(object).origins.flatMap((origin) => ofOrigin(origin, object, workspace, messages) ?? []),
				...ofQuantities(object, messages),
				...ofPeriods(object, messages),
			];
			for (const { span, ...hint } of found) {
				const offset = span.end + start;
				if (offset >= range.start && offset <= range.end) hints.push({ ...hint, offset });
			}
		}
	}
	return hints.sort((a, b) => a.offset - b.offset);
}

/** The version that `latest` stands for; the type of a property; the number of a port. */
function ofOrigin(
	origin: Origin,
	object: ManifestObject,
	workspace: Workspace,
	{ references: words }: Messages,
): DocumentHint | undefined {
	if (origin.sort === "member" ? !origin.latest : origin.sort !== "part" || origin.holder.sort === "own") {
		return undefined;
	}
	const [target, ...more] = resolve(origin, object, workspace).targets;
	if (target === undefined || (more.length > 0 && origin.sort === "part")) return undefined;
	const span = originSpan(object, origin);
	if (origin.sort === "member") {
		const tooltip = words.latestIs(target.name, target.object.name);
		return { span, label: `→ ${target.name}`, tooltip, kind: "value" };
	}
	const details = target.part?.details ?? [];
	if (details.length === 0) return undefined;
	const [first = ""] = details;
	const isPort = target.part?.part === "port";
	const label = isPort ? `→ ${first}` : details.slice(0, 2).join(" · ");
	const tooltip = `${target.object.kind} \`${target.object.name}\`: \`${target.name}\` ${details.join(" · ")}`;
	return { span, label, tooltip, kind: isPort ? "value" : "type" };
}

const byteFields = new Set(["memory", "ephemeral-storage", "storage"]);
const quantityMaps = new Set(["limits", "requests", "capacity", "hard"]);

/** Quantities of bytes that are written as plain numbers, wherever resources stand. */
function ofQuantities({ data, document, path: base }: ManifestObject, { references: words }: Messages): DocumentHint[] {
	const hints: DocumentHint[] = [];
	const visit = (value: unknown, path: Path, inQuantities: boolean) => {
		if (Array.isArray(value)) {
			for (const [index, item] of value.entries()) visit(item, [...path, index], false);
		} else if (isObject(value)) {
			for (const [name, inner] of Object.entries(value)) {
				visit(inner, [...path, name], quantityMaps.has(name) || (inQuantities && byteFields.has(name)));
			}
		} else if (inQuantities && byteFields.has(String(path.at(-1)))) {
			const text = String(value);
			const plain = plainBytes(text);
			if (plain === undefined) return;
			const tooltip = text.endsWith("m") ? words.lessThanByte : words.bytes(plain);
			hints.push({ span: placeOf(document, [...base, ...path], "value"), label: `= ${plain}`, tooltip, kind: "value" });
		}
	};
	visit(data, [], false);
	return hints;
}

function ofPeriods(object: ManifestObject, { references: words }: Messages): DocumentHint[] {
	const hints: DocumentHint[] = [];
	milliseconds.get(groupKindOf(object))?.walk(object.data, [], (_, { path, value }) => {
		const plain = typeof value === "number" ? plainMilliseconds(value) : undefined;
		if (plain === undefined) return;
		const span = placeOf(object.document, [...object.path, ...path], "value");
		hints.push({ span, label: `= ${plain}`, tooltip: words.milliseconds, kind: "value" });
	});
	return hints;
}
