import { splitApiVersion } from "../apiVersion";
import { crdToJsonSchema } from "../crd/convert";
import type { CrdSchema } from "../crd/customResourceDefinition";
import { namedObjectMeta, objectProperties } from "../crd/metadata";
import { kindDescription } from "../description";
import type { JsonSchema } from "../jsonSchema";
import type { SchemaCompiler, ServedKind } from "../layers";
import { isRecord } from "../record";
import type { CatalogueEntry } from "../types";
import { type DefinitionSource, type LazyKind, lazySource } from "./lazySource";
import { isBuiltIn, typeByName } from "./openApiTypes";
import { readSchema } from "./readSchema";
import { newestFirst } from "./versions";

/** Kinds that API servers only answer to: they keep no object and need no name. */
const notKept = /Review$|^(?:Binding|Eviction|Scale|TokenRequest)$/;

const ignore = () => {};

/**
 * Makes schemas from what API servers tell of their kinds in OpenAPI, each when it is first asked for.
 *
 * @param schemas the schemas by name, of `components.schemas` (v3) or `definitions` (v2), of which nothing is known
 * @param served the kinds to make schemas for
 * @param objectMeta the schema of metadata that all kinds share
 * @param options `system`: which project the kinds come from; by default, `kubernetes` for its own and else their group
 */
export function openApiSource(
	schemas: Readonly<Record<string, unknown>>,
	served: readonly ServedKind[],
	objectMeta: JsonSchema,
	compiler: SchemaCompiler,
	options: { readonly system?: string } = {},
): DefinitionSource {
	const names = namesByKind(schemas);
	let definitions: Record<string, JsonSchema> | undefined;
	const all = (): Record<string, JsonSchema> => {
		definitions ??= convertAll(schemas, objectMeta);
		return definitions;
	};
	const kinds = served.flatMap((kind): LazyKind[] => {
		const { group, version } = splitApiVersion(kind.apiVersion);
		const name = names.get(`${group}/${version}/${kind.kind}`);
		if (name === undefined) return [];
		const source = schemas[name];
		const description = isRecord(source) && typeof source.description === "string" ? source.description : "";
		const siblings = served.filter(
			(other) => other.kind === kind.kind && splitApiVersion(other.apiVersion).group === group,
		);
		const entry: CatalogueEntry = {
			id: `${kind.apiVersion}/${kind.kind}`,
			group,
			version,
			kind: kind.kind,
			plural: kind.plural,
			namespaced: kind.namespaced,
			system: options.system ?? (isBuiltIn(name) ? "kubernetes" : group),
			served: true,
			storage: siblings.map((one) => splitApiVersion(one.apiVersion).version).toSorted(newestFirst)[0] === version,
			...kindDescription({ description }),
		};
		return [{ entry, make: () => objectSchema(entry, name, all(), objectMeta) }];
	});
	return lazySource(kinds, compiler);
}

function objectSchema(
	entry: CatalogueEntry,
	name: string,
	definitions: Record<string, JsonSchema>,
	objectMeta: JsonSchema,
): JsonSchema {
	const root = definitions[name] ?? {};
	const kept = !notKept.test(entry.kind);
	const apiVersion = entry.id.slice(0, -entry.kind.length - 1);
	// What names of a kind look like, OpenAPI does not tell; all of them are parts of paths.
	const metadata = kept ? namedObjectMeta(objectMeta, "path") : objectMeta;
	return {
		$schema: "http://json-schema.org/draft-07/schema#",
		$id: entry.id,
		title: entry.kind,
		...root,
		type: "object",
		required: [...new Set(["apiVersion", "kind", ...(kept ? ["metadata"] : []), ...(root.required ?? [])])],
		properties: { ...root.properties, ...objectProperties(apiVersion, entry.kind, metadata) },
		$defs: definitions,
	};
}

/** The names of the schemas that are about one kind, by `group/version/kind`. */
function namesByKind(schemas: Readonly<Record<string, unknown>>): Map<string, string> {
	const names = new Map<string, string>();
	for (const [name, schema] of Object.entries(schemas)) {
		const kinds: unknown = isRecord(schema) ? schema["x-kubernetes-group-version-kind"] : undefined;
		// Options and events of watches are listed for every group.
		if (!Array.isArray(kinds) || kinds.length !== 1 || !isRecord(kinds[0])) continue;
		const { group, version, kind } = kinds[0];
		names.set(`${String(group ?? "")}/${String(version ?? "")}/${String(kind ?? "")}`, name);
	}
	return names;
}

function convertAll(schemas: Readonly<Record<string, unknown>>, objectMeta: JsonSchema): Record<string, JsonSchema> {
	const reference = (ref: string): string | undefined => {
		const name = /^#\/(?:definitions|components\/schemas)\/(.+)$/.exec(ref)?.[1];
		return name !== undefined && Object.hasOwn(schemas, name) ? `#/$defs/${name}` : undefined;
	};
	return Object.fromEntries(
		Object.entries(schemas).map(([name, schema]) => {
			const read = prepare(readSchema(schema, [], ignore, reference), isBuiltIn(name));
			return [name, typeByName(name, read.description, objectMeta) ?? crdToJsonSchema(read)];
		}),
	);
}

/** Writes a schema of OpenAPI as one that a CustomResourceDefinition could have, apart from references. */
function prepare(source: CrdSchema, builtIn: boolean): CrdSchema {
	const [only, ...others] = source.allOf ?? [];
	// What version 3 wraps to set a description beside a reference.
	if (only?.$ref && others.length === 0 && !source.properties) {
		return { $ref: only.$ref, ...(source.description && { description: source.description }) };
	}
	if (source.$ref) return source;
	const schema: CrdSchema = { ...source };
	// Servers have filled them in by the time they check, except where a document says they must be there.
	if (builtIn) delete schema.default;
	if (builtIn) {
		delete schema["x-kubernetes-list-type"];
		delete schema["x-kubernetes-list-map-keys"];
		if (schema.format === "byte") schema.format = "base64";
	}
	if (schema.format === "int-or-string") {
		schema["x-kubernetes-int-or-string"] = true;
		for (const keyword of ["type", "format", "oneOf", "anyOf"] as const) delete schema[keyword];
	}
	const { properties, items, additionalProperties } = schema;
	if (schema.type === "object" && !properties && !additionalProperties) {
		schema["x-kubernetes-preserve-unknown-fields"] = true;
		delete schema.additionalProperties;
	}
	if (properties) {
		schema.properties = Object.fromEntries(
			Object.entries(properties).map(([name, property]) => [name, prepare(property, builtIn)]),
		);
	}
	if (items) schema.items = prepare(items, builtIn);
	if (typeof additionalProperties === "object") schema.additionalProperties = prepare(additionalProperties, builtIn);
	return schema;
}
