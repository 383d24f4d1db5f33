import { ManifestDocument } from "../document";
import type { Messages } from "../messages/messages";
import { applyEdits, type TextEdit } from "../text/edit";
import { shift } from "../text/span";
import { splitDocuments } from "../yaml/split";
import { type Migrated, type Migration, type MigrationOffer, type MigrationRemark, migrationsFor } from "./index";

/** What became of one document of a file. Positions count from the file's start. */
export interface DocumentMigration {
	/** Where the document says what it is. */
	readonly at: number;
	readonly kind: string;
	readonly name: string;
	readonly migration: Migration;
	readonly title: string;
	readonly outcome: ({ readonly kind: "migrated" } & Migrated) | { readonly kind: "refused"; readonly reason: string };
}

/** What became of a file. */
export interface FileMigration {
	readonly text: string;
	/** By position, from the file's start. */
	readonly edits: readonly TextEdit[];
	/** The documents that a migration is for. */
	readonly documents: readonly DocumentMigration[];
}

/**
 * Migrates the documents of a file that a migration is for; all others stay as they are.
 *
 * @param wanted which migrations are to be made
 */
export function migrateFile(
	text: string,
	messages: Messages,
	wanted: (migration: Migration) => boolean = () => true,
): FileMigration {
	const documents: DocumentMigration[] = [];
	const edits: TextEdit[] = [];
	for (const { start, end } of splitDocuments(text)) {
		const document = new ManifestDocument(text.slice(start, end));
		const offer = migrationsFor(document, messages).find(({ migration }) => wanted(migration));
		if (offer === undefined) continue;
		const migrated = placed(document, start, offer);
		documents.push(migrated);
		if (migrated.outcome.kind === "migrated") edits.push(...migrated.outcome.edits);
	}
	return { text: applyEdits(text, edits), edits, documents };
}

function placed(document: ManifestDocument, start: number, offer: MigrationOffer): DocumentMigration {
	const { facts } = document;
	const outcome = offer.run();
	return {
		at: start + (facts.apiVersion?.span.start ?? 0),
		kind: facts.kind?.text ?? "",
		name: facts.name?.text ?? "",
		migration: offer.migration,
		title: offer.title,
		outcome: outcome.kind === "refused" ? outcome : { kind: "migrated", ...moved(outcome, start) },
	};
}

function moved({ edits, notCarriedOver, notes }: Migrated, by: number): Migrated {
	const remark = (one: MigrationRemark) => ({ ...one, span: shift(one.span, by) });
	return {
		edits: edits.map((edit) => ({ ...edit, span: shift(edit.span, by) })),
		notCarriedOver: notCarriedOver.map(remark),
		notes: notes.map(remark),
	};
}
