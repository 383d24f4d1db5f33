/** How many bytes the suffixes of quantities stand for. */
const suffixes: readonly (readonly [string, number])[] = [
	["Ti", 2 ** 40],
	["Gi", 2 ** 30],
	["Mi", 2 ** 20],
	["Ki", 2 ** 10],
];

/**
 * A number of bytes in words, where the text does not show how much it is: a bare number, or thousandths of bytes.
 *
 * @returns `undefined` where the text says it well enough
 */
export function plainBytes(text: string): string | undefined {
	const found = /^(\d+)(m?)$/.exec(text);
	if (found === null) return undefined;
	const [, digits = "", milli = ""] = found;
	const bytes = Number(digits) / (milli === "" ? 1 : 1000);
	if (bytes < 1024) return milli === "" ? undefined : `${bytes} B`;
	const [suffix, size] = suffixes.find(([, each]) => bytes >= each) ?? ["Ki", 1024];
	return `${round(bytes / size)} ${suffix}B`;
}

const spans: readonly (readonly [string, number])[] = [
	["d", 86_400_000],
	["h", 3_600_000],
	["min", 60_000],
	["s", 1000],
];

/** A number of milliseconds in larger units; `undefined` below a second. */
export function plainMilliseconds(count: number): string | undefined {
	const unit = spans.find(([, each]) => count >= each);
	return unit === undefined ? undefined : `${round(count / unit[1])} ${unit[0]}`;
}

function round(value: number): string {
	return String(Math.round(value * 10) / 10);
}
