import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Compiler } from "../compiler";
import type { ClusterSchemas, ClusterSnapshot, EngineOptions, JsonSchema, SchemaSource } from "../engine";
import { clusterSchemas, crdSource, jsonSchemaSource } from "../engine/schema/definitions";
import { lazySchemaCompiler } from "./schemaCompiler";
import { schemasFromFolder } from "./schemaFiles";

/** All that makes schemas: those of the build, and of definitions that turn up while the program runs. */
export interface SchemaSupply extends Required<Pick<EngineOptions, "readDefinition" | "schemas">> {
	readonly compiler: Compiler;
	readonly objectMeta: () => JsonSchema;
	/** Makes the kind of a JSON Schema; `undefined` where the text is none, or does not tell its kind. */
	readonly ofJsonSchema: (uri: string, text: string) => SchemaSource | undefined;
	/** Makes a cluster's kinds ready to judge documents. */
	readonly ofCluster: (snapshot: ClusterSnapshot, connected: boolean) => ClusterSchemas;
}

/**
 * @param folder the folder that the build wrote schemas into
 * @throws Error where the folder holds no catalogue
 */
export function schemaSupply(folder: string): SchemaSupply {
	const compiler = lazySchemaCompiler();
	let metadata: JsonSchema | undefined;
	const objectMeta = () => {
		metadata ??= JSON.parse(readFileSync(join(folder, "objectMeta.json"), "utf8")) as JsonSchema;
		return metadata;
	};
	const schemas = schemasFromFolder(folder, compiler);
	const spelling = (name: string) => schemas.entries.find(({ kind }) => kind.toLowerCase() === name)?.kind;
	return {
		schemas,
		compiler,
		objectMeta,
		readDefinition(definition) {
			const source = crdSource([definition], objectMeta(), compiler);
			return source.entries.length === 0 ? undefined : source;
		},
		ofJsonSchema(uri, text) {
			let schema: unknown;
			try {
				schema = JSON.parse(text);
			} catch {
				return undefined;
			}
			const source = jsonSchemaSource([{ uri, schema }], objectMeta(), compiler, { spelling });
			return source.entries.length === 0 ? undefined : source;
		},
		ofCluster: (snapshot, connected) => clusterSchemas(snapshot, connected, objectMeta(), compiler),
	};
}
