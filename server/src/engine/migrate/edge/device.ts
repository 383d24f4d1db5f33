import { isRecord } from "../../schema/record";
import type { Draft } from "../draft";
import type { Manifest, Migration } from "../migration";
import { commentsIn, footComments, ownComments } from "../tree/comments";
import { entryOf, leave, listIn, mapAt, mapIn, mapsIn, removeEntry, rename } from "../tree/edit";
import { type MapNode, toData } from "../tree/nodes";
import { rewriteNodeSelector } from "./deviceNode";
import { isProtocolName, rewriteProtocol, rewriteVisitors, textOf } from "./deviceProtocol";
import { rewriteTwins } from "./deviceTwins";
import { device as reasons } from "./reasons";

const current = "devices.kubeedge.io/v1beta1";

/** KubeEdge Device, of v1alpha2 or of the shape of v1alpha2 under v1beta1. */
export const deviceMigration: Migration = {
	id: "kubeedge-device",
	from: ["devices.kubeedge.io/*/Device"],
	to: `${current}/Device`,
	about: {
		en: "KubeEdge Device of v1alpha1, v1alpha2, or v1beta1 with fields of v1alpha2: propertyVisitors become properties, protocols configData, nodeSelector nodeName, desired twins desired values",
		"zh-cn":
			"KubeEdge Device v1alpha1、v1alpha2，或带有 v1alpha2 字段的 v1beta1：propertyVisitors 改为 properties，协议设置改为 configData，nodeSelector 改为 nodeName，期望的孪生值改为 desired",
	},
	applies: (manifest) => manifest.apiVersion !== current || isOldShape(manifest),
	rewrite(draft, manifest) {
		const spec = mapAt(draft.root, "spec");
		const strict = manifest.apiVersion === current;
		if (spec !== undefined) {
			rewriteNodeSelector(draft, spec);
			rewriteProtocol(draft, spec, strict);
			rewriteProperties(draft, spec, strict, twinNames(manifest));
			draft.drop(spec, entryOf(spec, "data"), reasons.dataTopic, true);
		}
		rewriteTwins(draft, strict);
	},
};

/** Whether a v1beta1 Device has fields of v1alpha2. */
function isOldShape({ spec, status }: Manifest): boolean {
	const twins = isRecord(status) && Array.isArray(status.twins) ? status.twins : [];
	if (twins.some((twin) => isRecord(twin) && twin.desired !== undefined)) return true;
	if (!isRecord(spec)) return false;
	if (["propertyVisitors", "nodeSelector", "data"].some((key) => spec[key] !== undefined)) return true;
	if (
		isRecord(spec.protocol) &&
		Object.entries(spec.protocol).some(([key, value]) => isProtocolName(key, value, true))
	) {
		return true;
	}
	const properties = Array.isArray(spec.properties) ? spec.properties : [];
	return properties.some(
		(property) =>
			isRecord(property) &&
			Object.entries(property).some(
				([key, value]) => key === "propertyName" || key === "customizedValues" || isProtocolName(key, value, true),
			),
	);
}

function twinNames({ status }: Manifest): ReadonlySet<unknown> {
	const twins = isRecord(status) && Array.isArray(status.twins) ? status.twins : [];
	return new Set(twins.flatMap((twin) => (isRecord(twin) ? [twin.propertyName] : [])));
}

function rewriteProperties(draft: Draft, spec: MapNode, strict: boolean, twins: ReadonlySet<unknown>): void {
	for (const property of mapsIn(spec, "properties")) {
		const name = entryOf(property, "propertyName");
		if (name !== undefined && entryOf(property, "name") === undefined) rename(name, "name");
		rewriteVisitors(draft, spec, property, true);
	}
	const visitors = entryOf(spec, "propertyVisitors");
	const list = listIn(visitors);
	if (visitors === undefined) return;
	for (const { property, item } of (list?.items ?? []).flatMap((each) => {
		const map = mapIn(each);
		return map === undefined ? [] : [{ property: map, item: each }];
	})) {
		const name = entryOf(property, "propertyName");
		if (name !== undefined) rename(name, "name");
		rewriteVisitors(draft, spec, property, strict);
		const isReported = entryOf(property, "reportCycle") !== undefined || twins.has(textOf(property, "name"));
		if (isReported) {
			const behind = entryOf(property, "reportCycle") === undefined ? "collectCycle" : "reportCycle";
			if (draft.addMissing(property, "reportToCloud", true, behind) !== undefined) draft.note(item, reasons.reported);
		}
	}
	const properties = listIn(entryOf(spec, "properties"));
	if (list === undefined || properties === undefined) {
		const absent = entryOf(spec, "properties");
		if (absent !== undefined) removeEntry(spec, absent);
		rename(visitors, "properties");
		return;
	}
	for (const item of [...list.items]) {
		const visitor = mapIn(item);
		const known = properties.items.find((one) => {
			const map = mapIn(one);
			return map !== undefined && visitor !== undefined && textOf(map, "name") === textOf(visitor, "name");
		});
		const property = mapIn(known);
		list.items.splice(list.items.indexOf(item), 1);
		if (property === undefined || visitor === undefined) {
			properties.items.push(item);
			continue;
		}
		leave(ownComments(item), known, properties);
		leave(footComments(visitor), undefined, property);
		for (const entry of visitor.entries) {
			const same = entryOf(property, entry.key);
			if (same === undefined) {
				property.entries.push(entry);
				continue;
			}
			leave(commentsIn(entry), undefined, property);
			const equal = JSON.stringify(toData(same.value)) === JSON.stringify(toData(entry.value));
			if (!equal) draft.dropped(property, entry, reasons.twice);
		}
	}
	removeEntry(spec, visitors);
}
