import { isAlias, isNode, type Node, visit } from "yaml";
import type { ManifestDocument } from "../document";
import { contains, type Span } from "../text/span";

export interface Highlight {
	readonly span: Span;
	/** `write` where the thing is defined. */
	readonly kind: "read" | "write";
}

/** All places that speak of the same thing as the cursor does: an anchor and its aliases. */
export function highlightsAt(document: ManifestDocument, offset: number): Highlight[] {
	if (document.tooLarge) return [];
	const groups = anchors(document);
	return groups.find((places) => places.some(({ span }) => contains(span, offset))) ?? [];
}

/** Anchors with their aliases; a name that is given anew starts anew. */
function anchors({ parsed, text }: ManifestDocument): Highlight[][] {
	const groups: Highlight[][] = [];
	const current = new Map<string, Highlight[]>();
	visit(parsed.document, (_, node) => {
		if (!isNode(node)) return;
		if (isAlias(node)) {
			const start = node.range?.[0];
			const group = current.get(node.source);
			if (start !== undefined) group?.push({ span: { start, end: start + node.source.length + 1 }, kind: "read" });
			return;
		}
		const { anchor } = node;
		const at = anchor === undefined ? undefined : anchorOffset(node, anchor, text);
		if (anchor === undefined || at === undefined) return;
		const group: Highlight[] = [{ span: { start: at, end: at + anchor.length + 1 }, kind: "write" }];
		current.set(anchor, group);
		groups.push(group);
	});
	return groups;
}

/** An anchor stands before its node, with nothing but a tag, comments and white space in between. */
function anchorOffset(node: Node, anchor: string, text: string): number | undefined {
	const start = node.range?.[0];
	if (start === undefined) return undefined;
	const mark = `&${anchor}`;
	const before = text.slice(0, start);
	for (let at = before.lastIndexOf(mark); at >= 0; at = before.lastIndexOf(mark, at - 1)) {
		const follows = text.charAt(at + mark.length);
		const opens = at === 0 || /[\s[{,]/.test(text.charAt(at - 1));
		if (opens && (follows === "" || /[\s,\]}]/.test(follows))) return at;
		if (at === 0) break;
	}
	return undefined;
}
