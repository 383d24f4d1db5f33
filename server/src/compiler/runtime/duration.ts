// Part of every validator: durations as API servers read them (k8s.io/kube-openapi, strfmt.ParseDuration).

const nanoseconds = { ns: 1, us: 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9, d: 86400e9, w: 604800e9 } as const;
type Unit = keyof typeof nanoseconds;

const goDuration = /^[-+]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;
const scalaDuration = /^\s*(?:\d+\s*[A-Za-zµ]+\s*)+$/;

/** Names of units, longest spelling as the beginning of a word. */
const names: readonly (readonly [Unit, readonly string[], string])[] = [
	["ns", ["ns"], "nano"],
	["us", ["us", "µs"], "micro"],
	["ms", ["ms"], "milli"],
	["s", ["s"], "sec"],
	["m", ["m"], "min"],
	["h", ["h", "hr"], "hour"],
	["d", ["d"], "day"],
	["w", ["w", "wk"], "week"],
];

/**
 * Reads a duration: Go's notation such as `1h30m`, or whole numbers with units such as `3 days`.
 *
 * @returns nanoseconds; `undefined` for anything else
 */
export function parseDuration(text: string): number | undefined {
	if (goDuration.test(text)) {
		let sum = 0;
		for (const [, amount = "", unit = ""] of text.matchAll(/([\d.]+)([a-zµμ]+)/g)) {
			sum += Number(amount) * nanoseconds[unit.replace(/[µμ]/, "u") as Unit];
		}
		return text.startsWith("-") ? -sum : sum;
	}
	if (!scalaDuration.test(text)) return undefined;
	let sum: number | undefined;
	for (const [, amount = "", word = ""] of text.matchAll(/(\d+)\s*([A-Za-zµ]+)/g)) {
		const lower = word.toLowerCase();
		const unit = names.find(([, exact, start]) => exact.includes(lower) || lower.startsWith(start));
		if (unit !== undefined) sum = (sum ?? 0) + Number(amount) * nanoseconds[unit[0]];
	}
	return sum;
}
