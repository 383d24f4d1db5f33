import * as vscode from "vscode";
import type { FleetPart } from "./fleetPart";
import { loadFleetPart } from "./parts";

const viewIds = ["edgewise.clusters", "edgewise.nodeGroups", "edgewise.deviceTwins"];

/** Loads the part that talks to clusters with the first look at one of its views, or the first command. */
export class FleetLoader implements vscode.Disposable {
	private part: FleetPart | undefined;
	private readonly placeholders: vscode.Disposable[];

	constructor(private readonly log: vscode.LogOutputChannel) {
		// VS Code asks a view's provider for its items when the view is first shown.
		this.placeholders = viewIds.map((id) =>
			vscode.window.registerTreeDataProvider<never>(id, {
				getChildren: () => {
					// Not within the request of a provider that is about to be replaced.
					setImmediate(() => this.load());
					return [];
				},
				getTreeItem: (item) => item,
			}),
		);
		if (showsLiveObject()) this.load();
	}

	load(): FleetPart {
		if (this.part === undefined) {
			for (const placeholder of this.placeholders.splice(0)) placeholder.dispose();
			this.part = loadFleetPart().createFleetPart(this.log);
		}
		return this.part;
	}

	dispose(): void {
		for (const placeholder of this.placeholders) placeholder.dispose();
		this.part?.dispose();
	}
}

/** True where a window was opened anew with a live object in it, which only the part that is loaded late can fill. */
function showsLiveObject(): boolean {
	return vscode.window.tabGroups.all
		.flatMap(({ tabs }) => tabs)
		.some(({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === "edgewise-object");
}
