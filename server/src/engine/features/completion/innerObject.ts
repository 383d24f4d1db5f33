import type { SchemaRegistry } from "../../schema/registry";
import { propertiesOf, schemaAt } from "../../schema/resolve";
import type { JsonSchema } from "../../schema/types";
import { draftAt, draftEntry } from "../../yaml/draft/nodes";
import type { CompletionPlace } from "../../yaml/draft/place";
import type { Path } from "../../yaml/path";
import type { CompletionContext } from "./place";
import { subjectOf } from "./subject";

/**
 * The object within the document that a place belongs to, where a schema leaves open what stands there: an item of a
 * `List`, a template of another kind.
 */
export function innerObject(
	place: CompletionPlace,
	context: CompletionContext,
	registry: SchemaRegistry,
): { readonly place: CompletionPlace; readonly context: CompletionContext } | undefined {
	const { draft, subject, uri } = context;
	const root = subject.entry === undefined ? undefined : registry.schema(subject.entry);
	for (let length = place.path.length; length > 0; length--) {
		const base = place.path.slice(0, length);
		const object = draftAt(draft.root, base);
		if (object?.kind !== "map") continue;
		if (draftEntry(object, "apiVersion") === undefined && draftEntry(object, "kind") === undefined) continue;
		if (root === undefined ? !isListItem(base, subject.kind) : !isOpen(root, base)) continue;
		const inner = subjectOf(object, draft.text, uri, registry);
		const path = place.path.slice(length);
		return { place: { ...place, path }, context: { ...context, object, base, subject: inner } };
	}
	return undefined;
}

function isListItem(path: Path, kind: string | undefined): boolean {
	return kind?.endsWith("List") === true && path.length === 2 && path[0] === "items";
}

function isOpen(root: JsonSchema, path: Path): boolean {
	const schema = schemaAt(root, path);
	if (schema === undefined || schema["x-kubernetes-embedded-resource"] === true) return true;
	return propertiesOf(schema, root).size === 0;
}
