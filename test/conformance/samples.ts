import type { Random } from "./random";
import { anyKey, type Definitions, isIntOrString, type Path, type Shape, typeOf } from "./shape";
import { rightTexts } from "./texts";

/** What a sample contains beside what its schema requires. */
export interface Wish {
	/** How likely a field is that is not required, from 0 to 1. */
	readonly density: number;
	/** Paths that have to be there. */
	readonly paths: readonly Path[];
}

const deepest = 12;

/** Makes right values for schemas, drawing what is free from a source of random numbers. */
export class Sampler {
	private readonly texts = new Map<string, readonly string[]>();

	constructor(
		private readonly definitions: Definitions,
		private readonly random: Random,
	) {}

	/** @returns a value that the schema allows */
	make(given: Shape, wish: Wish, depth = 0): unknown {
		const shape = this.definitions.resolve(given);
		if (shape.const !== undefined) return shape.const;
		if (shape.enum !== undefined) return this.oneOf(shape);
		const deeper = wish.paths.some((path) => path.length > 0);
		if (isIntOrString(shape) && this.random.chance(0.5)) return this.integer(shape);
		switch (typeOf(shape)) {
			case "object":
				return this.object(shape, wish, depth);
			case "array":
				return this.list(shape, wish, depth, deeper);
			case "string":
				return this.text(shape);
			case "integer":
				return this.integer(shape);
			case "number":
				return this.random.chance(0.5) ? this.integer(shape) : (shape.minimum ?? 0) + 0.5;
			case "boolean":
				return this.random.chance(0.5);
			case "null":
				return null;
			default:
				return this.random.pick<unknown>(["anything", 7, true, { any: "thing" }, ["thing"]]);
		}
	}

	private oneOf(shape: Shape): unknown {
		const both = (shape.allOf ?? []).flatMap(({ enum: values }) => (values ? [values] : []));
		const values = (shape.enum ?? []).filter((value) => both.every((other) => other.includes(value)));
		// The test server has its own ideas of empty texts: they have mutants of their own.
		return this.random.pick(values.filter((value) => value !== "" && value !== null));
	}

	private text(shape: Shape): string {
		const { pattern, format, minLength, maxLength } = shape;
		const key = JSON.stringify([pattern, format, minLength, maxLength]);
		const known = this.texts.get(key) ?? rightTexts(shape);
		this.texts.set(key, known);
		return this.random.pick(known);
	}

	private integer({ minimum, maximum, format }: Shape): number {
		const low = Math.ceil(minimum ?? -5);
		const high = Math.floor(maximum ?? low + 1000);
		const far = format === "int64" && maximum === undefined && this.random.chance(0.1) ? 2 ** 40 : 0;
		return low + far + this.random.below(high - low + 1);
	}

	private list(shape: Shape, wish: Wish, depth: number, deeper: boolean): unknown[] {
		if (shape.items === undefined) return this.random.chance(0.5) ? [] : ["anything"];
		const least = Math.max(shape.minItems ?? 0, deeper ? 1 : 0);
		const more = depth < deepest && this.random.chance(wish.density) ? 1 + this.random.below(2) : 0;
		const count = Math.min(Math.max(least, more), shape.maxItems ?? Number.POSITIVE_INFINITY);
		const items: unknown[] = [];
		const seen = new Set<string>();
		for (let attempt = 0; items.length < count && attempt < count * 20; attempt++) {
			const paths = items.length === 0 ? below(wish.paths, 0) : [];
			const item = this.make(shape.items, { ...wish, paths }, depth + 1);
			const identity = this.identity(shape, item);
			if (identity !== undefined && seen.has(identity)) continue;
			if (identity !== undefined) seen.add(identity);
			items.push(item);
		}
		return items;
	}

	/** What no two items of a list may have in common; `undefined` where items may be equal. */
	private identity(shape: Shape, item: unknown): string | undefined {
		const keys = shape["x-kubernetes-list-map-keys"];
		if (keys === undefined) {
			const isSet = shape["x-kubernetes-list-type"] === "set" || shape.uniqueItems;
			return isSet ? JSON.stringify(item) : undefined;
		}
		const defaults = this.definitions.resolve(shape.items ?? {}).properties ?? {};
		const fields = (typeof item === "object" && item !== null ? item : {}) as Readonly<Record<string, unknown>>;
		return JSON.stringify(keys.map((key) => fields[key] ?? defaults[key]?.default ?? null));
	}

	private object(shape: Shape, wish: Wish, depth: number): Record<string, unknown> {
		const object: Record<string, unknown> = {};
		if (shape["x-kubernetes-embedded-resource"]) {
			Object.assign(object, { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "embedded" } });
		}
		for (const [name, property] of Object.entries(shape.properties ?? {})) {
			const paths = below(wish.paths, name);
			const wanted = wish.paths.some(([first]) => first === name) || (shape.required?.includes(name) ?? false);
			const chosen = depth < deepest && this.random.chance(wish.density);
			if (wanted || chosen) object[name] = this.make(property, { ...wish, paths }, depth + 1);
		}
		const { additionalProperties: others } = shape;
		const least = shape.minProperties ?? 0;
		if (typeof others === "object") {
			const keyed = wish.paths.some(([first]) => first === anyKey);
			if (keyed || least > 0 || this.random.chance(wish.density)) {
				object[anyKey] = this.make(others, { ...wish, paths: below(wish.paths, anyKey) }, depth + 1);
			}
		} else if (others === true || shape["x-kubernetes-preserve-unknown-fields"]) {
			if (least > 0 || this.random.chance(wish.density)) object["any.field"] = { of: ["any", 1, true] };
		}
		return object;
	}
}

function below(paths: readonly Path[], step: number | string): Path[] {
	return paths.flatMap(([first, ...rest]) => (first === step ? [rest] : []));
}
