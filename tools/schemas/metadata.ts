import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { repositoryRoot } from "../lib/paths";
import type { JsonSchema } from "./types";
import { applyWords, readWords } from "./words";

export {
	type NameRule,
	namedObjectMeta,
	nameRules,
	objectProperties,
} from "../../server/src/engine/schema/crd/metadata";

/** Reads the schema of the metadata that all kinds share. It has no rule for names, which mean nothing in pod templates. */
export async function readObjectMeta(): Promise<JsonSchema> {
	const file = join(repositoryRoot, "schemas", "objectMeta.yaml");
	const schema = parse(await readFile(file, "utf8")) as JsonSchema;
	applyWords(schema, await readWords(file), "");
	return schema;
}
