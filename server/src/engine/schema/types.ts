import type { JsonSchema } from "./jsonSchema";

export type { JsonSchema, JsonType, JsonValue, SuggestedValue, ValidationRule } from "./jsonSchema";

/** A text in both languages. */
export interface BilingualText {
	readonly en: string;
	readonly "zh-cn"?: string;
}

/** How a file that says no `kind` is recognised. All that is given must hold. */
export interface Recognition {
	/** Patterns of paths, one of which has to match, for example `k3s/config.yaml`; two stars stand for any folders. */
	readonly files?: readonly string[];
	/** Fields, as dotted paths, that hardly any other sort of file has; every top-level field must be known besides. */
	readonly keys?: readonly string[];
	/** How many of `keys` must be there. */
	readonly atLeast?: number;
}

/** One version of one kind, or one sort of configuration file. */
export interface CatalogueEntry {
	/** `apiVersion/kind`, for example `devices.kubeedge.io/v1beta1/Device` or `v1/Pod`; `file/<name>` where there is none. */
	readonly id: string;
	/** Empty for the core group. */
	readonly group: string;
	readonly version: string;
	/** Empty for a file that says no kind. */
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
	readonly deprecated?: { readonly message?: string; readonly "zh-cn"?: string };
	/** What the kind is for, in one sentence. */
	readonly description: string;
	/** The description in Chinese. */
	readonly descriptionZhCn?: string;
	/** `file` for configuration files of programs, which never reach an API server. */
	readonly form?: "object" | "file";
	/** What to call a file of this sort. */
	readonly title?: BilingualText;
	/** Present where a file says no kind. */
	readonly recognise?: readonly Recognition[];
	/** `documented`: users' documents show the kind, no project publishes it. `removed`: its project dropped it. */
	readonly status?: "documented" | "removed";
	/** Release that dropped the kind, for example `OpenYurt v1.3`. */
	readonly removedIn?: string;
	/** Id of the entry to use instead. */
	readonly replacedBy?: string;
	/** How many rules in the Common Expression Language the schema holds; absent for none. */
	readonly rules?: number;
}

/** A version that API servers served once, of a kind that no schema is kept for. */
export interface RetiredVersion {
	readonly apiVersion: string;
	readonly kind: string;
	/** Kubernetes release that deprecated it, for example `1.17`. */
	readonly deprecated?: string;
	/** Kubernetes release that stopped serving it. */
	readonly removed?: string;
	/** `apiVersion` under which the kind lives now; absent where it has no successor. */
	readonly replacement?: string;
	/** What else has to change. */
	readonly note?: BilingualText;
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

/** A validator: gives the findings, none for a valid value. */
export type Validator = (value: unknown) => readonly ValidatorError[];

/** Where schemas come from. Kinds are known at once; a kind's schema and validator are loaded when first asked for. */
export interface SchemaSource {
	readonly entries: readonly CatalogueEntry[];
	readonly retired?: readonly RetiredVersion[];
	schema(entry: CatalogueEntry): JsonSchema;
	validator(entry: CatalogueEntry): Validator;
	/** How many rules of the schema are left to API servers. */
	uncheckedRules?(entry: CatalogueEntry): number;
	/** Why documents of a kind cannot be checked; `undefined` where they can. Known once the validator was asked for. */
	failure?(entry: CatalogueEntry): string | undefined;
}
