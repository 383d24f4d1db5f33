import type { JsonSchema } from "../../engine/schema/jsonSchema";
import { isRecord } from "../../engine/schema/record";
import type { SchemaGraph } from "./schemaGraph";

/**
 * What an API server makes of an object before it looks at rules: defaults are filled in, and null fields that may not be
 * null are gone. Fields that no schema has stay; expressions cannot see them.
 */
export function withDefaults(value: unknown, schema: JsonSchema, graph: SchemaGraph): unknown {
	const { items, properties = {}, additionalProperties } = graph.shape(schema);
	if (Array.isArray(value)) return items === undefined ? value : value.map((item) => withDefaults(item, items, graph));
	if (!isRecord(value)) return value;
	const fields: Record<string, unknown> = {};
	for (const [name, field] of Object.entries(value)) {
		const property = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
		if (typeof property !== "object") fields[name] = field;
		else if (field !== null || isNullable(property, graph)) fields[name] = withDefaults(field, property, graph);
	}
	for (const [name, property] of Object.entries(properties)) {
		const preset = property.default ?? graph.shape(property).default;
		if (preset !== undefined && !Object.hasOwn(fields, name)) fields[name] = withDefaults(preset, property, graph);
	}
	return fields;
}

function isNullable(schema: JsonSchema, graph: SchemaGraph): boolean {
	return schema.nullable === true || graph.shape(schema).nullable === true;
}
