import { dereference, propertiesOf, requiredOf, typesOf } from "../../schema/resolve";
import type { JsonSchema } from "../../schema/types";
import { inUsualOrder } from "../fixes/skeleton";
import { choiceValues, escapeSnippet, valueText } from "./insertText";

/** How an author lays fields out. */
export interface Layout {
	readonly fields: number;
	readonly dashes: number;
	/** Within brackets, on one line. */
	readonly flow: boolean;
	readonly json: boolean;
}

/** How deep required fields within required fields are written. */
const deepest = 8;

/** More values than this are no choice that anybody would look through. */
const longestChoice = 20;

/**
 * Writes objects with the fields that they must have, each with a tab stop. Everything that one writer writes belongs to
 * one snippet: its tab stops are numbered through, and a selector and the labels that it selects share theirs.
 */
export class SnippetWriter {
	private next: number;
	private selected: { readonly key: number; readonly value: number } | undefined;

	/** @param first the number of the first tab stop */
	constructor(
		private readonly root: JsonSchema,
		private readonly layout: Layout,
		first = 1,
	) {
		this.next = first;
	}

	/** What follows a new key's colon. @param column where the key starts */
	value(schema: JsonSchema, column: number, depth = 0): string {
		const own = dereference(schema, this.root);
		const { flow, fields, dashes } = this.layout;
		const [type] = typesOf(own);
		if (type === "object") {
			if (flow) return ` ${this.object(own, -1, depth)}`;
			return `\n${pad(column + fields)}${this.object(own, column + fields, depth)}`;
		}
		if (type === "array") {
			const item = own.items ?? {};
			if (flow) return ` [${this.item(item, -1, depth)}]`;
			return `\n${pad(column + dashes)}- ${this.item(item, column + dashes + 2, depth)}`;
		}
		return ` ${this.scalar(own)}`;
	}

	/** A list's item, without its dash. @param column where it starts */
	item(schema: JsonSchema, column: number, depth = 0): string {
		const own = dereference(schema, this.root);
		if (typesOf(own)[0] === "object") return this.object(own, column, depth);
		if (typesOf(own)[0] === "array") return this.layout.flow ? `[${this.stop()}]` : `- ${this.stop()}`;
		return this.scalar(own);
	}

	/** An object's required fields; a tab stop where it has none. @param column where they start */
	object(schema: JsonSchema, column: number, depth = 0): string {
		const { flow } = this.layout;
		const lines = depth < deepest ? this.fields(schema, column, depth + 1) : [];
		if (flow) return `{${lines.length === 0 ? this.stop() : lines.join(", ")}}`;
		return lines.length === 0 ? this.stop() : lines.join(`\n${pad(column)}`);
	}

	/** A key as it is written here, with its colon. */
	key(name: string): string {
		return `${escapeSnippet(valueText(name, { ...this.layout, quote: "" }))}:`;
	}

	private fields(schema: JsonSchema, column: number, depth: number): string[] {
		const properties = propertiesOf(schema, this.root);
		const required = requiredOf(schema, this.root);
		const demanded = inUsualOrder([...properties.keys()].filter((name) => required.has(name)));
		return this.withLabels(demanded.length > 0 ? demanded : essential(properties), properties).flatMap((name) => {
			const property = properties.get(name);
			return property === undefined ? [] : [this.key(name) + this.field(name, property, column, depth)];
		});
	}

	/** What a selector selects needs the labels, though nothing demands them. */
	private withLabels(names: readonly string[], properties: ReadonlyMap<string, JsonSchema>): readonly string[] {
		const isTemplate = properties.has("metadata") && properties.has("spec") && !properties.has("kind");
		return isTemplate && this.selected !== undefined && !names.includes("metadata") ? ["metadata", ...names] : names;
	}

	private field(name: string, schema: JsonSchema, column: number, depth: number): string {
		const { flow, fields } = this.layout;
		const own = dereference(schema, this.root);
		if (name === "matchLabels") return this.nested(column, this.selectedLabel());
		if (name === "metadata" && this.selected !== undefined && propertiesOf(own, this.root).has("labels")) {
			const inner = this.nested(flow ? column : column + fields, this.selectedLabel());
			return this.nested(column, `${this.key("labels")}${inner}`);
		}
		return this.value(own, column, depth);
	}

	private nested(column: number, inner: string): string {
		return this.layout.flow ? ` {${inner}}` : `\n${pad(column + this.layout.fields)}${inner}`;
	}

	/** A label; the same one wherever the snippet has it. */
	private selectedLabel(): string {
		const first = this.selected === undefined;
		this.selected ??= { key: this.next++, value: this.next++ };
		const { key, value } = this.selected;
		const quote = this.layout.json ? '"' : "";
		const name = first ? `\${${key}:app}` : `$${key}`;
		return `${quote}${name}${quote}: ${quote}$${value}${quote}`;
	}

	private scalar(schema: JsonSchema): string {
		const style = { ...this.layout, quote: "" } as const;
		const texts = choiceValues(schema).map((value) => valueText(value, style));
		const [only] = texts;
		if (only !== undefined && texts.length === 1 && (schema.const !== undefined || schema.enum !== undefined))
			return escapeSnippet(only);
		if (texts.length > 1 && texts.length <= longestChoice) {
			return `\${${this.next++}|${texts.map((text) => text.replace(/[\\,|$}]/g, "\\$&")).join(",")}|}`;
		}
		const { default: usual } = schema;
		if (usual !== undefined && usual !== "" && typeof usual !== "object") {
			return `\${${this.next++}:${escapeSnippet(valueText(usual, style))}}`;
		}
		return this.layout.json && typesOf(schema)[0] === "string" ? `"${this.stop()}"` : this.stop();
	}

	private stop(): string {
		return `$${this.next++}`;
	}
}

/** What an object that demands nothing is of no use without. */
function essential(properties: ReadonlyMap<string, JsonSchema>): readonly string[] {
	if (properties.has("matchLabels")) return ["matchLabels"];
	return properties.has("metadata") && properties.has("spec") && !properties.has("kind") ? ["spec"] : [];
}

function pad(columns: number): string {
	return " ".repeat(Math.max(0, columns));
}
