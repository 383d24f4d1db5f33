import * as vscode from "vscode";
import { DeviceReader } from "../fleet/deviceReader";
import type { Connection, Fleet } from "../fleet/fleet";
import { NodeGroupReader } from "../fleet/nodeGroupReader";
import type { Words } from "../ui/words";
import { viewMessage } from "./byCluster";
import { clusterRoots } from "./clusters/content";
import { deviceTwinRoots, laggingTwins } from "./deviceTwins/content";
import { fleetState } from "./fleetState";
import { nodeGroupRoots } from "./nodeGroups/content";
import type { TreeContent } from "./tree/content";
import type { TreeElement } from "./tree/treeModel";
import { TreeProvider } from "./tree/treeProvider";

/** The views of the fleet. */
export type ViewId = "edgewise.clusters" | "edgewise.nodeGroups" | "edgewise.deviceTwins";

/** Fills a view that is registered already. */
export type ShowIn = (id: ViewId, provider: TreeProvider) => vscode.TreeView<TreeElement>;

/** One view of the fleet. */
export interface RegisteredView {
	readonly provider: TreeProvider;
	readonly view: vscode.TreeView<TreeElement>;
}

export interface RegisteredViews {
	readonly disposable: vscode.Disposable;
	readonly clusters: RegisteredView;
	readonly nodeGroups: RegisteredView;
	readonly deviceTwins: RegisteredView;
}

/** Shows the fleet in the three views and keeps them, their welcome texts and their context keys up to date. */
export function registerViews(fleet: Fleet, showIn: ShowIn): RegisteredViews {
	const words: Words = { l10n: vscode.l10n, language: vscode.env.language, now: Date.now };
	const groupReader = perConnection(() => new NodeGroupReader());
	const deviceReader = perConnection(() => new DeviceReader());
	const clusters = createView(showIn, "edgewise.clusters", () => clusterRoots(fleet, words));
	const nodeGroups = createView(showIn, "edgewise.nodeGroups", () => nodeGroupRoots(fleet, groupReader, words));
	const deviceTwins = createView(showIn, "edgewise.deviceTwins", () => deviceTwinRoots(fleet, deviceReader, words));
	const setKey = contextKeys();

	const update = () => {
		setKey("edgewise.fleet.state", fleetState(fleet, vscode.workspace.isTrusted));
		setKey(
			"edgewise.hasNodeGroups",
			fleet.connections.some((c) => groupReader(c).groups(c.state).length > 0),
		);
		setKey(
			"edgewise.hasDevices",
			fleet.connections.some((c) => deviceReader(c).devices(c.state).length > 0),
		);
		say(nodeGroups.view, viewMessage(fleet, ["edgePlatformNodeGroups", "kubeEdgeNodeGroups", "nodePools"], words));
		say(deviceTwins.view, viewMessage(fleet, ["devices", "deviceStatuses"], words));
		showBadge(deviceTwins.view, laggingTwins(fleet, deviceReader));
		for (const { view, provider } of [clusters, nodeGroups, deviceTwins]) if (view.visible) provider.refresh();
	};

	const subscriptions = [clusters, nodeGroups, deviceTwins].flatMap(({ view, provider }) => [
		provider,
		// What changed while nobody looked.
		view.onDidChangeVisibility(({ visible }) => {
			if (visible) provider.refresh();
		}),
	]);
	const disposable = vscode.Disposable.from(
		...subscriptions,
		clusters.view.onDidExpandElement(({ element }) => {
			if (element.content.contextValue === "edgewise.context.idle") fleet.connect(element.contextName);
		}),
		vscode.workspace.onDidGrantWorkspaceTrust(update),
		new vscode.Disposable(fleet.onDidChange(update)),
	);
	update();
	return { disposable, clusters, nodeGroups, deviceTwins };
}

function createView(showIn: ShowIn, id: ViewId, roots: () => readonly TreeContent[]): RegisteredView {
	const provider = new TreeProvider(roots);
	return { provider, view: showIn(id, provider) };
}

/** Makes something for each connection, once, for as long as the connection lives. */
function perConnection<T>(make: () => T): (connection: Connection) => T {
	const made = new WeakMap<Connection, T>();
	return (connection) => {
		const known = made.get(connection) ?? make();
		made.set(connection, known);
		return known;
	};
}

/** Sets context keys where their value is another than before. */
function contextKeys(): (key: string, value: string | boolean) => void {
	const values = new Map<string, string | boolean>();
	return (key, value) => {
		if (values.get(key) === value) return;
		values.set(key, value);
		void vscode.commands.executeCommand("setContext", key, value);
	};
}

function say(view: vscode.TreeView<TreeElement>, message: string | undefined): void {
	if (view.message !== message) (view as { message: string | undefined }).message = message;
}

function showBadge(view: vscode.TreeView<TreeElement>, count: number): void {
	if ((view.badge?.value ?? 0) === count) return;
	view.badge =
		count === 0
			? undefined
			: {
					value: count,
					tooltip:
						count === 1
							? vscode.l10n.t("1 property has not reached its desired value")
							: vscode.l10n.t("{0} properties have not reached their desired value", count),
				};
}
