/** What to wait for, how long, how often to look. */
export interface WaitOptions {
	/** What is waited for; ends the sentence "waited 30 s for …". */
	readonly what: string;
	readonly timeoutMs: number;
	/** Milliseconds between two looks; 50 unless given. */
	readonly everyMs?: number;
}

/**
 * Looks again and again until `check` gives something other than `undefined` or `false`.
 *
 * @returns what `check` gave
 * @throws Error that names what was waited for and how long; whatever `check` throws
 */
export async function waitUntil<T>(
	check: () => T | undefined | false | Promise<T | undefined | false>,
	{ what, timeoutMs, everyMs = 50 }: WaitOptions,
): Promise<T> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const found = await check();
		if (found !== undefined && found !== false) return found;
		if (Date.now() >= deadline) throw new Error(`Waited ${timeoutMs / 1000} s for ${what}, in vain.`);
		await new Promise((resolve) => setTimeout(resolve, everyMs));
	}
}
