import { type Connection, DiagnosticRefreshRequest, type ServerCapabilities } from "vscode-languageserver";
import type { ClientAbilities } from "../abilities";
import type { Session } from "../session";
import { DiagnosticsPull } from "./pull";
import { DiagnosticsPush } from "./push";
import { Reports } from "./reports";
import { WorkspacePull } from "./workspacePull";

/** Milliseconds without a change before documents that nobody edits are looked at again. */
const settling = 100;

/** What is offered to a client that asks for diagnostics itself; others are sent them. */
export function diagnosticCapabilities({ pullsDiagnostics }: ClientAbilities): ServerCapabilities {
	if (!pullsDiagnostics) return {};
	return {
		diagnosticProvider: { identifier: "edgewise", interFileDependencies: true, workspaceDiagnostics: true },
	};
}

/** Tells what is wrong: of an edited document at once, of others when they are affected. */
export class Diagnostics {
	private readonly push: DiagnosticsPush;
	private readonly pull: DiagnosticsPull;
	private readonly workspace: WorkspacePull;
	private readonly edited = new Set<string>();
	private timer: NodeJS.Timeout | undefined;
	private sweeping = false;
	private again = false;
	private isSettled = false;

	constructor(private readonly session: Session) {
		const reports = new Reports(session);
		this.push = new DiagnosticsPush(session, reports);
		this.pull = new DiagnosticsPull(session, reports);
		this.workspace = new WorkspacePull(session, reports);
	}

	/** Answers requests. */
	register(connection: Connection): void {
		connection.languages.diagnostics.on(async (params) => {
			await this.session.settled;
			return this.pull.answer(params);
		});
		connection.languages.diagnostics.onWorkspace((params, token, _, reporter) =>
			this.workspace.answer(params, token, reporter),
		);
	}

	/** Settings are known now, or others than before. */
	settled(): void {
		this.isSettled = true;
		for (const uri of this.session.documents.uris) this.documentChanged(uri);
		this.changed();
	}

	/** A document was opened or edited. */
	documentChanged(uri: string): void {
		// After the changes that are already in the queue, once for all of them.
		if (this.isSettled && !this.session.abilities.pullsDiagnostics && !this.edited.has(uri)) {
			this.edited.add(uri);
			setImmediate(() => {
				this.edited.delete(uri);
				this.push.edited(uri);
			});
		}
		this.changed();
	}

	documentClosed(uri: string): void {
		if (!this.session.abilities.pullsDiagnostics) this.push.closed(uri);
		this.pull.closed(uri);
		this.workspace.closed(uri);
		this.changed();
	}

	/** What is told of any file may be out of date. */
	changed(): void {
		this.workspace.changed();
		clearTimeout(this.timer);
		this.timer = setTimeout(() => void this.recheck(), settling);
	}

	/** The server stops: what is still open is answered. */
	end(): void {
		clearTimeout(this.timer);
		this.workspace.end();
	}

	/** Looks at open documents again, one after the other. */
	private async recheck(): Promise<void> {
		if (this.sweeping) {
			this.again = true;
			return;
		}
		if (!this.isSettled) return;
		this.sweeping = true;
		const { abilities, documents, connection } = this.session;
		let outdated = false;
		for (const uri of documents.uris) {
			// An edited document is about to be told of anyway.
			if (this.edited.has(uri) || documents.get(uri) === undefined) continue;
			if (abilities.pullsDiagnostics) outdated = this.pull.outdated(uri) || outdated;
			else this.push.recheck(uri);
			await new Promise((resolve) => setImmediate(resolve));
		}
		this.sweeping = false;
		if (outdated && abilities.refreshesDiagnostics) {
			connection.sendRequest(DiagnosticRefreshRequest.type).catch(() => {
				// The client is about to end, or does not keep to what it said; it asks again with the next change.
			});
		}
		if (this.again) {
			this.again = false;
			this.changed();
		}
	}
}
