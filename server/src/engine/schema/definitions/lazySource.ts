import type { SchemaCompiler } from "../layers";
import type { CatalogueEntry, JsonSchema, SchemaSource, Validator } from "../types";

/** A kind whose schema is made when it is needed. */
export interface LazyKind {
	readonly entry: CatalogueEntry;
	make(): JsonSchema;
}

/** A source of schemas that were not made by us, so that some may turn out to be of no use. */
export interface DefinitionSource extends SchemaSource {
	/**
	 * Why documents of a kind cannot be checked, in the words of the compiler; `undefined` where they can. Known once the
	 * validator was asked for, which finds nothing then.
	 */
	failure(entry: CatalogueEntry): string | undefined;
}

/** Makes a source from kinds. Of several that are the same version of a kind, the first one counts. */
export function lazySource(kinds: Iterable<LazyKind>, compiler: SchemaCompiler): DefinitionSource {
	const byId = new Map<string, LazyKind>();
	for (const kind of kinds) if (!byId.has(kind.entry.id)) byId.set(kind.entry.id, kind);
	const schemas = new Map<string, JsonSchema>();
	const validators = new Map<string, Validator>();
	const failures = new Map<string, string>();
	const schemaOf = ({ id }: CatalogueEntry): JsonSchema => {
		let schema = schemas.get(id);
		if (schema === undefined) {
			const kind = byId.get(id);
			if (kind === undefined) throw new Error(`${id} does not come from this source`);
			schema = kind.make();
			schemas.set(id, schema);
		}
		return schema;
	};
	return {
		entries: [...byId.values()].map(({ entry }) => entry),
		schema: schemaOf,
		validator(entry) {
			let validator = validators.get(entry.id);
			if (validator === undefined) {
				try {
					validator = compiler.validator(schemaOf(entry));
				} catch (error) {
					failures.set(entry.id, error instanceof Error ? error.message : String(error));
					validator = () => [];
				}
				validators.set(entry.id, validator);
			}
			return validator;
		},
		failure: ({ id }) => failures.get(id),
		uncheckedRules: (entry) => (entry.rules ? compiler.uncheckedRules(schemaOf(entry)).length : 0),
	};
}

/** Sources as one. Of several that have the same version of a kind, the first one counts. */
export function joinedSource(sources: readonly DefinitionSource[]): DefinitionSource {
	const owners = new Map<string, DefinitionSource>();
	const entries: CatalogueEntry[] = [];
	for (const source of sources) {
		for (const entry of source.entries) {
			if (owners.has(entry.id)) continue;
			owners.set(entry.id, source);
			entries.push(entry);
		}
	}
	const ownerOf = ({ id }: CatalogueEntry): DefinitionSource => {
		const owner = owners.get(id);
		if (owner === undefined) throw new Error(`${id} does not come from this source`);
		return owner;
	};
	return {
		entries,
		schema: (entry) => ownerOf(entry).schema(entry),
		validator: (entry) => ownerOf(entry).validator(entry),
		failure: (entry) => owners.get(entry.id)?.failure(entry),
		uncheckedRules: (entry) => ownerOf(entry).uncheckedRules?.(entry) ?? 0,
	};
}
