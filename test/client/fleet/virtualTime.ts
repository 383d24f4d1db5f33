import type { Timing } from "../../../client/src/fleet/timing";

/** A clock that stands still until a test moves it, and dice that always fall the same. */
export class VirtualTime implements Timing {
	private time: number;
	private readonly waiting = new Set<{ readonly due: number; readonly end: () => void }>();
	/** The pauses that were asked for, in order. */
	readonly pauses: number[] = [];

	constructor(start = Date.parse("2026-05-04T12:00:00Z")) {
		this.time = start;
	}

	now(): number {
		return this.time;
	}

	/** The top of every spread, so that pauses are the bounds themselves. */
	random(): number {
		return 1;
	}

	wait(milliseconds: number, signal: AbortSignal): Promise<void> {
		this.pauses.push(milliseconds);
		return new Promise((resolve) => {
			const end = () => {
				this.waiting.delete(entry);
				signal.removeEventListener("abort", end);
				resolve();
			};
			const entry = { due: this.time + milliseconds, end };
			if (signal.aborted || milliseconds <= 0) {
				resolve();
				return;
			}
			this.waiting.add(entry);
			signal.addEventListener("abort", end, { once: true });
		});
	}

	/** Lets time pass, ending the pauses that fall into it one after the other, each with what follows from it. */
	async pass(milliseconds: number): Promise<void> {
		const target = this.time + milliseconds;
		await settle();
		for (;;) {
			const [next] = [...this.waiting].filter(({ due }) => due <= target).sort((a, b) => a.due - b.due);
			if (next === undefined) break;
			this.time = Math.max(this.time, next.due);
			next.end();
			await settle();
		}
		this.time = target;
	}
}

/** Lets everything that needs no time happen. */
export async function settle(): Promise<void> {
	for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
