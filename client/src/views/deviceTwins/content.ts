import type * as vscode from "vscode";
import type { DeviceReader } from "../../fleet/deviceReader";
import { type DeviceTwins, lags } from "../../fleet/deviceTwins";
import type { Connection, Fleet } from "../../fleet/fleet";
import { markdownTable, plain, timeText, type Words } from "../../ui/words";
import { byCluster } from "../byCluster";
import { resourceFailures } from "../failureItems";
import { inRanges, note, type Tone, type TreeContent } from "../tree/content";
import { twinContent } from "./twinContent";

type Localize = Pick<typeof vscode.l10n, "t">;

/** The roots of the Device Twins view. @param reader the reader of a connection's devices */
export function deviceTwinRoots(
	fleet: Pick<Fleet, "connections">,
	reader: (connection: Connection) => DeviceReader,
	words: Words,
): readonly TreeContent[] {
	const l10n: Localize = words.l10n;
	const devices = (connection: Connection) => reader(connection).devices(connection.state);
	return byCluster(
		"twins",
		fleet,
		(connection) => {
			const { name, namespace } = connection.context;
			const entries = devices(connection).map((device) => ({
				name: device.name,
				content: () => deviceContent(device, name, namespace, words),
			}));
			return [
				...inRanges(`twins/${name}/all`, name, entries, words.l10n),
				...resourceFailures(`twins/${name}`, connection, ["devices", "deviceStatuses", "deviceModels"], words),
			];
		},
		(connection) => {
			const count = devices(connection).length;
			if (count === 0) return undefined;
			return count === 1 ? l10n.t("1 device") : l10n.t("{0} devices", count);
		},
		words,
	);
}

/** How many twins of a fleet wait for their devices. */
export function laggingTwins(
	fleet: Pick<Fleet, "connections">,
	reader: (connection: Connection) => DeviceReader,
): number {
	let count = 0;
	for (const connection of fleet.connections) {
		for (const { twins } of reader(connection).devices(connection.state)) count += twins.filter(lags).length;
	}
	return count;
}

function deviceContent(device: DeviceTwins, contextName: string, ownNamespace: string, words: Words): TreeContent {
	const l10n: Localize = words.l10n;
	const { object, namespace, name, model, node, twins } = device;
	const id = `twins/${contextName}/${namespace}/${name}`;
	const waiting = twins.filter(lags).length;
	return {
		id,
		contextName,
		label: name,
		description: [
			stateText(device.state, l10n),
			waiting === 0 ? undefined : l10n.t("{0} lagging", waiting),
			node ?? l10n.t("not bound to a node"),
			model?.presence === "missing" ? l10n.t("{0} (no such model)", model.name) : model?.name,
			namespace === ownNamespace ? undefined : namespace,
		]
			.filter(Boolean)
			.join(" · "),
		...deviceLook(device, waiting),
		tooltip: deviceTooltip(device, words),
		contextValue: "edgewise.device",
		reference: { apiVersion: object.apiVersion, kind: object.kind, namespace, name },
		children: () =>
			twins.length === 0
				? [note(`${id}/empty`, contextName, l10n.t("This device declares no properties"))]
				: twins.map((twin) => twinContent(id, twin, device, contextName, words)),
	};
}

function stateText(state: string, l10n: Localize): string {
	switch (state) {
		case "online":
			return l10n.t("online");
		case "offline":
			return l10n.t("offline");
		case "unknown":
			return l10n.t("state unknown");
		default:
			return state;
	}
}

function deviceLook({ state }: DeviceTwins, waiting: number): { readonly icon: string; readonly tone: Tone } {
	switch (state) {
		case "online":
			return waiting === 0 ? { icon: "circuit-board", tone: "good" } : { icon: "sync", tone: "doubtful" };
		case "unknown":
			return { icon: waiting === 0 ? "circuit-board" : "sync", tone: waiting === 0 ? "plain" : "doubtful" };
		default:
			return { icon: "debug-disconnect", tone: "bad" };
	}
}

function deviceTooltip(device: DeviceTwins, words: Words): string {
	const { l10n } = words;
	const { model } = device;
	const rows = markdownTable([
		[l10n.t("State"), stateText(device.state, l10n)],
		[l10n.t("Last online"), device.lastOnline === undefined ? undefined : timeText(device.lastOnline, words)],
		[l10n.t("Node"), device.node ?? l10n.t("not bound to a node")],
		[l10n.t("Model"), model?.presence === "missing" ? l10n.t("{0} (no such model)", model.name) : model?.name],
		[l10n.t("Namespace"), device.namespace],
		[l10n.t("Properties"), device.twins.length.toString()],
		[l10n.t("Twins kept in"), sourceText(device, l10n)],
	]);
	return `**${plain(device.name)}**\n\n${rows}`;
}

function sourceText({ source }: DeviceTwins, l10n: Localize): string {
	switch (source) {
		case "deviceStatus":
			return l10n.t("DeviceStatus (KubeEdge 1.23 and later)");
		case "device":
			return l10n.t("Device (KubeEdge 1.15 to 1.22)");
		case "deviceV1alpha2":
			return l10n.t("Device v1alpha2 (KubeEdge before 1.15)");
	}
}
