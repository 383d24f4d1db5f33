import * as vscode from "vscode";
import { type LanguageClient, State } from "vscode-languageclient/node";
import { type ClustersParams, clustersNotification } from "../../../server/src/protocol";
import type { ClusterBoard } from "../clusterBoard";
import { type KnownCluster, rememberedClusters } from "../fleet/schemas/snapshotIndex";

/** Tells the language server which clusters are known: those of earlier sessions at first, then what the fleet tells. */
export class ClusterNews implements vscode.Disposable {
	private readonly sent = new vscode.EventEmitter<void>();
	/** The server was told of something new. */
	readonly onDidSend = this.sent.event;
	private readonly disposable: vscode.Disposable;
	private remembered: readonly KnownCluster[] = [];

	constructor(
		private readonly client: LanguageClient,
		private readonly board: ClusterBoard,
	) {
		this.disposable = vscode.Disposable.from(
			this.sent,
			board.onDidChange(() => this.send()),
			// A server that is started again knows nothing.
			client.onDidChangeState(({ newState }) => {
				if (newState === State.Running) this.send();
			}),
		);
		void rememberedClusters(board.folder).then((clusters) => {
			this.remembered = clusters;
			this.send();
		});
	}

	/** What is known of a cluster. */
	cluster(id: string): KnownCluster | undefined {
		return this.clusters.find((cluster) => cluster.id === id);
	}

	dispose(): void {
		this.disposable.dispose();
	}

	private get clusters(): readonly KnownCluster[] {
		return this.board.clusters ?? this.remembered;
	}

	private send(): void {
		if (!this.client.isRunning()) return;
		const params: ClustersParams = { clusters: this.clusters };
		this.client.sendNotification(clustersNotification, params).then(
			() => this.sent.fire(),
			() => {
				// The server ended meanwhile; the next one is told when it runs.
			},
		);
	}
}
