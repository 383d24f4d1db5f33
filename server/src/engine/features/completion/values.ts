import { dereference, requiredOf, typesOf } from "../../schema/resolve";
import type { JsonSchema, JsonValue } from "../../schema/types";
import { describeField, meaningOf, typeText } from "../describe";
import type { Completion } from "./completion";
import { choiceValues, scalarText, valueText } from "./insertText";
import { type CompletionContext, completionAt, layoutAt, type SchemaPlace } from "./place";
import { SnippetWriter } from "./snippetText";
import { usualFor } from "./usualValues";

/** The values that a field allows or usually has, its default first, and the object or list that it holds. */
export function values(at: SchemaPlace, context: CompletionContext): Completion[] {
	const { place, root } = at;
	const { messages } = context;
	const schema = dereference(at.schema, root);
	const meanings = new Map(
		(schema["x-edgewise-suggestions"] ?? []).map((known) => [known.value, meaningOf(known, messages) ?? ""]),
	);
	const usual = usualFor(place.path, schema);
	const offered = unique([...choiceValues(schema), ...defaultOf(schema), ...usual]);
	const style = { quote: place.quote, flow: place.flow, json: context.json && place.flow };
	const found = offered.map((value, index): Completion => {
		const isDefault = schema.default !== undefined && schema.default === value;
		const meaning = typeof value === "string" ? (meanings.get(value) ?? "") : "";
		return completionAt(place, {
			label: scalarText(value),
			kind: "value",
			detail: isDefault ? messages.hover.default : "",
			documentation: () => meaning,
			sortText: `${isDefault ? 0 : 1}${String(index).padStart(3, "0")}`,
			text: valueText(value, style),
		});
	});
	if (place.typed === "") found.push(...collection({ ...at, schema }, context));
	return found;
}

function defaultOf({ default: value }: JsonSchema): JsonValue[] {
	return value === undefined || value === null || value === "" || typeof value === "object" ? [] : [value];
}

function unique(all: readonly JsonValue[]): JsonValue[] {
	return [...new Set(all)];
}

/** The object or list itself, behind the colon of its key or in brackets. */
function collection({ place, schema, root }: SchemaPlace, context: CompletionContext): Completion[] {
	const { messages } = context;
	const [type] = typesOf(schema);
	if (type !== "object" && type !== "array") return [];
	const writer = new SnippetWriter(root, layoutAt(context, place));
	const text = writer.value(schema, place.column);
	const inLine = text.startsWith("\n") || place.lead !== "" ? text : text.slice(1);
	const item = type === "array" ? dereference(schema.items ?? {}, root) : schema;
	const required = typesOf(item)[0] === "object" ? [...requiredOf(item, root)] : [];
	const form = place.flow ? (type === "array" ? "[…]" : "{…}") : type === "array" ? "- …" : "…";
	return [
		completionAt(
			{ ...place, lead: "" },
			{
				label: required.length === 0 ? form : `${form} (${required.join(", ")})`,
				kind: "value",
				detail: typeText(schema, root, messages),
				documentation: () => describeField(schema, root, false, messages),
				sortText: "9",
				filterText: "",
				text: inLine,
				snippet: true,
				continues: true,
			},
		),
	];
}
