import * as vscode from "vscode";
import type { ClusterBoard } from "./clusterBoard";
import type { FleetPart } from "./fleetPart";
import { LazyView } from "./lazyView";
import { loadFleetPart } from "./parts";
import type { ViewId } from "./views/registerViews";

/** Loads the part that talks to clusters with the first look at one of its views, or the first command. */
export class FleetLoader implements vscode.Disposable {
	private part: FleetPart | undefined;
	private readonly views: Readonly<Record<ViewId, LazyView>>;

	constructor(
		private readonly log: vscode.LogOutputChannel,
		private readonly board: ClusterBoard,
	) {
		const lazy = (id: ViewId) => new LazyView(id, () => this.load());
		this.views = {
			"edgewise.clusters": lazy("edgewise.clusters"),
			"edgewise.nodeGroups": lazy("edgewise.nodeGroups"),
			"edgewise.deviceTwins": lazy("edgewise.deviceTwins"),
		};
		if (showsLiveObject()) this.load();
	}

	load(): FleetPart {
		this.part ??= loadFleetPart().createFleetPart(this.log, this.board, (id, source) => this.views[id].fill(source));
		return this.part;
	}

	dispose(): void {
		this.part?.dispose();
		for (const view of Object.values(this.views)) view.dispose();
	}
}

/** True where a window was opened anew with a live object in it, which only the part that is loaded late can fill. */
function showsLiveObject(): boolean {
	return vscode.window.tabGroups.all
		.flatMap(({ tabs }) => tabs)
		.some(({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === "edgewise-object");
}
