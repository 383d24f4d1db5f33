import type { Draft } from "../draft";
import { entryOf, has, listAt, mapAt, mapIn, mapsIn, putAt, putBehind, removeEntry, take } from "../tree/edit";
import { type Entry, type MapNode, toData } from "../tree/nodes";
import { textOf } from "./deviceProtocol";
import { device as reasons } from "./reasons";

/**
 * Carries the desired values of twins into `spec.properties`; what the device reported is left out.
 *
 * @param strict whether only what v1beta1 does not know is taken out of `status`
 */
export function rewriteTwins(draft: Draft, strict: boolean): void {
	const entry = entryOf(draft.root, "status");
	const status = mapIn(entry);
	if (entry === undefined) return;
	const twins = mapsIn(status, "twins");
	if (strict && !twins.some((twin) => entryOf(twin, "desired") !== undefined)) return;
	for (const twin of twins) {
		const desired = entryOf(twin, "desired");
		if (desired === undefined || !isWanted(desired)) continue;
		take(twin, "desired");
		tidy(draft, desired);
		place(draft, textOf(twin, "propertyName"), desired);
	}
	const reported = entryOf(status, "twins");
	if (strict && status !== undefined && reported !== undefined && status.entries.length > 1) {
		draft.drop(status, reported, reasons.runtimeState, false);
	} else {
		draft.drop(draft.root, entry, reasons.runtimeState, false);
	}
}

function isWanted(desired: Entry): boolean {
	const value = entryOf(mapIn(desired), "value");
	const data = value === undefined ? undefined : toData(value.value);
	return data !== undefined && data !== null && data !== "";
}

/** Leaves the wish itself: a text, without the time at which it was made. */
function tidy(draft: Draft, desired: Entry): void {
	const map = mapIn(desired);
	const value = entryOf(map, "value");
	if (value !== undefined) draft.asText(value);
	const metadata = mapAt(map, "metadata");
	if (metadata === undefined) return;
	draft.drop(metadata, entryOf(metadata, "timestamp"), reasons.timestamp, false);
	for (const entry of metadata.entries) draft.asText(entry);
	const around = entryOf(map, "metadata");
	if (metadata.entries.length === 0 && map !== undefined && around !== undefined) removeEntry(map, around);
}

/** Puts a desired value into its property, which is made where it is not there. */
function place(draft: Draft, name: string | undefined, desired: Entry): void {
	const { root, make } = draft;
	let spec = mapAt(root, "spec");
	if (spec === undefined) {
		spec = make.map();
		putBehind(root, "metadata", make.entry("spec", spec));
	}
	let properties = listAt(spec, "properties");
	if (properties === undefined) {
		properties = make.list();
		const empty = entryOf(spec, "properties");
		if (empty !== undefined) removeEntry(spec, empty);
		spec.entries.push(make.entry("properties", properties));
	}
	const find = (map: MapNode | undefined) => map !== undefined && textOf(map, "name") === name;
	let property = properties.items.map((item) => mapIn(item)).find(find);
	if (property === undefined) {
		property = make.map(name === undefined ? [] : [make.entry("name", name)]);
		properties.items.push(make.item(property));
	}
	if (has(property, "desired")) {
		draft.dropped(property, desired, reasons.twice);
		return;
	}
	const index = property.entries.findIndex(({ key }) => key === "name");
	putAt(property, index + 1, desired);
	draft.note(desired, reasons.desired);
}
