import { isMap, isScalar, isSeq, type Node } from "yaml";
import type { ManifestDocument } from "../document";
import type { Span } from "../text/span";
import { keyText, nodeSpan, resolved } from "../yaml/nodes";

/** One entry of a document's outline. */
export interface OutlineItem {
	readonly name: string;
	readonly detail: string;
	readonly kind: "manifest" | "object" | "list" | "value";
	readonly span: Span;
	/** The part to select when somebody goes there; within `span`. */
	readonly selection: Span;
	readonly children: readonly OutlineItem[];
}

/** A document's outline: the manifest by its name, and its fields two levels deep. */
export function outlineOf(document: ManifestDocument): OutlineItem | undefined {
	if (document.tooLarge || document.empty) return undefined;
	const { facts, parsed } = document;
	if (facts.kind === undefined) return undefined;
	const end = document.text.trimEnd().length;
	const start = nodeSpan(parsed.root)?.start ?? 0;
	return {
		name: facts.name?.text ?? facts.kind.text,
		detail: facts.name === undefined ? "" : facts.kind.text,
		kind: "manifest",
		span: { start, end: Math.max(end, facts.kind.span.end) },
		selection: facts.name?.span ?? facts.kind.span,
		children: childrenOf(resolved(parsed.root, parsed.document), 3),
	};
}

function childrenOf(node: Node | null, depth: number): OutlineItem[] {
	if (depth === 0) return [];
	const items: OutlineItem[] = [];
	if (isMap(node)) {
		for (const pair of node.items) {
			const name = keyText(pair);
			const key = nodeSpan(pair.key as Node | null);
			if (name === undefined || key === undefined) continue;
			const value = pair.value as Node | null;
			const end = Math.max(key.end, nodeSpan(value)?.end ?? key.end);
			items.push({
				name,
				detail: isScalar(value) ? String(value.source ?? value.value ?? "").slice(0, 60) : "",
				kind: isMap(value) ? "object" : isSeq(value) ? "list" : "value",
				span: { start: key.start, end },
				selection: key,
				children: childrenOf(value, depth - 1),
			});
		}
	} else if (isSeq(node)) {
		for (const [index, item] of node.items.entries()) {
			const range = nodeSpan(item as Node | null);
			if (!isMap(item) || range === undefined) continue;
			const named = item.items.find((pair) => /^(?:name|propertyName|key|type)$/.test(keyText(pair) ?? ""));
			const title = isScalar(named?.value) ? String(named.value.value) : `[${index}]`;
			items.push({
				name: title,
				detail: "",
				kind: "object",
				span: range,
				selection: nodeSpan(named?.value as Node | null) ?? { start: range.start, end: range.start },
				children: childrenOf(item, depth - 1),
			});
		}
	}
	return items;
}
