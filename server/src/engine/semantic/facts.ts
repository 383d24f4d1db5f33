import { isMap, isScalar, type Node } from "yaml";
import type { Span } from "../text/span";
import { entryOf, nodeSpan, resolved } from "../yaml/nodes";
import type { ParsedYaml } from "../yaml/parse";

/** A string in the document and where it stands. */
export interface LocatedString {
	readonly text: string;
	readonly span: Span;
}

/** What a document says of itself. Absent parts are `undefined`; parts of another type count as absent. */
export interface DocumentFacts {
	readonly apiVersion: LocatedString | undefined;
	readonly kind: LocatedString | undefined;
	readonly name: LocatedString | undefined;
	readonly namespace: LocatedString | undefined;
	/** Key ranges of `apiVersion` and `kind`, also where the value is missing. */
	readonly apiVersionKey: Span | undefined;
	readonly kindKey: Span | undefined;
}

/** Reads a document's facts. */
export function factsOf(parsed: ParsedYaml): DocumentFacts {
	const root = resolved(parsed.root, parsed.document);
	const entry = (map: Node | null, key: string) => {
		const pair = isMap(map) ? entryOf(map, key, parsed.document) : undefined;
		return pair === undefined
			? undefined
			: { key: nodeSpan(pair.key as Node | null), value: resolved(pair.value as Node | null, parsed.document) };
	};
	const text = (node: Node | null | undefined): LocatedString | undefined => {
		if (!isScalar(node) || typeof node.value !== "string") return undefined;
		const range = nodeSpan(node);
		return range === undefined ? undefined : { text: node.value, span: range };
	};
	const apiVersion = entry(root, "apiVersion");
	const kind = entry(root, "kind");
	const metadata = entry(root, "metadata")?.value ?? null;
	return {
		apiVersion: text(apiVersion?.value),
		kind: text(kind?.value),
		name: text(entry(metadata, "name")?.value),
		namespace: text(entry(metadata, "namespace")?.value),
		apiVersionKey: apiVersion?.key,
		kindKey: kind?.key,
	};
}
