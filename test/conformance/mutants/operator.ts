import type { Random } from "../random";
import type { Definitions, Place } from "../shape";

/** Kinds of mistakes, as the report counts them. */
export const mistakes = [
	"missing field",
	"unknown field",
	"wrong type",
	"null",
	"empty text",
	"bad enum",
	"out of range",
	"wrong format",
	"wrong size",
	"duplicate",
	"bad name",
] as const;

export type Mistake = (typeof mistakes)[number];

/** Where an operator is at work, and what it may draw from. */
export interface Surroundings {
	readonly place: Place;
	readonly random: Random;
	readonly definitions: Definitions;
}

/** Says that a value goes away. */
export const gone = Symbol("gone");

/** One way to spoil a value, or to take it to the border of what is allowed. */
export interface Operator {
	readonly mistake: Mistake;
	/** Whether it can do something at a place. */
	fits(place: Place): boolean;
	/**
	 * @param value a right value for the place
	 * @returns what goes there instead, {@link gone} for nothing, `undefined` where this value cannot be spoilt
	 */
	spoil(value: unknown, surroundings: Surroundings): unknown;
}

/** The fields of an object; none for any other value. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
	const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
	return isObject ? (value as Readonly<Record<string, unknown>>) : {};
}
