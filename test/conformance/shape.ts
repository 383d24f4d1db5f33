import { pointerSteps } from "../../server/src/engine/yaml/path";
import type { JsonType } from "../../tools/schemas/types";

/**
 * A schema as samples and mutants see it. Both a CustomResourceDefinition's own schemas and our JSON Schemas fit: the
 * former are used where there are any, so that a mistake in our conversion cannot hide itself.
 */
export interface Shape {
	readonly $ref?: string;
	readonly type?: JsonType | readonly JsonType[];
	readonly properties?: Readonly<Record<string, Shape>>;
	readonly additionalProperties?: boolean | Shape;
	readonly propertyNames?: Shape;
	readonly items?: Shape;
	readonly required?: readonly string[];
	readonly nullable?: boolean;
	readonly const?: unknown;
	readonly enum?: readonly unknown[];
	readonly default?: unknown;
	readonly format?: string;
	readonly pattern?: string;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly minLength?: number;
	readonly maxLength?: number;
	readonly minItems?: number;
	readonly maxItems?: number;
	readonly minProperties?: number;
	readonly maxProperties?: number;
	readonly uniqueItems?: boolean;
	readonly allOf?: readonly Shape[];
	readonly anyOf?: readonly Shape[];
	readonly oneOf?: readonly Shape[];
	readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
	readonly "x-kubernetes-int-or-string"?: boolean;
	readonly "x-kubernetes-embedded-resource"?: boolean;
	readonly "x-kubernetes-list-type"?: string;
	readonly "x-kubernetes-list-map-keys"?: readonly string[];
}

/** Names and indexes that lead from an object to a value in it. */
export type Path = readonly (number | string)[];

/** A value's place in objects of a kind, with the schema of what goes there. Lists are entered at index 0. */
export interface Place {
	readonly path: Path;
	readonly shape: Shape;
	/** Whether the object around it requires it. */
	readonly required: boolean;
}

/** How an object with fields of any name is entered. */
export const anyKey = "sample-key";

const greatestDepth = 24;

/** Finds what references point to. */
export class Definitions {
	constructor(private readonly definitions: Readonly<Record<string, Shape>> = {}) {}

	/** @throws Error where a reference points to nothing */
	resolve(shape: Shape): Shape {
		if (shape.$ref === undefined) return shape;
		const name = shape.$ref.replace("#/$defs/", "");
		const target = this.definitions[name];
		if (target === undefined) throw new Error(`There is no definition ${shape.$ref}`);
		const { $ref: _ref, ...own } = shape;
		return { ...this.resolve(target), ...own };
	}
}

/**
 * Lists every place that objects of a schema have, the whole object first. A schema that contains itself is entered
 * once.
 */
export function placesOf(root: Shape, definitions: Definitions): Place[] {
	const places: Place[] = [];
	const enter = (given: Shape, path: Path, required: boolean, around: readonly string[]): void => {
		if (path.length > greatestDepth || (given.$ref !== undefined && around.includes(given.$ref))) return;
		const inside = given.$ref === undefined ? around : [...around, given.$ref];
		const shape = definitions.resolve(given);
		places.push({ path, shape, required });
		for (const [name, property] of Object.entries(shape.properties ?? {})) {
			enter(property, [...path, name], shape.required?.includes(name) ?? false, inside);
		}
		if (shape.items) enter(shape.items, [...path, 0], false, inside);
		if (typeof shape.additionalProperties === "object") {
			enter(shape.additionalProperties, [...path, anyKey], false, inside);
		}
	};
	enter(root, [], true, []);
	return places;
}

/** The type of value that a schema asks for; for several, the first, and `undefined` for any. */
export function typeOf(shape: Shape): JsonType | undefined {
	if (shape["x-kubernetes-int-or-string"]) return "string";
	const { type } = shape;
	if (typeof type === "string") return type;
	return type?.[0] ?? (shape.properties || shape.additionalProperties ? "object" : undefined);
}

/** Whether a schema allows both numbers and texts, as ports and quantities do. */
export function isIntOrString(shape: Shape): boolean {
	const { type } = shape;
	return shape["x-kubernetes-int-or-string"] === true || (Array.isArray(type) && type.length > 1);
}

/** The schema of what is at a path in objects of a schema, given as a JSON pointer; `undefined` where there is none. */
export function shapeAt(root: Shape, definitions: Definitions, pointer: string): Shape | undefined {
	let shape: Shape | undefined = definitions.resolve(root);
	for (const name of pointerSteps(pointer)) {
		const { properties, items, additionalProperties }: Shape = shape;
		const others = typeof additionalProperties === "object" ? additionalProperties : undefined;
		const inner: Shape | undefined = items && /^\d+$/.test(name) ? items : (properties?.[name] ?? others);
		if (inner === undefined) return undefined;
		shape = definitions.resolve(inner);
	}
	return shape;
}
