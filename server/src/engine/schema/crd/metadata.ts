import type { JsonSchema } from "../jsonSchema";

/** Rules that the API server has for names, by the name that Kubernetes gives them. */
export type NameRule = "label" | "label1035" | "path" | "subdomain";

/** All rules for names. */
export const nameRules: readonly NameRule[] = ["subdomain", "label", "label1035", "path"];

/** What names must look like, by rule. */
const namePatterns: Record<NameRule, Pick<JsonSchema, "maxLength" | "pattern">> = {
	subdomain: { maxLength: 253, pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" },
	label: { maxLength: 63, pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" },
	label1035: { maxLength: 63, pattern: "^[a-z]([-a-z0-9]*[a-z0-9])?$" },
	path: { pattern: "^(?!\\.\\.?$)[^/%]+$" },
};

/** Makes the schema for the metadata of an object of its own, which needs a name or the start of one. */
export function namedObjectMeta(objectMeta: JsonSchema, rule: NameRule = "subdomain"): JsonSchema {
	return {
		...objectMeta,
		properties: {
			...objectMeta.properties,
			name: { ...objectMeta.properties?.name, minLength: 1, ...namePatterns[rule] },
		},
		if: { required: ["generateName"] },
		else: { required: ["name"] },
	};
}

/** The rule for names that a schema of metadata was made with; `undefined` where it was made otherwise. */
export function nameRuleOf(metadata: JsonSchema | undefined, objectMeta: JsonSchema): NameRule | undefined {
	const name = metadata?.properties?.name;
	const sameFields = Object.keys(objectMeta.properties ?? {}).every((field) => metadata?.properties?.[field]);
	if (!name || !sameFields || !metadata?.else) return undefined;
	return nameRules.find((rule) => {
		const { pattern, maxLength } = namePatterns[rule];
		return pattern === name.pattern && maxLength === name.maxLength;
	});
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
