import { splitApiVersion } from "../apiVersion";
import type { JsonSchema } from "../jsonSchema";
import type { ClusterSchemas, ClusterSnapshot, SchemaCompiler } from "../layers";
import { crdSource } from "./crdSource";
import { joinedSource } from "./lazySource";
import { openApiSource } from "./openApiSource";
import { newestFirst } from "./versions";

/**
 * Makes the kinds of one cluster ready to judge documents. CustomResourceDefinitions say more than OpenAPI: where both
 * have a kind, they win.
 *
 * @param connected whether the cluster is there now, or was when the snapshot was taken only
 * @param objectMeta the schema of metadata that all kinds share
 */
export function clusterSchemas(
	snapshot: ClusterSnapshot,
	connected: boolean,
	objectMeta: JsonSchema,
	compiler: SchemaCompiler,
): ClusterSchemas {
	const { id, name, seen, version, served, crds = [], openapi = {} } = snapshot;
	const ids = new Set(served.map(({ apiVersion, kind }) => `${apiVersion}/${kind}`));
	const versions = new Map<string, string[]>();
	for (const { apiVersion, kind } of served) {
		const { group, version } = splitApiVersion(apiVersion);
		const key = `${group}/${kind}`;
		const known = versions.get(key);
		if (known === undefined) versions.set(key, [version]);
		else if (!known.includes(version)) known.push(version);
	}
	for (const known of versions.values()) known.sort(newestFirst);
	return {
		id,
		name,
		connected,
		seen,
		version,
		serves: (apiVersion, kind) => ids.has(`${apiVersion}/${kind}`),
		versionsOf: (group, kind) => versions.get(`${group}/${kind}`) ?? [],
		source: joinedSource([crdSource(crds, objectMeta, compiler), openApiSource(openapi, served, objectMeta, compiler)]),
	};
}
