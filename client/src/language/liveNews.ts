import * as vscode from "vscode";
import { type LanguageClient, State } from "vscode-languageclient/node";
import { type LiveClusterNews, type LiveObjectsParams, liveObjectsNotification } from "../../../server/src/protocol";
import type { ClusterBoard } from "../clusterBoard";

/** Tells the language server which objects clusters have; after the first time, only of clusters where that changed. */
export class LiveNews implements vscode.Disposable {
	private readonly disposable: vscode.Disposable;
	private sent = new Map<string, LiveClusterNews>();

	constructor(
		private readonly client: LanguageClient,
		private readonly board: ClusterBoard,
	) {
		this.disposable = vscode.Disposable.from(
			board.onDidChangeLive(() => this.send()),
			// A server that is started again knows nothing.
			client.onDidChangeState(({ newState }) => {
				if (newState !== State.Running) return;
				this.sent.clear();
				this.send();
			}),
		);
		this.send();
	}

	dispose(): void {
		this.disposable.dispose();
	}

	private send(): void {
		if (!this.client.isRunning()) return;
		const now = new Map(this.board.live.map((cluster) => [cluster.id, cluster]));
		const clusters = [...now.values()].filter((cluster) => this.sent.get(cluster.id) !== cluster);
		const gone = [...this.sent.keys()].filter((id) => !now.has(id));
		if (clusters.length + gone.length === 0) return;
		this.sent = now;
		const params: LiveObjectsParams = { clusters, gone };
		this.client.sendNotification(liveObjectsNotification, params).catch(() => {
			// The server ended meanwhile; the next one is told when it runs.
		});
	}
}
