import type { CustomResourceDefinition } from "./crd/customResourceDefinition";
import type { JsonSchema } from "./jsonSchema";
import type { CatalogueEntry, SchemaSource, Validator } from "./types";

/** Where a schema comes from. */
export type SchemaOrigin =
	/** Shipped with the extension. */
	| { readonly kind: "catalogue" }
	/** A definition in a file of the workspace or of a folder that the settings name. */
	| { readonly kind: "file"; readonly uri: string }
	/** What a cluster serves, or served when it was last seen. */
	| {
			readonly kind: "cluster";
			/** Identifies the cluster; `ClusterSchemas.id`. */
			readonly id: string;
			readonly name: string;
			readonly connected: boolean;
			/** When the cluster gave its schemas: ISO 8601, UTC. */
			readonly seen: string;
	  };

/** Identifies an origin in settings: `catalogue`, `file` or `cluster:<name>`. */
export type SchemaChoice = string;

/** A schema source with its origin. Of several layers that have a kind, the first one judges. */
export interface SchemaLayer {
	readonly origin: SchemaOrigin;
	readonly source: SchemaSource;
}

/** A kind's entry with the layer that it comes from. */
export interface LayeredEntry {
	readonly entry: CatalogueEntry;
	readonly layer: SchemaLayer;
}

/** Turns schemas into validators while the program runs. */
export interface SchemaCompiler {
	/**
	 * Compiles a schema that `crdVersionSchema` or `openApiSource` made, with its rules in the Common Expression Language.
	 *
	 * @throws Error where the schema cannot be compiled, with a message for people
	 */
	validator(schema: JsonSchema): Validator;
	/** The rules of a schema that its validator leaves to API servers. */
	uncheckedRules(schema: JsonSchema): readonly unknown[];
}

/** A kind that an API server lists in discovery. */
export interface ServedKind {
	readonly apiVersion: string;
	readonly kind: string;
	readonly plural: string;
	readonly namespaced: boolean;
}

/** What one cluster said of its kinds, as the client keeps it for times without a link. Plain JSON. */
export interface ClusterSnapshot {
	/** Identifies the cluster across sessions. */
	readonly id: string;
	/** What people call it: the name of its context or Cluster object. */
	readonly name: string;
	/** When it said so: ISO 8601, UTC. */
	readonly seen: string;
	/** Version of the API server, for example `v1.29.5+k3s1`. */
	readonly version: string;
	readonly served: readonly ServedKind[];
	/** Its CustomResourceDefinitions, without status and managed fields; absent where the user may not read them. */
	readonly crds?: readonly CustomResourceDefinition[];
	/** The schemas of its OpenAPI documents, by name as in `components.schemas` (v3) or `definitions` (v2). */
	readonly openapi?: Readonly<Record<string, unknown>>;
}

/** One cluster's kinds, ready to judge documents. */
export interface ClusterSchemas {
	readonly id: string;
	readonly name: string;
	readonly connected: boolean;
	readonly seen: string;
	readonly version: string;
	/** Whether the API server serves the kind in this version. */
	serves(apiVersion: string, kind: string): boolean;
	/** Versions in which it serves the kind, whatever the version asked for. */
	versionsOf(group: string, kind: string): readonly string[];
	/** Kinds with schemas: of its CRDs, and of OpenAPI for all others. */
	readonly source: SchemaSource;
}
