import assert from "node:assert/strict";
import type { KubernetesObject } from "../../../client/src/fleet/objects";
import { makeCarrier, objectHash, readCarrier } from "../../../client/src/fleet/operations/revisionCarrier";

const info = { author: "ana", time: "2024-05-01T10:00:00.000Z", file: "store.yaml", message: "why", baseline: false };
const configMap: KubernetesObject = {
	apiVersion: "v1",
	kind: "ConfigMap",
	metadata: { name: "x", namespace: "edge" },
	data: { a: "1" },
};
const secret: KubernetesObject = { ...configMap, kind: "Secret", data: { a: "UzNDUkVU" } };

describe("revision carriers", () => {
	it("are ControllerRevisions that give back the manifest and what is known of it", () => {
		const carrier = makeCarrier(configMap, 3, "edge", info);
		assert.equal(carrier.kind, "ControllerRevision");
		assert.equal(carrier.revision, 3);
		assert.equal(carrier.metadata.ownerReferences, undefined);
		const revision = readCarrier(carrier, "default");
		assert.deepEqual(revision?.manifest(), configMap);
		assert.deepEqual(revision?.object, { apiVersion: "v1", kind: "ConfigMap", namespace: "edge", name: "x" });
		assert.deepEqual(
			[revision?.number, revision?.author, revision?.time, revision?.file, revision?.message, revision?.baseline],
			[3, info.author, info.time, info.file, info.message, false],
		);
	});

	it("are Secrets where the manifest has credentials", () => {
		const carrier = makeCarrier(secret, 1, "edge", info);
		assert.deepEqual([carrier.kind, carrier.type], ["Secret", "edgewise.dev/revision"]);
		assert.doesNotMatch(JSON.stringify(carrier), /UzNDUkVU/);
		assert.deepEqual(readCarrier(carrier, "default")?.manifest(), secret);
	});

	it("hold a Secret of nearly a mebibyte of noise within the server's limit", () => {
		const noise = Buffer.from(Array.from({ length: 760_000 }, (_, i) => (Math.sin(i) * 1e9) & 255)).toString("base64");
		const carrier = makeCarrier({ ...secret, data: { noise } }, 1, "edge", info);
		const stored = Buffer.from((carrier.data as { manifest: string }).manifest, "base64");
		assert.ok(stored.length < 1024 * 1024, `${stored.length}`);
	});

	it("do not depend on the version in which an object is written, but on everything else", () => {
		const reference = { apiVersion: "a/v1", kind: "K", namespace: "n", name: "x" };
		assert.equal(objectHash(reference), objectHash({ ...reference, apiVersion: "a/v2" }));
		const others = [{ apiVersion: "b/v1" }, { kind: "L" }, { namespace: "m" }, { name: "y" }];
		for (const other of others) assert.notEqual(objectHash(reference), objectHash({ ...reference, ...other }));
		assert.match(objectHash(reference), /^[0-9a-f]{16}$/);
	});

	it("are not believed outside of the object's own namespace, or with another object inside", () => {
		assert.equal(readCarrier(makeCarrier(configMap, 1, "elsewhere", info), "default"), undefined);
		const clusterScoped = { ...configMap, metadata: { name: "x" } };
		assert.equal(readCarrier(makeCarrier(clusterScoped, 1, "elsewhere", info), "default"), undefined);
		assert.ok(readCarrier(makeCarrier(clusterScoped, 1, "default", info), "default"));
		const planted = makeCarrier(configMap, 1, "edge", info);
		planted.data = { ...configMap, metadata: { name: "x", namespace: "kube-system" } };
		assert.throws(() => readCarrier(planted, "default")?.manifest(), /another object/);
	});
});
