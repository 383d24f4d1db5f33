import { namedObjectMeta, objectProperties } from "../crd/metadata";
import { kindDescription } from "../description";
import type { JsonSchema } from "../jsonSchema";
import type { SchemaCompiler } from "../layers";
import { isRecord } from "../record";
import type { CatalogueEntry } from "../types";
import { type DefinitionSource, type LazyKind, lazySource } from "./lazySource";
import { readJsonSchema } from "./readJsonSchema";

/** A file with a JSON Schema, parsed. */
export interface JsonSchemaFile {
	readonly uri: string;
	readonly schema: unknown;
}

/** A version of a kind. */
export interface KindName {
	readonly group: string;
	readonly version: string;
	readonly kind: string;
}

const versionPattern = "v\\d+(?:(?:alpha|beta)\\d+)?";
const groupPattern = "[a-z0-9-]+(?:\\.[a-z0-9-]+)*";

/** Names of files as collections of schemas have them. */
const fileNames: readonly RegExp[] = [
	new RegExp(`/(?<group>${groupPattern})_(?<kind>[A-Za-z]\\w*?)_(?<version>${versionPattern})\\.json$`),
	new RegExp(`/(?<group>${groupPattern}\\.[a-z]+)/(?<kind>[A-Za-z][A-Za-z0-9]*)_(?<version>${versionPattern})\\.json$`),
	new RegExp(`/(?<kind>[A-Za-z][A-Za-z0-9]*)-(?<group>[a-z][a-z0-9.]*?)-(?<version>${versionPattern})\\.json$`),
	new RegExp(`/(?<kind>[A-Za-z][A-Za-z0-9]*)[-_](?<version>${versionPattern})\\.json$`),
];

/** Whether a file's name is one that schemas of kinds have. */
export function namesKind(uri: string): boolean {
	return fileNames.some((pattern) => pattern.test(decoded(uri)));
}

/**
 * Which kind a JSON Schema is about, as it says itself, or else its file's name; `undefined` where neither tells.
 *
 * @param spelling the kind for a name that is written small in the name of a file, where it is known
 */
export function kindOfSchema(
	{ uri, schema }: JsonSchemaFile,
	spelling: (name: string) => string | undefined = () => undefined,
): KindName | undefined {
	if (!isRecord(schema)) return undefined;
	const declared: unknown = schema["x-kubernetes-group-version-kind"];
	const first: unknown = Array.isArray(declared) ? declared[0] : declared;
	if (isRecord(first) && typeof first.kind === "string" && typeof first.version === "string") {
		return { group: typeof first.group === "string" ? first.group : "", version: first.version, kind: first.kind };
	}
	const match = fileNames.map((pattern) => pattern.exec(decoded(uri))?.groups).find((groups) => groups !== undefined);
	const properties = isRecord(schema.properties) ? schema.properties : {};
	const apiVersion = onlyText(properties.apiVersion);
	const slash = apiVersion?.indexOf("/") ?? -1;
	const group = apiVersion === undefined ? (match?.group ?? "") : apiVersion.slice(0, Math.max(slash, 0));
	const version = apiVersion?.slice(slash + 1) ?? match?.version;
	const small = match?.kind ?? "";
	const kind =
		onlyText(properties.kind) ?? spelling(small.toLowerCase()) ?? small.slice(0, 1).toUpperCase() + small.slice(1);
	// Any other schema, such as one for package.json, has no fields of objects.
	if (version === undefined || kind === "" || !(isRecord(properties.apiVersion) && isRecord(properties.kind)))
		return undefined;
	return { group, version, kind };
}

/**
 * Makes schemas from files with JSON Schemas of kinds, such as kubeconform's catalogues have. Files that do not tell
 * their kind are left out.
 *
 * @param objectMeta the schema of metadata that all kinds share
 * @param options `system`: which project the kinds come from; by default, their group. `spelling`: see {@link kindOfSchema}
 */
export function jsonSchemaSource(
	files: readonly JsonSchemaFile[],
	objectMeta: JsonSchema,
	compiler: SchemaCompiler,
	options: { readonly system?: string; readonly spelling?: (name: string) => string | undefined } = {},
): DefinitionSource {
	const kinds = files.flatMap((file): LazyKind[] => {
		const name = kindOfSchema(file, options.spelling);
		if (name === undefined) return [];
		const { group, version, kind } = name;
		const source = isRecord(file.schema) ? file.schema : {};
		const apiVersion = group === "" ? version : `${group}/${version}`;
		const entry: CatalogueEntry = {
			id: `${apiVersion}/${kind}`,
			group,
			version,
			kind,
			plural: `${kind.toLowerCase()}s`,
			// Schemas do not tell; most kinds are.
			namespaced: true,
			system: options.system ?? (group === "" ? "kubernetes" : group),
			served: true,
			storage: true,
			...kindDescription({ description: typeof source.description === "string" ? source.description : "" }),
		};
		return [{ entry, make: () => objectSchema(entry, apiVersion, readJsonSchema(source), objectMeta) }];
	});
	return lazySource(kinds, compiler);
}

function objectSchema(entry: CatalogueEntry, apiVersion: string, root: JsonSchema, objectMeta: JsonSchema): JsonSchema {
	return {
		$schema: "http://json-schema.org/draft-07/schema#",
		$id: entry.id,
		title: entry.kind,
		...root,
		required: [...new Set(["apiVersion", "kind", "metadata", ...(root.required ?? [])])],
		properties: {
			...root.properties,
			...objectProperties(apiVersion, entry.kind, namedObjectMeta(objectMeta, "path")),
		},
	};
}

/** The one text that a schema allows. */
function onlyText(schema: unknown): string | undefined {
	if (!isRecord(schema)) return undefined;
	const only: unknown =
		schema.const ?? (Array.isArray(schema.enum) && schema.enum.length === 1 ? schema.enum[0] : undefined);
	return typeof only === "string" ? only : undefined;
}

function decoded(uri: string): string {
	try {
		return decodeURIComponent(uri);
	} catch {
		return uri;
	}
}
