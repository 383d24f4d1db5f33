import { isDeepStrictEqual } from "node:util";
import type { Diagnostic } from "vscode-languageserver";
import type { Session } from "../session";
import type { Reports } from "./reports";

/** Sends diagnostics of open documents, for clients that do not ask for them. */
export class DiagnosticsPush {
	private readonly sent = new Map<string, readonly Diagnostic[]>();

	constructor(
		private readonly session: Session,
		private readonly reports: Reports,
	) {}

	/** Tells of a document that was edited: also where nothing else is to be told, so that the client knows it is current. */
	edited(uri: string): void {
		this.send(uri, this.reports.of(uri));
	}

	/** Tells of a document again, where something else is to be told now. */
	recheck(uri: string): void {
		const diagnostics = this.reports.of(uri);
		const former = this.sent.get(uri);
		if (former !== diagnostics && !isDeepStrictEqual(former, diagnostics)) this.send(uri, diagnostics);
	}

	closed(uri: string): void {
		this.sent.delete(uri);
		void this.session.connection.sendDiagnostics({ uri, diagnostics: [] });
	}

	private send(uri: string, diagnostics: Diagnostic[]): void {
		const version = this.session.documents.get(uri)?.version;
		if (version === undefined) return;
		this.sent.set(uri, diagnostics);
		void this.session.connection.sendDiagnostics({ uri, version, diagnostics });
	}
}
