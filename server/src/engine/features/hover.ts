import type { ManifestDocument } from "../document";
import type { Messages } from "../messages/messages";
import type { SchemaRegistry } from "../schema/registry";
import { requiredOf, schemaAt } from "../schema/resolve";
import type { Span } from "../text/span";
import { nodeAt } from "../yaml/cursor";
import { pathText } from "../yaml/path";
import { describeField, describeKind } from "./describe";

/** What to show for a key or value. */
export interface Hover {
	readonly markdown: string;
	readonly span: Span;
}

/** What is known of the key or value at an offset; `undefined` where nothing is. */
export function hoverAt(
	document: ManifestDocument,
	offset: number,
	registry: SchemaRegistry,
	messages: Messages,
): Hover | undefined {
	if (document.tooLarge) return undefined;
	const { apiVersion, kind } = document.facts;
	if (apiVersion === undefined || kind === undefined) return undefined;
	const entry = registry.find(apiVersion.text, kind.text);
	const at = nodeAt(document, offset);
	if (entry === undefined || at === undefined) return undefined;
	const root = registry.schema(entry);
	const [first] = at.path;
	if (at.path.length === 1 && (first === "apiVersion" || first === "kind")) {
		return { markdown: describeKind(entry, root, messages), span: at.span };
	}
	const schema = schemaAt(root, at.path);
	if (schema === undefined) return undefined;
	const parent = schemaAt(root, at.path.slice(0, -1));
	const required = parent !== undefined && requiredOf(parent, root).has(String(at.path.at(-1)));
	const value = at.kind === "value" ? describeValue(document, at.span, schema["x-edgewise-suggestions"]) : "";
	const title = `\`${pathText(at.path)}\` · ${entry.kind}`;
	const markdown = [title, value, describeField(schema, root, required, messages)].filter((part) => part !== "");
	return { markdown: markdown.join("\n\n"), span: at.span };
}

function describeValue(
	document: ManifestDocument,
	span: Span,
	suggestions: readonly { readonly value: string; readonly description?: string }[] | undefined,
): string {
	const text = document.text.slice(span.start, span.end).replace(/^["']|["']$/g, "");
	const known = suggestions?.find(({ value }) => value === text);
	return known?.description === undefined ? "" : `**${known.value}**: ${known.description}`;
}
