import { groupKindOf, isObject, type JsonObject, type ManifestObject } from "../semantic/objects";
import { perObject } from "../semantic/perObject";
import { itemsAt, objectIn, textIn } from "../semantic/read";
import type { Path } from "../yaml/path";
import type { DeviceEntry } from "./device";
import { deviceKind } from "./kinds";
import { numberFrom } from "./property";

/** One setting that a mapper reads. */
export interface Setting {
	readonly value: unknown;
	readonly path: Path;
	/** Where it stands: in the device, or in its model, from KubeEdge 1.22. The path counts from that object's root. */
	readonly owner: "device" | "model";
}

/** What a mapper is told: the protocol, and settings by name. */
export interface MapperSettings {
	/** As it is written; `undefined` where nothing says it. */
	readonly protocol: Setting | undefined;
	/** The settings. Objects that only group them, such as `com` and `tcp`, are opened up. */
	readonly settings: ReadonlyMap<string, Setting>;
	/** The object that the settings stand in; `undefined` where there is none in the object itself. */
	readonly path: Path | undefined;
}

/** Protocols that v1alpha2 gives fields of their own, and those to which documents give some in the same manner. */
const namedProtocols = ["modbus", "opcua", "bluetooth", "mqtt", "onvif"] as const;

/** Objects that only group settings. */
const groups = new Set<string>([
	...namedProtocols,
	"com",
	"tcp",
	"rtu",
	"serial",
	"common",
	"customizedValues",
	"configData",
]);

/** How the mapper connects to a device, as far as the device itself, or a DeviceModel, says it. */
export const ownConnectionOf: (object: ManifestObject) => MapperSettings = perObject(readConnection);

function readConnection(object: ManifestObject): MapperSettings {
	const { data } = object;
	if (groupKindOf(object) !== deviceKind) {
		return {
			protocol: settingIn(objectIn(data, "spec") ?? {}, ["spec"], "protocol", "model"),
			settings: collect(objectIn(data, "spec", "protocolConfigData"), ["spec", "protocolConfigData"], "model"),
			path: objectIn(data, "spec", "protocolConfigData") && ["spec", "protocolConfigData"],
		};
	}
	const path: Path = ["spec", "protocol"];
	const protocol = objectIn(data, ...path);
	if (protocol === undefined) return { protocol: undefined, settings: new Map(), path: undefined };
	const named = namedProtocols.find((name) => name in protocol);
	const customized = objectIn(protocol, "customizedProtocol");
	return {
		protocol:
			settingIn(protocol, path, "protocolName", "device") ??
			(named === undefined ? undefined : { value: named, path: [...path, named], owner: "device" }) ??
			(customized && settingIn(customized, [...path, "customizedProtocol"], "protocolName", "device")),
		settings: new Map([
			...(customized === undefined ? [] : collect(customized, [...path, "customizedProtocol"], "device")),
			...collect(protocol, path, "device"),
		]),
		path,
	};
}

/** How the mapper connects to a device: what the model says, and over it what the device says. */
export function connectionOf(device: ManifestObject, model: ManifestObject | undefined): MapperSettings {
	const own = ownConnectionOf(device);
	if (model === undefined) return own;
	const shared = ownConnectionOf(model);
	return {
		protocol: own.protocol ?? shared.protocol,
		settings: shared.settings.size === 0 ? own.settings : new Map([...shared.settings, ...own.settings]),
		path: own.path,
	};
}

/**
 * How the mapper gets at a property, as far as one item says it.
 *
 * @param item of a device's `properties` or `propertyVisitors`, or of a model's `properties`
 */
export function ownVisitorOf(item: JsonObject, path: Path, owner: Setting["owner"]): MapperSettings {
	const visitors = objectIn(item, "visitors");
	if (visitors !== undefined) {
		const at = [...path, "visitors"];
		return {
			protocol: settingIn(visitors, at, "protocolName", owner),
			settings: collect(objectIn(visitors, "configData"), [...at, "configData"], owner),
			path: at,
		};
	}
	const named = [...namedProtocols, "customizedProtocol"].find((name) => isObject(item[name]));
	if (named === undefined) return { protocol: undefined, settings: new Map(), path: undefined };
	const at = [...path, named];
	const holder = objectIn(item, named) ?? {};
	return {
		protocol:
			named === "customizedProtocol" ? settingIn(holder, at, "protocolName", owner) : { value: named, path: at, owner },
		settings: collect(holder, at, owner),
		path: at,
	};
}

/** How the mapper gets at a property of a device: what the model says of it, and over it what the device says. */
export function visitorOf({ data, path, name }: DeviceEntry, model: ManifestObject | undefined): MapperSettings {
	const own = ownVisitorOf(data, path, "device");
	const shared = model === undefined ? undefined : modelVisitors(model).get(name);
	if (shared === undefined) return own;
	return {
		protocol: own.protocol ?? shared.protocol,
		settings: new Map([...shared.settings, ...own.settings]),
		path: own.path,
	};
}

/** How mappers get at a model's properties, by name; only those of which the model says it. */
export const modelVisitors: (model: ManifestObject) => ReadonlyMap<string, MapperSettings> = perObject(({ data }) => {
	const found = new Map<string, MapperSettings>();
	for (const { value, path } of itemsAt(data, ["spec", "properties"])) {
		const name = textIn(value, "name");
		const visitor = ownVisitorOf(value, path, "model");
		if (name !== undefined && visitor.path !== undefined) found.set(name, visitor);
	}
	return found;
});

function settingIn(holder: JsonObject, path: Path, name: string, owner: Setting["owner"]): Setting | undefined {
	const value = holder[name];
	return typeof value === "string" && value !== "" ? { value, path: [...path, name], owner } : undefined;
}

function collect(
	holder: JsonObject | undefined,
	path: Path,
	owner: Setting["owner"],
	into: Map<string, Setting> = new Map(),
): Map<string, Setting> {
	if (holder === undefined) return into;
	for (const [name, value] of Object.entries(holder)) {
		if (isObject(value)) {
			if (groups.has(name)) collect(value, [...path, name], owner, into);
		} else if (value !== null && !into.has(name)) {
			into.set(name, { value, path: [...path, name], owner });
		}
	}
	return into;
}

/** The first of some settings that is there. */
export function setting({ settings }: MapperSettings, ...names: readonly string[]): Setting | undefined {
	const name = names.find((one) => settings.has(one));
	return name === undefined ? undefined : settings.get(name);
}

/** A setting as text; `undefined` where it is neither text nor number. */
export function textOf(found: Setting | undefined): string | undefined {
	const value = found?.value;
	return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** A setting as a number, also where it is written as text. */
export function numberOf(found: Setting | undefined): number | undefined {
	const text = textOf(found);
	return text === undefined ? undefined : numberFrom(text);
}

/** Whether a setting stands in the object itself, so that its path leads there. */
export function isOwn({ owner }: Setting, object: ManifestObject): boolean {
	return owner === (groupKindOf(object) === deviceKind ? "device" : "model");
}

export type Protocol = "modbus" | "opcua" | "bluetooth" | "mqtt" | "onvif" | "other";

/** Which of the known protocols a name means, for example `modbus-tcp`. */
export function protocolOf(found: Setting | undefined): Protocol | undefined {
	const name = textOf(found)?.toLowerCase().replaceAll(/[-_ ]/g, "");
	if (name === undefined) return undefined;
	if (name.startsWith("modbus")) return "modbus";
	if (name === "opcua" || name === "mqtt" || name === "onvif") return name;
	return name === "bluetooth" || name === "ble" ? "bluetooth" : "other";
}
