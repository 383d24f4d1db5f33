import type { ManifestDocument } from "../../document";
import type { Knowledge } from "../../knowledge";
import type { Messages } from "../../messages/messages";
import { apiVersionOf } from "../../schema/apiVersion";
import type { SchemaRegistry } from "../../schema/registry";
import { dereference, propertiesOf, requiredOf, schemaAt, typesOf } from "../../schema/resolve";
import type { CatalogueEntry, JsonSchema } from "../../schema/types";
import { factsOf } from "../../semantic/facts";
import { identify } from "../../semantic/identify";
import { type CompletionPlace, completionPlace } from "../../yaml/cursor";
import { describeField, describeKind, entryDescription, meaningOf, systemName, typeText } from "../describe";
import type { Completion } from "./completion";
import { choicesOf, scalarText, valueSnippet } from "./insertText";

/** What may be inserted at an offset of a document: fields, values, `apiVersion`, `kind`, whole manifests. */
export function completionsAt(
	document: ManifestDocument,
	uri: string,
	offset: number,
	{ registry, messages }: Knowledge,
): readonly Completion[] {
	if (document.tooLarge) return [];
	const place = completionPlace(document, offset);
	if (place === undefined) return [];
	const facts = factsOf(place.parsed);
	const entry = identify(facts, place.parsed, uri, registry);
	const [first] = place.path;
	const namesKind = entry?.kind !== "" && (first === "kind" || first === "apiVersion");
	if (place.kind === "value" && place.path.length === 1 && namesKind) {
		return first === "kind"
			? kinds(place, facts.apiVersion?.text, registry, messages)
			: apiVersions(place, facts.kind?.text, registry, messages);
	}
	if (entry === undefined) {
		return place.path.length === 0 && place.kind !== "value" ? topLevel(place, registry, messages) : [];
	}
	const root = registry.schema(entry);
	const schema = schemaAt(root, place.path);
	if (schema === undefined) return [];
	if (place.kind === "key") return fields(place, schema, root, messages);
	if (place.kind === "value") return values(place, schema, root, messages);
	return typesOf(schema)[0] === "object" || propertiesOf(schema, root).size > 0
		? fields(place, schema, root, messages)
		: values(place, schema, root, messages);
}

/** Fields that the object does not have yet: required ones first, `status` last. */
function fields(place: CompletionPlace, schema: JsonSchema, root: JsonSchema, messages: Messages): Completion[] {
	const required = requiredOf(schema, root);
	const found: Completion[] = [];
	const lead = place.indent ?? "";
	for (const [name, property] of propertiesOf(schema, root)) {
		if (place.siblings.has(name)) continue;
		const must = required.has(name) || (place.path.length === 0 && topLevelOrder.includes(name));
		const order = place.path.length === 0 ? topLevelOrder.indexOf(name) : -1;
		const rank = order >= 0 ? `0${order}` : must ? "1" : name === "status" ? "9" : "5";
		const key = /^[\w./-]+$/.test(name) ? name : scalarText(name);
		const tail = place.hasColon ? "" : place.flow ? ": $1" : `:${valueSnippet(property, root, place.column)}`;
		found.push({
			label: name,
			kind: "field",
			detail: `${typeText(property, root, messages)}${must ? ` · ${messages.hover.required}` : ""}`,
			documentation: describeField(property, root, must, messages),
			sortText: `${rank}${name}`,
			filterText: name,
			text: lead + key + tail,
			snippet: !place.hasColon,
			span: place.replace,
			continues: !place.hasColon && (choicesOf(property).length > 0 || name === "apiVersion" || name === "kind"),
		});
	}
	return found;
}

const topLevelOrder = ["apiVersion", "kind", "metadata", "spec"];

function values(place: CompletionPlace, schema: JsonSchema, root: JsonSchema, messages: Messages): Completion[] {
	const space = place.needsSpace ? " " : "";
	const own = dereference(schema, root);
	const suggestions = new Map(
		(own["x-edgewise-suggestions"] ?? []).map((known) => [scalarText(known.value), meaningOf(known, messages)]),
	);
	const found = choicesOf(own).map((text, index): Completion => {
		const isDefault = own.default !== undefined && scalarText(own.default) === text;
		return {
			label: text,
			kind: "value",
			detail: isDefault ? messages.hover.default : "",
			documentation: suggestions.get(text) ?? "",
			sortText: `${isDefault ? 0 : 1}${String(index).padStart(3, "0")}`,
			filterText: filterFor(place, text),
			text: space + text,
			snippet: false,
			span: place.replace,
			continues: false,
		};
	});
	const isCollection = ["object", "array"].includes(typesOf(own)[0] ?? "");
	if (isCollection && place.typed === "" && !place.flow) found.push(...skeleton(place, own, root, messages));
	return found;
}

/** The object or list itself, where the cursor stands behind the colon of a key that holds one. */
function skeleton(place: CompletionPlace, schema: JsonSchema, root: JsonSchema, messages: Messages): Completion[] {
	const text = valueSnippet(schema, root, place.column);
	const label = typesOf(schema)[0] === "array" ? "- …" : "…";
	const required = typesOf(schema)[0] === "object" ? [...requiredOf(schema, root)] : [];
	return [
		{
			label: required.length === 0 ? label : `${label} (${required.join(", ")})`,
			kind: "value",
			detail: typeText(schema, root, messages),
			documentation: describeField(schema, root, false, messages),
			sortText: "9",
			filterText: "",
			text,
			snippet: true,
			span: place.replace,
			continues: true,
		},
	];
}

function kinds(
	place: CompletionPlace,
	apiVersion: string | undefined,
	registry: SchemaRegistry,
	messages: Messages,
): Completion[] {
	const found = new Map<string, Completion>();
	for (const entry of preferred(registry.entries)) {
		if (entry.kind === "") continue;
		const fits = apiVersion === undefined || apiVersion === "" || apiVersionOf(entry) === apiVersion;
		if (!fits || found.has(entry.kind)) continue;
		found.set(entry.kind, {
			label: entry.kind,
			kind: "kind",
			detail: systemName(entry.system),
			documentation: describeKind(entry, "", messages),
			sortText: `${systemRank(entry)}${entry.kind}`,
			filterText: filterFor(place, entry.kind),
			text: (place.needsSpace ? " " : "") + entry.kind,
			snippet: false,
			span: place.replace,
			continues: false,
		});
	}
	return [...found.values()];
}

function apiVersions(
	place: CompletionPlace,
	kind: string | undefined,
	registry: SchemaRegistry,
	messages: Messages,
): Completion[] {
	const byVersion = new Map<string, CatalogueEntry[]>();
	const named = registry.entries.filter((entry) => entry.kind !== "");
	const ofKind = named.filter((entry) => kind === undefined || kind === "" || entry.kind === kind);
	for (const entry of preferred(ofKind.length > 0 ? ofKind : named)) {
		const apiVersion = apiVersionOf(entry);
		byVersion.set(apiVersion, [...(byVersion.get(apiVersion) ?? []), entry]);
	}
	return [...byVersion].map(([apiVersion, entries], index) => ({
		label: apiVersion,
		kind: "apiVersion",
		detail: entries.map((entry) => entry.kind).join(", "),
		documentation: entries.map((entry) => `**${entry.kind}** — ${entryDescription(entry, messages)}`).join("\n\n"),
		sortText: String(index).padStart(3, "0"),
		filterText: filterFor(place, apiVersion),
		text: (place.needsSpace ? " " : "") + apiVersion,
		snippet: false,
		span: place.replace,
		continues: false,
	}));
}

/** In a document that does not yet say what it is: its first fields, and every kind as a whole manifest. */
function topLevel(place: CompletionPlace, registry: SchemaRegistry, messages: Messages): Completion[] {
	const lead = place.indent ?? "";
	const head = ["apiVersion", "kind", "metadata"].filter((name) => !place.siblings.has(name));
	const found = head.map(
		(name, index): Completion => ({
			label: name,
			kind: "field",
			detail: messages.hover.required,
			documentation: "",
			sortText: `0${index}`,
			filterText: name,
			text: lead + name + (place.hasColon ? "" : name === "metadata" ? ":\n  name: $1" : ": "),
			snippet: name === "metadata",
			span: place.replace,
			continues: name !== "metadata",
		}),
	);
	if (place.siblings.size > 0 || place.hasColon || place.column > 0) return found;
	for (const entry of preferred(registry.entries)) {
		if (entry.deprecated !== undefined || !entry.storage || entry.kind === "" || entry.status === "removed") continue;
		found.push(wholeManifest(place, entry, registry, messages));
	}
	return found;
}

function wholeManifest(
	place: CompletionPlace,
	entry: CatalogueEntry,
	registry: SchemaRegistry,
	messages: Messages,
): Completion {
	// The schema is not loaded for every kind of the catalogue; `apiVersion`, `kind`, name and `spec` begin them all.
	const text = `apiVersion: ${apiVersionOf(entry)}\nkind: ${entry.kind}\nmetadata:\n  name: $1\nspec:\n  $0`;
	return {
		label: entry.kind,
		kind: "manifest",
		detail: `${systemName(entry.system)} · ${apiVersionOf(entry)}`,
		documentation: describeKind(entry, "", messages),
		sortText: `5${systemRank(entry)}${entry.kind}`,
		filterText: entry.kind,
		text,
		snippet: true,
		span: place.replace,
		continues: registry.entries.length > 0,
	};
}

/** The storage version of a kind before its others, what is deprecated last. */
function preferred(entries: readonly CatalogueEntry[]): CatalogueEntry[] {
	const rank = (entry: CatalogueEntry) =>
		entry.status === "removed" ? 3 : entry.deprecated !== undefined ? 2 : entry.storage ? 0 : 1;
	return entries.toSorted((a, b) => rank(a) - rank(b));
}

function systemRank(entry: CatalogueEntry): number {
	return entry.system === "kubernetes" ? 1 : 0;
}

/** Clients match what was typed, an opening quote included, against this. */
function filterFor(place: CompletionPlace, text: string): string {
	return (/^["']/.exec(place.typed)?.[0] ?? "") + text;
}
