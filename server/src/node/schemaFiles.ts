import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { CatalogueEntry, JsonSchema, SchemaSource, Validator, ValidatorError } from "../engine";

/** A catalogue entry as the build writes it. */
interface FiledEntry extends CatalogueEntry {
	readonly schemaFile: string;
	readonly validatorFile: string;
}

type CompiledValidator = ((value: unknown) => boolean) & { errors?: readonly ValidatorError[] | null };

/**
 * The schemas that the build wrote into a folder. The catalogue is read at once, a kind's schema and validator when
 * first asked for.
 *
 * @param folder the folder that holds `catalogue.json`
 * @throws Error where the folder holds no catalogue
 */
export function schemasFromFolder(folder: string): SchemaSource {
	const entries = readCatalogue(folder);
	const byEntry = new Map<CatalogueEntry, FiledEntry>(entries.map((entry) => [entry, entry]));
	const schemas = new Map<CatalogueEntry, JsonSchema>();
	const validators = new Map<CatalogueEntry, Validator>();
	const load = createRequire(join(folder, "catalogue.json"));
	const fileOf = (entry: CatalogueEntry): FiledEntry => {
		const filed = byEntry.get(entry);
		if (filed === undefined) throw new Error(`${entry.id} does not come from ${folder}`);
		return filed;
	};
	return {
		entries,
		schema(entry) {
			let schema = schemas.get(entry);
			if (schema === undefined) {
				schema = JSON.parse(readFileSync(join(folder, fileOf(entry).schemaFile), "utf8")) as JsonSchema;
				schemas.set(entry, schema);
			}
			return schema;
		},
		validator(entry) {
			let validator = validators.get(entry);
			if (validator === undefined) {
				const compiled = load(join(folder, fileOf(entry).validatorFile)) as CompiledValidator;
				validator = (value) => (compiled(value) ? [] : (compiled.errors ?? []));
				validators.set(entry, validator);
			}
			return validator;
		},
	};
}

function readCatalogue(folder: string): FiledEntry[] {
	const file = join(folder, "catalogue.json");
	const catalogue = JSON.parse(readFileSync(file, "utf8")) as { entries?: FiledEntry[] } | FiledEntry[];
	const entries = Array.isArray(catalogue) ? catalogue : catalogue.entries;
	if (!Array.isArray(entries)) throw new Error(`${file} holds no catalogue of kinds`);
	return entries;
}
