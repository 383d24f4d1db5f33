import type {
	RetiredVersion,
	CatalogueEntry as SchemaEntry,
	ValidatorError,
} from "../../server/src/engine/schema/types";

export type {
	JsonSchema,
	JsonType,
	JsonValue,
	SuggestedValue as Suggestion,
} from "../../server/src/engine/schema/jsonSchema";

/** One version of one kind, with the files that hold its schema and validator. */
export interface CatalogueEntry extends SchemaEntry {
	/** Name of the JSON Schema file, beside the catalogue. */
	readonly schemaFile: string;
	/** Names of files with `$defs` that the schema refers to, shared with other kinds. */
	readonly definitionsFiles: readonly string[];
	/** Name of the file of compiled validators, beside the catalogue; it exports one per entry, by id. */
	readonly validatorFile: string;
}

/** All that there is a schema for, ordered by id, and versions that are gone. */
export interface Catalogue {
	readonly entries: readonly CatalogueEntry[];
	readonly retired: readonly RetiredVersion[];
}

/** One violation that a compiled validator found. */
export type ValidationError = ValidatorError;

/** What a validator file exports for each entry. */
export interface Validator {
	/** @returns whether the object follows the schema; if not, `errors` tells why */
	(value: unknown): boolean;
	/** The violations that the last call found. */
	errors: ValidationError[];
}
