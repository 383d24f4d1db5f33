/** Time and chance, handed in so that tests need neither. */
export interface Timing {
	/** Milliseconds since the epoch. */
	now(): number;
	/** A number from 0 up to but not including 1. */
	random(): number;
	/** Resolves after the time has passed, or at once when the signal is or becomes aborted. Never rejects. */
	wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The clock and the dice of the machine. */
export const systemTiming: Timing = {
	now: () => Date.now(),
	random: () => Math.random(),
	wait: (milliseconds, signal) =>
		new Promise((resolve) => {
			if (signal.aborted) {
				resolve();
				return;
			}
			const end = () => {
				clearTimeout(timer);
				signal.removeEventListener("abort", end);
				resolve();
			};
			const timer = setTimeout(end, milliseconds);
			signal.addEventListener("abort", end, { once: true });
		}),
};

/** Delays between attempts: each about twice the one before, up to a bound, spread so that clients do not march in step. */
export class Backoff {
	private attempts = 0;

	constructor(
		private readonly timing: Pick<Timing, "random">,
		private readonly first = 1_000,
		private readonly most = 60_000,
	) {}

	/** Milliseconds to wait before the next attempt: between half and all of the current bound. */
	next(): number {
		const bound = Math.min(this.most, this.first * 2 ** Math.min(this.attempts, 30));
		this.attempts += 1;
		return Math.round(bound * (0.5 + this.timing.random() / 2));
	}

	/** After a success: the next failure waits briefly again. */
	reset(): void {
		this.attempts = 0;
	}
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) resolve();
		else signal.addEventListener("abort", () => resolve(), { once: true });
	});
}
