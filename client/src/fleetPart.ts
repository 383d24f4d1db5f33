import { basename, dirname } from "node:path";
import * as vscode from "vscode";
import type { ClusterBoard } from "./clusterBoard";
import { createCommands } from "./commands";
import { kubeconfigFiles } from "./fleet/kubeconfig";
import { type ConnectPolicy, KubernetesFleet } from "./fleet/kubernetesFleet";
import { LiveObjects } from "./fleet/liveObjects";
import { SchemaKeeper } from "./fleet/schemas/schemaKeeper";
import { SnapshotStore } from "./fleet/schemas/snapshotStore";
import { registerViews, type ShowIn } from "./views/registerViews";

/** The part of the client that talks to clusters. */
export interface FleetPart extends vscode.Disposable {
	/** Runs one of the extension's commands. @throws Error where there is no such command */
	run(command: string, args: readonly unknown[]): unknown;
}

/** Milliseconds to wait after a kubeconfig file changed: tools write such files in several steps. */
const settling = 300;

/**
 * Builds the fleet from the user's kubeconfig, shows it, and makes the commands that act on it.
 *
 * @param board told of the clusters whose schemas are known, and of what they have
 * @param showIn fills one of the views
 */
export function createFleetPart(log: vscode.LogOutputChannel, board: ClusterBoard, showIn: ShowIn): FleetPart {
	const fleet = new KubernetesFleet({
		// A kubeconfig may name programs to run: nothing of it is read before the workspace is trusted.
		files: () => (vscode.workspace.isTrusted ? kubeconfigFiles(setting<string[]>("kubeconfig", [])) : []),
		connect: () => setting<ConnectPolicy>("fleet.connect", "current"),
	});
	const views = registerViews(fleet, showIn);
	const commands = createCommands({ fleet, log });
	const schemas = new SchemaKeeper({
		fleet,
		store: new SnapshotStore(board.folder),
		readable: () => vscode.workspace.isTrusted,
		tell: (clusters) => board.tell(clusters),
		warn: (message) => log.warn(message),
	});
	void schemas.start();
	const live = new LiveObjects({ fleet, tell: (clusters) => board.tellLive(clusters) });
	const watcher = new KubeconfigWatcher(() => fleet.reload());
	watcher.watch(fleet.files);
	const stopListening = fleet.onDidChange(() => watcher.watch(fleet.files));
	const disposable = vscode.Disposable.from(
		views.disposable,
		commands,
		watcher,
		new vscode.Disposable(stopListening),
		vscode.workspace.onDidGrantWorkspaceTrust(() => fleet.reload()),
		vscode.workspace.onDidChangeConfiguration((change) => {
			if (change.affectsConfiguration("edgewise.kubeconfig") || change.affectsConfiguration("edgewise.fleet")) {
				fleet.reload();
			}
		}),
		new vscode.Disposable(() => schemas.dispose()),
		new vscode.Disposable(() => live.dispose()),
		new vscode.Disposable(() => fleet.dispose()),
	);
	return {
		run: (command, args) => commands.run(command, args),
		dispose: () => disposable.dispose(),
	};
}

function setting<T>(name: string, otherwise: T): T {
	return vscode.workspace.getConfiguration("edgewise").get<T>(name) ?? otherwise;
}

/** Tells when one of the kubeconfig files was changed, made or deleted. */
class KubeconfigWatcher implements vscode.Disposable {
	private watchers: vscode.Disposable[] = [];
	private watched = "";
	private timer: NodeJS.Timeout | undefined;

	constructor(private readonly onChange: () => void) {}

	watch(files: readonly string[]): void {
		const key = files.join("\n");
		if (key === this.watched) return;
		this.watched = key;
		this.clear();
		for (const file of files) {
			const pattern = new vscode.RelativePattern(vscode.Uri.file(dirname(file)), basename(file));
			const watcher = vscode.workspace.createFileSystemWatcher(pattern);
			const changed = () => {
				clearTimeout(this.timer);
				this.timer = setTimeout(this.onChange, settling);
			};
			this.watchers.push(
				watcher,
				watcher.onDidChange(changed),
				watcher.onDidCreate(changed),
				watcher.onDidDelete(changed),
			);
		}
	}

	dispose(): void {
		clearTimeout(this.timer);
		this.clear();
	}

	private clear(): void {
		for (const watcher of this.watchers.splice(0)) watcher.dispose();
	}
}
