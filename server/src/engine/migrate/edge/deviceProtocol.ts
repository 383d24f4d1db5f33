import { isRecord } from "../../schema/record";
import type { Draft } from "../draft";
import { commentsIn } from "../tree/comments";
import { dissolve, entryOf, leave, listIn, mapAt, mapIn, mapsIn, putAt, putLast, take } from "../tree/edit";
import { type Entry, type MapNode, type TreeNode, toData } from "../tree/nodes";
import { device as reasons } from "./reasons";

/** Protocols that v1alpha2 and documents name as a field. */
const protocols = new Set(["modbus", "opcua", "bluetooth", "mqtt", "onvif", "http", "ble", "customizedProtocol"]);

const current = new Set(["protocolName", "configData", "visitors", "pushMethod", "desired", "customizedValues"]);

/**
 * Whether a field holds the settings of a protocol.
 *
 * @param strict only of those that are known; else of whatever holds settings
 */
export function isProtocolName(key: string, value: unknown, strict: boolean): boolean {
	if (key === "common") return isRecord(value);
	if (protocols.has(key)) return isRecord(value) || value === null;
	return !strict && isRecord(value) && !current.has(key);
}

export function textOf(map: MapNode, key: string): string | undefined {
	const entry = entryOf(map, key);
	const value = entry === undefined ? undefined : toData(entry.value);
	return typeof value === "string" && value !== "" ? value : undefined;
}

/** `spec.protocol`: one protocol by name, with all settings in `configData`. */
export function rewriteProtocol(draft: Draft, spec: MapNode, strict: boolean): void {
	const protocol = mapAt(spec, "protocol");
	if (protocol === undefined) return;
	const common = entryOf(protocol, "common");
	const found = protocol.entries.filter(
		({ key, value }) => key !== "common" && isProtocolName(key, toData(value), strict),
	);
	const known = textOf(protocol, "protocolName");
	const chosen = known === undefined ? found[0] : found.find(({ key }) => key.toLowerCase() === known.toLowerCase());
	if (found.length === 0 && common === undefined) return;
	const settings = new Settings(draft, mapAt(protocol, "configData"));
	const index = Math.min(
		...[chosen ?? found[0], common].flatMap((one) => (one === undefined ? [] : [protocol.entries.indexOf(one)])),
	);
	const nested = mapIn(common);
	const name = known === undefined ? protocolName(draft, spec, chosen, strict) : undefined;
	if (chosen !== undefined) {
		take(protocol, chosen.key);
		settings.addProtocol(chosen);
	}
	if (common !== undefined) {
		take(protocol, "common");
		for (const part of nested?.entries.filter(({ key }) => ["com", "tcp", "customizedValues"].includes(key)) ?? []) {
			if (nested === undefined || mapIn(part) === undefined) continue;
			const { entries, rest } = dissolve(part);
			nested.entries.splice(nested.entries.indexOf(part), 1, ...entries);
			leave(rest, undefined, nested);
		}
		settings.add(common);
		draft.note(common, reasons.configData);
	}
	const added = [...(name === undefined ? [] : [name]), ...settings.entry()];
	putAt(protocol, Math.min(index, protocol.entries.length), ...added);
	if (known === undefined && name === undefined) draft.note(common ?? chosen, reasons.noProtocolName);
	for (const other of found) if (other !== chosen) draft.drop(protocol, other, reasons.oneProtocol, true);
}

/** The name of the protocol as a field, with the comments of the field that named it so far. */
function protocolName(draft: Draft, spec: MapNode, chosen: Entry | undefined, strict: boolean): Entry | undefined {
	if (chosen === undefined) {
		const used = new Set(visitorProtocols(spec, strict));
		const [only, ...others] = used;
		return only === undefined || others.length > 0 ? undefined : draft.make.entry("protocolName", only);
	}
	return nameEntry(draft, chosen);
}

/** Takes the name out of a protocol's field; the comments above and behind the field come along. */
function nameEntry(draft: Draft, chosen: Entry): Entry | undefined {
	const own = chosen.key === "customizedProtocol" ? take(mapIn(chosen) ?? draft.make.map(), "protocolName") : undefined;
	if (chosen.key === "customizedProtocol" && own === undefined) return undefined;
	const entry = own ?? draft.make.entry("protocolName", chosen.key);
	const { lead, tail } = chosen;
	chosen.lead = [];
	if (entry.tail === "") {
		entry.tail = tail;
		chosen.tail = "";
	}
	// The comments stand at the field's column.
	return { ...entry, lead: [...lead, ...entry.lead], column: own === undefined ? chosen.column : entry.column };
}

/** The protocols that the visitors of a device name. */
function visitorProtocols(spec: MapNode, strict: boolean): string[] {
	const own = mapsIn(spec, "propertyVisitors").flatMap((visitor) =>
		visitor.entries.filter(({ key, value }) => isProtocolName(key, toData(value), strict)),
	);
	const named = own.flatMap((entry) =>
		entry.key === "customizedProtocol" ? (textOf(mapIn(entry) ?? spec, "protocolName") ?? []) : [entry.key],
	);
	const current = mapsIn(spec, "properties").flatMap(
		(one) => textOf(mapAt(one, "visitors") ?? one, "protocolName") ?? [],
	);
	return [...named, ...current];
}

/** The way to a property: `visitors` with the protocol's name and all settings in `configData`. */
export function rewriteVisitors(draft: Draft, spec: MapNode, property: MapNode, strict: boolean): void {
	const found = property.entries.filter(
		({ key, value }) => key !== "common" && isProtocolName(key, toData(value), strict),
	);
	const values = entryOf(property, "customizedValues");
	const [chosen, ...others] = found;
	if (chosen === undefined && values === undefined) return;
	const index = property.entries.indexOf(chosen ?? values ?? property.entries[0] ?? draft.make.entry("", ""));
	const visitors = mapAt(property, "visitors");
	const settings = new Settings(draft, mapAt(visitors, "configData"));
	const known = visitors === undefined ? undefined : textOf(visitors, "protocolName");
	const device = textOf(mapAt(spec, "protocol") ?? spec, "protocolName");
	const fallback = device === undefined ? undefined : draft.make.entry("protocolName", device);
	const name = known !== undefined ? undefined : chosen === undefined ? fallback : nameEntry(draft, chosen);
	if (chosen !== undefined) {
		take(property, chosen.key);
		settings.addProtocol(chosen);
	}
	if (values !== undefined) {
		take(property, "customizedValues");
		settings.add(values);
	}
	correctRegister(draft, settings.map);
	const added = [...(name === undefined ? [] : [name]), ...settings.entry()];
	if (visitors === undefined) {
		const lead = name?.lead ?? [];
		const first = added[0];
		if (first !== undefined) first.lead = [];
		const entry = draft.make.entry("visitors", draft.make.map(added));
		putAt(property, Math.min(index, property.entries.length), { ...entry, lead, column: chosen?.column ?? 0 });
	} else {
		putLast(visitors, ...added);
	}
	for (const other of others) draft.drop(property, other, reasons.oneProtocol, true);
}

/** The register kinds by the names that documents give them. */
const registers: Readonly<Record<string, string>> = {
	coil: "CoilRegister",
	discrete: "DiscreteInputRegister",
	discreteinput: "DiscreteInputRegister",
	input: "InputRegister",
	holding: "HoldingRegister",
};

/** `register: holding` means what mappers know as `HoldingRegister`. */
function correctRegister(draft: Draft, settings: MapNode): void {
	const entry = entryOf(settings, "register");
	if (entry === undefined) return;
	const word = String(toData(entry.value))
		.toLowerCase()
		.replace(/[-_ ]|registers?$/g, "");
	const register = registers[word];
	if (register !== undefined) draft.setText(entry, register);
}

/** Settings that are gathered in one `configData`. */
class Settings {
	readonly map: MapNode;

	constructor(
		private readonly draft: Draft,
		private readonly existing: MapNode | undefined,
	) {
		this.map = existing ?? draft.make.map();
	}

	/** Takes over the settings of a protocol; those of a customized one stand in its own `configData`. */
	addProtocol(entry: Entry): void {
		if (entry.key !== "customizedProtocol") {
			this.add(entry);
			return;
		}
		const inside = mapIn(entry);
		const config = inside === undefined ? undefined : take(inside, "configData");
		if (config !== undefined) this.add(config);
		take(inside ?? this.map, "protocolName");
		this.add(entry);
	}

	/** Takes over the fields of an object. */
	add(entry: Entry): void {
		const node: TreeNode = entry.value;
		if (listIn(entry) !== undefined || (mapIn(entry) === undefined && toData(node) !== null)) {
			this.draft.dropped(this.map, entry, reasons.sameSetting);
			return;
		}
		const { entries, rest } = dissolve(entry);
		for (const each of entries) {
			const same = entryOf(this.map, each.key);
			if (same === undefined) {
				this.map.entries.push(each);
			} else {
				leave(commentsIn(each), undefined, this.map);
				const equal = JSON.stringify(toData(same.value)) === JSON.stringify(toData(each.value));
				if (!equal) this.draft.dropped(this.map, each, reasons.sameSetting);
			}
		}
		leave(rest, undefined, this.map);
	}

	/** The field to add; none where it is there already, or there is nothing to say. */
	entry(): Entry[] {
		if (this.existing !== undefined || (this.map.entries.length === 0 && this.map.foot.length === 0)) return [];
		return [this.draft.make.entry("configData", this.map)];
	}
}
