const factors: Readonly<Record<string, number>> = {
	n: 1e-9,
	u: 1e-6,
	m: 1e-3,
	"": 1,
	k: 1e3,
	M: 1e6,
	G: 1e9,
	T: 1e12,
	P: 1e15,
	E: 1e18,
	Ki: 2 ** 10,
	Mi: 2 ** 20,
	Gi: 2 ** 30,
	Ti: 2 ** 40,
	Pi: 2 ** 50,
	Ei: 2 ** 60,
};

/** A number and a suffix, or a number with an exponent. */
const form = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/;

/** A quantity as Kubernetes writes it, read. */
export interface Quantity {
	/** Cores, bytes or pieces. */
	readonly value: number;
	/** As it is written: `m`, `Mi`; empty where there is none. */
	readonly suffix: string;
	/** The number before the suffix, as it is written. */
	readonly digits: string;
}

/** Reads a quantity such as `250m`, `2Gi` or `1e3`; `undefined` for anything else. */
export function quantityOf(value: unknown): Quantity | undefined {
	if (typeof value === "number") return { value, suffix: "", digits: String(value) };
	if (typeof value !== "string") return undefined;
	const [, digits = "", exponent, suffix = ""] = form.exec(value) ?? [];
	if (digits === "") return undefined;
	if (exponent !== undefined) return { value: Number(digits + exponent), suffix: "", digits: digits + exponent };
	return { value: Number(digits) * (factors[suffix] ?? 1), suffix, digits };
}

/** Bytes for people: `1.5Gi`, `640Mi`. */
export function bytesText(bytes: number): string {
	const units = ["", "Ki", "Mi", "Gi", "Ti"] as const;
	let value = bytes;
	let unit = 0;
	while (Math.abs(value) >= 1024 && unit < units.length - 1) {
		value /= 1024;
		unit++;
	}
	return `${rounded(value)}${units[unit]}`;
}

/** Cores for people: `1.5`, `250m`. */
export function coresText(cores: number): string {
	return Math.abs(cores) < 1 && cores !== 0 ? `${rounded(cores * 1000)}m` : rounded(cores);
}

function rounded(value: number): string {
	return String(Math.round(value * 100) / 100);
}
