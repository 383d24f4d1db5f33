export type JsonType = "object" | "array" | "string" | "integer" | "number" | "boolean" | "null";

/** Any value that JSON can express. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

/** A value to offer where the API server would accept any other as well. */
export interface SuggestedValue {
	readonly value: string;
	readonly description?: string;
	/** The description in Chinese. */
	readonly "zh-cn"?: string;
}

/** What is known of a field that documents show and no published schema has. */
export interface DroppedField {
	/** What to write instead, in English. */
	readonly instead: string;
	/** The same in Chinese. */
	readonly "zh-cn"?: string;
}

/** A rule in the Common Expression Language, as CustomResourceDefinitions write it. */
export interface ValidationRule {
	readonly rule: string;
	readonly message?: string;
	readonly messageExpression?: string;
	readonly fieldPath?: string;
	readonly reason?: string;
	readonly optionalOldSelf?: boolean;
}

/**
 * The part of JSON Schema draft-07 that generated schemas use, with the keywords that Kubernetes adds and our own
 * (`x-edgewise-…`). A `description` beside a `$ref` is about the field and goes before the description of the
 * definition it points to.
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
	patternProperties?: Record<string, JsonSchema>;
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
	"x-kubernetes-validations"?: ValidationRule[];

	/** The description in Chinese. */
	"x-edgewise-zh-cn"?: string;
	/** Well-known values of a field that is free text to the API server. */
	"x-edgewise-suggestions"?: SuggestedValue[];
	/** The value is a secret: show it masked, keep it out of logs. */
	"x-edgewise-sensitive"?: boolean;
	/** Fields of this object that documents show although no published schema has them, by name. */
	"x-edgewise-dropped"?: Record<string, DroppedField>;
}
