import type { SchemaRegistry } from "../../schema/registry";
import type { CatalogueEntry } from "../../schema/types";
import { pathOf, recognisedLevels } from "../../semantic/identify";
import { type DraftEntry, type DraftNode, draftEntry, draftText } from "../../yaml/draft/nodes";

/** What a document that is being typed says of itself. */
export interface Subject {
	/** Its text; `undefined` where it is empty or missing. */
	readonly apiVersion: string | undefined;
	readonly kind: string | undefined;
	readonly name: string | undefined;
	readonly namespace: string | undefined;
	readonly apiVersionEntry: DraftEntry | undefined;
	readonly kindEntry: DraftEntry | undefined;
	/** The sort of thing that it is; `undefined` where that is not known. */
	readonly entry: CatalogueEntry | undefined;
}

/** Reads what a document is from as much of it as is there. */
export function subjectOf(root: DraftNode | undefined, text: string, uri: string, registry: SchemaRegistry): Subject {
	const textOf = (node: DraftNode | undefined, name: string) =>
		draftText(draftEntry(node, name)?.value, text) || undefined;
	const apiVersion = textOf(root, "apiVersion");
	const kind = textOf(root, "kind");
	const apiVersionEntry = draftEntry(root, "apiVersion");
	const kindEntry = draftEntry(root, "kind");
	const metadata = draftEntry(root, "metadata")?.value;
	let entry: CatalogueEntry | undefined;
	if (apiVersion !== undefined && kind !== undefined) entry = registry.find(apiVersion, kind);
	else if (kind !== undefined) entry = onlyOf(kind, registry);
	else if (apiVersionEntry === undefined && kindEntry === undefined && (root === undefined || root.kind === "map")) {
		entry = registry.recognise(pathOf(uri), fieldsOf(root));
	}
	const name = textOf(metadata, "name");
	const namespace = textOf(metadata, "namespace");
	return { apiVersion, kind, name, namespace, apiVersionEntry, kindEntry, entry };
}

/** What a kind is most likely about where its `apiVersion` is still missing; `undefined` where several groups have it. */
function onlyOf(kind: string, registry: SchemaRegistry): CatalogueEntry | undefined {
	const entries = registry.entries.filter((entry) => entry.kind === kind);
	const groups = new Set(entries.map(({ group }) => group));
	return groups.size === 1 ? entries.find(({ storage }) => storage) : undefined;
}

function fieldsOf(root: DraftNode | undefined): ReadonlySet<string> {
	const fields = new Set<string>();
	const visit = (node: DraftNode | undefined, prefix: string, level: number) => {
		if (node?.kind !== "map") return;
		for (const { name, colon, value } of node.entries) {
			if (colon === undefined) continue;
			fields.add(prefix + name);
			if (level < recognisedLevels) visit(value, `${prefix}${name}.`, level + 1);
		}
	};
	visit(root, "", 1);
	return fields;
}
