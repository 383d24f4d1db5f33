import { valueIn } from "../semantic/read";
import type { Path } from "../yaml/path";

/** The types that a property can have, as DeviceModel v1beta1 writes them. */
export const propertyTypes = ["INT", "FLOAT", "DOUBLE", "BOOLEAN", "STRING", "BYTES", "STREAM"] as const;
export type PropertyType = (typeof propertyTypes)[number];

/** Who may do what with a property. Only OpenYurt knows properties that cannot be read. */
export type Access = "ReadOnly" | "ReadWrite" | "WriteOnly";

/** A value that a model states as text or number. */
export interface Bound {
	/** As it is written. */
	readonly text: string;
	/** `undefined` where the text is no number. */
	readonly value: number | undefined;
	readonly path: Path;
}

/** One property of a model, in whatever version it is written. Paths count from the model's root. */
export interface ModelProperty {
	readonly name: string;
	/** Leads to the property's item. */
	readonly path: Path;
	/** `undefined` where the model does not say, or says something that is no type. */
	readonly type: PropertyType | undefined;
	/** The type as the model spells it; empty where it does not say. */
	readonly typeText: string;
	readonly access: Access | undefined;
	readonly minimum: Bound | undefined;
	readonly maximum: Bound | undefined;
	/** Limits that follow from the type, such as those of eight bits. */
	readonly range: { readonly minimum: number; readonly maximum: number } | undefined;
	readonly defaultValue: Bound | undefined;
	readonly unit: string | undefined;
	readonly description: string | undefined;
}

/** A field as a bound; `undefined` where it is absent, empty, or neither text nor number. */
export function boundAt(holder: unknown, field: string, path: Path): Bound | undefined {
	const value = valueIn(holder, field);
	if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return undefined;
	const text = String(value);
	return text === "" ? undefined : { text, value: numberFrom(text), path: [...path, field] };
}

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The number that a text is, in the way that Go reads decimal numbers; `undefined` where it is none. */
export function numberFrom(text: string): number | undefined {
	return decimal.test(text) ? Number(text) : undefined;
}
