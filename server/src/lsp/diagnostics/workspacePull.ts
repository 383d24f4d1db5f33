import { setTimeout as delay } from "node:timers/promises";
import {
	type CancellationToken,
	DocumentDiagnosticReportKind,
	type ResultProgressReporter,
	type WorkspaceDiagnosticParams,
	type WorkspaceDiagnosticReport,
	type WorkspaceDiagnosticReportPartialResult,
	type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import type { Session } from "../session";
import { cancelled, Slices } from "../slices";
import { type Reports, resultIdOf } from "./reports";

/** Milliseconds without a change before files are looked at again: a file takes little time, all of them take some. */
const settling = 300;

/** How many reports go in one message. */
const batch = 50;

type Reporter = ResultProgressReporter<WorkspaceDiagnosticReportPartialResult>;

/**
 * Answers `workspace/diagnostic`. A client that takes partial results is told of all files at first, then of each that
 * something else is to be told of; the request ends when it is cancelled or the next one comes. Other clients get one
 * answer.
 */
export class WorkspacePull {
	private changes = 0;
	private wake: (() => void) | undefined;
	/** Files that the client may know something of that it has not from here. */
	private readonly uncertain = new Set<string>();
	private current: { ended: boolean } | undefined;

	constructor(
		private readonly session: Session,
		private readonly reports: Reports,
	) {}

	/** What is told of any file may be out of date. */
	changed(): void {
		this.changes++;
		this.wake?.();
	}

	/** A document was closed: the client may go on to show what it was told of its last version. */
	closed(uri: string): void {
		this.uncertain.add(uri);
		this.changed();
	}

	/** Ends the request that is open: the server stops. */
	end(): void {
		if (this.current !== undefined) this.current.ended = true;
		this.wake?.();
	}

	/** @throws ResponseError where the request was cancelled */
	async answer(
		{ previousResultIds }: WorkspaceDiagnosticParams,
		token: CancellationToken,
		reporter: Reporter | undefined,
	): Promise<WorkspaceDiagnosticReport> {
		this.end();
		const request = { ended: false };
		this.current = request;
		const stop = token.onCancellationRequested(() => this.wake?.());
		const told = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
		const over = () => request.ended || token.isCancellationRequested;
		try {
			await this.untilComplete(over);
			const items: WorkspaceDocumentDiagnosticReport[] = [];
			const report = (some: WorkspaceDocumentDiagnosticReport[]) => {
				if (reporter === undefined) items.push(...some);
				else if (some.length > 0) reporter.report({ items: some });
			};
			for (let first = true; !over(); first = false) {
				const seen = this.changes;
				await this.sweep(told, first, report, token, over);
				if (reporter === undefined) break;
				await this.nextChange(seen, over);
			}
			if (token.isCancellationRequested) throw cancelled();
			return { items };
		} finally {
			stop.dispose();
			if (this.current === request) this.current = undefined;
		}
	}

	/** Looks at every file once. @param told what the client has of each file; brought up to date */
	private async sweep(
		told: Map<string, string>,
		first: boolean,
		report: (items: WorkspaceDocumentDiagnosticReport[]) => void,
		token: CancellationToken,
		over: () => boolean,
	): Promise<void> {
		const { workbench, documents } = this.session;
		const slices = new Slices(token);
		const uncertain = new Set(this.uncertain);
		this.uncertain.clear();
		const everywhere = workbench.settings.scope === "workspace";
		const open = new Set(documents.uris);
		const uris = new Set([...open, ...(everywhere ? workbench.files : []), ...told.keys(), ...uncertain]);
		let items: WorkspaceDocumentDiagnosticReport[] = [];
		for (const uri of uris) {
			const isOpen = documents.get(uri) !== undefined;
			const diagnostics = everywhere || isOpen ? this.reports.of(uri) : [];
			if (!isOpen) this.session.analysis().release(uri);
			const resultId = resultIdOf(diagnostics);
			const version = documents.get(uri)?.version ?? null;
			const known = told.get(uri);
			if (known === resultId && !uncertain.has(uri)) {
				if (first) items.push({ kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId });
			} else if (known !== undefined || diagnostics.length > 0 || uncertain.has(uri)) {
				items.push({ kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items: diagnostics });
				told.set(uri, resultId);
			}
			if (items.length >= batch) {
				report(items);
				items = [];
			}
			await slices.pause();
			if (over()) break;
		}
		report(items);
	}

	private async untilComplete(over: () => boolean): Promise<void> {
		while (!this.session.workbench.complete && !over()) await this.nextWake();
	}

	/** Waits until something changed since `seen`, and then for a moment without a change. */
	private async nextChange(seen: number, over: () => boolean): Promise<void> {
		while (this.changes === seen && !over()) await this.nextWake();
		for (let before = -1; before !== this.changes && !over(); ) {
			before = this.changes;
			await delay(settling);
		}
	}

	private nextWake(): Promise<void> {
		return new Promise((resolve) => {
			const former = this.wake;
			this.wake = () => {
				this.wake = undefined;
				former?.();
				resolve();
			};
		});
	}
}
