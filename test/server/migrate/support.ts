import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ManifestDocument } from "../../../server/src/engine/document";
import { messagesFor } from "../../../server/src/engine/messages/messages";
import { type MigrationRemark, migratedText, migrationsFor } from "../../../server/src/engine/migrate";
import { splitDocuments } from "../../../server/src/engine/yaml/split";

/** What became of a file. */
export interface MigratedFile {
	readonly text: string;
	/** Ids of the migrations that were made, one for each document that had one. */
	readonly made: readonly string[];
	readonly refused: readonly string[];
	readonly notCarriedOver: readonly MigrationRemark[];
	readonly notes: readonly MigrationRemark[];
}

/** Migrates every document of a text that a migration is for. */
export function migrateAll(text: string, locale?: string): MigratedFile {
	const messages = messagesFor(locale);
	const made: string[] = [];
	const refused: string[] = [];
	const notCarriedOver: MigrationRemark[] = [];
	const notes: MigrationRemark[] = [];
	let result = "";
	for (const { start, end } of splitDocuments(text)) {
		const document = new ManifestDocument(text.slice(start, end));
		const [offer] = migrationsFor(document, messages);
		const outcome = offer?.run();
		if (outcome?.kind === "refused") refused.push(outcome.reason);
		if (offer === undefined || outcome?.kind !== "migrated") {
			result += document.text;
			continue;
		}
		made.push(offer.migration.id);
		notCarriedOver.push(...outcome.notCarriedOver);
		notes.push(...outcome.notes);
		result += migratedText(document.text, outcome);
	}
	return { text: result, made, refused, notCarriedOver, notes };
}

/** A manifest before its migration, and what it becomes. */
export interface Specimen {
	readonly name: string;
	readonly before: string;
	readonly after: string;
}

const folder = join(__dirname, "specimens");

/** Pairs of files: `NAME.before.yaml` becomes `NAME.after.yaml`. */
export function specimens(): Specimen[] {
	return readdirSync(folder)
		.filter((file) => file.endsWith(".before.yaml"))
		.map((file) => {
			const name = file.slice(0, -".before.yaml".length);
			const read = (when: string) => readFileSync(join(folder, `${name}.${when}.yaml`), "utf8");
			return { name, before: read("before"), after: read("after") };
		});
}
