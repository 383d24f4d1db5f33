import { crdVersionSchema } from "../crd/objectSchema";
import type { JsonSchema } from "../jsonSchema";
import type { SchemaCompiler } from "../layers";
import { isRecord } from "../record";
import { type DefinitionSource, type LazyKind, lazySource } from "./lazySource";
import { readCrd } from "./readCrd";
import type { DefinitionProblem } from "./readSchema";

/** A definition that cannot be used, or not all of it. */
export interface UnusableCrd {
	/** Which of the definitions that were given. */
	readonly index: number;
	/** Its `metadata.name`; empty where it has none. */
	readonly name: string;
	readonly problems: readonly DefinitionProblem[];
}

/** The kinds of CustomResourceDefinitions. */
export interface CrdSource extends DefinitionSource {
	/** Definitions in which something is wrong outside of schemas; `crdProblems` looks into these as well. */
	readonly unusable: readonly UnusableCrd[];
}

/**
 * Makes schemas from CustomResourceDefinitions (v1 or v1beta1), each when it is first asked for.
 *
 * @param crds the definitions as data, of which nothing is known
 * @param objectMeta the schema of metadata that all kinds share
 * @param options `system`: which project the kinds come from; by default, their group
 */
export function crdSource(
	crds: readonly unknown[],
	objectMeta: JsonSchema,
	compiler: SchemaCompiler,
	options: { readonly system?: string } = {},
): CrdSource {
	const kinds: LazyKind[] = [];
	const unusable: UnusableCrd[] = [];
	for (const [index, value] of crds.entries()) {
		const reading = readCrd(value);
		if (reading.problems.length > 0) unusable.push({ index, name: nameOf(value), problems: reading.problems });
		if (reading.kind === "unusable") continue;
		const { crd, schema } = reading.read;
		const system = options.system ?? crd.spec.group;
		for (const version of crd.spec.versions) {
			// The first sentence of the description is in the entry; all else of the schema comes later.
			const source = schemaOf(value, version.name);
			const head = typeof source.description === "string" ? { description: source.description } : {};
			const { entry } = crdVersionSchema(crd, { ...version, schema: { openAPIV3Schema: head } }, {}, system);
			const rules = countRules(source);
			kinds.push({
				entry: rules > 0 ? { ...entry, rules } : entry,
				make: () =>
					crdVersionSchema(crd, { ...version, schema: { openAPIV3Schema: schema(version) } }, objectMeta, system)
						.schema,
			});
		}
	}
	return { ...lazySource(kinds, compiler), unusable };
}

/** The schema of a version as the definition has it. */
function schemaOf(crd: unknown, version: string): Readonly<Record<string, unknown>> {
	const spec = isRecord(crd) && isRecord(crd.spec) ? crd.spec : {};
	const versions: unknown[] = Array.isArray(spec.versions) ? spec.versions : [];
	const own = versions.find((one) => isRecord(one) && one.name === version);
	for (const holder of [isRecord(own) ? own.schema : undefined, spec.validation]) {
		const schema = isRecord(holder) ? holder.openAPIV3Schema : undefined;
		if (isRecord(schema)) return schema;
	}
	return {};
}

function countRules(schema: unknown): number {
	if (!isRecord(schema)) return 0;
	const { properties, items, additionalProperties } = schema;
	const rules = schema["x-kubernetes-validations"];
	const parts = [...(isRecord(properties) ? Object.values(properties) : []), items, additionalProperties];
	return parts.reduce<number>((count, part) => count + countRules(part), Array.isArray(rules) ? rules.length : 0);
}

function nameOf(value: unknown): string {
	const metadata = isRecord(value) && isRecord(value.metadata) ? value.metadata : {};
	return typeof metadata.name === "string" ? metadata.name : "";
}
