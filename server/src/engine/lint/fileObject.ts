import type { ManifestDocument } from "../document";
import type { SchemaRegistry } from "../schema/registry";
import { identify } from "../semantic/identify";
import { isObject, type ManifestObject } from "../semantic/objects";

/**
 * A configuration file without `apiVersion` and `kind` as an object, so that rules can look at it: its kind is `file/`
 * and the name under which the catalogue has it.
 */
export function fileObject(
	document: ManifestDocument,
	uri: string,
	registry: SchemaRegistry,
): ManifestObject | undefined {
	const { facts } = document;
	if (facts.kind !== undefined || facts.apiVersion !== undefined) return undefined;
	const entry = identify(document, uri, registry);
	const data = document.data?.value;
	if (entry?.kind !== "" || !isObject(data)) return undefined;
	return {
		uri,
		document,
		path: [],
		apiVersion: "file",
		group: "file",
		version: "",
		kind: entry.id.slice(entry.id.indexOf("/") + 1),
		name: "",
		namespace: undefined,
		labels: {},
		annotations: {},
		data,
	};
}
