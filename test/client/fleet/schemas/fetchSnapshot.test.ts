import assert from "node:assert/strict";
import {
	type FetchedSnapshot,
	type FetchOptions,
	fetchClusterSnapshot,
} from "../../../../client/src/fleet/schemas/fetchSnapshot";
import { type Answer, breakingOff, html, listedCrd, ScriptedServer, status } from "./scriptedServer";

const crdPath = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

const resource = (kind: string, plural: string, scope = "Namespaced") => ({
	resource: plural,
	responseKind: { group: "", version: "", kind },
	scope,
	verbs: ["get"],
});

/** A server of today: aggregated discovery, OpenAPI v3. */
const modern: Readonly<Record<string, Answer>> = {
	"/version": { gitVersion: "v1.31.2+k3s1" },
	"/api": {
		kind: "APIGroupDiscoveryList",
		items: [{ metadata: {}, versions: [{ version: "v1", resources: [resource("Pod", "pods")] }] }],
	},
	"/apis": {
		kind: "APIGroupDiscoveryList",
		items: [
			{ metadata: { name: "apps" }, versions: [{ version: "v1", resources: [resource("Deployment", "deployments")] }] },
			{ metadata: { name: "edge.io" }, versions: [{ version: "v1", resources: [resource("Stale", "stales")] }] },
			{ metadata: { name: "metrics.k8s.io" }, versions: [{ version: "v1beta1", resources: [], freshness: "Stale" }] },
		],
	},
	[crdPath]: { items: [listedCrd("Widget", "edge.io")], metadata: {} },
	"/openapi/v3": {
		paths: {
			api: { serverRelativeURL: "/openapi/v3/api?hash=0" },
			"api/v1": { serverRelativeURL: "/openapi/v3/api/v1?hash=1" },
			"apis/apps/v1": { serverRelativeURL: "@evil.example/openapi?hash=2" },
			"apis/edge.io/v1": { serverRelativeURL: "/openapi/v3/apis/edge.io/v1?hash=3" },
			"../../evil": { serverRelativeURL: "/evil" },
		},
	},
	"/openapi/v3/api/v1": { components: { schemas: { "v1.Pod": { type: "object" }, Shared: { type: "object" } } } },
	"/openapi/v3/apis/apps/v1": {
		components: { schemas: { "apps.Deployment": { type: "object" }, Shared: { type: "string" }, bad: 7 } },
	},
};

/** A server of old: discovery group by group, OpenAPI v2. */
const old: Readonly<Record<string, Answer>> = {
	"/version": { gitVersion: "v1.20.2" },
	"/api": { kind: "APIVersions", versions: ["v1"] },
	"/apis": {
		kind: "APIGroupList",
		groups: [
			{ name: "apps", versions: [{ groupVersion: "apps/v1" }] },
			{ name: "edge.io", versions: [{ groupVersion: "edge.io/v1" }] },
		],
	},
	"/api/v1": {
		kind: "APIResourceList",
		resources: [
			{ name: "pods", kind: "Pod", namespaced: true },
			{ name: "pods/log", kind: "Pod", namespaced: true },
			{ name: "nodes", kind: "Node", namespaced: false },
		],
	},
	"/apis/apps/v1": {
		kind: "APIResourceList",
		resources: [{ name: "deployments", kind: "Deployment", namespaced: true }],
	},
	[crdPath]: modern[crdPath] ?? {},
	"/openapi/v2": {
		swagger: "2.0",
		paths: { "/api": {} },
		definitions: {
			"v1.Pod": { "x-kubernetes-group-version-kind": [{ group: "", version: "v1", kind: "Pod" }] },
			"io.edge.v1.Widget": { "x-kubernetes-group-version-kind": [{ group: "edge.io", version: "v1", kind: "Widget" }] },
			ObjectMeta: { type: "object" },
		},
	},
};

describe("what a cluster says of its kinds", () => {
	const server = new ScriptedServer();
	let ask: (options?: Partial<FetchOptions>) => Promise<FetchedSnapshot>;

	before(async () => {
		const api = await server.start();
		ask = (options = {}) =>
			fetchClusterSnapshot(api, {
				cluster: { id: "a@server", name: "a" },
				now: Date.parse("2026-05-04T12:00:00Z"),
				signal: new AbortController().signal,
				...options,
			});
	});

	after(() => server.stop());

	const fetched = (answer: FetchedSnapshot) => {
		assert.ok(answer.kind === "fetched", JSON.stringify(answer));
		return answer;
	};
	const failed = (answer: FetchedSnapshot) => {
		assert.ok(answer.kind === "failed", "it did not fail");
		return answer.failure;
	};
	const servedBy = (answer: FetchedSnapshot) =>
		fetched(answer).snapshot.served.map(({ apiVersion, kind }) => `${apiVersion}/${kind}`);

	it("is read in a few requests from a server of today", async () => {
		server.become(modern);
		const { snapshot, troubles } = fetched(await ask());
		assert.equal(snapshot.version, "v1.31.2+k3s1");
		assert.equal(snapshot.seen, "2026-05-04T12:00:00.000Z");
		assert.deepEqual(snapshot.served, [
			{ apiVersion: "apps/v1", kind: "Deployment", plural: "deployments", namespaced: true },
			{ apiVersion: "edge.io/v1", kind: "Widget", plural: "widgets", namespaced: true },
			{ apiVersion: "v1", kind: "Pod", plural: "pods", namespaced: true },
		]);
		assert.deepEqual(Object.keys(snapshot.openapi ?? {}).sort(), ["Shared", "apps.Deployment", "v1.Pod"]);
		assert.deepEqual(troubles, []);
		assert.deepEqual(server.asked.toSorted(), [
			"/api",
			"/apis",
			crdPath,
			"/apis/metrics.k8s.io/v1beta1",
			"/openapi/v3",
			"/openapi/v3/api/v1",
			"/openapi/v3/apis/apps/v1",
			"/version",
		]);
	});

	it("is read group by group from a server of old", async () => {
		server.become(old);
		const answer = fetched(await ask());
		assert.deepEqual(servedBy(answer), ["apps/v1/Deployment", "edge.io/v1/Widget", "v1/Node", "v1/Pod"]);
		assert.deepEqual(Object.keys(answer.snapshot.openapi ?? {}), ["v1.Pod", "ObjectMeta"]);
		assert.ok(!server.asked.includes("/apis/edge.io/v1"), "kinds of definitions were asked for");
	});

	it("keeps nothing of definitions that schemas are not made from", async () => {
		server.become(modern);
		const { snapshot } = fetched(await ask());
		assert.doesNotMatch(JSON.stringify(snapshot), /secret|c2VjcmV0|managedFields|storedVersions|webhook|annotations/i);
		assert.deepEqual(snapshot.crds?.[0]?.spec.versions, [
			{
				name: "v1",
				served: true,
				storage: true,
				schema: { openAPIV3Schema: { type: "object", properties: { spec: { type: "object", properties: {} } } } },
			},
			{
				name: "v1alpha1",
				served: false,
				storage: false,
				deprecated: true,
				schema: { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
			},
		]);
	});

	it("says of definitions that keep unknown fields that they do", async () => {
		const keeping = listedCrd("Widget", "edge.io", { preserveUnknownFields: true });
		server.become({ ...modern, [crdPath]: { items: [keeping] } });
		const schema = fetched(await ask()).snapshot.crds?.[0]?.spec.versions[0]?.schema.openAPIV3Schema;
		assert.equal(schema?.["x-kubernetes-preserve-unknown-fields"], true);
		assert.equal(schema?.properties?.spec?.["x-kubernetes-preserve-unknown-fields"], true);
	});

	it("has definitions of all pages, and none that the server refused", async () => {
		const refused = {
			...listedCrd("Refused", "edge.io"),
			status: { conditions: [{ type: "Established", status: "False" }] },
		};
		const pages = [listedCrd("A", "edge.io"), listedCrd("B", "other.io"), refused];
		server.become({
			...modern,
			[crdPath]: (response, _, url) => {
				const at = Number(url.searchParams.get("continue") ?? 0);
				const more = at + 1 < pages.length ? { continue: String(at + 1) } : {};
				response.end(JSON.stringify({ metadata: more, items: [pages[at], "garbage"] }));
			},
		});
		const answer = fetched(await ask());
		assert.deepEqual(
			answer.snapshot.crds?.map(({ metadata }) => metadata.name),
			["as.edge.io", "bs.other.io", "refuseds.edge.io"],
		);
		assert.deepEqual(servedBy(answer), ["apps/v1/Deployment", "edge.io/v1/A", "other.io/v1/B", "v1/Pod"]);
	});

	it("is taken from discovery and OpenAPI alone where definitions may not be read", async () => {
		server.become({
			...modern,
			[crdPath]: status(403),
			"/openapi/v3/apis/edge.io/v1": { components: { schemas: { "edge.Widget": { type: "object" } } } },
		});
		const answer = fetched(await ask());
		assert.equal(answer.snapshot.crds, undefined);
		assert.ok(servedBy(answer).includes("edge.io/v1/Stale"));
		assert.ok(answer.snapshot.openapi?.["edge.Widget"]);
		assert.deepEqual(answer.troubles, []);
	});

	it("asks for OpenAPI only where it changed", async () => {
		for (const answers of [modern, old]) {
			server.become(answers);
			const before = fetched(await ask());
			server.asked.length = 0;
			const after = fetched(await ask({ before }));
			assert.deepEqual(after.snapshot.openapi, before.snapshot.openapi);
			assert.deepEqual(
				server.asked.filter((path) => /openapi\/v(2|3\/)/.test(path)),
				[],
			);
		}
		server.become(modern);
		const before = fetched(await ask());
		const paths = { "api/v1": { serverRelativeURL: "/openapi/v3/api/v1?hash=another" } };
		server.become({ ...modern, "/openapi/v3": { paths } });
		assert.notEqual(fetched(await ask({ before })).openApiKey, before.openApiKey);
		assert.ok(server.asked.includes("/openapi/v3/api/v1"));
	});

	it("does not list kinds of a definition that was removed, though discovery still does", async () => {
		server.become(modern);
		const before = fetched(await ask());
		server.become({ ...modern, [crdPath]: { items: [] } });
		assert.deepEqual(servedBy(await ask({ before })), ["apps/v1/Deployment", "v1/Pod"]);
	});

	it("keeps the kinds of a server behind the API server that is down, and says that something is missing", async () => {
		server.become({ ...old, "/apis/apps/v1": status(503) });
		assert.ok(!servedBy(await ask()).includes("apps/v1/Deployment"));
		server.become(old);
		const before = fetched(await ask());
		server.become({ ...old, "/apis/apps/v1": status(503) });
		const answer = fetched(await ask({ before }));
		assert.ok(servedBy(answer).includes("apps/v1/Deployment"));
		assert.equal(answer.troubles[0]?.kind, "refused");
	});

	it("goes without OpenAPI where the server gives none, and asks again for what was missing", async () => {
		server.become({ ...modern, "/openapi/v3": status(403), "/openapi/v2": html });
		const none = fetched(await ask());
		assert.equal(none.snapshot.openapi, undefined);
		assert.equal(none.troubles[0]?.kind, "protocol");
		server.become({ ...modern, "/openapi/v3/apis/apps/v1": { components: "lies" } });
		const part = fetched(await ask());
		assert.deepEqual(Object.keys(part.snapshot.openapi ?? {}), ["v1.Pod", "Shared"]);
		assert.equal(part.openApiKey, undefined);
		assert.equal(part.troubles.length, 1);
	});

	const nonsense: readonly (readonly [string, string, Answer])[] = [
		["a login page for the version", "/version", html],
		["a login page for discovery", "/apis", html],
		["other JSON for discovery", "/api", []],
		["no items for definitions", crdPath, { kind: "List" }],
		["pages without end", crdPath, { items: [], metadata: { continue: "again" } }],
		[
			"something that says it is compressed",
			crdPath,
			(response) => {
				response.writeHead(200, { "Content-Encoding": "gzip" });
				response.end("no gzip");
			},
		],
	];
	for (const [what, path, answer] of nonsense) {
		it(`fails on ${what}`, async () => {
			server.become({ ...modern, [path]: answer });
			assert.equal(failed(await ask()).kind, "protocol");
		});
	}

	it("fails on a link that breaks off in the middle of any answer", async () => {
		for (const path of ["/version", "/api", crdPath, "/openapi/v3", "/openapi/v3/apis/apps/v1"]) {
			server.become({ ...modern, [path]: breakingOff });
			assert.equal(failed(await ask()).kind, "unreachable", path);
		}
	});

	it("fails on a refused credential, and on answers too large or too late", async () => {
		server.become({ ...modern, "/apis": status(401) });
		assert.equal(failed(await ask()).kind, "unauthorized");
		server.become(modern);
		const small = failed(await ask({ limits: { bytes: 200, milliseconds: 60_000 } }));
		assert.ok(small.kind === "protocol" && /larger than 200 bytes/.test(small.detail), JSON.stringify(small));
		server.become({
			...modern,
			// Never silent for long, never done.
			"/apis": (response) => {
				const timer = setInterval(() => response.write(" "), 10);
				response.on("close", () => clearInterval(timer));
			},
		});
		assert.deepEqual(failed(await ask({ limits: { bytes: 1e6, milliseconds: 300 } })), {
			kind: "timeout",
			milliseconds: 300,
		});
	});

	it("ends at once when it is cancelled", async () => {
		const stop = new AbortController();
		server.become({ ...modern, "/apis": () => stop.abort() });
		assert.equal(failed(await ask({ signal: stop.signal })).kind, "cancelled");
	});
});
