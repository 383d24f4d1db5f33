import { dereference, propertiesOf, requiredOf, typesOf } from "../../schema/resolve";
import type { JsonSchema } from "../../schema/types";
import type { CompletionPlace } from "../../yaml/draft/place";
import { describeField, typeText } from "../describe";
import { usualRank } from "../fixes/skeleton";
import type { Completion } from "./completion";
import { choiceValues, valueText } from "./insertText";
import { type CompletionContext, completionAt, layoutAt, type SchemaPlace } from "./place";
import { SnippetWriter } from "./snippetText";

/** The fields that begin every manifest, in the order in which everybody writes them. */
const topLevel = ["apiVersion", "kind", "metadata", "spec"];

/** Fields that most manifests have, and which are hence looked for most often. */
const common = new Set(
	"name namespace labels annotations replicas selector matchLabels template containers image ports env volumeMounts volumes resources requests limits command args data type".split(
		" ",
	),
);

/** Fields that the object does not have yet: required ones first, then common ones, `status` last. */
export function fields(at: SchemaPlace, context: CompletionContext): Completion[] {
	const { place, schema, root } = at;
	const { messages } = context;
	const required = requiredOf(schema, root);
	const found: Completion[] = [];
	let index = 0;
	for (const [name, property] of propertiesOf(schema, root)) {
		index++;
		if (place.siblings.has(name)) continue;
		const order = place.path.length === 0 ? topLevel.indexOf(name) : -1;
		const must = required.has(name) || (order >= 0 && order < 3 && context.subject.entry?.kind !== "");
		const rank =
			order >= 0 ? `0${order}` : must ? `1${usualRank(name)}` : name === "status" ? "9" : common.has(name) ? "4" : "5";
		const tail = keyTail(name, property, at, context);
		const offersMore = choiceValues(property).length > 0 || (order >= 0 && order < 2);
		found.push(
			completionAt(place, {
				label: name,
				kind: "field",
				detail: `${typeText(property, root, messages)}${must ? ` · ${messages.hover.required}` : ""}`,
				documentation: () => describeField(property, root, must, messages),
				sortText: `${rank}${String(index).padStart(3, "0")}${name}`,
				text: tail === undefined ? plainKey(name, place, context) : snippetKey(name, place, context) + tail,
				snippet: tail !== undefined,
				continues: tail !== undefined && offersMore,
			}),
		);
	}
	return found;
}

/** What follows a key that is new; `undefined` where colon or value are there already. */
function keyTail(name: string, schema: JsonSchema, at: SchemaPlace, context: CompletionContext): string | undefined {
	const { place, root } = at;
	if (place.hasColon || place.hasValue) return undefined;
	const layout = layoutAt(context, place);
	const own = dereference(schema, root);
	const writer = new SnippetWriter(root, layout);
	if (name === "metadata" && place.path.length === 0 && context.subject.entry?.kind !== "") {
		const stop = layout.json ? '"$1"' : "$1";
		const key = writer.key("name");
		return place.flow ? `: {${key} ${stop}}` : `:\n${" ".repeat(place.column + layout.fields)}${key} ${stop}`;
	}
	// Within brackets an object is written out only as far as it must be.
	const isObject = ["object", "array"].includes(typesOf(own)[0] ?? "");
	return `:${writer.value(own, place.flow && !isObject ? -1 : place.column)}`;
}

function plainKey(name: string, place: CompletionPlace, context: CompletionContext): string {
	const key = keyText(name, place, context);
	return place.hasColon ? key : `${key}:`;
}

function snippetKey(name: string, place: CompletionPlace, context: CompletionContext): string {
	return keyText(name, place, context).replace(/[\\$}]/g, "\\$&");
}

/** A key as it is written at a place. */
export function keyText(name: string, place: CompletionPlace, context: CompletionContext): string {
	return valueText(name, { quote: place.quote, flow: place.flow, json: context.json && place.flow });
}

/** A new item of a list with the fields that it must have, its dash included. */
export function listItem({ place, schema, root }: SchemaPlace, context: CompletionContext): Completion[] {
	if (place.flow) return [];
	const { messages } = context;
	const own = dereference(schema, root);
	const column = place.column;
	const text = new SnippetWriter(root, layoutAt(context, place)).item(own, column + 2);
	const required = typesOf(own)[0] === "object" ? [...requiredOf(own, root)] : [];
	const isObject = typesOf(own)[0] === "object";
	const choices = isObject ? [] : choiceValues(own).slice(0, 40);
	const style = { quote: "", flow: false, json: false } as const;
	return [
		completionAt(place, {
			label: required.length === 0 ? "- …" : `- … (${required.join(", ")})`,
			kind: "value",
			detail: typeText(own, root, messages),
			documentation: () => describeField(own, root, false, messages),
			sortText: "8",
			filterText: "-",
			text: `- ${text}`,
			snippet: true,
			continues: true,
		}),
		...choices.map((value, index) =>
			completionAt(place, {
				label: `- ${valueText(value, style)}`,
				kind: "value",
				sortText: `8${String(index).padStart(3, "0")}`,
				text: `- ${valueText(value, style)}`,
			}),
		),
	];
}
