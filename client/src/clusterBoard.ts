import * as vscode from "vscode";
import type { LiveClusterNews } from "../../server/src/protocol";
import type { KnownCluster } from "./fleet/schemas/snapshotIndex";

/**
 * Where the part that talks to clusters leaves which of them are known and what they have, for the part that talks to the language server.
 * Either may be loaded first, or alone.
 */
export class ClusterBoard implements vscode.Disposable {
	private readonly changed = new vscode.EventEmitter<void>();
	readonly onDidChange = this.changed.event;
	private readonly liveChanged = new vscode.EventEmitter<void>();
	readonly onDidChangeLive = this.liveChanged.event;
	private latest: readonly KnownCluster[] | undefined;
	private latestLive: readonly LiveClusterNews[] = [];

	/** @param folder where snapshots of clusters are kept, and what was known in earlier sessions */
	constructor(readonly folder: string) {}

	/** Absent until the fleet told. */
	get clusters(): readonly KnownCluster[] | undefined {
		return this.latest;
	}

	/** Takes the place of what was told before. */
	tell(clusters: readonly KnownCluster[]): void {
		this.latest = clusters;
		this.changed.fire();
	}

	/** What connected clusters have, as far as the fleet follows it. */
	get live(): readonly LiveClusterNews[] {
		return this.latestLive;
	}

	/** Takes the place of what was told before; a cluster where nothing changed is the same object. */
	tellLive(clusters: readonly LiveClusterNews[]): void {
		this.latestLive = clusters;
		this.liveChanged.fire();
	}

	dispose(): void {
		this.changed.dispose();
		this.liveChanged.dispose();
	}
}
