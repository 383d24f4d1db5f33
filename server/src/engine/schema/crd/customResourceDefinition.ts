import type { JsonSchema, JsonType } from "../jsonSchema";

/** A schema as a CustomResourceDefinition writes it: OpenAPI 3.0, where exclusive limits are flags. */
export interface CrdSchema
	extends Omit<
		JsonSchema,
		| "additionalProperties"
		| "allOf"
		| "anyOf"
		| "exclusiveMaximum"
		| "exclusiveMinimum"
		| "items"
		| "not"
		| "oneOf"
		| "properties"
		| "type"
	> {
	type?: JsonType;
	properties?: Record<string, CrdSchema>;
	additionalProperties?: boolean | CrdSchema;
	items?: CrdSchema;
	allOf?: CrdSchema[];
	anyOf?: CrdSchema[];
	oneOf?: CrdSchema[];
	not?: CrdSchema;
	exclusiveMaximum?: boolean;
	exclusiveMinimum?: boolean;
}

/** One version in a CustomResourceDefinition. */
export interface CrdVersion {
	readonly name: string;
	readonly served: boolean;
	readonly storage: boolean;
	readonly deprecated?: boolean;
	readonly deprecationWarning?: string;
	readonly schema: { readonly openAPIV3Schema: CrdSchema };
}

/** The parts of an `apiextensions.k8s.io/v1` CustomResourceDefinition that schemas are made from. */
export interface CustomResourceDefinition {
	readonly apiVersion: string;
	readonly kind: string;
	readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
	readonly spec: {
		readonly group: string;
		readonly scope: "Cluster" | "Namespaced";
		readonly names: { readonly kind: string; readonly plural: string };
		readonly versions: readonly CrdVersion[];
	};
}
