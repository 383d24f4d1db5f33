import { groupOf, splitApiVersion } from "../../schema/apiVersion";
import { child } from "../../schema/resolve";
import { isObject, type ManifestObject } from "../../semantic/objects";
import { type ReferenceCandidate, referenceCandidates } from "../../semantic/references/candidates";
import { draftData } from "../../yaml/draft/data";
import type { Completion } from "./completion";
import { keyText } from "./fields";
import { escapeSnippet, valueText } from "./insertText";
import { type CompletionContext, completionAt, layoutAt, type SchemaPlace } from "./place";
import { SnippetWriter } from "./snippetText";

/** Names of objects, and of what is in them, that the value at a place may refer to. */
export function candidates({ place }: SchemaPlace, context: CompletionContext): Completion[] {
	const style = { quote: place.quote, flow: place.flow, json: context.json && place.flow };
	return found(place.path, context, false).map((candidate, index) =>
		completionAt(place, {
			label: candidate.name,
			kind: "reference",
			detail: detailOf(candidate, context),
			documentation: () => whereabouts(candidate),
			sortText: `0${String(index).padStart(4, "0")}`,
			text: valueText(candidate.name, style),
		}),
	);
}

/** Names that the keys of an object may have where they refer to something. */
export function keyCandidates({ place, schema, root }: SchemaPlace, context: CompletionContext): Completion[] {
	return found([...place.path, "?"], context, true)
		.filter(({ name }) => !place.siblings.has(name))
		.map((candidate, index) => {
			const key = keyText(candidate.name, place, context);
			const inner = child(schema, candidate.name, root) ?? {};
			const value = new SnippetWriter(root, layoutAt(context, place)).value(inner, place.column);
			const isNew = !place.hasColon && !place.hasValue;
			return completionAt(place, {
				label: candidate.name,
				kind: "reference",
				detail: detailOf(candidate, context),
				documentation: () => whereabouts(candidate),
				sortText: `0${String(index).padStart(4, "0")}`,
				text: isNew ? `${escapeSnippet(key)}:${value}` : place.hasColon ? key : `${key}:`,
				snippet: isNew,
			});
		});
}

function found(path: ManifestObject["path"], context: CompletionContext, key: boolean): readonly ReferenceCandidate[] {
	const object = objectOf(context);
	if (object === undefined) return [];
	const isOwn = ({ uri, kind, name, detail }: ReferenceCandidate) =>
		uri === context.uri && kind === object.kind && name === object.name && detail === "";
	return referenceCandidates(object, path, context.workspace, key).filter((candidate) => !isOwn(candidate));
}

/** The document as an object, as far as it is written. */
function objectOf({ subject, object, draft, uri, document }: CompletionContext): ManifestObject | undefined {
	const { apiVersion, kind, name = "", namespace } = subject;
	const data = draftData(object, draft.text);
	if (apiVersion === undefined || kind === undefined || !isObject(data)) return undefined;
	const metadata = isObject(data.metadata) ? data.metadata : {};
	return {
		uri,
		document,
		path: [],
		apiVersion,
		group: groupOf(apiVersion),
		version: splitApiVersion(apiVersion).version,
		kind,
		name,
		namespace,
		labels: texts(metadata.labels),
		annotations: texts(metadata.annotations),
		data,
	};
}

function texts(value: unknown): Readonly<Record<string, string>> {
	if (!isObject(value)) return {};
	return Object.fromEntries(
		Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
	);
}

function detailOf({ kind, namespace, detail }: ReferenceCandidate, { subject }: CompletionContext): string {
	const place = namespace === undefined || namespace === subject.namespace ? "" : namespace;
	return [kind, detail, place].filter((part) => part !== "").join(" · ");
}

function whereabouts({ uri, kind, holder }: ReferenceCandidate): string {
	return uri === undefined ? "" : `**${kind}** ${holder} · [${uri.slice(uri.lastIndexOf("/") + 1)}](${uri})`;
}
