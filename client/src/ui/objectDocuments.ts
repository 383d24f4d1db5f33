import * as vscode from "vscode";
import { failureOf } from "../fleet/failures";
import type { Fleet } from "../fleet/fleet";
import type { ObjectReference } from "../fleet/objects";
import { visibleYaml } from "../fleet/operations/normalize";
import { failureSentences, objectText } from "./operationText";

const scheme = "edgewise-object";

/** Shows live objects as read-only YAML, credentials hidden. A document is read again whenever it is opened. */
export class ObjectDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
	private readonly changed = new vscode.EventEmitter<vscode.Uri>();
	readonly onDidChange = this.changed.event;
	private readonly registration: vscode.Disposable;

	constructor(private readonly fleet: Fleet) {
		this.registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
	}

	/** Opens an object of a cluster; where it is open, reads it again. */
	async open(contextName: string, reference: ObjectReference): Promise<void> {
		const { kind, name, namespace } = reference;
		const parts = [contextName, ...(namespace === undefined ? [] : [namespace]), kind, `${name}.yaml`];
		const uri = vscode.Uri.from({
			scheme,
			path: `/${parts.map((part) => part.replaceAll("/", "_")).join("/")}`,
			// An editor outlives the window: the address says all that is needed to read the object again.
			query: JSON.stringify({ contextName, reference }),
		});
		const open = vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
		if (open) this.changed.fire(uri);
		await vscode.window.showTextDocument(uri, { preview: true });
	}

	/** For VS Code. */
	async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
		const { contextName, reference } = JSON.parse(uri.query) as { contextName: string; reference: ObjectReference };
		const connection = this.fleet.connections.find(({ context }) => context.name === contextName);
		if (connection === undefined) {
			return comment(vscode.l10n.t("The kubeconfig has no context “{0}” (any more).", contextName));
		}
		if (!vscode.workspace.isTrusted)
			return comment(vscode.l10n.t("Clusters are contacted in trusted workspaces only."));
		const controller = new AbortController();
		token.onCancellationRequested(() => controller.abort());
		try {
			const live = await connection.api.get(reference, controller.signal);
			if (live !== undefined) return visibleYaml(live, { status: true });
			return comment(vscode.l10n.t("{0} is not on {1} (any more).", objectText(reference), contextName));
		} catch (error) {
			return comment(failureSentences(failureOf(error), connection));
		}
	}

	dispose(): void {
		this.registration.dispose();
		this.changed.dispose();
	}
}

function comment(text: string): string {
	return `${text
		.split("\n")
		.map((line) => `# ${line}`)
		.join("\n")}\n`;
}
