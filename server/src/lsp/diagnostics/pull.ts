import {
	type DocumentDiagnosticParams,
	type DocumentDiagnosticReport,
	DocumentDiagnosticReportKind,
} from "vscode-languageserver";
import type { Session } from "../session";
import { type Reports, resultIdOf } from "./reports";

/** Answers clients that ask for diagnostics, and tells them when to ask again. */
export class DiagnosticsPull {
	/** What was answered last for open documents. */
	private readonly answered = new Map<string, { readonly version: number; readonly resultId: string }>();

	constructor(
		private readonly session: Session,
		private readonly reports: Reports,
	) {}

	/** All to tell about a document, or that it is still the same. */
	answer({ textDocument: { uri }, previousResultId }: DocumentDiagnosticParams): DocumentDiagnosticReport {
		const items = this.reports.of(uri);
		const resultId = resultIdOf(items);
		const version = this.session.documents.get(uri)?.version;
		if (version !== undefined) this.answered.set(uri, { version, resultId });
		return previousResultId === resultId
			? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
			: { kind: DocumentDiagnosticReportKind.Full, resultId, items };
	}

	/**
	 * Whether something else would be answered for a document than was. It counts as answered then, so that a client that
	 * does not ask for what it does not show is not told again and again.
	 */
	outdated(uri: string): boolean {
		const former = this.answered.get(uri);
		// Of a document that was edited since, the client asks by itself.
		if (former === undefined || former.version !== this.session.documents.get(uri)?.version) return false;
		const resultId = resultIdOf(this.reports.of(uri));
		if (resultId === former.resultId) return false;
		this.answered.set(uri, { ...former, resultId });
		return true;
	}

	closed(uri: string): void {
		this.answered.delete(uri);
	}
}
