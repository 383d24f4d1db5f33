import { isRecord } from "../../schema/record";
import type { Draft } from "../draft";
import type { Manifest, Migration } from "../migration";
import { commentsIn, footComments } from "../tree/comments";
import {
	dissolve,
	entryOf,
	has,
	leave,
	listIn,
	mapAt,
	mapIn,
	mapsIn,
	putAt,
	putLast,
	removeEntry,
	removeItem,
	take,
} from "../tree/edit";
import type { Entry, MapNode } from "../tree/nodes";
import { rewriteVisitors, textOf } from "./deviceProtocol";
import { device as reasons } from "./reasons";

const current = "devices.kubeedge.io/v1beta1";

const types = new Set(["INT", "FLOAT", "DOUBLE", "STRING", "BOOLEAN", "BYTES", "STREAM"]);

/** KubeEdge DeviceModel, of v1alpha2 or of the shape of v1alpha2 under v1beta1. */
export const deviceModelMigration: Migration = {
	id: "kubeedge-device-model",
	from: ["devices.kubeedge.io/*/DeviceModel"],
	to: `${current}/DeviceModel`,
	about: {
		en: "KubeEdge DeviceModel of v1alpha1, v1alpha2, or v1beta1 with fields of v1alpha2: a property's type is a word, beside its access mode, limits (as texts) and unit",
		"zh-cn":
			"KubeEdge DeviceModel v1alpha1、v1alpha2，或带有 v1alpha2 字段的 v1beta1：属性类型改为单词，访问模式、上下限（字符串）和单位与之并列",
	},
	applies: (manifest) => manifest.apiVersion !== current || isOldShape(manifest),
	rewrite(draft) {
		const spec = mapAt(draft.root, "spec");
		for (const property of mapsIn(spec, "properties")) rewriteType(draft, property);
		if (spec !== undefined) moveVisitors(draft, spec);
	},
};

function isOldShape({ spec }: Manifest): boolean {
	if (!isRecord(spec)) return false;
	const properties = Array.isArray(spec.properties) ? spec.properties : [];
	return (
		spec.propertyVisitors !== undefined ||
		properties.some((property) => {
			if (!isRecord(property)) return false;
			const { type, minimum, maximum } = property;
			const lowerCase = typeof type === "string" && !types.has(type) && types.has(type.toUpperCase());
			return isOldType(type) || lowerCase || typeof minimum === "number" || typeof maximum === "number";
		})
	);
}

function isOldType(type: unknown): boolean {
	return isRecord(type) && Object.keys(type).some((key) => types.has(key.toUpperCase()));
}

function rewriteType(draft: Draft, property: MapNode): void {
	const type = entryOf(property, "type");
	const inside = mapIn(type);
	if (type !== undefined && inside !== undefined) unfold(draft, property, type, inside);
	const word = textOf(property, "type");
	if (type !== undefined && word !== undefined && types.has(word.toUpperCase()))
		draft.setText(type, word.toUpperCase());
	for (const limit of ["minimum", "maximum"]) {
		const entry = entryOf(property, limit);
		if (entry !== undefined) draft.asText(entry);
	}
	draft.drop(property, entryOf(property, "defaultValue"), reasons.defaultValue, true);
}

/** `type: {int: {minimum: 1}}` becomes `type: INT` and `minimum`. */
function unfold(draft: Draft, property: MapNode, type: Entry, inside: MapNode): void {
	const [chosen, ...others] = inside.entries.filter(({ key }) => types.has(key.toUpperCase()));
	if (chosen === undefined) return;
	const index = property.entries.indexOf(type);
	const { entries, rest } = dissolve({ ...chosen, lead: [], tail: "" });
	const comments = commentsIn({ ...chosen, value: draft.make.map() });
	type.value = draft.make.scalar(chosen.key.toUpperCase());
	type.colon = ": ";
	leave(comments, type, property);
	const fresh = entries.filter(({ key }) => entryOf(property, key) === undefined);
	putAt(property, index + 1, ...fresh);
	for (const entry of entries) if (!fresh.includes(entry)) draft.dropped(property, entry, reasons.oneType);
	for (const other of others) {
		leave(commentsIn(other), undefined, property);
		draft.dropped(property, other, reasons.oneType);
	}
	for (const other of inside.entries) {
		if (other !== chosen && !others.includes(other)) draft.dropped(property, other, reasons.oneType);
	}
	leave([...rest, ...footComments(inside)], property.entries[index + 1 + fresh.length], property);
}

/** v1alpha1, and documents, have the visitors in the model; there they may stand in its properties. */
function moveVisitors(draft: Draft, spec: MapNode): void {
	const entry = entryOf(spec, "propertyVisitors");
	const list = listIn(entry);
	if (entry === undefined) return;
	for (const item of [...(list?.items ?? [])]) {
		const visitor = mapIn(item);
		const name = visitor === undefined ? undefined : textOf(visitor, "propertyName");
		const property = mapsIn(spec, "properties").find((one) => name !== undefined && textOf(one, "name") === name);
		if (list === undefined || visitor === undefined || property === undefined) {
			if (list !== undefined) draft.dropItem(list, item, reasons.noSuchProperty, true);
			continue;
		}
		rewriteVisitors(draft, spec, visitor, false);
		for (const cycle of ["collectCycle", "reportCycle"]) {
			draft.drop(visitor, entryOf(visitor, cycle), reasons.cycleInModel, true);
		}
		const visitors = take(visitor, "visitors");
		removeItem(list, item);
		if (visitors === undefined) continue;
		if (!has(property, "visitors")) {
			putLast(property, visitors);
			draft.note(item, reasons.modelVisitors);
		} else {
			draft.dropped(property, visitors, reasons.oneType);
		}
	}
	removeEntry(spec, entry);
}
