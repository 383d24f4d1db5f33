import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadKubeconfigs } from "../../client/src/fleet/kubeconfig";
import { KubernetesApi } from "../../client/src/fleet/kubernetesApi";
import { KubernetesFleet } from "../../client/src/fleet/kubernetesFleet";
import { fetchClusterSnapshot, type KnownSnapshot } from "../../client/src/fleet/schemas/fetchSnapshot";
import { SchemaKeeper } from "../../client/src/fleet/schemas/schemaKeeper";
import type { KnownCluster } from "../../client/src/fleet/schemas/snapshotIndex";
import { SnapshotStore } from "../../client/src/fleet/schemas/snapshotStore";
import type { ClusterSnapshot } from "../../server/src/engine/schema/layers";
import { type ControlPlane, startControlPlane } from "../../tools/kubernetes/controlPlane";
import { installCrds } from "../../tools/kubernetes/crds";
import { repositoryRoot } from "../../tools/lib/paths";
import { waitFor } from "../support/waitFor";

const shipped = (path: string) => readFileSync(join(repositoryRoot, "schemas", "crds", path), "utf8");

const widgets = (field: string) => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: widgets.schemas.example.com
spec:
  group: schemas.example.com
  scope: Namespaced
  names: { kind: Widget, plural: widgets }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
                ${field}: { type: string }
`;

describe("what a real API server says of its kinds", function () {
	this.timeout(30 * 60_000);
	let folder: string;
	let cluster: ControlPlane;
	const ends: (() => void)[] = [];

	before(async () => {
		folder = mkdtempSync(join(tmpdir(), "edgewise-schemas-"));
		cluster = await startControlPlane();
		await installCrds(cluster, [shipped("kubeedge/devices.kubeedge.io_devices.yaml")]);
	});

	afterEach(() => {
		for (const end of ends.splice(0)) end();
	});

	after(async () => {
		await cluster?.stop();
		rmSync(folder, { recursive: true });
	});

	function kubeconfig(user: string): string {
		const file = join(folder, `${user}.yaml`);
		writeFileSync(file, cluster.kubeconfig(user), { mode: 0o600 });
		return file;
	}

	async function fetched(user: string, before?: KnownSnapshot) {
		const [context] = loadKubeconfigs([kubeconfig(user)]).contexts;
		assert.ok(context);
		const api = new KubernetesApi(context.config, context.name);
		const asked: string[] = [];
		const begun = performance.now();
		const answer = await fetchClusterSnapshot(
			{
				version: (signal) => api.version(signal),
				request: (request) => {
					asked.push(request.path);
					return api.request(request);
				},
			},
			{ cluster: { id: user, name: user }, now: Date.now(), signal: new AbortController().signal, before },
		);
		assert.ok(answer.kind === "fetched", JSON.stringify(answer));
		assert.deepEqual(answer.troubles, []);
		const size = Math.round(JSON.stringify(answer.snapshot).length / 1024);
		console.log(`      ${user}: ${asked.length} requests, ${Math.round(performance.now() - begun)} ms, ${size} KiB`);
		return { ...answer, asked };
	}

	const serves = ({ served }: ClusterSnapshot, apiVersion: string, kind: string) =>
		served.some((known) => known.apiVersion === apiVersion && known.kind === kind);

	it("is read as a whole, and OpenAPI only once", async () => {
		const first = await fetched("admin");
		const { snapshot } = first;
		assert.match(snapshot.version, /^v1\.\d+/);
		for (const [apiVersion, kind] of [
			["v1", "Pod"],
			["apps/v1", "Deployment"],
			["rbac.authorization.k8s.io/v1", "ClusterRole"],
			["apiextensions.k8s.io/v1", "CustomResourceDefinition"],
			["devices.kubeedge.io/v1beta1", "Device"],
		] as const) {
			assert.ok(serves(snapshot, apiVersion, kind), `${apiVersion} ${kind}`);
		}
		assert.ok(!serves(snapshot, "apps/v1beta1", "Deployment"));
		assert.deepEqual(
			snapshot.served.find(({ kind }) => kind === "Namespace"),
			{
				apiVersion: "v1",
				kind: "Namespace",
				plural: "namespaces",
				namespaced: false,
			},
		);
		assert.deepEqual(
			snapshot.crds?.map(({ metadata }) => metadata.name),
			["devices.devices.kubeedge.io"],
		);
		assert.ok(snapshot.crds?.[0]?.spec.versions[0]?.schema.openAPIV3Schema.properties?.spec);
		assert.ok(snapshot.openapi?.["io.k8s.api.core.v1.PodSpec"]);
		assert.ok(!Object.keys(snapshot.openapi).some((name) => /kubeedge/.test(name)));
		assert.doesNotMatch(JSON.stringify(snapshot), /"managedFields":\[|last-applied-configuration/);
		const second = await fetched("admin", first);
		assert.deepEqual(second.snapshot.openapi, snapshot.openapi);
		assert.ok(!second.asked.some((path) => path === "/openapi/v2" || path.startsWith("/openapi/v3/")));
	});

	it("is read from discovery and OpenAPI by a user without rights", async () => {
		// The server takes definitions up into its OpenAPI document now and then.
		const snapshot = await waitFor(
			async () => {
				const { snapshot } = await fetched("nobody");
				return "io.kubeedge.devices.v1beta1.Device" in (snapshot.openapi ?? {}) ? snapshot : undefined;
			},
			{ timeoutMs: 120_000, intervalMs: 5_000, what: "the kind of a definition in OpenAPI" },
		);
		assert.equal(snapshot.crds, undefined);
		assert.ok(serves(snapshot, "devices.kubeedge.io/v1beta1", "Device"));
	});

	it("follows a definition that is installed, changed and removed, and is there while the server is down", async () => {
		const fleet = new KubernetesFleet({ files: () => [kubeconfig("admin")], connect: () => "all" });
		const store = new SnapshotStore(join(folder, "kept"));
		let told: readonly KnownCluster[] = [];
		const warnings: string[] = [];
		const keeper = new SchemaKeeper({
			fleet,
			store,
			readable: () => true,
			tell: (clusters) => {
				told = clusters;
			},
			warn: (message) => void warnings.push(message),
		});
		ends.push(() => {
			keeper.dispose();
			fleet.dispose();
		});
		await keeper.start();
		const kept = () => {
			const [known] = told;
			return known && (JSON.parse(readFileSync(known.file, "utf8")) as ClusterSnapshot);
		};
		const when = (what: string, holds: (snapshot: ClusterSnapshot) => boolean) =>
			waitFor(
				async () => {
					const snapshot = kept();
					return snapshot !== undefined && holds(snapshot) ? true : undefined;
				},
				{ timeoutMs: 20_000, what: `${what}; warnings: ${warnings.join(" | ")}` },
			);
		const fields = ({ crds = [] }: ClusterSnapshot) =>
			Object.keys(
				crds.find(({ spec }) => spec.names.kind === "Widget")?.spec.versions[0]?.schema.openAPIV3Schema.properties?.spec
					?.properties ?? {},
			).join();
		await when("the first answer", (snapshot) => serves(snapshot, "apps/v1", "Deployment"));
		assert.equal(told[0]?.connected, true);
		await installCrds(cluster, [widgets("size")]);
		await when("the definition", (snapshot) => fields(snapshot) === "size");
		assert.ok(serves(kept() ?? assert.fail(), "schemas.example.com/v1", "Widget"));
		await installCrds(cluster, [widgets("colour")]);
		await when("the changed definition", (snapshot) => fields(snapshot) === "colour");
		await cluster.request(
			"DELETE",
			"/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.schemas.example.com",
		);
		await when("no definition", (snapshot) => !serves(snapshot, "schemas.example.com/v1", "Widget"));
		await cluster.killApiServer();
		try {
			await waitFor(async () => told[0]?.connected === false || undefined, { timeoutMs: 60_000, what: "offline" });
			assert.ok(serves(kept() ?? assert.fail(), "apps/v1", "Deployment"));
		} finally {
			await cluster.restartApiServer();
		}
		assert.deepEqual(warnings, []);
	});
});
