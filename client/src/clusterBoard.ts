import * as vscode from "vscode";
import type { KnownCluster } from "./fleet/schemas/snapshotIndex";

/**
 * Where the part that talks to clusters leaves which of them are known, for the part that talks to the language server.
 * Either may be loaded first, or alone.
 */
export class ClusterBoard implements vscode.Disposable {
	private readonly changed = new vscode.EventEmitter<void>();
	readonly onDidChange = this.changed.event;
	private latest: readonly KnownCluster[] | undefined;

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

	dispose(): void {
		this.changed.dispose();
	}
}
