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

/** One version of one kind. */
export interface CatalogueEntry {
	/** `apiVersion/kind`, for example `devices.kubeedge.io/v1beta1/Device` or `v1/Pod`. */
	readonly id: string;
	/** Empty for the core group. */
	readonly group: string;
	readonly version: string;
	readonly kind: string;
	readonly plural: string;
	readonly namespaced: boolean;
	/** Which project the kind comes from, for example `kubeedge`. */
	readonly system: string;
	/** Whether an API server accepts manifests of this version. */
	readonly served: boolean;
	/** Whether this is the version that the API server stores. */
	readonly storage: boolean;
	/** Present where the version's publisher marked it deprecated; `message` is what the API server says on use. */
	readonly deprecated?: { readonly message?: string };
	/** What the kind is for, in one sentence. */
	readonly description: string;
}

/** One violation that a compiled validator found. */
export interface ValidatorError {
	/** JSON pointer to the value, empty for the whole object. */
	readonly instancePath: string;
	/** The JSON Schema keyword that was violated, for example `required`. */
	readonly keyword: string;
	/** What the keyword adds: `missingProperty`, `additionalProperty`, `allowedValues`, `format`, `limit`, … */
	readonly params: Readonly<Record<string, unknown>>;
	/** Set when the violation is in a key of the object at `instancePath`, not in a value. */
	readonly propertyName?: string;
}

/** A validator compiled ahead: gives the findings, none for a valid value. */
export type Validator = (value: unknown) => readonly ValidatorError[];

/** Where schemas come from. Kinds are known at once; a kind's schema and validator are loaded when first asked for. */
export interface SchemaSource {
	readonly entries: readonly CatalogueEntry[];
	schema(entry: CatalogueEntry): JsonSchema;
	validator(entry: CatalogueEntry): Validator;
}
