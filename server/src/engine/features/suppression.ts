import type { ManifestDocument, PlacedDocument } from "../document";
import type { Messages } from "../messages/messages";
import type { TextEdit } from "../text/edit";
import type { Span } from "../text/span";
import { commentsOf } from "../yaml/comments";
import { nodeSpan } from "../yaml/nodes";
import type { ProblemCode } from "./problem";

/** Codes that are not wanted. */
type Codes = ReadonlySet<string>;

/** Stands for every code. */
const all = "*";

/** A directive, perhaps behind another comment. */
const directive = /(?:^|\s)#\s*edgewise-ignore(-file|-next-document)?(?![\w-])(?:[ \t]+(?!--)(\S.*))?/;

const none: Codes = new Set();

interface Directive {
	readonly scope: "line" | "file" | "document";
	readonly codes: Codes;
	readonly start: number;
	/** Lines that a directive for a line speaks of. */
	readonly lines: readonly number[];
}

const known = new WeakMap<ManifestDocument, readonly Directive[]>();

/**
 * True where a comment says that a problem is not to be told: `# edgewise-ignore code, code` on the line before or the
 * same line. Without a code, or with `*`, it means every code; words behind `--` give a reason.
 *
 * @param span the problem's, relative to the document
 */
export function suppressed(document: ManifestDocument, span: Span, code: ProblemCode): boolean {
	const directives = directivesOf(document);
	if (directives.length === 0) return false;
	const { line } = document.lines.position(span.start);
	return directives.some(({ scope, codes, lines }) => scope === "line" && lines.includes(line) && has(codes, code));
}

/**
 * The codes that are not wanted in each document of a file, by what stands outside of it: `# edgewise-ignore-file code`
 * before the file's first content, `# edgewise-ignore-next-document code` before the document.
 *
 * @returns as many as there are documents
 */
export function suppressedInDocuments(documents: readonly PlacedDocument[]): Codes[] {
	if (documents.every(({ document }) => directivesOf(document).length === 0)) return documents.map(() => none);
	let file = none;
	let next = none;
	return documents.map(({ document }, index) => {
		const content = document.tooLarge ? 0 : (nodeSpan(document.parsed.root)?.start ?? Number.POSITIVE_INFINITY);
		let own = next;
		next = none;
		for (const { scope, codes, start } of directivesOf(document)) {
			if (scope === "file" && index === 0 && start < content) file = union(file, codes);
			if (scope !== "document") continue;
			// Comments below a document's content stand above the next one; so do those of a document without any.
			if (start < content && content !== Number.POSITIVE_INFINITY) own = union(own, codes);
			else next = union(next, codes);
		}
		if (content === Number.POSITIVE_INFINITY) next = union(next, own);
		return union(file, own);
	});
}

/** Whether codes of `suppressedInDocuments` hold one. */
export function has(codes: Codes, code: ProblemCode): boolean {
	return codes.has(code) || codes.has(all);
}

/** The change that has a problem not told any more: a comment above its line. */
export function ignoreHere(
	document: ManifestDocument,
	span: Span,
	code: ProblemCode,
	messages: Messages,
): { readonly title: string; readonly edits: readonly TextEdit[] } {
	const { lines, text } = document;
	const { line } = lines.position(span.start);
	const title = messages.fixIgnore(code);
	const above = directivesOf(document).find(({ scope, lines: meant, start }) => {
		return scope === "line" && meant.includes(line) && lines.position(start).line === line - 1;
	});
	if (above !== undefined) {
		const head =
			/^#\s*edgewise-ignore(?:[ \t]+[\w*-]+(?:[ \t]*,[ \t]*[\w*-]+)*)?/.exec(text.slice(above.start))?.[0] ?? "";
		const at = above.start + head.length;
		return { title, edits: [{ span: { start: at, end: at }, text: `, ${code}` }] };
	}
	const start = lines.start(line);
	const content = text.slice(start, lines.end(line));
	// Above a marker, the comment would belong to the document before.
	if (/^(?:---|\.\.\.)(?:\s|$)/.test(content)) {
		const end = start + content.trimEnd().length;
		return { title, edits: [{ span: { start: end, end }, text: ` # edgewise-ignore ${code}` }] };
	}
	const indent = /^\uFEFF?([ \t]*)/.exec(content);
	const at = start + (content.startsWith("\uFEFF") ? 1 : 0);
	const lineEnd = /\r?\n/.exec(text)?.[0] ?? "\n";
	const comment = `${indent?.[1] ?? ""}# edgewise-ignore ${code}${lineEnd}`;
	return { title, edits: [{ span: { start: at, end: at }, text: comment }] };
}

function directivesOf(document: ManifestDocument): readonly Directive[] {
	let directives = known.get(document);
	if (directives === undefined) {
		directives = document.text.includes("edgewise-ignore") ? readDirectives(document) : [];
		known.set(document, directives);
	}
	return directives;
}

function readDirectives(document: ManifestDocument): Directive[] {
	const comments = commentsOf(document);
	const commentLines = new Set(comments.filter(({ ownLine }) => ownLine).map(({ line }) => line));
	return comments.flatMap(({ text, span, line, ownLine }): Directive[] => {
		const match = directive.exec(text);
		if (match === null) return [];
		const codes = codesIn(match[2] ?? "");
		if (match[1] !== undefined) {
			return [{ scope: match[1] === "-file" ? "file" : "document", codes, start: span.start, lines: [] }];
		}
		let below = line;
		// Further comments may stand between it and what it speaks of.
		while (ownLine && commentLines.has(below)) below++;
		return [{ scope: "line", codes, start: span.start, lines: [below] }];
	});
}

function codesIn(text: string): Codes {
	const list = /^[\w*-]+(?:[ \t]*,[ \t]*[\w*-]+)*/.exec(text)?.[0] ?? all;
	return new Set(list.split(",").map((code) => code.trim()));
}

function union(a: Codes, b: Codes): Codes {
	if (a.size === 0) return b;
	return b.size === 0 ? a : new Set([...a, ...b]);
}
