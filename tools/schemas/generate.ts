import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { crdToJsonSchema } from "../../server/src/engine/schema/crd/convert";
import { crdVersionSchema } from "../../server/src/engine/schema/crd/objectSchema";
import { kindDescription } from "../../server/src/engine/schema/description";
import type { RetiredVersion } from "../../server/src/engine/schema/types";
import { repositoryRoot } from "../lib/paths";
import { generateBuiltins } from "./builtin";
import { definitionsFile, filed, type GeneratedCatalogue, type GeneratedSchema, metadataGroup } from "./catalogue";
import { readConfigSchemas } from "./configFiles";
import { applyDroppedFields, readDroppedFields } from "./droppedFields";
import { namedObjectMeta, nameRules, readObjectMeta } from "./metadata";
import { reachable } from "./reachable";
import { type CrdSource, readCrds, readShared, type SharedSchemas } from "./readCrds";
import { applyFieldKnowledge, readFieldKnowledge } from "./suggestions";
import type { Catalogue, JsonSchema } from "./types";
import { applyWords, readWords } from "./words";

export type { GeneratedCatalogue, GeneratedSchema } from "./catalogue";

const schemas = join(repositoryRoot, "schemas");

/** Makes the schema of every kind and file that the extension knows, ordered by id. */
export async function makeSchemas(): Promise<GeneratedCatalogue> {
	const [crds, objectMeta, knowledge, dropped, configs] = await Promise.all([
		readCrds(join(schemas, "crds")),
		readObjectMeta(),
		readFieldKnowledge(),
		readDroppedFields(),
		readConfigSchemas(join(schemas, "config")),
	]);
	const builtins = await generateBuiltins(objectMeta);
	await describePods(builtins.definitions);
	const definitions = new Map<string, Record<string, JsonSchema>>([["kubernetes", { ...builtins.definitions }]]);
	const generated: GeneratedSchema[] = [
		...builtins.generated.map((one) => builtinGroup(one, builtins.definitions)),
		...configs,
	];
	for (const system of new Set(crds.map((crd) => crd.system))) {
		const shared = await readShared(crds, system);
		if (shared.size > 0) definitions.set(system, sharedDefinitions(shared));
		for (const source of crds.filter((crd) => crd.system === system)) {
			generated.push(...crdSchemas(source, shared, objectMeta));
		}
	}
	for (const { entry, schema } of generated) {
		applyFieldKnowledge(entry.id, schema, knowledge);
		applyDroppedFields(entry.id, schema, dropped);
	}
	return { generated: generated.sort((a, b) => (a.entry.id < b.entry.id ? -1 : 1)), definitions };
}

/**
 * Writes `catalogue.json` and, beside it, one JSON Schema (draft-07) per version of each kind.
 *
 * @returns the catalogue
 */
export async function writeSchemas(outDir: string, { generated, definitions }: GeneratedCatalogue): Promise<Catalogue> {
	const catalogue: Catalogue = { entries: generated.map(filed), retired: await readRetired() };
	await mkdir(outDir, { recursive: true });
	const write = (name: string, content: unknown) => writeFile(join(outDir, name), JSON.stringify(content));
	const objectMeta = await readObjectMeta();
	const metadata = metadataDefinitions(objectMeta);
	await Promise.all([
		write("catalogue.json", catalogue),
		...generated.map((one) => write(filed(one).schemaFile, withSharedMetadata(one.schema, metadata))),
		...[...definitions].map(([group, shared]) => write(definitionsFile(group), shared)),
		write(definitionsFile(metadataGroup), metadata),
		write("objectMeta.json", objectMeta),
	]);
	return catalogue;
}

/** The metadata of objects, once for each rule for names. */
function metadataDefinitions(objectMeta: JsonSchema): Record<string, JsonSchema> {
	return Object.fromEntries(
		nameRules.map((rule) => [`ObjectMeta.${rule}`, structuredClone(namedObjectMeta(objectMeta, rule))]),
	);
}

/** A schema that refers to the metadata which most kinds share, where it has no more of its own. */
function withSharedMetadata(schema: JsonSchema, metadata: Readonly<Record<string, JsonSchema>>): JsonSchema {
	const own = JSON.stringify(schema.properties?.metadata);
	const name = Object.keys(metadata).find((key) => JSON.stringify(metadata[key]) === own);
	if (name === undefined) return schema;
	return { ...schema, properties: { ...schema.properties, metadata: { $ref: `#/$defs/${name}` } } };
}

/** Describes the pods of built-in kinds in Chinese, with the words for the same fields of another kind's pods. */
async function describePods(definitions: Record<string, JsonSchema>): Promise<void> {
	const words = await readWords(join(schemas, "crds", "sedna", "shared", "podTemplateSpec.yaml"));
	// What Sedna's controllers and its definition do otherwise does not hold elsewhere.
	const ours = words.without(/Sedna|丢弃/);
	applyWords({ properties: { spec: { $ref: "#/$defs/V1PodSpec" } }, $defs: definitions }, ours, "");
}

/** Kinds that hold a pod share their validators: a pod is most of each. */
function builtinGroup(one: GeneratedSchema, definitions: Readonly<Record<string, JsonSchema>>): GeneratedSchema {
	const holdsPod = reachable([one.schema], definitions).has("V1PodSpec");
	return { ...one, group: "kubernetes", ...(holdsPod && { bundle: "kubernetes-pods" }) };
}

function crdSchemas(source: CrdSource, shared: SharedSchemas, objectMeta: JsonSchema): GeneratedSchema[] {
	const { crd, system, words, file } = source;
	const generated = crd.spec.versions.map((version): GeneratedSchema => {
		const { entry, schema } = crdVersionSchema(crd, version, objectMeta, system);
		let usesShared = false;
		replaceReferences(schema, (reference) => {
			const target = shared.get(reference);
			if (target === undefined) throw new Error(`${file} refers to ${reference}, which is not there`);
			usesShared = true;
			return `#/$defs/${target.name}`;
		});
		applyWords(schema, words, version.name);
		return {
			entry: { ...entry, ...kindDescription(schema) },
			schema,
			...(usesShared ? { group: system, bundle: system } : {}),
		};
	});
	if (words.unused.length > 0) throw new Error(`${words.file} is about unknown fields: ${words.unused.join(", ")}`);
	return generated;
}

function sharedDefinitions(shared: SharedSchemas): Record<string, JsonSchema> {
	return Object.fromEntries(
		[...shared.values()].map(({ name, schema, words }) => {
			const definition = crdToJsonSchema(schema);
			applyWords(definition, words, "");
			if (words.unused.length > 0) {
				throw new Error(`${words.file} is about unknown fields: ${words.unused.join(", ")}`);
			}
			return [name, definition];
		}),
	);
}

function replaceReferences(value: unknown, replace: (reference: string) => string): void {
	if (typeof value !== "object" || value === null) return;
	if ("$ref" in value && typeof value.$ref === "string" && !value.$ref.startsWith("#")) {
		value.$ref = replace(value.$ref);
	}
	for (const inner of Object.values(value)) replaceReferences(inner, replace);
}

/** One line of `schemas/builtin/retired.yaml`: several kinds of one API version. */
type RetiredSource = Omit<RetiredVersion, "kind"> & { readonly kinds: readonly string[] };

async function readRetired(): Promise<RetiredVersion[]> {
	const text = await readFile(join(schemas, "builtin", "retired.yaml"), "utf8").catch(() => "[]");
	return (parse(text) as RetiredSource[]).flatMap(({ kinds, ...rest }) => kinds.map((kind) => ({ ...rest, kind })));
}
