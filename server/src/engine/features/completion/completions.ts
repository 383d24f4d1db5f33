import type { ManifestDocument } from "../../document";
import type { Knowledge } from "../../knowledge";
import { propertiesOf, schemaAt, typesOf } from "../../schema/resolve";
import type { Workspace } from "../../semantic/workspace";
import type { Draft } from "../../yaml/draft/nodes";
import { type CompletionPlace, placesIn } from "../../yaml/draft/place";
import { readDraft } from "../../yaml/draft/read";
import { candidates, keyCandidates } from "./candidates";
import { type Completion, type CompletionList, noCompletions } from "./completion";
import { keysElsewhere, valuesElsewhere } from "./elsewhere";
import { fields, keyText, listItem } from "./fields";
import { innerObject } from "./innerObject";
import { apiVersions, kinds } from "./kinds";
import { holdsLabels, labelKeys, labelValues } from "./labels";
import { manifests } from "./manifests";
import { type CompletionContext, completionAt, type SchemaPlace } from "./place";
import { subjectOf } from "./subject";
import { values } from "./values";

/**
 * What may be inserted at an offset of a document: fields, values, `apiVersion`, `kind`, names of objects, labels, whole
 * manifests. Reads the text itself, which may be in any state between two key strokes; nothing is parsed.
 */
export function completionsAt(
	document: ManifestDocument,
	uri: string,
	offset: number,
	knowledge: Knowledge,
	workspace: Workspace,
): CompletionList {
	if (document.tooLarge) return noCompletions;
	const draft = readDraft(document.text, offset);
	const places = placesIn(draft, offset);
	if (places.length === 0) return noCompletions;
	const subject = subjectOf(draft.root, draft.text, uri, knowledge.registry);
	const context: CompletionContext = {
		uri,
		document,
		draft,
		object: draft.root,
		base: [],
		subject,
		messages: knowledge.messages,
		workspace,
		json: isJson(draft, uri),
	};
	const lists = places.map((place) => {
		const inner = innerObject(place, context, knowledge.registry);
		return inner === undefined ? offered(place, context, knowledge) : offered(inner.place, inner.context, knowledge);
	});
	const items = lists.flatMap((list, index) =>
		index === 0 ? list.items : list.items.map((item) => ({ ...item, sortText: `~${index}${item.sortText}` })),
	);
	const eol = document.text.includes("\r\n") ? "\r\n" : "\n";
	return {
		items: eol === "\n" ? items : items.map((item) => ({ ...item, text: item.text.replaceAll("\n", eol) })),
		incomplete: lists.some(({ incomplete }) => incomplete),
	};
}

function isJson({ root, text }: Draft, uri: string): boolean {
	if (/\.json$/i.test(uri)) return true;
	if (root?.kind !== "map" || root.brackets === undefined) return false;
	const [first] = root.entries;
	return first === undefined || text.charAt(first.start) === '"';
}

function offered(place: CompletionPlace, context: CompletionContext, knowledge: Knowledge): CompletionList {
	const { registry } = knowledge;
	const { entry } = context.subject;
	const [first] = place.path;
	const isValue = place.kind === "value" || place.kind === "either";
	if (isValue && place.path.length === 1 && entry?.kind !== "" && (first === "kind" || first === "apiVersion")) {
		return whole(first === "kind" ? kinds(place, context, registry) : apiVersions(place, context, registry));
	}
	if (entry === undefined) return unknownKind(place, context, knowledge);
	const root = registry.schema(entry);
	const schema = schemaAt(root, place.path);
	if (schema === undefined) {
		// Below what a schema leaves open.
		const isOpen = schemaAt(root, place.path.slice(0, -1))?.["x-kubernetes-preserve-unknown-fields"] === true;
		return isOpen && isValue ? whole(valuesElsewhere({ place }, context)) : noCompletions;
	}
	return whole(inSchema({ place, schema, root }, context));
}

function whole(items: readonly Completion[]): CompletionList {
	return { items, incomplete: false };
}

function inSchema(at: SchemaPlace, context: CompletionContext): Completion[] {
	const { place, schema, root } = at;
	if (place.kind === "item") return listItem(at, context);
	const isObject = typesOf(schema)[0] === "object" || propertiesOf(schema, root).size > 0;
	if (place.kind === "key") return keys(at, context);
	if (place.kind === "either" && isObject && !place.flow) return keys(at, context);
	if (place.kind === "either" && typesOf(schema)[0] === "array" && !place.flow) {
		const item = schemaAt(root, [...place.path, 0]);
		const dash = { ...place, path: [...place.path, 0], kind: "item" } as const;
		return item === undefined ? [] : listItem({ place: dash, schema: item, root }, context);
	}
	const named = candidates(at, context);
	const labels = holdsLabels(place.path.slice(0, -1)) ? labelValues(place, context) : [];
	return without([...named, ...labels], values(at, context));
}

function keys(at: SchemaPlace, context: CompletionContext): Completion[] {
	const { place, schema } = at;
	const own = fields(at, context);
	const isOpen = typeof schema.additionalProperties === "object" || propertiesOf(schema, at.root).size === 0;
	if (!isOpen) return own;
	if (schema["x-kubernetes-preserve-unknown-fields"] === true) return without(own, keysElsewhere(at, context));
	const others = [...keyCandidates(at, context), ...(holdsLabels(place.path) ? labelKeys(place, context) : [])];
	return without(own, others);
}

/** Both, without those of the second that the first has as well. */
function without(first: readonly Completion[], second: readonly Completion[]): Completion[] {
	const labels = new Set(first.map(({ label }) => label));
	return [...first, ...second.filter(({ label }) => !labels.has(label))];
}

/** In a document that does not say yet what it is: the fields that say it, and whole manifests. */
function unknownKind(place: CompletionPlace, context: CompletionContext, knowledge: Knowledge): CompletionList {
	if (place.path.length > 0 || place.kind === "value" || place.kind === "item") return noCompletions;
	const head = headFields(place, context);
	const isEmpty = place.siblings.size === 0 && !place.hasColon && !place.flow && place.column === 0;
	if (!isEmpty) return whole(head);
	const { items, incomplete } = manifests(place, context, knowledge.registry, knowledge.snippets);
	return { items: [...head, ...items], incomplete };
}

function headFields(place: CompletionPlace, context: CompletionContext): Completion[] {
	const quote = context.json && place.flow ? '"' : "";
	return ["apiVersion", "kind", "metadata"]
		.filter((name) => !place.siblings.has(name))
		.map((name, index) => {
			const key = keyText(name, place, context);
			const isObject = name === "metadata";
			const inner = `${quote}name${quote}: ${quote}$1${quote}`;
			const layout = place.flow ? ` {${inner}}` : `\n${" ".repeat(place.column + context.draft.indent.fields)}${inner}`;
			const value = isObject ? layout : ` ${quote}$1${quote}`;
			const isNew = !place.hasColon && !place.hasValue;
			return completionAt(place, {
				label: name,
				kind: "field",
				detail: context.messages.hover.required,
				sortText: `0${index}`,
				text: place.hasColon ? key : `${key}:${isNew ? value : ""}`,
				snippet: isNew,
				continues: isNew && !isObject,
			});
		});
}
