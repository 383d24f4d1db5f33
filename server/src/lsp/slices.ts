import { setImmediate as turn } from "node:timers/promises";
import { type CancellationToken, LSPErrorCodes, ResponseError } from "vscode-languageserver";

/** Milliseconds that long work takes before others have their turn: less than anyone notices. */
const slice = 4;

/** Parts long work, so that what the user does in between is answered at once. */
export class Slices {
	private started = performance.now();

	/** @param token says whether the result is still wanted */
	constructor(private readonly token?: CancellationToken) {}

	/** Whether it is time to let others have their turn. */
	get over(): boolean {
		return performance.now() - this.started >= slice;
	}

	/**
	 * Lets others have their turn where it is time; call it often.
	 *
	 * @throws ResponseError where the result is no longer wanted
	 */
	async pause(): Promise<void> {
		if (!this.over) return;
		await turn();
		this.started = performance.now();
		if (this.token?.isCancellationRequested) throw cancelled();
	}
}

export function cancelled(): ResponseError<void> {
	return new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled.");
}
