import type { JsonSchema } from "../jsonSchema";

const quantity: JsonSchema = {
	type: ["string", "number"],
	pattern: "^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][-+]?[0-9]+)?$",
};
const time: JsonSchema = { type: "string", format: "date-time" };
const open: JsonSchema = { type: "object", "x-kubernetes-preserve-unknown-fields": true };

/** Types that OpenAPI documents describe otherwise than API servers read them, by the end of their names. */
const types: Readonly<Record<string, JsonSchema>> = {
	"api.resource.Quantity": quantity,
	"util.intstr.IntOrString": { type: ["integer", "string"], format: "int32", "x-kubernetes-int-or-string": true },
	"runtime.RawExtension": open,
	"runtime.Unknown": open,
	"apis.meta.v1.Time": time,
	"apis.meta.v1.MicroTime": time,
	"apis.meta.v1.FieldsV1": open,
	"apis.meta.v1.Patch": open,
	"pkg.apis.apiextensions.v1.JSON": {},
	"pkg.apis.apiextensions.v1beta1.JSON": {},
};

/** Parts of JSON Schemas that may be one thing or another, for which OpenAPI has no words. */
const eitherOr = /\.pkg\.apis\.apiextensions\.v1(?:beta1)?\.JSONSchemaPropsOr\w+$/;

const objectMeta = /(?:^|\.)apis\.meta\.v1\.ObjectMeta$/;

/** Whether a definition comes from Kubernetes itself, whose servers check lists in other ways than definitions say. */
export function isBuiltIn(name: string): boolean {
	return (
		name.startsWith("io.k8s.api.") || name.startsWith("io.k8s.apimachinery.") || /^io\.k8s\.(?:apiext|kube-)/.test(name)
	);
}

/**
 * The schema of a type that goes by its name; `undefined` for all that are what their definitions say.
 *
 * @param metadata the schema of metadata that all kinds share
 */
export function typeByName(
	name: string,
	description: string | undefined,
	metadata: JsonSchema,
): JsonSchema | undefined {
	if (objectMeta.test(name)) return metadata;
	const key = Object.keys(types).find((end) => name.endsWith(`.${end}`));
	const schema = key === undefined ? (eitherOr.test(name) ? {} : undefined) : types[key];
	return schema && { ...(description && { description }), ...schema };
}
