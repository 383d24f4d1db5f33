import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { kindDescription } from "../../server/src/engine/schema/description";
import type { BilingualText, Recognition } from "../../server/src/engine/schema/types";
import type { GeneratedSchema } from "./catalogue";
import type { JsonSchema } from "./types";
import { applyWords, readWords } from "./words";

/** One file of `schemas/config/`: a sort of configuration file that is no object on an API server. */
interface ConfigSource {
	/** Absent, with `version` and `kind`, for files that say no kind. */
	readonly group?: string;
	readonly version?: string;
	readonly kind?: string;
	/** Short stable name of a sort of file that says no kind. */
	readonly name?: string;
	readonly title: BilingualText;
	readonly system: string;
	readonly deprecated?: { readonly message?: string; readonly "zh-cn"?: string };
	readonly recognise?: readonly Recognition[];
	readonly schema: JsonSchema;
}

/**
 * Reads the schemas of configuration files.
 *
 * @throws Error that names the file whose words are about fields that it does not have
 */
export async function readConfigSchemas(folder: string): Promise<GeneratedSchema[]> {
	const names = (await readdir(folder)).filter((name) => /(?<!\.zh-cn)\.yaml$/.test(name)).sort();
	return Promise.all(
		names.map(async (name): Promise<GeneratedSchema> => {
			const file = join(folder, name);
			const source = parse(await readFile(file, "utf8")) as ConfigSource;
			const { group = "", version = "", kind = "", schema, system, title, deprecated, recognise } = source;
			if (kind === "" && source.name === undefined) throw new Error(`${file} has neither kind nor name`);
			const words = await readWords(file);
			applyWords(schema, words, "");
			if (words.unused.length > 0) throw new Error(`${words.file} is about unknown fields: ${words.unused.join(", ")}`);
			const id = kind === "" ? `file/${source.name}` : `${group}/${version}/${kind}`;
			const entry = {
				id,
				group,
				version,
				kind,
				plural: "",
				namespaced: false,
				system,
				served: true,
				storage: true,
				form: "file" as const,
				title,
				...(deprecated && { deprecated }),
				...(recognise && { recognise }),
				...kindDescription(schema),
			};
			return { entry, schema: { $schema: "http://json-schema.org/draft-07/schema#", $id: id, ...schema } };
		}),
	);
}
