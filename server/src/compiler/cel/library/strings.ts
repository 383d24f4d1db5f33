import type { Environment } from "@marcbachmann/cel-js";
import { fromGoPattern } from "../../../engine/schema/crd/pattern";
import { failure, undecided } from "../errors";
import type { CelValue } from "../values";

/** Functions on texts: Kubernetes' regular expressions, and those of CEL's extension that the library leaves out. */
export function registerStrings(environment: Environment): void {
	const matches = (text: string, pattern: string) => goPattern(pattern, "").test(text);
	environment
		.registerFunction("string.goMatches(string): bool", matches)
		.registerFunction("goMatches(string, string): bool", matches)
		.registerFunction(
			"string.find(string): string",
			(text: string, pattern: string) => text.match(goPattern(pattern, ""))?.[0] ?? "",
		)
		.registerFunction("string.findAll(string): list<string>", (text: string, pattern: string) =>
			findAll(text, pattern, -1n),
		)
		.registerFunction("string.findAll(string, int): list<string>", findAll)
		.registerFunction("string.charAt(int): string", (text: string, index: bigint) => {
			const letters = [...text];
			if (index < 0n || index > BigInt(letters.length)) throw failure(`index out of range: ${index}`);
			return letters[Number(index)] ?? "";
		})
		.registerFunction("string.replace(string, string): string", (text: string, from: string, to: string) =>
			text.split(from).join(to),
		)
		.registerFunction("string.replace(string, string, int): string", replaceSome)
		.registerFunction("string.reverse(): string", (text: string) => [...text].reverse().join(""))
		.registerFunction("string.format(list): string", (text: string, values: readonly CelValue[]) =>
			format(text, values),
		)
		.registerType("StringsNamespace", StringsNamespace)
		.registerConstant("strings", "StringsNamespace", new StringsNamespace())
		.registerFunction("StringsNamespace.quote(string): string", (_: unknown, text: string) => quote(text));
}

class StringsNamespace {}

function findAll(text: string, pattern: string, limit: bigint): string[] {
	const found = [...text.matchAll(goPattern(pattern, "g"))].map(([match]) => match);
	return limit < 0n ? found : found.slice(0, Number(limit));
}

function goPattern(pattern: string, flags: string): RegExp {
	const translated = fromGoPattern(pattern);
	if (translated === undefined) throw undecided(`no such pattern in JavaScript: ${pattern}`);
	return new RegExp(translated, flags);
}

function replaceSome(text: string, from: string, to: string, limit: bigint): string {
	if (limit < 0n) return text.split(from).join(to);
	const parts = text.split(from);
	const count = Math.min(Number(limit), parts.length - 1);
	return (
		parts.slice(0, count + 1).join(to) +
		parts
			.slice(count + 1)
			.map((part) => from + part)
			.join("")
	);
}

function quote(text: string): string {
	return `"${[...text].map((letter) => (`"\\`.includes(letter) ? `\\${letter}` : (quoted[letter] ?? letter))).join("")}"`;
}

const quoted: Readonly<Record<string, string>> = {
	"\u0007": "\\a",
	"\b": "\\b",
	"\f": "\\f",
	"\n": "\\n",
	"\r": "\\r",
	"\t": "\\t",
	"\v": "\\v",
};

/** Fills in what stands for values in a text: `%s`, `%d`, `%f` and the like. */
function format(text: string, values: readonly CelValue[]): string {
	let next = 0;
	const filled = text.replaceAll(
		/%(?:%|(?:\.(\d+))?([a-zA-Z]))/g,
		(whole, digits: string | undefined, verb: string) => {
			if (whole === "%%") return "%";
			if (next >= values.length) throw failure(`index ${next} out of range`);
			return formatOne(values[next++], verb, digits === undefined ? 6 : Number(digits));
		},
	);
	return filled;
}

function formatOne(value: CelValue, verb: string, digits: number): string {
	const whole = typeof value === "bigint";
	switch (verb) {
		case "s":
			return asText(value);
		case "d":
			if (whole) return value.toString();
			break;
		case "f":
			if (whole || typeof value === "number") return Number(value).toFixed(digits);
			break;
		case "e":
			if (whole || typeof value === "number") {
				return Number(value)
					.toExponential(digits)
					.replace(/e([+-])(\d)$/, "e$10$2");
			}
			break;
		case "b":
			if (typeof value === "boolean") return value ? "1" : "0";
			if (whole) return value.toString(2);
			break;
		case "o":
			if (whole) return value.toString(8);
			break;
		case "x":
		case "X": {
			const hexadecimal =
				typeof value === "string" || value instanceof Uint8Array
					? Buffer.from(value).toString("hex")
					: whole
						? value.toString(16)
						: undefined;
			if (hexadecimal !== undefined) return verb === "x" ? hexadecimal : hexadecimal.toUpperCase();
			break;
		}
	}
	throw undecided(`%${verb} of such a value`);
}

function asText(value: CelValue): string {
	if (Array.isArray(value)) return `[${value.map(asText).join(", ")}]`;
	if (value instanceof Map) {
		return `{${[...value]
			.map(([key, inner]) => `${asText(key)}: ${asText(inner)}`)
			.toSorted()
			.join(", ")}}`;
	}
	if (value instanceof Date) return value.toISOString().replace(".000Z", "Z");
	if (value instanceof Uint8Array) return Buffer.from(value).toString("utf8");
	if (value === null) return "null";
	return String(value);
}
