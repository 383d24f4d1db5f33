import { kindDescription } from "../description";
import type { JsonSchema } from "../jsonSchema";
import type { CatalogueEntry } from "../types";
import { crdToJsonSchema } from "./convert";
import type { CrdVersion, CustomResourceDefinition } from "./customResourceDefinition";
import { namedObjectMeta, objectProperties } from "./metadata";

/** A kind and its schema. */
export interface KindSchema {
	readonly entry: CatalogueEntry;
	readonly schema: JsonSchema;
}

/** Annotations by which a definition in the catalogue says that no server of today has it. */
const statusAnnotation = "edgewise/status";
const removedInAnnotation = "edgewise/removed-in";
const replacedByAnnotation = "edgewise/replaced-by";

/** Annotation that warns of a version, with the version's name and, for Chinese, `.zh-cn` behind it. */
const deprecatedAnnotation = "edgewise/deprecated.";

/**
 * Makes the schema for one version of a CustomResourceDefinition.
 *
 * @param objectMeta the schema of metadata that all kinds share
 * @param system the project that publishes the kind
 */
export function crdVersionSchema(
	crd: CustomResourceDefinition,
	version: CrdVersion,
	objectMeta: JsonSchema,
	system: string,
): KindSchema {
	const { group, names, scope } = crd.spec;
	const { kind, plural } = names;
	const apiVersion = `${group}/${version.name}`;
	const source = version.schema?.openAPIV3Schema ?? { type: "object", "x-kubernetes-preserve-unknown-fields": true };
	const root = crdToJsonSchema(source);
	const rules = countRules(root);
	const entry: CatalogueEntry = {
		id: `${apiVersion}/${kind}`,
		group,
		version: version.name,
		kind,
		plural,
		namespaced: scope === "Namespaced",
		system,
		served: version.served,
		storage: version.storage,
		...deprecationOf(crd, version),
		...kindDescription(root),
		...statusOf(crd.metadata.annotations ?? {}),
		...(rules > 0 && { rules }),
	};
	const schema: JsonSchema = {
		$schema: "http://json-schema.org/draft-07/schema#",
		$id: entry.id,
		title: kind,
		...root,
		required: [...new Set(["apiVersion", "kind", "metadata", ...(root.required ?? [])])],
		properties: {
			...root.properties,
			...objectProperties(apiVersion, kind, structuredClone(namedObjectMeta(objectMeta))),
		},
	};
	return { entry, schema };
}

/** What the definition says of a version's end, or we do where its project does not. */
function deprecationOf(
	{ metadata: { annotations = {} } }: CustomResourceDefinition,
	version: CrdVersion,
): Pick<CatalogueEntry, "deprecated"> {
	const message = annotations[`${deprecatedAnnotation}${version.name}`];
	const chinese = annotations[`${deprecatedAnnotation}${version.name}.zh-cn`];
	if (message) return { deprecated: { message, ...(chinese && { "zh-cn": chinese }) } };
	if (!version.deprecated) return {};
	return { deprecated: version.deprecationWarning ? { message: version.deprecationWarning } : {} };
}

function statusOf(annotations: Readonly<Record<string, string>>): Partial<CatalogueEntry> {
	const status = annotations[statusAnnotation];
	if (status !== "documented" && status !== "removed") return {};
	const removedIn = annotations[removedInAnnotation];
	const replacedBy = annotations[replacedByAnnotation];
	return { status, ...(removedIn && { removedIn }), ...(replacedBy && { replacedBy }) };
}

function countRules(schema: JsonSchema): number {
	let count = 0;
	JSON.stringify(schema, (key, value: unknown) => {
		if (key === "x-kubernetes-validations" && Array.isArray(value)) count += value.length;
		return value;
	});
	return count;
}
