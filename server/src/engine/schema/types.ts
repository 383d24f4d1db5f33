/** One value that makes sense in a field although the server accepts others. */
export interface SuggestedValue {
	readonly value: string;
	readonly description?: string;
}

export type JsonType = "object" | "array" | "string" | "integer" | "number" | "boolean" | "null";

/** The part of JSON Schema draft-07 and of Kubernetes' extensions that the generated schemas use. */
export interface JsonSchema {
	readonly $ref?: string;
	readonly $defs?: Readonly<Record<string, JsonSchema>>;
	readonly type?: JsonType | readonly JsonType[];
	readonly description?: string;
	readonly properties?: Readonly<Record<string, JsonSchema>>;
	readonly additionalProperties?: boolean | JsonSchema;
	readonly required?: readonly string[];
	readonly items?: JsonSchema;
	readonly enum?: readonly unknown[];
	readonly const?: unknown;
	readonly default?: unknown;
	readonly format?: string;
	readonly pattern?: string;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly minLength?: number;
	readonly maxLength?: number;
	readonly minItems?: number;
	readonly maxItems?: number;
	readonly anyOf?: readonly JsonSchema[];
	readonly oneOf?: readonly JsonSchema[];
	readonly allOf?: readonly JsonSchema[];
	readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
	readonly "x-kubernetes-int-or-string"?: boolean;
	readonly "x-edgewise-suggestions"?: readonly SuggestedValue[];
	readonly "x-edgewise-sensitive"?: boolean;
}

/** One served version of one kind. */
export interface CatalogueEntry {
	/** `group/version/kind`; the core group is empty. */
	readonly id: string;
	readonly group: string;
	readonly version: string;
	readonly kind: string;
	readonly plural: string;
	readonly namespaced: boolean;
	/** Which project the kind comes from. */
	readonly system: string;
	/** True for the version that the server keeps. */
	readonly storage: boolean;
	readonly deprecated?: { readonly message?: string };
	/** One sentence. */
	readonly description: string;
}

/** One finding of a compiled validator, as `ajv` reports it. */
export interface ValidatorError {
	readonly instancePath: string;
	readonly keyword: string;
	readonly params: Readonly<Record<string, unknown>>;
}

/** A validator compiled ahead: gives the findings, none for a valid value. */
export type Validator = (value: unknown) => readonly ValidatorError[];

/** Where schemas come from. Kinds are known at once; a kind's schema and validator are loaded when first asked for. */
export interface SchemaSource {
	readonly entries: readonly CatalogueEntry[];
	schema(entry: CatalogueEntry): JsonSchema;
	validator(entry: CatalogueEntry): Validator;
}
