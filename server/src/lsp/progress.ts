import type { WorkDoneProgressServerReporter } from "vscode-languageserver";
import type { Session } from "./session";

/** Milliseconds after which reading the workspace is worth telling. */
const noticeable = 700;

/** Shows the user that the workspace is being read, where that takes long. */
export class ReadingProgress {
	private timer: NodeJS.Timeout | undefined;
	private files = 0;
	private reporter: WorkDoneProgressServerReporter | undefined;
	private told = 0;

	constructor(private readonly session: Session) {}

	/** @param files how many were read; `undefined` when all were */
	report(files: number | undefined): void {
		if (files === undefined) {
			clearTimeout(this.timer);
			this.timer = undefined;
			this.reporter?.done();
			this.reporter = undefined;
			return;
		}
		this.files = files;
		this.timer ??= setTimeout(() => void this.begin(), noticeable);
		const now = performance.now();
		if (this.reporter !== undefined && now - this.told > 200) {
			this.told = now;
			this.reporter.report(this.words.filesRead(files));
		}
	}

	private get words() {
		return this.session.workbench.words;
	}

	private async begin(): Promise<void> {
		const { abilities, connection } = this.session;
		if (!abilities.progress) return;
		try {
			const reporter = await connection.window.createWorkDoneProgress();
			// All may have been read while the client made room for the progress.
			if (this.timer === undefined) return;
			reporter.begin(this.words.reading, undefined, this.words.filesRead(this.files));
			this.reporter = reporter;
		} catch {
			// A client that shows no progress after all.
		}
	}
}
