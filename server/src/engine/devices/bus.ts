import type { RelatedObject } from "../lint/rule";
import type { ManifestObject } from "../semantic/objects";
import { isPartial } from "../semantic/partial";
import { perObject } from "../semantic/perObject";
import { listIn, textIn } from "../semantic/read";
import type { Workspace } from "../semantic/workspace";
import { nodeOf } from "./device";
import { deviceKind } from "./kinds";
import { type Line, lineOf, serialSettings } from "./line";
import { modelOf, sameNamespace } from "./lookup";
import {
	connectionOf,
	isOwn,
	type MapperSettings,
	numberOf,
	protocolOf,
	type Setting,
	setting,
	textOf,
} from "./settings";

/** A device with the line that it is attached to. */
export interface Attached {
	readonly device: ManifestObject;
	readonly node: string;
	readonly line: Line;
	readonly connection: MapperSettings;
}

/** The line that a device is attached to at its node; `undefined` where the manifests do not say both. */
export function attachmentOf(device: ManifestObject, workspace: Workspace): Attached | undefined {
	const model = modelOf(device, workspace);
	return model === undefined ? attachedAlone(device) : attachedWith(device)(model);
}

const attachedAlone = perObject((device) => attached(device, undefined));
const attachedWith = perObject((device) => perObject((model) => attached(device, model)));

function attached(device: ManifestObject, model: ManifestObject | undefined): Attached | undefined {
	const node = nodeOf(device.data);
	if (node === undefined) return undefined;
	const connection = connectionOf(device, model);
	const line = lineOf(connection);
	return line === undefined ? undefined : { device, node, line, connection };
}

/** The settings in which devices on one line can get into each other's way, as text without case. */
export const lineSettings = ["slaveID", ...serialSettings] as const;
export type LineSetting = (typeof lineSettings)[number];

/** A setting of an attached device; its address counts for Modbus only. */
export function lineSetting({ connection }: Attached, name: LineSetting): Setting | undefined {
	if (name !== "slaveID") return setting(connection, name);
	return protocolOf(connection.protocol) === "modbus" ? setting(connection, "slaveID", "slaveId") : undefined;
}

/** Another device on the same line: as much of it as it takes to see whether the two clash. */
export interface Neighbour {
	readonly name: string;
	readonly uri: string;
	readonly namespace: string | undefined;
	/** As text, so that `9600` and `"9600"` are the same. */
	readonly settings: Readonly<Partial<Record<LineSetting, string>>>;
}

/**
 * Names a line: the same for all devices on it. Addresses are private to a site, so an address counts as the same only
 * as seen from one node.
 */
function lineKey({ node, line }: Attached): string {
	return JSON.stringify(line.kind === "serial" ? [node, line.port] : [node, line.host.toLowerCase(), line.port]);
}

const neighbours = new WeakMap<Attached, Neighbour>();

function neighbourFrom(one: Attached): Neighbour {
	let neighbour = neighbours.get(one);
	if (neighbour === undefined) {
		const { name, uri, namespace } = one.device;
		const settings: Partial<Record<LineSetting, string>> = {};
		for (const each of lineSettings) {
			const text = comparable(lineSetting(one, each));
			if (text !== undefined) settings[each] = text;
		}
		neighbour = { name, uri, namespace, settings };
		neighbours.set(one, neighbour);
	}
	return neighbour;
}

/** The devices on each line, by its key, as text: the same as long as nothing in them changed. */
function lines(workspace: Workspace): ReadonlyMap<string, string> {
	const found = new Map<string, Neighbour[]>();
	for (const device of workspace.ofKind(deviceKind)) {
		const one = isPartial(device, workspace) ? undefined : attachmentOf(device, workspace);
		if (one === undefined) continue;
		const key = lineKey(one);
		const known = found.get(key);
		if (known === undefined) found.set(key, [neighbourFrom(one)]);
		else known.push(neighbourFrom(one));
	}
	return new Map([...found].map(([key, devices]) => [key, JSON.stringify(devices)]));
}

/** One line alone, so that those who ask for it need not look again when another one changes. */
function lineText(workspace: Workspace, key: string): string {
	return workspace.derived(lines).get(key) ?? "[]";
}

function devicesOn(workspace: Workspace, key: string): readonly Neighbour[] {
	return listIn({ devices: JSON.parse(workspace.derived(lineText, key)) }, "devices").map((item) => ({
		name: textIn(item, "name") ?? "",
		uri: textIn(item, "uri") ?? "",
		namespace: textIn(item, "namespace"),
		settings: Object.fromEntries(
			lineSettings.flatMap((one) => {
				const text = textIn(item, "settings", one);
				return text === undefined ? [] : [[one, text]];
			}),
		),
	}));
}

/** A setting as it is compared between devices; `undefined` where it has no value. */
export function comparable(found: Setting | undefined): string | undefined {
	return numberOf(found)?.toString() ?? textOf(found)?.toLowerCase();
}

/** The other devices that are attached to the line of a device. Another version of the device itself is none of them. */
export function neighboursOf(attached: Attached, workspace: Workspace): readonly Neighbour[] {
	const { device } = attached;
	return workspace
		.derived(devicesOn, lineKey(attached))
		.filter((other) => other.name !== device.name && sameNamespace(other, device));
}

/** Where a neighbour has a setting, to show it beside a finding; empty where it is gone meanwhile. */
export function placeOfSetting(
	{ name, uri }: Neighbour,
	setting: LineSetting,
	workspace: Workspace,
): readonly RelatedObject[] {
	const device = workspace.named(deviceKind, name).find((one) => one.uri === uri);
	const attached = device && attachmentOf(device, workspace);
	if (device === undefined || attached === undefined) return [];
	const found = lineSetting(attached, setting);
	return [
		{
			object: device,
			path: found !== undefined && isOwn(found, device) ? found.path : ["spec"],
			message: { en: `Device "${name}"`, "zh-cn": `设备 "${name}"` },
		},
	];
}
