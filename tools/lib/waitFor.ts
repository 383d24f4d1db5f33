import { setTimeout as delay } from "node:timers/promises";

export interface WaitOptions {
	/** How long the condition may take to become true, in milliseconds. */
	readonly timeoutMs: number;
	/** What is waited for; the error says "Waited … s in vain for <what>". */
	readonly what: string;
	/** Time between two looks at the condition, in milliseconds; 50 unless told. */
	readonly intervalMs?: number;
}

/** Thrown by a condition that can no longer become true: the wait ends at once, with this error. */
export class StopWaiting extends Error {}

/**
 * Looks at a condition again and again until it gives something other than `undefined`, `null` or `false`.
 *
 * @param condition may throw while it does not hold yet, so that assertions can be waited for
 * @returns what the condition gave
 * @throws Error that names what was waited for and, where there was one, the last error of the condition
 */
export async function waitFor<T>(
	condition: () => T | Promise<T>,
	options: WaitOptions,
): Promise<Exclude<T, undefined | null | false>> {
	const { timeoutMs, what, intervalMs = 50 } = options;
	const deadline = performance.now() + timeoutMs;
	let last: unknown;
	do {
		try {
			const value = await condition();
			if (value !== undefined && value !== null && value !== false) {
				return value as Exclude<T, undefined | null | false>;
			}
			last = undefined;
		} catch (error) {
			if (error instanceof StopWaiting) throw error;
			last = error;
		}
		await delay(intervalMs);
	} while (performance.now() < deadline);
	const reason = last === undefined ? "" : `: ${last instanceof Error ? last.message : String(last)}`;
	throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}${reason}`, { cause: last });
}
