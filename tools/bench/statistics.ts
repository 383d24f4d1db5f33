/** What a series of measurements comes to. */
export interface Series {
	readonly p50: number;
	readonly p95: number;
	readonly samples: number;
}

/** @returns the value below which a share of all values lies; not a number where there are none */
export function percentile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function series(values: readonly number[]): Series {
	return { p50: percentile(values, 0.5), p95: percentile(values, 0.95), samples: values.length };
}

/** @returns milliseconds that something took */
export async function timed(action: () => Promise<unknown>): Promise<number> {
	const start = performance.now();
	await action();
	return performance.now() - start;
}
