import type { JsonType, CatalogueEntry as KnownKind, ValidatorError } from "../../server/src/engine/schema/types";

export type { JsonType };

/** Any value that JSON can express. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

/** A value to offer where the API server would accept any other as well. */
export interface Suggestion {
	readonly value: string;
	readonly description: string;
}

/**
 * The part of JSON Schema draft-07 that the generated schemas use, with the keywords that Kubernetes adds
 * and our own (`x-edgewise-…`). A `description` beside a `$ref` is about the field and goes before the
 * description of the definition it points to.
 */
export interface JsonSchema {
	$schema?: string;
	$id?: string;
	$ref?: string;
	$defs?: Record<string, JsonSchema>;
	title?: string;
	description?: string;
	type?: JsonType | JsonType[];
	nullable?: boolean;
	const?: JsonValue;
	enum?: JsonValue[];
	default?: JsonValue;
	format?: string;

	properties?: Record<string, JsonSchema>;
	required?: string[];
	additionalProperties?: boolean | JsonSchema;
	propertyNames?: JsonSchema;
	minProperties?: number;
	maxProperties?: number;

	items?: JsonSchema;
	minItems?: number;
	maxItems?: number;
	uniqueItems?: boolean;

	pattern?: string;
	minLength?: number;
	maxLength?: number;

	minimum?: number;
	maximum?: number;
	exclusiveMinimum?: number;
	exclusiveMaximum?: number;
	multipleOf?: number;

	allOf?: JsonSchema[];
	anyOf?: JsonSchema[];
	oneOf?: JsonSchema[];
	not?: JsonSchema;
	if?: JsonSchema;
	then?: JsonSchema;
	else?: JsonSchema;

	"x-kubernetes-preserve-unknown-fields"?: boolean;
	"x-kubernetes-int-or-string"?: boolean;
	"x-kubernetes-embedded-resource"?: boolean;
	"x-kubernetes-list-type"?: "atomic" | "map" | "set";
	"x-kubernetes-list-map-keys"?: string[];
	"x-kubernetes-map-type"?: "atomic" | "granular";
	"x-kubernetes-validations"?: JsonValue[];

	/** Well-known values of a field that is free text to the API server. */
	"x-edgewise-suggestions"?: Suggestion[];
	/** The value is a secret: show it masked, keep it out of logs. */
	"x-edgewise-sensitive"?: boolean;
}

/** The projects whose kinds the extension knows. */
export type System = "edge-platform" | "kubeedge" | "kubernetes" | "openyurt";

/** One version of one kind, with the files that hold its schema and validator. */
export interface CatalogueEntry extends KnownKind {
	readonly system: System;
	/** Name of the JSON Schema file, beside the catalogue. */
	readonly schemaFile: string;
	/** Name of the compiled validator, beside the catalogue. */
	readonly validatorFile: string;
}

/** All kinds that have a schema, ordered by id. */
export type Catalogue = readonly CatalogueEntry[];

/** One violation that a compiled validator found. */
export type ValidationError = ValidatorError;

/** What a validator file exports. */
export interface Validator {
	/** @returns whether the object follows the schema; if not, `errors` tells why */
	(value: unknown): boolean;
	/** The violations that the last call found. */
	errors: ValidationError[];
}
