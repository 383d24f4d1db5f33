import { type ModelProperty, numberFrom, type PropertyType } from "./property";

/** Why a value does not fit a property. */
export type ValueFault =
	| { readonly kind: "type"; readonly type: PropertyType; readonly instead: string | undefined }
	| { readonly kind: "stream" }
	| { readonly kind: "below"; readonly limit: string }
	| { readonly kind: "above"; readonly limit: string };

/** What Go's `strconv.ParseBool` takes, which mappers use. */
const booleans = new Set(["1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"]);

const switches: ReadonlyMap<string, string> = new Map([
	["on", "true"],
	["yes", "true"],
	["off", "false"],
	["no", "false"],
]);

const int64 = { minimum: -(2n ** 63n), maximum: 2n ** 63n - 1n };

/** Go takes these for a floating-point number as well. */
const notFinite = /^[+-]?(?:inf|infinity|nan)$/i;

/**
 * What is wrong with a value for a property; `undefined` where it fits, and where the model does not say enough to tell.
 *
 * @param text the value as manifests hold it
 */
export function valueFault(text: string, property: ModelProperty): ValueFault | undefined {
	const { type } = property;
	switch (type) {
		case "INT":
			return wholeFault(text) ?? limitFault(text, property);
		case "FLOAT":
		case "DOUBLE":
			if (notFinite.test(text)) return undefined;
			if (numberFrom(text) === undefined) return { kind: "type", type, instead: withPoint(text) };
			return limitFault(text, property);
		case "BOOLEAN":
			if (booleans.has(text)) return undefined;
			return {
				kind: "type",
				type,
				instead: switches.get(text.toLowerCase()) ?? trimmed(text, booleans.has.bind(booleans)),
			};
		case "STREAM":
			return { kind: "stream" };
		default:
			return undefined;
	}
}

function wholeFault(text: string): ValueFault | undefined {
	if (/^[+-]?\d+$/.test(text)) {
		const value = BigInt(text.replace(/^\+/, ""));
		return value < int64.minimum || value > int64.maximum
			? { kind: "type", type: "INT", instead: undefined }
			: undefined;
	}
	const value = numberFrom(text.trim());
	const instead = value !== undefined && Number.isSafeInteger(value) ? String(value) : undefined;
	return { kind: "type", type: "INT", instead };
}

function limitFault(text: string, { minimum, maximum, range }: ModelProperty): ValueFault | undefined {
	const value = Number(text);
	const lowest = minimum?.value ?? range?.minimum;
	const highest = maximum?.value ?? range?.maximum;
	// Limits that contradict each other are the model's fault.
	if (lowest !== undefined && highest !== undefined && lowest > highest) return undefined;
	if (lowest !== undefined && value < lowest) return { kind: "below", limit: minimum?.text ?? String(lowest) };
	if (highest !== undefined && value > highest) return { kind: "above", limit: maximum?.text ?? String(highest) };
	return undefined;
}

/** A decimal comma, or blanks around a number, read as they are meant. */
function withPoint(text: string): string | undefined {
	const meant = text.trim().replace(/^([+-]?\d+),(\d+)$/, "$1.$2");
	return numberFrom(meant) === undefined ? undefined : meant;
}

function trimmed(text: string, fits: (text: string) => boolean): string | undefined {
	return fits(text.trim()) ? text.trim() : undefined;
}
