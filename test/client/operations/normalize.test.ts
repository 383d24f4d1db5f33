import assert from "node:assert/strict";
import type { KubernetesObject } from "../../../client/src/fleet/objects";
import { baselineManifest } from "../../../client/src/fleet/operations/baseline";
import { droppedFields, keptFields } from "../../../client/src/fleet/operations/fields";
import { normalize, visibleDiff, visibleYaml } from "../../../client/src/fleet/operations/normalize";
import { needsSecret } from "../../../client/src/fleet/operations/revisionCarrier";

const object = (kind: string, content: Record<string, unknown>, apiVersion = "v1"): KubernetesObject => ({
	apiVersion,
	kind,
	metadata: { name: "x", namespace: "edge" },
	...content,
});

describe("showing objects", () => {
	it("leaves out what the server sets, and orders keys", () => {
		const live: KubernetesObject = {
			status: { phase: "Active" },
			spec: { b: 1, a: [{ z: 1, name: "n" }] },
			metadata: {
				uid: "u",
				resourceVersion: "7",
				generation: 3,
				creationTimestamp: "2020-01-01T00:00:00Z",
				selfLink: "/x",
				managedFields: [],
				annotations: { "kubectl.kubernetes.io/last-applied-configuration": "{}" },
				labels: { b: "1", a: "1" },
				name: "x",
			},
			kind: "Thing",
			apiVersion: "v1",
		};
		const text =
			'apiVersion: v1\nkind: Thing\nmetadata:\n  name: x\n  labels:\n    a: "1"\n    b: "1"\nspec:\n  a:\n    - name: "n"\n      z: 1\n  b: 1\n';
		assert.equal(visibleYaml(live), text);
		assert.deepEqual(normalize(live, { status: true }).status, { phase: "Active" });
	});

	it("quotes what YAML 1.1 would take for something else", () => {
		assert.match(visibleYaml(object("ConfigMap", { data: { a: "yes", b: "010" } })), /a: "yes"\n {2}b: "010"/);
	});
});

describe("hiding credentials", () => {
	const cluster = "scope.theriseunion.io/v1alpha1";
	const device = "devices.kubeedge.io/v1alpha2";
	const cases: [string, KubernetesObject][] = [
		["Secret data", object("Secret", { data: { any: "S3CRET" } })],
		["Secret stringData", object("Secret", { stringData: { any: "S3CRET" } })],
		[
			"Cluster kubeconfig",
			object("Cluster", { spec: { connection: { kubeconfig: "S3CRET", type: "direct" } } }, cluster),
		],
		["Cluster token", object("Cluster", { spec: { connection: { token: "S3CRET" } } }, cluster)],
		["Cluster config", object("Cluster", { spec: { config: { a: "S3CRET" } } }, cluster)],
		[
			"OPC UA password",
			object("Device", { spec: { protocol: { opcua: { userName: "u", password: "S3CRET" } } } }, device),
		],
		["OPC UA key", object("Device", { spec: { protocol: { opcua: { privateKey: "S3CRET" } } } }, device)],
		[
			"environment variable",
			object("Pod", { spec: { containers: [{ name: "c", env: [{ name: "DB_PASSWORD", value: "S3CRET" }] }] } }),
		],
		[
			"private key in a file",
			object("ConfigMap", { data: { "tls.key": "-----BEGIN RSA PRIVATE KEY-----\nS3CRET\n" } }),
		],
		["client secret", object("User", { spec: { oauth: { clientSecret: "S3CRET" } } }, "iam.theriseunion.io/v1alpha1")],
		["encrypted password", object("User", { spec: { encryptedPassword: "S3CRET" } }, "iam.theriseunion.io/v1alpha1")],
	];

	for (const [name, value] of cases) {
		it(`hides ${name}, and never keeps it where Secrets' rights do not hold`, () => {
			assert.doesNotMatch(visibleYaml(value), /S3CRET/);
			assert.match(visibleYaml(value), /\(hidden\)/);
			assert.ok(needsSecret(value));
			const other = JSON.parse(JSON.stringify(value).replaceAll("S3CRET", "0THER")) as KubernetesObject;
			const diff = visibleDiff(other, value);
			assert.doesNotMatch(diff.before + diff.after, /S3CRET|0THER/);
			assert.match(diff.after, /\(hidden, changed\)/);
			assert.doesNotMatch(diff.before, /changed/);
			const same = visibleDiff(value, value);
			assert.equal(same.before, same.after);
		});
	}

	it("shows what only sounds like a credential", () => {
		const pod = object("Pod", {
			spec: {
				automountServiceAccountToken: false,
				containers: [{ env: [{ name: "A_TOKEN", valueFrom: { secretKeyRef: { name: "s", key: "token-name" } } }] }],
				volumes: [{ name: "v", secret: { secretName: "s" } }],
			},
		});
		assert.doesNotMatch(visibleYaml(pod), /hidden/);
		assert.equal(needsSecret(pod), false);
	});

	it("marks the changed key of a Secret alone, and a new one without a mark of change", () => {
		const before = object("Secret", { data: { a: "1", b: "2" } });
		const after = object("Secret", { data: { a: "1", b: "3", c: "4" } });
		const diff = visibleDiff(before, after);
		assert.match(diff.after, /a: \(hidden\)\n {2}b: \(hidden, changed\)\n {2}c: \(hidden\)/);
	});

	it("compares environment variables by name, wherever they move", () => {
		const pod = (...env: unknown[]) => object("Pod", { spec: { containers: [{ name: "c", env }] } });
		const token = { name: "TOKEN", value: "S3CRET" };
		const { after } = visibleDiff(pod(token), pod({ name: "A", value: "1" }, token));
		assert.doesNotMatch(after, /changed/);
	});
});

describe("comparing a manifest with the server's answer", () => {
	const manifest = object("Thing", {
		spec: { known: 1, typo: { deep: 1 }, nothing: null, empty: {}, list: [{ name: "a", x: 1, y: 2 }, { name: "b" }] },
		stringData: { a: "b" },
	});

	it("names the fields that the server threw away", () => {
		const answer = object("Thing", { spec: { known: 2, list: [{ name: "b" }, { name: "a", x: 1 }] }, data: {} });
		assert.deepEqual(droppedFields(manifest, answer), ["spec.typo", "spec.list[a].y"]);
	});

	it("names the fields that kubectl set and that stay", () => {
		const applied = JSON.stringify({ metadata: { labels: { "a.b/c": "1" } }, spec: { known: 1, old: 1, gone: 1 } });
		const answer = object("Thing", { spec: { known: 1, old: 1 } });
		answer.metadata.labels = { "a.b/c": "1" };
		answer.metadata.annotations = { "kubectl.kubernetes.io/last-applied-configuration": applied };
		assert.deepEqual(keptFields(manifest, answer), ["spec.old", "metadata.labels"]);
	});
});

describe("the state before Edgewise", () => {
	it("holds what somebody wants, not what servers and controllers fill in", () => {
		const live = object("Service", {
			spec: { clusterIP: "10.0.0.7", clusterIPs: ["10.0.0.7"], ports: [{ port: 80 }] },
			status: { loadBalancer: {} },
		});
		Object.assign(live.metadata, {
			uid: "u",
			resourceVersion: "1",
			ownerReferences: [{}],
			finalizers: ["f"],
			annotations: { "deployment.kubernetes.io/revision": "3", mine: "1" },
		});
		assert.deepEqual(baselineManifest(live), {
			apiVersion: "v1",
			kind: "Service",
			metadata: { name: "x", namespace: "edge", annotations: { mine: "1" } },
			spec: { ports: [{ port: 80 }] },
		});
	});

	it("keeps a headless Service headless", () => {
		assert.deepEqual(baselineManifest(object("Service", { spec: { clusterIP: "None" } })).spec, { clusterIP: "None" });
	});
});
