import type { ManifestDocument } from "../document";
import type { Span } from "../text/span";

export interface DocumentLink {
	readonly span: Span;
	/** A URL, or a path relative to the file. */
	readonly target: string;
	readonly kind: "url" | "file";
}

const schemaLine = /^[ \t]*#[ \t]*(?:yaml-language-server:[ \t]*\$schema=|\$schema:[ \t]*)(\S+)/gm;
const url = /\bhttps?:\/\/[^\s"'<>`|\\^{}[\]\u3000-\u303f\uff00-\uffef]+/g;

/** URLs in values and comments, and the schemas that modelines name. */
export function linksOf({ text, tooLarge }: ManifestDocument): DocumentLink[] {
	if (tooLarge) return [];
	const links: DocumentLink[] = [];
	for (const { index, 0: line, 1: target = "" } of text.matchAll(schemaLine)) {
		if (/^https?:/.test(target)) continue;
		const start = index + line.length - target.length;
		links.push({ span: { start, end: start + target.length }, target, kind: "file" });
	}
	for (const { index, 0: found } of text.matchAll(url)) {
		const target = withoutPunctuation(found);
		// A part of a template or a host without a name leads nowhere.
		if (!/^https?:\/\/[\w\d]/.test(target) || /[$]/.test(text.charAt(index + found.length))) continue;
		if (/^\{/.test(text.slice(index + found.length)) || found.includes("$(")) continue;
		links.push({ span: { start: index, end: index + target.length }, target, kind: "url" });
	}
	return links.sort((a, b) => a.span.start - b.span.start);
}

/** A full stop or bracket behind a URL belongs to the sentence around; a bracket that it opens itself is its own. */
function withoutPunctuation(found: string): string {
	let target = found;
	for (;;) {
		const last = target.at(-1) ?? "";
		const unopened = last === ")" && target.split("(").length < target.split(")").length;
		if (!/[.,;:!?*]/.test(last) && !unopened) return target;
		target = target.slice(0, -1);
	}
}
