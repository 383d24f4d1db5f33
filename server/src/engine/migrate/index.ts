import { ManifestDocument } from "../document";
import type { Messages } from "../messages/messages";
import { isRecord } from "../schema/record";
import type { BilingualText } from "../schema/types";
import { applyEdits, type TextEdit } from "../text/edit";
import { changesBetween, linesOf } from "../text/lineDiff";
import type { Span } from "../text/span";
import { commentsOf } from "../yaml/comments";
import { allMigrations } from "./all";
import { Draft, type Remark } from "./draft";
import { migrationTitle, refusal } from "./messages";
import { isFor, type Migration, splitId } from "./migration";
import { buildTree, type SourceTree } from "./tree/build";
import type { Style } from "./tree/make";
import { holdersOf, type MapNode, type TreeNode, toData, Unsupported } from "./tree/nodes";
import { renderTree } from "./tree/render";

export { allMigrations } from "./all";
export { type Migration, splitId } from "./migration";

/** What a document becomes. */
export interface Migrated {
	/** By position, from the document's start; they do not overlap. */
	readonly edits: readonly TextEdit[];
	readonly notCarriedOver: readonly MigrationRemark[];
	/** What is in the result and deserves a look. */
	readonly notes: readonly MigrationRemark[];
}

export interface MigrationRemark {
	/** Where it stood, such as `spec.nodeSelector`. */
	readonly path: string;
	/** The same in the text, from the document's start. */
	readonly span: Span;
	readonly message: string;
}

/** A migration that a document can have. */
export interface MigrationOffer {
	readonly migration: Migration;
	readonly title: string;
	/** Works the result out. It parses the document as it would be, so ask when a user does. */
	readonly run: () => MigrationOutcome;
}

export type MigrationOutcome =
	| ({ readonly kind: "migrated" } & Migrated)
	/** The text is laid out in a way that cannot be rewritten without a loss. */
	| { readonly kind: "refused"; readonly reason: string };

/** The migrations that a document needs, at most one for each target. It is quick where there are none. */
export function migrationsFor(document: ManifestDocument, messages: Messages): MigrationOffer[] {
	if (document.tooLarge) return [];
	const { apiVersion, kind } = document.facts;
	if (apiVersion === undefined || kind === undefined || document.parsed.problems.length > 0) return [];
	const manifest = document.data?.value;
	if (!isRecord(manifest)) return [];
	return allMigrations
		.filter((migration) => isFor(migration, apiVersion.text, kind.text, manifest))
		.map((migration) => ({
			migration,
			title: messages.text(migrationTitle(migration.to), migration.to),
			run: () => migrate(document, migration, messages),
		}));
}

/** A document, migrated. */
function migrate(document: ManifestDocument, migration: Migration, messages: Messages): MigrationOutcome {
	const say = (text: BilingualText) => messages.text(text, text.en);
	const source = document.text.replaceAll("\r\n", "\n");
	const plain = source === document.text ? document : new ManifestDocument(source);
	const manifest = plain.data?.value;
	if (!isRecord(manifest)) return { kind: "refused", reason: say(refusal("layout", "")) };
	try {
		const tree = buildTree(plain);
		const draft = new Draft(tree.root, styleOf(tree), say);
		migration.rewrite(draft, manifest);
		const { apiVersion, kind } = splitId(migration.to);
		draft.identify(apiVersion, kind);
		const text = renderTree(tree);
		if (!isFaithful(plain, text, tree)) return { kind: "refused", reason: say(refusal("layout", "")) };
		const remarks = (of: Remark["kind"]) =>
			draft.remarks
				.filter((remark) => remark.kind === of)
				.map(({ path, span, text: about }) => ({
					path,
					span: inOriginal(span ?? { start: 0, end: 0 }, document.text, source),
					message: say(about),
				}));
		const edits = lineEdits(document.text, text);
		return { kind: "migrated", edits, notCarriedOver: remarks("dropped"), notes: remarks("note") };
	} catch (error) {
		if (error instanceof Unsupported) return { kind: "refused", reason: say(refusal(error.why, error.where)) };
		throw error;
	}
}

/** True where a text says what the tree means, and has every comment that the document had. */
function isFaithful(before: ManifestDocument, text: string, { root }: SourceTree): boolean {
	const after = new ManifestDocument(text);
	if (after.parsed.problems.length > 0 || after.data === undefined) return false;
	const open = !before.text.endsWith("\n");
	if (!same(after.data.value, toData(root), open)) return false;
	const left = new Map<string, number>();
	for (const comment of commentsOf(after)) {
		const key = comment.text.trim();
		left.set(key, (left.get(key) ?? 0) + 1);
	}
	return commentsOf(before).every((comment) => {
		const key = comment.text.trim();
		const count = left.get(key) ?? 0;
		left.set(key, count - 1);
		return count > 0;
	});
}

/** @param open whether the last line had no line break, which a text at the end then gets once something follows */
function same(a: unknown, b: unknown, open: boolean): boolean {
	if (Array.isArray(a)) {
		return Array.isArray(b) && a.length === b.length && a.every((item, index) => same(item, b[index], open));
	}
	if (isRecord(a) && isRecord(b)) {
		const keys = Object.keys(a);
		const others = Object.keys(b);
		return keys.length === others.length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key], open));
	}
	if (open && typeof a === "string" && typeof b === "string") return a.replace(/\n$/, "") === b.replace(/\n$/, "");
	return Object.is(a, b) || (Number.isNaN(a) && Number.isNaN(b));
}

/** The edits that make one text of another, by whole lines; lines end as those around them do. */
function lineEdits(before: string, after: string): TextEdit[] {
	const ending = before.includes("\r\n") ? "\r\n" : "\n";
	const raw = linesOf(before);
	const a = raw.map((line) => line.replace(/\r\n$/, "\n"));
	const b = linesOf(after);
	const starts = [0];
	for (const line of raw) starts.push((starts.at(-1) ?? 0) + line.length);
	return changesBetween(a, b).map((change) => ({
		span: { start: starts[change.before[0]] ?? before.length, end: starts[change.before[1]] ?? before.length },
		text: b
			.slice(...change.after)
			.join("")
			.replaceAll("\n", ending),
	}));
}

/** A range of the text with LF only, in the text as it is. */
function inOriginal(span: Span, original: string, plain: string): Span {
	if (original === plain) return span;
	const at = (offset: number) => offset + (plain.slice(0, offset).match(/\n/g)?.length ?? 0);
	return { start: at(span.start), end: at(span.end) };
}

function styleOf({ root }: SourceTree): Style {
	const json = root.flow && root.entries.every(({ keySource }) => keySource.startsWith('"'));
	return {
		json,
		spread: root.spread,
		indent: usualOffset(root, "map") ?? 2,
		listIndent: usualOffset(root, "list") ?? 2,
	};
}

/** By how much most objects or lists stand further in than their key. */
function usualOffset(root: MapNode, kind: "map" | "list"): number | undefined {
	const counts = new Map<number, number>();
	const visit = (node: TreeNode) => {
		if (node.kind === "leaf" || node.flow) return;
		for (const { value } of holdersOf(node)) {
			if (value.kind === kind && !value.flow && node.kind === "map") {
				counts.set(value.offset, (counts.get(value.offset) ?? 0) + 1);
			}
			visit(value);
		}
	};
	visit(root);
	const [most] = [...counts].toSorted((a, b) => b[1] - a[1]);
	return most?.[0];
}

/** The text of a document after a migration. */
export function migratedText(text: string, { edits }: Migrated): string {
	return applyEdits(text, edits);
}
