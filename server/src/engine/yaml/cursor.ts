import { isMap, isScalar, isSeq, type Node } from "yaml";
import type { ManifestDocument } from "../document";
import type { Span } from "../text/span";
import { keyText, nodeSpan } from "./nodes";
import type { Path } from "./path";

/** What stands under a position in a document. */
export type NodeAt =
	| { readonly kind: "key"; readonly path: Path; readonly span: Span }
	| { readonly kind: "value"; readonly path: Path; readonly span: Span };

/** The key or scalar value at an offset; `undefined` between them. The path leads to the value that the key names. */
export function nodeAt(document: ManifestDocument, offset: number): NodeAt | undefined {
	const within = (range: Span | undefined): range is Span =>
		range !== undefined && range.start <= offset && offset <= range.end;
	const visit = (node: Node | null, path: Path): NodeAt | undefined => {
		const range = nodeSpan(node);
		if (isMap(node)) {
			for (const pair of node.items) {
				const name = keyText(pair);
				if (name === undefined) continue;
				const keyRange = nodeSpan(pair.key as Node | null);
				if (within(keyRange)) return { kind: "key", path: [...path, name], span: keyRange };
				const found = visit(pair.value as Node | null, [...path, name]);
				if (found !== undefined) return found;
			}
			return undefined;
		}
		if (isSeq(node)) {
			for (const [index, item] of node.items.entries()) {
				const found = visit(item as Node | null, [...path, index]);
				if (found !== undefined) return found;
			}
			return undefined;
		}
		return isScalar(node) && within(range) ? { kind: "value", path, span: range } : undefined;
	};
	return visit(document.parsed.root, []);
}
