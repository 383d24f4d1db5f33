import { groupKindOf, type ManifestObject } from "../semantic/objects";
import { isPartial } from "../semantic/partial";
import { textIn } from "../semantic/read";
import type { Workspace } from "../semantic/workspace";
import type { Path } from "../yaml/path";
import { entriesOf } from "./device";
import { deviceKind, deviceModelKind, yurtDeviceKind, yurtProfileKind } from "./kinds";
import { propertiesOf } from "./model";
import type { ModelProperty } from "./property";

/** The name of the model that a device follows; `undefined` where it names none. */
export function modelNameOf(device: ManifestObject): string | undefined {
	const kind = groupKindOf(device);
	if (kind === deviceKind) return textIn(device.data, "spec", "deviceModelRef", "name");
	if (kind === yurtDeviceKind) return textIn(device.data, "spec", "profileName");
	return undefined;
}

/**
 * The model that a device follows: a DeviceModel, or OpenYurt's DeviceProfile, of that name and namespace. Of several,
 * as overlays have them, the nearest to the device.
 *
 * @returns `undefined` where there is none in the workspace, or none that is nearer than the others
 */
export function modelOf(device: ManifestObject, workspace: Workspace): ManifestObject | undefined {
	const last = lastFound.get(workspace);
	if (last?.device === device) return last.model;
	const model = findModel(device, workspace);
	lastFound.set(workspace, { device, model });
	return model;
}

/** All rules of a device ask for its model; what a workspace answers stays the same. */
const lastFound = new WeakMap<
	Workspace,
	{ readonly device: ManifestObject; readonly model: ManifestObject | undefined }
>();

function findModel(device: ManifestObject, workspace: Workspace): ManifestObject | undefined {
	const name = modelNameOf(device);
	if (name === undefined || name === "") return undefined;
	const kind = groupKindOf(device) === deviceKind ? deviceModelKind : yurtProfileKind;
	const candidates = workspace
		.named(kind, name)
		.filter((model) => sameNamespace(model, device) && !isPartial(model, workspace));
	if (candidates.length < 2) return candidates[0];
	const nearest = Math.max(...candidates.map(({ uri }) => nearness(uri, device.uri)));
	const [model, other] = candidates.filter(({ uri }) => nearness(uri, device.uri) === nearest);
	return other === undefined ? model : undefined;
}

/** Whether two objects may live in one namespace: whoever applies a manifest may add the one that it lacks. */
export function sameNamespace(a: Pick<ManifestObject, "namespace">, b: Pick<ManifestObject, "namespace">): boolean {
	return a.namespace === undefined || b.namespace === undefined || a.namespace === b.namespace;
}

/** How many folders two files have in common from the root; more for the same file. */
function nearness(a: string, b: string): number {
	if (a === b) return Number.MAX_SAFE_INTEGER;
	const [left, right] = [folderOf(a), folderOf(b)];
	let common = 0;
	while (common < left.length && left[common] === right[common]) common++;
	return common;
}

function folderOf(uri: string): readonly string[] {
	return uri.split("/").slice(0, -1);
}

/**
 * What a place in a device says of a property: its name, its desired value, or anything else in its entry.
 *
 * @param path from the device's root
 */
export interface PropertyPlace {
	readonly name: string;
	/** `undefined` where the model does not have it, or is not known. */
	readonly property: ModelProperty | undefined;
	readonly model: ManifestObject | undefined;
	/** What stands at the path itself. */
	readonly at: "name" | "desired" | "other";
}

/** The property that a place in a device belongs to; `undefined` outside of properties. */
export function propertyAt(device: ManifestObject, path: Path, workspace: Workspace): PropertyPlace | undefined {
	const entry = entriesOf(device).find((one) => startsWith(path, one.path));
	if (entry === undefined) return undefined;
	const model = modelOf(device, workspace);
	const property = model && propertiesOf(model)?.find(({ name }) => name === entry.name);
	const at = samePath(path, entry.namePath) ? "name" : samePath(path, entry.desiredPath) ? "desired" : "other";
	return { name: entry.name, property, model, at };
}

function startsWith(path: Path, start: Path): boolean {
	return start.every((step, index) => path[index] === step);
}

function samePath(a: Path, b: Path): boolean {
	return a.length === b.length && startsWith(a, b);
}
