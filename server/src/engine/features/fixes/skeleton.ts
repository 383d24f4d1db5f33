import { dereference, propertiesOf, requiredOf, typesOf } from "../../schema/resolve";
import type { JsonSchema } from "../../schema/types";
import { choicesOf, scalarText } from "../completion/insertText";

/** How to write what is added. */
export interface Style {
	readonly flow: boolean;
	/** The column of the key, in block style. */
	readonly column: number;
	/** By how much items of a list stand further in than their key. */
	readonly listIndent: number;
}

/** How deep required fields within required fields are written. */
const deepest = 6;

/** A field with the value that it must have as far as the schema tells; what only the author knows is left empty. */
export function skeleton(name: string, schema: JsonSchema, root: JsonSchema, style: Style): string {
	return `${keySource(name)}:${value(schema, root, style, 0)}`;
}

/** A key as YAML writes it. */
export function keySource(name: string): string {
	return /^[\w./-]+$/.test(name) ? scalarText(name) : JSON.stringify(name);
}

function value(schema: JsonSchema, root: JsonSchema, style: Style, depth: number): string {
	const own = dereference(schema, root);
	const { flow, column, listIndent } = style;
	const [type] = typesOf(own);
	if (own.default !== undefined && (typeof own.default !== "object" || own.default === null)) {
		return ` ${scalarText(own.default)}`;
	}
	if (type === "object") {
		if (flow) return ` ${flowObject(own, root, style, depth)}`;
		const inner = fields(own, root, { ...style, column: column + 2 }, depth + 1);
		return inner.length === 0 ? " {}" : `\n${lines(inner, column + 2)}`;
	}
	if (type === "array") {
		const item = dereference(own.items ?? {}, root);
		if (flow) return typesOf(item)[0] === "object" ? ` [${flowObject(item, root, style, depth)}]` : " []";
		const dash = column + listIndent;
		const inner = typesOf(item)[0] === "object" ? fields(item, root, { ...style, column: dash + 2 }, depth + 1) : [];
		return inner.length === 0 ? " []" : `\n${" ".repeat(dash)}- ${lines(inner, dash + 2).trimStart()}`;
	}
	const choices = choicesOf(own);
	if (choices.length === 1 && (own.const !== undefined || own.enum !== undefined)) return ` ${choices[0]}`;
	return flow ? (type === "string" ? ' ""' : " null") : "";
}

function flowObject(schema: JsonSchema, root: JsonSchema, style: Style, depth: number): string {
	const inner = fields(schema, root, style, depth + 1);
	return inner.length === 0 ? "{}" : `{ ${inner.join(", ")} }`;
}

function fields(schema: JsonSchema, root: JsonSchema, style: Style, depth: number): string[] {
	if (depth > deepest) return [];
	const properties = propertiesOf(schema, root);
	return inUsualOrder([...requiredOf(schema, root)]).flatMap((name) => {
		const property = properties.get(name);
		return property === undefined ? [] : [`${keySource(name)}:${value(property, root, style, depth)}`];
	});
}

function lines(entries: readonly string[], column: number): string {
	return entries.map((entry) => " ".repeat(column) + entry).join("\n");
}

const first = ["apiVersion", "kind", "metadata", "name", "namespace"];

/** Where a field usually stands among others: what names an object first, `status` last. */
export function usualRank(name: string): number {
	const rank = first.indexOf(name);
	return rank >= 0 ? rank : name === "status" ? first.length + 1 : first.length;
}

export function inUsualOrder(names: readonly string[]): string[] {
	return names.toSorted((a, b) => usualRank(a) - usualRank(b));
}
