import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { repositoryRoot } from "../lib/paths";
import type { JsonSchema } from "./types";

/** Rules that the API server has for names, by the name that Kubernetes gives them. */
export type NameRule = "label" | "label1035" | "path" | "subdomain";

const nameRules: Record<NameRule, Pick<JsonSchema, "maxLength" | "pattern">> = {
	subdomain: { maxLength: 253, pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" },
	label: { maxLength: 63, pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" },
	label1035: { maxLength: 63, pattern: "^[a-z]([-a-z0-9]*[a-z0-9])?$" },
	path: { pattern: "^(?!\\.\\.?$)[^/%]+$" },
};

/** Reads the schema of the metadata that all kinds share. It has no rule for names, which mean nothing in pod templates. */
export async function readObjectMeta(): Promise<JsonSchema> {
	return parse(await readFile(join(repositoryRoot, "schemas", "objectMeta.yaml"), "utf8")) as JsonSchema;
}

/** Makes the schema for the metadata of an object of its own, which needs a name or the start of one. */
export function namedObjectMeta(objectMeta: JsonSchema, rule: NameRule = "subdomain"): JsonSchema {
	return {
		...objectMeta,
		properties: {
			...objectMeta.properties,
			name: { ...objectMeta.properties?.name, minLength: 1, ...nameRules[rule] },
		},
		if: { required: ["generateName"] },
		else: { required: ["name"] },
	};
}

/** Makes the first lines of a schema for objects of a kind: which fields all objects have, and who they are. */
export function objectProperties(apiVersion: string, kind: string, metadata: JsonSchema): Record<string, JsonSchema> {
	return {
		apiVersion: {
			type: "string",
			const: apiVersion,
			description: `Group and version of the kind; here \`${apiVersion}\`. Fields can differ between versions.`,
		},
		kind: { type: "string", const: kind, description: `Name of the kind; here \`${kind}\`.` },
		metadata,
	};
}
