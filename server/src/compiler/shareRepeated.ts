import type { JsonSchema } from "../engine/schema/jsonSchema";

/** Schemas whose repeated parts are references to shared definitions. */
export interface SharedParts {
	readonly schemas: readonly JsonSchema[];
	readonly definitions: Readonly<Record<string, JsonSchema>>;
}

/** The id of a definition among the schemas that are compiled together. */
export function definitionId(name: string): string {
	return `shared-${name}`;
}

/** Shortest JSON text of a part that is worth a function of its own. */
const worthSharing = 240;

/**
 * Finds parts that occur more than once in schemas and makes definitions of them, so that validators check them with
 * the same code. References become ids of definitions: the compiler compiles a schema with an id of its own once,
 * whoever refers to it. References `#/$defs/…` are taken to mean the given definitions.
 */
export function shareRepeated(
	schemas: readonly JsonSchema[],
	definitions: Readonly<Record<string, JsonSchema>>,
): SharedParts {
	const count = new Map<string, number>();
	const texts = new WeakMap<object, string>();
	const textOf = (schema: JsonSchema): string => {
		let text = texts.get(schema);
		if (text === undefined) {
			text = JSON.stringify(schema);
			texts.set(schema, text);
		}
		return text;
	};
	const measure = (schema: JsonSchema) => {
		const text = textOf(schema);
		if (text.length < worthSharing) return;
		const seen = count.get(text) ?? 0;
		count.set(text, seen + 1);
		// What is inside a part that was met before was counted with it.
		if (seen === 0) for (const inner of parts(schema)) measure(inner);
	};
	const roots = [...schemas, ...Object.values(definitions)];
	for (const root of roots) for (const inner of parts(root)) measure(inner);

	const shared: Record<string, JsonSchema> = {};
	const names = new Map<string, string>();
	const replace = (schema: JsonSchema): JsonSchema => {
		const text = textOf(schema);
		if ((count.get(text) ?? 0) < 2) return mapParts(schema, replace);
		let name = names.get(text);
		if (name === undefined) {
			name = `part${names.size}`;
			names.set(text, name);
			shared[name] = mapParts(schema, replace);
		}
		return { $ref: definitionId(name) };
	};
	const withParts = (schema: JsonSchema) => mapParts(schema, replace);
	return {
		schemas: schemas.map(withParts),
		definitions: {
			...Object.fromEntries(Object.entries(definitions).map(([name, schema]) => [name, withParts(schema)])),
			...shared,
		},
	};
}

/** The schemas directly inside a schema that stand for values of their own. */
function parts(schema: JsonSchema): JsonSchema[] {
	const { items, additionalProperties, properties = {} } = schema;
	return [
		...Object.values(properties),
		...(items ? [items] : []),
		...(typeof additionalProperties === "object" ? [additionalProperties] : []),
	];
}

function mapParts(schema: JsonSchema, map: (part: JsonSchema) => JsonSchema): JsonSchema {
	const { items, additionalProperties, properties, $ref, ...rest } = schema;
	return {
		...rest,
		...($ref && { $ref: $ref.replace(/^#\/\$defs\/(.*)$/, (_ref, name: string) => definitionId(name)) }),
		...(properties && {
			properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, map(one)])),
		}),
		...(items && { items: map(items) }),
		...(additionalProperties !== undefined && {
			additionalProperties: typeof additionalProperties === "object" ? map(additionalProperties) : additionalProperties,
		}),
	};
}
