import type { Environment } from "@marcbachmann/cel-js";
import { failure } from "../errors";
import type { Comparable } from "../values";

const pattern = /^([+-]?)(\d*)(?:\.(\d*))?([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;
const exponents: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const billion = 10n ** 9n;

/** An amount as Kubernetes writes them, in billionths: there is nothing finer. */
export class Quantity implements Comparable {
	constructor(readonly billionths: bigint) {}

	/** Reads a quantity; `undefined` where it is none. */
	static parse(text: string): Quantity | undefined {
		const [match, sign, whole = "", fraction = "", suffix = ""] = pattern.exec(text) ?? [];
		if (match === undefined || whole + fraction === "") return undefined;
		const binary = "KMGTPE".indexOf(suffix.slice(0, 1)) + 1;
		const factor = suffix.endsWith("i") ? 1024n ** BigInt(binary) : 1n;
		const exponent = suffix.endsWith("i") ? 0 : (exponents[suffix] ?? Number(suffix.slice(1)));
		const power = 9 + exponent - fraction.length;
		if (Math.abs(power) > 1000) return undefined;
		const amount = BigInt(whole + fraction) * factor;
		const scale = 10n ** BigInt(Math.abs(power));
		// What is finer is rounded up.
		const billionths = power >= 0 ? amount * scale : (amount + scale - 1n) / scale;
		return new Quantity(sign === "-" ? -billionths : billionths);
	}

	equals(other: unknown): boolean {
		return other instanceof Quantity && other.billionths === this.billionths;
	}

	compare(other: Quantity): bigint {
		return this.billionths < other.billionths ? -1n : this.billionths > other.billionths ? 1n : 0n;
	}

	get integer(): bigint | undefined {
		const value = this.billionths / billion;
		return value * billion === this.billionths && BigInt.asIntN(64, value) === value ? value : undefined;
	}
}

/** `quantity()` and what quantities can do. */
export function registerQuantities(environment: Environment): void {
	const parse = (text: string): Quantity => {
		const quantity = Quantity.parse(text);
		if (quantity === undefined) throw failure("quantities must match the regular expression of quantities");
		return quantity;
	};
	const plus = (a: Quantity, b: Quantity) => new Quantity(a.billionths + b.billionths);
	const minus = (a: Quantity, b: Quantity) => new Quantity(a.billionths - b.billionths);
	const whole = (value: bigint) => new Quantity(value * billion);
	environment
		.registerType("Quantity", Quantity)
		.registerFunction("quantity(string): Quantity", parse)
		.registerFunction("isQuantity(string): bool", (text: string) => Quantity.parse(text) !== undefined)
		.registerOperator("Quantity == Quantity", (a: Quantity, b: Quantity) => a.equals(b))
		.registerFunction("Quantity.sign(): int", (a: Quantity) => a.compare(whole(0n)))
		.registerFunction("Quantity.isInteger(): bool", (a: Quantity) => a.integer !== undefined)
		.registerFunction("Quantity.asInteger(): int", (a: Quantity) => {
			if (a.integer === undefined) throw failure("cannot convert value to integer");
			return a.integer;
		})
		.registerFunction("Quantity.asApproximateFloat(): double", (a: Quantity) => Number(a.billionths) / 1e9)
		.registerFunction("Quantity.add(Quantity): Quantity", plus)
		.registerFunction("Quantity.add(int): Quantity", (a: Quantity, b: bigint) => plus(a, whole(b)))
		.registerFunction("Quantity.sub(Quantity): Quantity", minus)
		.registerFunction("Quantity.sub(int): Quantity", (a: Quantity, b: bigint) => minus(a, whole(b)))
		.registerFunction("Quantity.mul(int): Quantity", (a: Quantity, b: bigint) => new Quantity(a.billionths * b))
		.registerFunction("Quantity.isLessThan(Quantity): bool", (a: Quantity, b: Quantity) => a.compare(b) < 0n)
		.registerFunction("Quantity.isGreaterThan(Quantity): bool", (a: Quantity, b: Quantity) => a.compare(b) > 0n)
		.registerFunction("Quantity.compareTo(Quantity): int", (a: Quantity, b: Quantity) => a.compare(b));
}
