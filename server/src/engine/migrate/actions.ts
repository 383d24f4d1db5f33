import type { PlacedDocument } from "../document";
import type { ProblemCode } from "../features/problem";
import type { Messages } from "../messages/messages";
import type { TextEdit } from "../text/edit";
import { type Span, shift, touches } from "../text/span";
import { migrationsFor } from "./index";

/** Problems that a migration may do away with. */
const mended: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
	"removed-version",
	"removed-kind",
	"unknown-version",
	"deprecated-version",
	"documented-kind",
	"unpublished-field",
	"unknown-field",
	"wrong-type",
]);

/** A migration as a change of a file. Positions count from the file's start. */
export interface MigrationAction {
	readonly title: string;
	readonly edits: readonly TextEdit[];
}

/** The migrations for what a problem is about. */
export function migrationsAgainst(code: ProblemCode, placed: PlacedDocument, messages: Messages): MigrationAction[] {
	return mended.has(code) ? migrationActions(placed, messages) : [];
}

/** The migrations of documents whose `apiVersion` or `kind` a range touches. @param range from the file's start */
export function migrationsAt(documents: readonly PlacedDocument[], range: Span, messages: Messages): MigrationAction[] {
	return documents.flatMap((placed) => {
		const { document, start } = placed;
		if (document.tooLarge || !touches(range, { start, end: start + document.text.length })) return [];
		const { apiVersion, kind, apiVersionKey, kindKey } = document.facts;
		const names = [apiVersion?.span, kind?.span, apiVersionKey, kindKey].flatMap((span) =>
			span === undefined ? [] : [shift(span, start)],
		);
		return names.some((span) => touches(span, range)) ? migrationActions(placed, messages) : [];
	});
}

function migrationActions({ document, start }: PlacedDocument, messages: Messages): MigrationAction[] {
	return migrationsFor(document, messages).flatMap(({ title, run }) => {
		const outcome = run();
		if (outcome.kind === "refused") return [];
		return [{ title, edits: outcome.edits.map((edit) => ({ ...edit, span: shift(edit.span, start) })) }];
	});
}
