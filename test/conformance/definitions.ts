import type {
	CrdSchema,
	CrdVersion,
	CustomResourceDefinition,
} from "../../server/src/engine/schema/crd/customResourceDefinition";

/**
 * What stands for the default `""`, which the test server takes for null and refuses. Without any default, a list
 * whose key has it would be refused as well.
 */
const insteadOfEmpty = "edgewise-empty";

/**
 * Makes definitions of one of the catalogue that ask the test server the right questions:
 *
 * - a definition per version, in a group of its own but for the stored one: a server stores all objects in one version,
 *   and drops what that version has no field for
 * - without the subresource `status`, so that creating an object checks its status too
 * - without descriptions, which take most of the server's time
 * - with another default in place of `""`
 */
export function forTestServer(crd: CustomResourceDefinition): CustomResourceDefinition[] {
	return crd.spec.versions
		.filter(({ served }) => served)
		.map((version) => {
			const { subresources, ...rest } = version as typeof version & { readonly subresources?: Record<string, unknown> };
			const { status: _status, ...others } = subresources ?? {};
			const schema = { openAPIV3Schema: lean(version.schema.openAPIV3Schema) };
			const only = { ...rest, storage: true, subresources: others, schema };
			const group = testGroup(crd, version);
			return {
				apiVersion: crd.apiVersion,
				kind: crd.kind,
				metadata: { name: `${crd.spec.names.plural}.${group}` },
				spec: { ...crd.spec, group, versions: [only] },
			};
		});
}

/** The group that the test server has a version of a kind in. */
export function testGroup({ spec: { group } }: CustomResourceDefinition, { name, storage }: CrdVersion): string {
	return storage ? group : `${name}.${group}`;
}

function lean(schema: CrdSchema): CrdSchema {
	const { description: _description, properties, items, additionalProperties, ...rest } = schema;
	return {
		...rest,
		...(rest.default === "" && { default: insteadOfEmpty }),
		...(properties && {
			properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, lean(one)])),
		}),
		...(items && { items: lean(items) }),
		...(additionalProperties !== undefined && {
			additionalProperties:
				typeof additionalProperties === "object" ? lean(additionalProperties) : additionalProperties,
		}),
	};
}
