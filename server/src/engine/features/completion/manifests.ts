import { apiVersionOf } from "../../schema/apiVersion";
import type { SchemaRegistry } from "../../schema/registry";
import { propertiesOf, requiredOf } from "../../schema/resolve";
import type { CatalogueEntry } from "../../schema/types";
import type { CompletionPlace } from "../../yaml/draft/place";
import { describeKind, systemName } from "../describe";
import type { Completion, CompletionList } from "./completion";
import { nearbyRank, preferred, systemRank } from "./kinds";
import { kindsNearby } from "./nearby";
import { type CompletionContext, completionAt, layoutAt } from "./place";
import { SnippetWriter } from "./snippetText";

/** A piece of text with tab stops that begins a file, as editors' snippet files have it. */
export interface FileSnippet {
	readonly name: string;
	readonly prefix: string;
	readonly description: string;
	/** With tab stops. */
	readonly body: string;
}

/** Of how many kinds the schema is read at a time for what their manifests must have. */
const mostWritten = 24;

/** In a document that does not say yet what it is: every kind as a whole manifest, and the snippets for files. */
export function manifests(
	place: CompletionPlace,
	context: CompletionContext,
	registry: SchemaRegistry,
	snippets: readonly FileSnippet[],
): CompletionList {
	const nearby = kindsNearby(context.uri, context.workspace);
	const rank = (entry: CatalogueEntry) => `${nearbyRank(entry, nearby)}${systemRank(entry)}${entry.kind}`;
	const entries = preferred(registry.entries)
		.filter(
			(entry) =>
				entry.deprecated === undefined &&
				entry.storage &&
				entry.kind !== "" &&
				entry.form !== "file" &&
				entry.status !== "removed" &&
				mayMean(place.typed, entry.kind),
		)
		.map((entry) => ({ entry, rank: rank(entry) }))
		.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0));
	const items = entries.map(({ entry, rank: order }, index): Completion => {
		const written = index < mostWritten;
		return completionAt(place, {
			label: entry.kind,
			kind: "manifest",
			detail: `${systemName(entry.system)} · ${apiVersionOf(entry)}`,
			documentation: () => describeKind(entry, "", context.messages),
			sortText: `5${order}`,
			text: written ? manifestText(entry, place, context, registry) : headText(entry, place, context),
			snippet: true,
			continues: true,
		});
	});
	const files = snippets
		.filter(({ name, prefix }) => mayMean(place.typed, prefix) || mayMean(place.typed, name))
		.map((snippet, index) =>
			completionAt(place, {
				label: snippet.prefix,
				kind: "manifest",
				detail: snippet.name,
				documentation: () => `${snippet.description}\n\n\`\`\`yaml\n${plainText(snippet.body)}\n\`\`\``,
				sortText: `8${String(index).padStart(3, "0")}`,
				text: snippet.body,
				snippet: true,
			}),
		);
	return { items: [...items, ...files], incomplete: entries.length > mostWritten };
}

/** Whether the letters of what was typed are met in a name in their order, as editors look for them. */
function mayMean(typed: string, name: string): boolean {
	const wanted = typed.toLowerCase();
	let found = 0;
	for (const char of name.toLowerCase()) if (char === wanted[found]) found++;
	return found >= wanted.length;
}

function headText(entry: CatalogueEntry, { column }: CompletionPlace, { draft }: CompletionContext): string {
	const pad = " ".repeat(column);
	const name = `${pad}${" ".repeat(draft.indent.fields)}name: $1`;
	return `apiVersion: ${apiVersionOf(entry)}\n${pad}kind: ${entry.kind}\n${pad}metadata:\n${name}\n${pad}$0`;
}

/** A kind's manifest with all that its schema demands. */
function manifestText(
	entry: CatalogueEntry,
	place: CompletionPlace,
	context: CompletionContext,
	registry: SchemaRegistry,
): string {
	const root = registry.schema(entry);
	const properties = propertiesOf(root, root);
	const required = requiredOf(root, root);
	const writer = new SnippetWriter(root, layoutAt(context, place), 2);
	const fields = [...properties].flatMap(([name, property]) => {
		if (heads.has(name) || (!required.has(name) && name !== "spec")) return [];
		return [`${" ".repeat(place.column)}${writer.key(name)}${writer.value(property, place.column)}`];
	});
	const head = headText(entry, place, context);
	return fields.length === 0 ? head : withEnd(`${head.slice(0, head.lastIndexOf("\n"))}\n${fields.join("\n")}`);
}

const heads = new Set(["apiVersion", "kind", "metadata", "status"]);

/** Where a single tab stop is left for the whole object, it is also the end. */
function withEnd(text: string): string {
	return text.endsWith("\n  $2") ? `${text.slice(0, -2)}$0` : text;
}

/** A snippet as it is inserted when nobody fills anything in. */
export function plainText(snippet: string): string {
	return snippet
		.replace(/\$\{\d+\|((?:\\.|[^,|\\])*)(?:,(?:\\.|[^|\\])*)?\|\}/g, "$1")
		.replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, "$1")
		.replace(/(?<!\\)\$\d+/g, "")
		.replace(/\\([\\$},|])/g, "$1");
}
