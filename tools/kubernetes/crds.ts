import { waitFor } from "../lib/waitFor";
import { type ApiClient, type ApiObject, parseManifest, refusal } from "./apiClient";

interface Crd extends ApiObject {
	readonly metadata: ApiObject["metadata"] & { readonly resourceVersion?: string };
	readonly spec: {
		readonly group: string;
		readonly names: { readonly plural: string };
		readonly versions: readonly {
			readonly name: string;
			readonly served: boolean;
			readonly schema?: { readonly openAPIV3Schema?: Schema };
		}[];
	};
	readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

interface Schema {
	default?: unknown;
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly additionalProperties?: Schema | boolean;
	readonly items?: Schema;
	"x-kubernetes-list-type"?: string;
	"x-kubernetes-list-map-keys"?: readonly string[];
}

/**
 * Creates CustomResourceDefinitions, or replaces them, and waits until the API server serves all their versions.
 *
 * Kubernetes 1.20 reads the default `""` as null and refuses the definition: such a definition is created without
 * these defaults. That release also passes over `x-kubernetes-validations`.
 *
 * @param yamlTexts YAML with any number of CustomResourceDefinitions each
 * @returns the names of the definitions
 * @throws Error where a document is none, or the server refuses one, with its message
 */
export async function installCrds(api: ApiClient, yamlTexts: readonly string[]): Promise<string[]> {
	const crds = yamlTexts.flatMap(parseManifest).map(requireCrd);
	await Promise.all(crds.map((crd) => install(api, crd)));
	for (const crd of crds) await waitUntilServed(api, crd);
	return crds.map(({ metadata }) => metadata.name);
}

function requireCrd(object: ApiObject): Crd {
	if (object.kind === "CustomResourceDefinition" && object.apiVersion === "apiextensions.k8s.io/v1") {
		return object as Crd;
	}
	throw new Error(`${object.apiVersion} ${object.kind} is no apiextensions.k8s.io/v1 CustomResourceDefinition`);
}

async function install(api: ApiClient, crd: Crd): Promise<void> {
	const first = await createOrReplace(api, crd);
	if (first.status < 300) return;
	const relaxed = structuredClone(crd);
	const dropped = relaxed.spec.versions.map(({ schema }) => dropEmptyDefaults(schema?.openAPIV3Schema));
	if (first.status !== 422 || !dropped.includes(true)) throw refusal("create", crd, first.status, first.text);
	const second = await createOrReplace(api, relaxed);
	if (second.status >= 300) throw refusal("create", crd, second.status, second.text);
}

async function createOrReplace(api: ApiClient, crd: Crd): Promise<{ readonly status: number; readonly text: string }> {
	const created = await api.request("POST", crdPath, crd);
	if (created.status !== 409) return created;
	const path = `${crdPath}/${crd.metadata.name}`;
	const { body } = await api.request("GET", path);
	const { resourceVersion } = (body as Crd).metadata;
	return api.request("PUT", path, { ...crd, metadata: { ...crd.metadata, resourceVersion } });
}

const crdPath = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

/**
 * Drops each default `""`. The keys of a list map need a default or have to be required: a list that loses the
 * default of a key becomes an ordinary list.
 *
 * @returns whether there was one
 */
function dropEmptyDefaults(schema: Schema | undefined): boolean {
	if (!schema) return false;
	let dropped = schema.default === "";
	if (dropped) delete schema.default;
	const { items, additionalProperties, properties = {} } = schema;
	const keys = schema["x-kubernetes-list-map-keys"] ?? [];
	if (keys.some((key) => items?.properties?.[key]?.default === "")) {
		delete schema["x-kubernetes-list-type"];
		delete schema["x-kubernetes-list-map-keys"];
	}
	const inner = [items, typeof additionalProperties === "object" ? additionalProperties : undefined];
	for (const child of [...inner, ...Object.values(properties)]) dropped = dropEmptyDefaults(child) || dropped;
	return dropped;
}

/**
 * Waits until discovery lists the resource in all served versions, which it does once the definition is Established.
 * A request for the resource itself would tell too, but the first one costs the server up to a second.
 */
async function waitUntilServed(api: ApiClient, crd: Crd): Promise<void> {
	const { name } = crd.metadata;
	const { group, names, versions } = crd.spec;
	await waitFor(
		async () => {
			for (const version of versions.filter(({ served }) => served)) {
				const { body } = await api.request("GET", `/apis/${group}/${version.name}`);
				const { resources = [] } = body as { readonly resources?: readonly { readonly name: string }[] };
				if (resources.some((resource) => resource.name === names.plural)) continue;
				const { status } = (await api.request("GET", `${crdPath}/${name}`)).body as Crd;
				throw new Error(`its conditions are ${JSON.stringify(status?.conditions)}`);
			}
			return true;
		},
		{ timeoutMs: 300_000, intervalMs: 250, what: `CustomResourceDefinition ${name} to be Established and served` },
	);
}
