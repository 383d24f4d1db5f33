import { dereference, propertiesOf, requiredOf, typesOf } from "../../schema/resolve";
import type { JsonSchema } from "../../schema/types";

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

/** Numbers the tab stops of one snippet. */
class TabStops {
	private next = 1;

	plain(): string {
		return `$${this.next++}`;
	}

	placeholder(text: string): string {
		return `\${${this.next++}:${escapeSnippet(text)}}`;
	}

	choice(values: readonly string[]): string {
		const options = values.map((value) => value.replace(/[\\,|$}]/g, "\\$&"));
		return `\${${this.next++}|${options.join(",")}|}`;
	}
}

/**
 * The text behind a new key: a value to type, or the object or list with the fields that it must have, each with a tab
 * stop.
 *
 * @param column where the key starts
 */
export function valueSnippet(schema: JsonSchema, root: JsonSchema, column: number): string {
	return value(schema, root, column, new TabStops(), 0);
}

function value(schema: JsonSchema, root: JsonSchema, column: number, stops: TabStops, depth: number): string {
	const own = dereference(schema, root);
	const choices = choicesOf(own);
	if (choices.length === 1 && own.const !== undefined) return ` ${choices[0]}`;
	const [type] = typesOf(own);
	if (type === "object") {
		const inner = depth < 4 ? fields(own, root, column + 2, stops, depth + 1) : "";
		return `\n${" ".repeat(column + 2)}${inner === "" ? stops.plain() : inner}`;
	}
	if (type === "array") {
		const item = dereference(own.items ?? {}, root);
		const isObject = typesOf(item)[0] === "object";
		const inner = isObject && depth < 4 ? fields(item, root, column + 4, stops, depth + 1) : "";
		return `\n${" ".repeat(column + 2)}- ${inner === "" ? stops.plain() : inner}`;
	}
	if (choices.length > 1 && choices.length <= 20) return ` ${stops.choice(choices)}`;
	if (own.default !== undefined && typeof own.default !== "object") {
		const text = scalarText(own.default);
		return text === '""' ? ` ${stops.plain()}` : ` ${stops.placeholder(text)}`;
	}
	return ` ${stops.plain()}`;
}

function fields(schema: JsonSchema, root: JsonSchema, column: number, stops: TabStops, depth: number): string {
	const required = requiredOf(schema, root);
	const lines: string[] = [];
	for (const [name, property] of propertiesOf(schema, root)) {
		if (required.has(name)) lines.push(`${escapeSnippet(name)}:${value(property, root, column, stops, depth)}`);
	}
	return lines.join(`\n${" ".repeat(column)}`);
}

/** The values that a field allows or usually has, as YAML text. */
export function choicesOf(schema: JsonSchema): string[] {
	if (schema.const !== undefined) return [scalarText(schema.const)];
	if (schema.enum !== undefined)
		return schema.enum.filter((option) => option !== null && option !== "").map(scalarText);
	if (typesOf(schema)[0] === "boolean") return ["true", "false"];
	return (schema["x-edgewise-suggestions"] ?? []).map((suggestion) => scalarText(suggestion.value));
}
