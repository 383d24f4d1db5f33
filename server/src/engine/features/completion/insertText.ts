import { typesOf } from "../../schema/resolve";
import type { JsonSchema, JsonValue } from "../../schema/types";

/** Escapes text that stands in a snippet as itself. */
export function escapeSnippet(text: string): string {
	return text.replace(/[\\$}]/g, "\\$&");
}

/** A string as YAML would have to write it so that it stays a string. */
export function scalarText(value: unknown): string {
	if (typeof value !== "string") return JSON.stringify(value);
	const misread = /^(?:|~|null|true|false|yes|no|on|off|y|n|[-+]?[\d.][\d._eExXa-fA-F:]*)$/i.test(value);
	const special = /^[\s!&*?|>'"%@`{}[\],#-]|: |\s#|:$|\s$/.test(value);
	return misread || special ? JSON.stringify(value) : value;
}

/** How values are written at a place. */
export interface ScalarStyle {
	/** The quote that the author opened. */
	readonly quote: "" | "'" | '"';
	readonly flow: boolean;
	/** JSON has quotes around every string. */
	readonly json: boolean;
}

/** A value as it is written at a place. */
export function valueText(value: JsonValue, { quote, flow, json }: ScalarStyle): string {
	if (typeof value !== "string") return JSON.stringify(value);
	if (json || quote === '"') return JSON.stringify(value);
	if (quote === "'") return `'${value.replaceAll("'", "''")}'`;
	// Within brackets these end a plain text.
	return flow && /[,[\]{}]/.test(value) ? JSON.stringify(value) : scalarText(value);
}

/** The values that a field allows or usually has, its default first. */
export function choiceValues(schema: JsonSchema): JsonValue[] {
	if (schema.const !== undefined) return [schema.const];
	const values = schema.enum?.filter((option) => option !== null && option !== "") ?? usualValues(schema);
	const at = schema.default === undefined ? -1 : values.indexOf(schema.default);
	return at <= 0 ? values : [...values.slice(at, at + 1), ...values.slice(0, at), ...values.slice(at + 1)];
}

function usualValues(schema: JsonSchema): JsonValue[] {
	if (typesOf(schema)[0] === "boolean") return [true, false];
	return (schema["x-edgewise-suggestions"] ?? []).map(({ value }) => value);
}

/** The values that a field allows or usually has, as YAML text. */
export function choicesOf(schema: JsonSchema): string[] {
	return choiceValues(schema).map(scalarText);
}
