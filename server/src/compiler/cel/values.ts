import { Optional } from "@marcbachmann/cel-js";
import { Duration } from "@marcbachmann/cel-js/evaluator";
import type { JsonSchema } from "../../engine/schema/jsonSchema";
import { isRecord } from "../../engine/schema/record";
import { parseDuration } from "../runtime/duration";
import { formats } from "../runtime/formats";
import { undecided } from "./errors";
import type { SchemaGraph } from "./schemaGraph";

/** A value as expressions see it: integers are `bigint`, other numbers `number`, objects and maps are `Map`. */
export type CelValue = unknown;

/** Names that expressions cannot use as they are. */
const reserved = new Set(
	"true false null in as break const continue else for function if import let loop package namespace return var void while".split(
		" ",
	),
);

const escapes: Readonly<Record<string, string>> = {
	__: "__underscores__",
	".": "__dot__",
	"-": "__dash__",
	"/": "__slash__",
};

/** The name by which expressions call a field; `undefined` where they cannot. */
export function escapeName(name: string): string | undefined {
	if (!/^[A-Za-z_./-][\w./-]*$/.test(name)) return undefined;
	if (reserved.has(name)) return `__${name}__`;
	return name.replaceAll(/__|[./-]/g, (part) => escapes[part] ?? part);
}

/**
 * Converts a value of an object into one of expressions, as its schema says.
 *
 * @throws EvaluationError where it is not what the schema says
 */
export function toCel(value: unknown, schema: JsonSchema, graph: SchemaGraph): CelValue {
	if (value === null) return null;
	const shape = graph.shape(schema);
	if (shape["x-kubernetes-int-or-string"]) return plainToCel(value);
	if (Array.isArray(value)) {
		const { items } = shape;
		return items === undefined ? value.map(plainToCel) : value.map((item) => toCel(item, items, graph));
	}
	if (isRecord(value)) return objectToCel(value, shape, graph);
	if (typeof value === "string") return textToCel(value, shape.type === "string" ? shape.format : undefined);
	if (shape.type === "number" && (typeof value === "number" || typeof value === "bigint")) return Number(value);
	return plainToCel(value);
}

function objectToCel(value: Readonly<Record<string, unknown>>, shape: JsonSchema, graph: SchemaGraph): CelValue {
	const { properties, additionalProperties } = shape;
	if (properties === undefined) {
		const values = typeof additionalProperties === "object" ? additionalProperties : undefined;
		return new Map(
			Object.entries(value).map(([key, inner]) => [key, values ? toCel(inner, values, graph) : plainToCel(inner)]),
		);
	}
	const fields = new Map<string, CelValue>();
	for (const [name, field] of Object.entries(value)) {
		const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
		const escaped = property === undefined ? undefined : escapeName(name);
		if (property !== undefined && escaped !== undefined) fields.set(escaped, toCel(field, property, graph));
	}
	return fields;
}

function textToCel(value: string, format: string | undefined): CelValue {
	switch (format) {
		case "byte":
			if (!/^[\w+/=-]*$/.test(value)) throw undecided(`"${value}" is not base64`);
			return new Uint8Array(Buffer.from(value, "base64"));
		case "date":
		case "date-time": {
			const time = new Date(value);
			if (!formats[format](value) || Number.isNaN(time.getTime())) throw undecided(`"${value}" is no ${format}`);
			return time;
		}
		case "duration": {
			const nanoseconds = parseDuration(value);
			if (nanoseconds === undefined) throw undecided(`"${value}" is no duration`);
			const seconds = Math.trunc(nanoseconds / 1e9);
			return new Duration(seconds, nanoseconds - seconds * 1e9);
		}
		default:
			return value;
	}
}

function plainToCel(value: unknown): CelValue {
	if (Array.isArray(value)) return value.map(plainToCel);
	if (isRecord(value)) return new Map(Object.entries(value).map(([key, inner]) => [key, plainToCel(inner)]));
	return typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : value;
}

/** A value of our own types that expressions can compare. */
export interface Comparable {
	equals(other: unknown): boolean;
}

/** Whether two values are equal to expressions. */
export function celEqual(a: CelValue, b: CelValue): boolean {
	if (a === b) return true;
	if (isNumber(a) && isNumber(b)) return typeof a === typeof b ? a === b : a >= b && a <= b;
	if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => celEqual(item, b[i]));
	if (a instanceof Map) {
		return (
			b instanceof Map && a.size === b.size && [...a].every(([key, value]) => b.has(key) && celEqual(value, b.get(key)))
		);
	}
	if (a instanceof Date || a instanceof Duration) return compareCel(a, b) === 0;
	if (a instanceof Uint8Array) return b instanceof Uint8Array && Buffer.compare(a, b) === 0;
	if (a instanceof Optional) return false;
	return isComparable(a) && a.equals(b);
}

/** Orders numbers, texts, truth values, times and durations. @throws EvaluationError where there is no order */
export function compareCel(a: CelValue, b: CelValue): number {
	if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b);
	if (a instanceof Duration && b instanceof Duration) {
		return a.seconds === b.seconds ? Math.sign(a.nanos - b.nanos) : a.seconds < b.seconds ? -1 : 1;
	}
	const [x, y] = [a, b].map((value) => (value instanceof Date ? value.getTime() : value));
	if (isNumber(x) && isNumber(y)) return x < y ? -1 : x > y ? 1 : 0;
	if (typeof x === "string" && typeof y === "string") return x < y ? -1 : x > y ? 1 : 0;
	if (typeof x === "boolean" && typeof y === "boolean") return Number(x) - Number(y);
	throw undecided("values without an order");
}

function isNumber(value: unknown): value is bigint | number {
	return typeof value === "bigint" || typeof value === "number";
}

function isComparable(value: unknown): value is Comparable {
	return typeof value === "object" && value !== null && "equals" in value && typeof value.equals === "function";
}
