import type {
	CrdSchema,
	CrdVersion,
	CustomResourceDefinition,
} from "../../../../server/src/engine/schema/crd/customResourceDefinition";
import type { ServedKind } from "../../../../server/src/engine/schema/layers";
import { customResourceDefinitions } from "../followed";
import { collectionPath } from "../kubernetesApi";
import { listAt, stringAt, valueAt } from "../objects";
import { type Asking, notAsPromised, objectAt } from "./asking";

/** Definitions in one answer: a hundred kilobytes each is usual, and the editor stands still while one is parsed. */
const pageSize = 25;

/** More pages than a server can have; one that never comes to an end lies. */
const mostPages = 1_000;

/** A cluster's definitions, and the kinds that it serves because of them. */
export interface Definitions {
	readonly crds: readonly CustomResourceDefinition[];
	readonly served: readonly ServedKind[];
	/** The groups that hold a definition, in use or not. */
	readonly groups: ReadonlySet<string>;
}

/**
 * Lists a cluster's CustomResourceDefinitions. Only what schemas are made from is kept: no status, managed fields,
 * annotations (kubectl's repeats everything) and webhooks.
 *
 * @throws ApiError `forbidden` where the user may not, `notFound` for Kubernetes before 1.16
 */
export async function readDefinitions(asking: Asking): Promise<Definitions> {
	const path = collectionPath(customResourceDefinitions);
	const crds: CustomResourceDefinition[] = [];
	const served: ServedKind[] = [];
	let next: string | undefined;
	for (let page = 0; page < mostPages; page += 1) {
		const answer = await asking.get(path, { query: { limit: pageSize, continue: next } });
		if (!Array.isArray(valueAt(answer, "items"))) throw notAsPromised(path);
		for (const item of listAt(answer, "items")) {
			const crd = kept(item);
			if (crd === undefined) continue;
			crds.push(crd);
			served.push(...(isEstablished(item) ? kindsOf(crd) : []));
		}
		const before = next;
		next = stringAt(answer, "metadata", "continue") || undefined;
		if (next !== undefined && next === before) break;
		if (next === undefined) {
			return {
				crds: crds.sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1)),
				served,
				groups: new Set(crds.map(({ spec }) => spec.group)),
			};
		}
	}
	throw notAsPromised(path);
}

/** What schemas need of a definition; nothing where it is none. */
function kept(item: unknown): CustomResourceDefinition | undefined {
	const name = stringAt(item, "metadata", "name");
	const group = stringAt(item, "spec", "group");
	const kind = stringAt(item, "spec", "names", "kind");
	const plural = stringAt(item, "spec", "names", "plural");
	if (!name || !group || !kind || !plural) return undefined;
	const keepsUnknown = valueAt(item, "spec", "preserveUnknownFields") === true;
	return {
		apiVersion: "apiextensions.k8s.io/v1",
		kind: "CustomResourceDefinition",
		metadata: { name },
		spec: {
			group,
			scope: stringAt(item, "spec", "scope") === "Cluster" ? "Cluster" : "Namespaced",
			names: { kind, plural },
			versions: listAt(item, "spec", "versions").flatMap((version) => keptVersion(version, keepsUnknown)),
		},
	};
}

function keptVersion(version: unknown, keepsUnknown: boolean): CrdVersion[] {
	const name = stringAt(version, "name");
	if (!name) return [];
	const warning = stringAt(version, "deprecationWarning");
	const schema: CrdSchema = objectAt(version, "schema", "openAPIV3Schema") ?? {
		type: "object",
		"x-kubernetes-preserve-unknown-fields": true,
	};
	return [
		{
			name,
			served: valueAt(version, "served") === true,
			storage: valueAt(version, "storage") === true,
			...(valueAt(version, "deprecated") === true && { deprecated: true }),
			...(warning !== undefined && { deprecationWarning: warning }),
			schema: { openAPIV3Schema: keepsUnknown ? preserving(schema) : schema },
		},
	];
}

/** The schema of a definition whose objects keep every field, as those did that were made before Kubernetes 1.16. */
function preserving(schema: CrdSchema): CrdSchema {
	const { properties, items, additionalProperties } = schema;
	return {
		...schema,
		...(items && { items: preserving(items) }),
		...(typeof additionalProperties === "object" && { additionalProperties: preserving(additionalProperties) }),
		...(properties && {
			properties: Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, preserving(inner)])),
		}),
		...((properties !== undefined || schema.type === "object") &&
			additionalProperties === undefined && { "x-kubernetes-preserve-unknown-fields": true }),
	};
}

/** Whether the server serves the definition; a server that does not say so does. */
function isEstablished(item: unknown): boolean {
	const established = listAt(item, "status", "conditions").find(
		(condition) => stringAt(condition, "type") === "Established",
	);
	return stringAt(established, "status") !== "False";
}

function kindsOf({ spec }: CustomResourceDefinition): ServedKind[] {
	return spec.versions
		.filter(({ served }) => served)
		.map(({ name }) => ({
			apiVersion: `${spec.group}/${name}`,
			kind: spec.names.kind,
			plural: spec.names.plural,
			namespaced: spec.scope === "Namespaced",
		}));
}
