import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Compiler } from "../compiler";
import type { CatalogueEntry, JsonSchema, RetiredVersion, SchemaSource, Validator, ValidatorError } from "../engine";
import { lazySchemaCompiler } from "./schemaCompiler";

/** A catalogue entry as the build writes it. */
interface FiledEntry extends CatalogueEntry {
	readonly schemaFile: string;
	readonly definitionsFiles: readonly string[];
	readonly validatorFile: string;
}

interface FiledCatalogue {
	readonly entries: readonly FiledEntry[];
	readonly retired: readonly RetiredVersion[];
}

type CompiledValidator = ((value: unknown) => boolean) & { errors?: readonly ValidatorError[] | null };

/**
 * The schemas that the build wrote into a folder. The catalogue is read at once, a kind's schema and validator when
 * first asked for. Rules in the Common Expression Language are checked besides, by a compiler that is loaded for the
 * first kind that has any.
 *
 * @param folder the folder that holds `catalogue.json`
 * @param compiler what checks rules
 * @throws Error where the folder holds no catalogue
 */
export function schemasFromFolder(
	folder: string,
	compiler: Pick<Compiler, "uncheckedRules" | "withRules"> = lazySchemaCompiler(),
): SchemaSource {
	const { entries, retired } = readCatalogue(folder);
	const byEntry = new Map<CatalogueEntry, FiledEntry>(entries.map((entry) => [entry, entry]));
	const schemas = new Map<CatalogueEntry, JsonSchema>();
	const definitions = new Map<string, Record<string, JsonSchema>>();
	const validators = new Map<CatalogueEntry, Validator>();
	const load = createRequire(join(folder, "catalogue.json"));
	const fileOf = (entry: CatalogueEntry): FiledEntry => {
		const filed = byEntry.get(entry);
		if (filed === undefined) throw new Error(`${entry.id} does not come from ${folder}`);
		return filed;
	};
	const readJson = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), "utf8"));
	const definitionsOf = (file: string): Record<string, JsonSchema> => {
		let found = definitions.get(file);
		if (found === undefined) {
			found = readJson(file) as Record<string, JsonSchema>;
			definitions.set(file, found);
		}
		return found;
	};
	const schemaOf = (entry: CatalogueEntry): JsonSchema => {
		let schema = schemas.get(entry);
		if (schema === undefined) {
			const { schemaFile, definitionsFiles } = fileOf(entry);
			schema = readJson(schemaFile) as JsonSchema;
			schema.$defs = Object.assign({}, ...definitionsFiles.map(definitionsOf), schema.$defs);
			schemas.set(entry, schema);
		}
		return schema;
	};
	return {
		entries,
		retired,
		schema: schemaOf,
		validator(entry) {
			let validator = validators.get(entry);
			if (validator === undefined) {
				const file = load(join(folder, fileOf(entry).validatorFile)) as Readonly<Record<string, CompiledValidator>>;
				const compiled = file[entry.id];
				if (compiled === undefined) throw new Error(`${fileOf(entry).validatorFile} has no validator of ${entry.id}`);
				validator = (value) => (compiled(value) ? [] : (compiled.errors ?? []));
				if (entry.rules) validator = compiler.withRules(schemaOf(entry), validator);
				validators.set(entry, validator);
			}
			return validator;
		},
		uncheckedRules: (entry) => (entry.rules ? compiler.uncheckedRules(schemaOf(entry)).length : 0),
	};
}

function readCatalogue(folder: string): FiledCatalogue {
	const file = join(folder, "catalogue.json");
	const catalogue = JSON.parse(readFileSync(file, "utf8")) as Partial<FiledCatalogue>;
	if (!Array.isArray(catalogue.entries)) throw new Error(`${file} holds no catalogue of kinds`);
	return { entries: catalogue.entries, retired: catalogue.retired ?? [] };
}
