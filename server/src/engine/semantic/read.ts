import type { Path } from "../yaml/path";
import { isObject, type JsonObject } from "./objects";

/** A value with the path that led to it. */
export interface At<T> {
	readonly value: T;
	readonly path: Path;
}

/** A field as an object; `undefined` where it is none. */
export function objectIn(parent: unknown, ...steps: readonly (string | number)[]): JsonObject | undefined {
	const value = valueIn(parent, ...steps);
	return isObject(value) ? value : undefined;
}

/** A field as a text; `undefined` where it is none. */
export function textIn(parent: unknown, ...steps: readonly (string | number)[]): string | undefined {
	const value = valueIn(parent, ...steps);
	return typeof value === "string" ? value : undefined;
}

/** A field as a number; `undefined` where it is none. */
export function numberIn(parent: unknown, ...steps: readonly (string | number)[]): number | undefined {
	const value = valueIn(parent, ...steps);
	return typeof value === "number" ? value : undefined;
}

/** A field as a list; empty where it is none. */
export function listIn(parent: unknown, ...steps: readonly (string | number)[]): readonly unknown[] {
	const value = valueIn(parent, ...steps);
	return Array.isArray(value) ? value : [];
}

/** The items of a list at a path that are objects, each with its own path. */
export function itemsAt(data: unknown, path: Path): At<JsonObject>[] {
	return listIn(data, ...path).flatMap((item, index) =>
		isObject(item) ? [{ value: item, path: [...path, index] }] : [],
	);
}

/** A field of plain data; `undefined` where there is none. */
export function valueIn(parent: unknown, ...steps: readonly (string | number)[]): unknown {
	let value = parent;
	for (const step of steps) {
		if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
		value = (value as Readonly<Record<string | number, unknown>>)[step];
	}
	return value;
}
