import { groupKindOf, isObject, type JsonObject, type ManifestObject } from "../semantic/objects";
import { perObject } from "../semantic/perObject";
import { itemsAt, listIn, objectIn, textIn, valueIn } from "../semantic/read";
import type { Path } from "../yaml/path";
import { deviceKind, yurtDeviceKind } from "./kinds";

/** One place where a device speaks of a property. Paths count from the device's root. */
export interface DeviceEntry {
	/**
	 * Which of the device's lists it stands in: `properties` of v1beta1, `propertyVisitors` or `status.twins` of v1alpha2,
	 * `deviceProperties` of OpenYurt.
	 */
	readonly list: "properties" | "visitors" | "twins" | "deviceProperties";
	readonly name: string;
	readonly namePath: Path;
	/** Leads to the whole entry. */
	readonly path: Path;
	readonly data: JsonObject;
	/** Where the desired value stands, or would stand. */
	readonly desiredPath: Path;
	/** What the cloud wants, as text; `undefined` where it wants nothing. */
	readonly desired: string | undefined;
}

const none: readonly DeviceEntry[] = [];

/** All places where a device speaks of its properties, in order. */
export const entriesOf: (device: ManifestObject) => readonly DeviceEntry[] = perObject(readEntries);

function readEntries(device: ManifestObject): readonly DeviceEntry[] {
	const kind = groupKindOf(device);
	const { data } = device;
	if (kind === yurtDeviceKind) return yurtEntries(data);
	if (kind !== deviceKind) return none;
	return [
		...entriesAt(data, ["spec", "properties"], "properties", ["name", "propertyName"]),
		...entriesAt(data, ["spec", "propertyVisitors"], "visitors", ["propertyName", "name"]),
		...entriesAt(data, ["status", "twins"], "twins", ["propertyName"]),
	];
}

function entriesAt(
	data: JsonObject,
	list: Path,
	sort: DeviceEntry["list"],
	nameFields: readonly string[],
): DeviceEntry[] {
	return itemsAt(data, list).flatMap(({ value, path }) => {
		const nameField = nameFields.find((field) => textIn(value, field) !== undefined);
		if (nameField === undefined) return [];
		return [
			{
				list: sort,
				name: textIn(value, nameField) ?? "",
				namePath: [...path, nameField],
				path,
				data: value,
				desiredPath: [...path, "desired", "value"],
				desired: wantedFrom(valueIn(value, "desired", "value")),
			},
		];
	});
}

function yurtEntries(data: JsonObject): DeviceEntry[] {
	const properties = objectIn(data, "spec", "deviceProperties") ?? {};
	return Object.entries(properties).flatMap(([name, value]) => {
		if (!isObject(value)) return [];
		const path: Path = ["spec", "deviceProperties", name];
		return [
			{
				list: "deviceProperties",
				name,
				namePath: path,
				path,
				data: value,
				desiredPath: [...path, "desiredValue"],
				desired: wantedFrom(value.desiredValue),
			},
		];
	});
}

/** An empty text means that nothing is wanted. */
function wantedFrom(value: unknown): string | undefined {
	if (typeof value === "number" || typeof value === "boolean") return String(value);
	return typeof value === "string" && value !== "" ? value : undefined;
}

/**
 * The node that a device is attached to: `nodeName`, or the only value that v1alpha2's selector allows.
 *
 * @returns `undefined` where it says none, or more than one
 */
export function nodeOf(data: JsonObject): string | undefined {
	const name = textIn(data, "spec", "nodeName");
	if (name !== undefined) return name === "" ? undefined : name;
	const terms = listIn(data, "spec", "nodeSelector", "nodeSelectorTerms");
	const expressions = terms.flatMap((term) => listIn(term, "matchExpressions"));
	const [values, ...others] = expressions.map((expression) => listIn(expression, "values"));
	const [value, ...more] = values ?? [];
	return others.length === 0 && more.length === 0 && typeof value === "string" ? value : undefined;
}
