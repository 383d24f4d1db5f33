import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { repositoryRoot } from "../lib/paths";
import { generateBuiltins } from "./builtin";
import { catalogueEntry } from "./catalogue";
import { type CrdSource, type CrdVersion, crdToJsonSchema, readCrds } from "./crd";
import { namedObjectMeta, objectProperties, readObjectMeta } from "./metadata";
import { applyFieldKnowledge, readFieldKnowledge } from "./suggestions";
import type { Catalogue, CatalogueEntry, JsonSchema } from "./types";

/** A kind and its schema. */
export interface GeneratedSchema {
	readonly entry: CatalogueEntry;
	readonly schema: JsonSchema;
}

/** Makes the schema of every kind that the extension knows, ordered by id. */
export async function makeSchemas(): Promise<GeneratedSchema[]> {
	const [crds, objectMeta, knowledge] = await Promise.all([
		readCrds(join(repositoryRoot, "schemas", "crds")),
		readObjectMeta(),
		readFieldKnowledge(),
	]);
	const generated = await generateBuiltins(objectMeta);
	for (const source of crds) {
		for (const version of source.crd.spec.versions) generated.push(generateCrdVersion(source, version, objectMeta));
	}
	for (const { entry, schema } of generated) applyFieldKnowledge(entry.id, schema, knowledge);
	return generated.sort((a, b) => (a.entry.id < b.entry.id ? -1 : 1));
}

/**
 * Writes `catalogue.json` and, beside it, one JSON Schema (draft-07) per version of each kind.
 *
 * @returns the catalogue
 */
export async function generateSchemas(outDir: string): Promise<Catalogue> {
	return writeSchemas(outDir, await makeSchemas());
}

/** Writes schemas that were made before, with their catalogue. */
export async function writeSchemas(outDir: string, generated: readonly GeneratedSchema[]): Promise<Catalogue> {
	const catalogue = generated.map(({ entry }) => entry);
	await mkdir(outDir, { recursive: true });
	await Promise.all([
		writeFile(join(outDir, "catalogue.json"), JSON.stringify(catalogue)),
		...generated.map(({ entry, schema }) => writeFile(join(outDir, entry.schemaFile), JSON.stringify(schema))),
	]);
	return catalogue;
}

function generateCrdVersion({ crd, system }: CrdSource, version: CrdVersion, objectMeta: JsonSchema): GeneratedSchema {
	const { group, names, scope } = crd.spec;
	const { kind, plural } = names;
	const root = crdToJsonSchema(version.schema.openAPIV3Schema);
	const entry = catalogueEntry(
		{
			group,
			version: version.name,
			kind,
			plural,
			namespaced: scope === "Namespaced",
			system,
			served: version.served,
			storage: version.storage,
			...(version.deprecated && {
				deprecated: version.deprecationWarning ? { message: version.deprecationWarning } : {},
			}),
		},
		root.description ?? "",
	);
	const schema: JsonSchema = {
		$schema: "http://json-schema.org/draft-07/schema#",
		$id: entry.id,
		title: kind,
		...root,
		required: [...new Set(["apiVersion", "kind", "metadata", ...(root.required ?? [])])],
		properties: {
			...root.properties,
			...objectProperties(`${group}/${version.name}`, kind, structuredClone(namedObjectMeta(objectMeta))),
		},
	};
	return { entry, schema };
}
