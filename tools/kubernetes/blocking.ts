/**
 * Blocks this thread until a condition holds, for work that has to be done while the process exits.
 *
 * @throws Error that names what was waited for, after 10 s
 */
export function waitUntilBlocking(condition: () => boolean, what: string): void {
	const deadline = performance.now() + 10_000;
	while (!condition()) {
		if (performance.now() > deadline) throw new Error(`Waited 10 s in vain for ${what}`);
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
	}
}
