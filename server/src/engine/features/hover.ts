import type { ManifestDocument } from "../document";
import type { Knowledge } from "../knowledge";
import type { Messages } from "../messages/messages";
import { entriesById } from "../schema/entryById";
import { requiredOf, schemaAt } from "../schema/resolve";
import type { CatalogueEntry, JsonSchema, SuggestedValue } from "../schema/types";
import { identify } from "../semantic/identify";
import type { Span } from "../text/span";
import { nodeAt } from "../yaml/cursor";
import { type Path, pathText } from "../yaml/path";
import { describeField, describeKind, descriptionOf, entryTitle, meaningOf } from "./describe";

/** What to show for a key or value. */
export interface Hover {
	readonly markdown: string;
	readonly span: Span;
}

/** What is known of the key or value at an offset; `undefined` where nothing is. */
export function hoverAt(
	document: ManifestDocument,
	uri: string,
	offset: number,
	knowledge: Knowledge,
): Hover | undefined {
	if (document.tooLarge) return undefined;
	const { registry, messages } = knowledge;
	const entry = identify(document, uri, registry);
	const at = nodeAt(document, offset);
	if (entry === undefined || at === undefined) return undefined;
	const root = registry.schema(entry);
	const [first] = at.path;
	if (at.path.length === 1 && entry.kind !== "" && (first === "apiVersion" || first === "kind")) {
		const description = descriptionOf(root, messages);
		const unchecked = registry.uncheckedRules(entry);
		const parts = [describeKind(entry, description, messages, registry.originOf(entry))];
		if (unchecked > 0) parts.push(messages.hover.notChecked(unchecked));
		return { markdown: parts.join("\n\n"), span: at.span };
	}
	const schema = schemaAt(root, at.path);
	if (schema === undefined) return undefined;
	const parent = schemaAt(root, at.path.slice(0, -1));
	const required = parent !== undefined && requiredOf(parent, root).has(String(at.path.at(-1)));
	const value = at.kind === "value" ? describeValue(document, at.span, schema["x-edgewise-suggestions"], messages) : "";
	const title = `\`${pathText(at.path)}\` · ${entryTitle(entry, messages)}`;
	const elsewhere = descriptionOf(schema, messages) === "" ? describedByCluster(entry, at.path, knowledge) : undefined;
	const field = describeField({ ...schema, ...elsewhere }, root, required, messages);
	const markdown = [title, value, field].filter((part) => part !== "");
	return { markdown: markdown.join("\n\n"), span: at.span };
}

/** What a cluster says of a field that the schema in use only names. */
function describedByCluster(
	entry: CatalogueEntry,
	path: Path,
	{ clusters }: Knowledge,
): Pick<JsonSchema, "description"> {
	for (const { source } of clusters) {
		const served = entriesById(source).get(entry.id);
		const description = served && schemaAt(source.schema(served), path)?.description;
		if (description) return { description };
	}
	return {};
}

function describeValue(
	document: ManifestDocument,
	span: Span,
	suggestions: readonly SuggestedValue[] | undefined,
	messages: Messages,
): string {
	const text = document.text.slice(span.start, span.end).replace(/^["']|["']$/g, "");
	const known = suggestions?.find(({ value }) => value === text);
	const meaning = known && meaningOf(known, messages);
	return meaning === undefined ? "" : `**${known?.value}**: ${meaning}`;
}
