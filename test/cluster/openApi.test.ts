import assert from "node:assert/strict";
import { createCompiler } from "../../server/src/compiler";
import { clusterSchemas } from "../../server/src/engine/schema/definitions";
import type { ClusterSchemas, ServedKind } from "../../server/src/engine/schema/layers";
import type { ControlPlane } from "../../tools/kubernetes/controlPlane";
import { readObjectMeta } from "../../tools/schemas/metadata";
import { kindCases } from "../server/schemas/cases";
import { changed, summary } from "../server/schemas/support";
import { sharedControlPlane } from "../support/cluster";

interface ResourceList {
	readonly resources: readonly {
		readonly name: string;
		readonly kind: string;
		readonly namespaced: boolean;
		readonly verbs: readonly string[];
	}[];
}

interface Listed extends ServedKind {
	readonly listable: boolean;
}

describe("what a real API server says of its kinds in OpenAPI", function () {
	this.timeout(10 * 60_000);
	let cluster: ControlPlane;
	let served: readonly Listed[];
	let schemas: ClusterSchemas;

	before(async () => {
		cluster = await sharedControlPlane();
		served = await discover(cluster);
		const document = await get<{ readonly definitions: Readonly<Record<string, unknown>> }>(cluster, "/openapi/v2");
		const snapshot = {
			id: "shared",
			name: "shared",
			seen: "2024-01-01T00:00:00Z",
			version: "v1.20.2",
			served,
			openapi: document.definitions,
		};
		schemas = clusterSchemas(snapshot, true, await readObjectMeta(), createCompiler());
	});

	const findings = (id: string, object: unknown): string[] => {
		const entry = schemas.source.entries.find((one) => one.id === id);
		assert.ok(entry, id);
		const found = schemas.source.validator(entry)(object).map(summary);
		return found.toSorted();
	};

	it("is there for every kind", () => {
		const known = new Set(schemas.source.entries.map(({ id }) => id));
		const missing = served.filter(({ apiVersion, kind }) => !known.has(`${apiVersion}/${kind}`));
		assert.deepEqual(missing, []);
		assert.ok(known.size > 60);
		const deployment = schemas.source.entries.find(({ id }) => id === "apps/v1/Deployment");
		assert.deepEqual(
			[deployment?.plural, deployment?.namespaced, deployment?.storage, deployment?.system],
			["deployments", true, true, "kubernetes"],
		);
		assert.deepEqual(schemas.versionsOf("batch", "CronJob"), ["v1beta1"]);
	});

	it("allows all objects that it has", async () => {
		let checked = 0;
		for (const { apiVersion, kind, plural, listable } of served) {
			if (!listable) continue;
			const path = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
			const { items } = await get<{ readonly items: readonly object[] }>(cluster, `${path}/${plural}`);
			for (const item of items) {
				const object = { ...item, apiVersion, kind };
				assert.deepEqual(findings(`${apiVersion}/${kind}`, object), [], JSON.stringify(object));
				checked += 1;
			}
		}
		assert.ok(checked > 100, `only ${checked} objects were checked`);
	});

	it("allows right samples of built-in kinds, and finds unknown fields in them", () => {
		let checked = 0;
		for (const { id, object, cases } of kindCases) {
			if (!schemas.source.entries.some((entry) => entry.id === id)) continue;
			const ofLater = findings(id, object);
			if (ofLater.length > 0) {
				// Samples are written for the release that the catalogue follows; this server lacks some fields.
				assert.ok(
					ofLater.every((finding) => finding.includes(" additionalProperties ")),
					`${id}: ${ofLater.join("\n")}`,
				);
				continue;
			}
			for (const { title, change, errors = [] } of cases) {
				const unknown = errors.filter((error) => error.includes(" additionalProperties "));
				const found = findings(id, changed(object, change));
				for (const error of unknown) assert.ok(found.includes(error), `${id} ${title}: ${found.join("\n")}`);
				checked += unknown.length;
			}
		}
		assert.ok(checked > 0);
	});

	it("finds mistakes", () => {
		const pod = {
			apiVersion: "v1",
			kind: "Pod",
			metadata: { name: "a" },
			spec: {
				containers: [{ name: "a", image: "b", resources: { limits: { memory: "1Gb", cpu: 0.5 } }, port: [] }],
				tolerationSeconds: 1,
				hostNetwork: "true",
			},
		};
		assert.deepEqual(findings("v1/Pod", pod), [
			"/spec additionalProperties tolerationSeconds",
			"/spec/containers/0 additionalProperties port",
			"/spec/containers/0/resources/limits/memory pattern",
			"/spec/hostNetwork type",
		]);
	});
});

async function get<T>(cluster: ControlPlane, path: string): Promise<T> {
	const { status, text } = await cluster.request("GET", path);
	assert.equal(status, 200, text);
	return JSON.parse(text) as T;
}

/** All kinds that an API server has, without subresources. */
async function discover(cluster: ControlPlane): Promise<Listed[]> {
	const { groups } = await get<{
		readonly groups: readonly { readonly versions: readonly { readonly groupVersion: string }[] }[];
	}>(cluster, "/apis");
	const apiVersions = ["v1", ...groups.flatMap(({ versions }) => versions.map(({ groupVersion }) => groupVersion))];
	const found: Listed[] = [];
	for (const apiVersion of apiVersions) {
		// Other tests leave kinds of their own.
		if (/^[^/]*\.[^/]*\//.test(apiVersion) && !apiVersion.includes(".k8s.io/")) continue;
		const path = apiVersion === "v1" ? "/api/v1" : `/apis/${apiVersion}`;
		const { resources } = await get<ResourceList>(cluster, path);
		for (const { name, kind, namespaced, verbs } of resources) {
			if (!name.includes("/"))
				found.push({ apiVersion, kind, plural: name, namespaced, listable: verbs.includes("list") });
		}
	}
	return found;
}
