import { strict as assert } from "node:assert";
import { referenceCandidates } from "../../../server/src/engine/semantic/references/candidates";
import type { Path } from "../../../server/src/engine/yaml/path";
import { loadWith } from "./support";

/** The names that may stand at a path of the last object of a fixture's first file. */
function candidates(source: string, path: Path, key = false, clusters: Parameters<typeof loadWith>[1] = []): string[] {
	const { fixture, analysis } = loadWith(source, clusters);
	const object = analysis.workspace.inFile(fixture.files[0]?.uri ?? "").at(-1);
	assert.ok(object);
	return referenceCandidates(object, path, analysis.workspace, key).map(
		({ name, kind, detail }) => `${kind} ${name}${detail === "" ? "" : ` (${detail})`}`,
	);
}

const models = `
apiVersion: devices.kubeedge.io/v1beta1
kind: DeviceModel
metadata: { name: freezer, namespace: a }
spec:
  properties:
    - { name: temperature, type: FLOAT, accessMode: ReadOnly }
    - { name: door, type: BOOLEAN }
---
apiVersion: devices.kubeedge.io/v1beta1
kind: DeviceModel
metadata: { name: oven, namespace: b }
`;

describe("candidates for a reference", () => {
	it("are names of the right kind and namespace, the nearest first", () => {
		const device =
			"apiVersion: devices.kubeedge.io/v1beta1\nkind: Device\nmetadata: { name: one, namespace: a }\nspec: {}\n";
		const near = models.replace("name: freezer", "name: near").replace("name: oven", "name: other");
		const source = `#- stores/1/device.yaml\n${device}#- models.yaml${models}#- stores/1/models.yaml${near}`;
		const path = ["spec", "deviceModelRef", "name"];
		assert.deepEqual(candidates(source, path), ["DeviceModel near", "DeviceModel freezer"]);
	});

	it("are the properties of the model that is named", () => {
		const source = `${models}---
apiVersion: devices.kubeedge.io/v1beta1
kind: Device
metadata: { name: one, namespace: a }
spec:
  deviceModelRef: { name: freezer }
  properties: [{ name: }]
`;
		assert.deepEqual(candidates(source, ["spec", "properties", 0, "name"]), [
			"DeviceModel door (BOOLEAN)",
			"DeviceModel temperature (FLOAT · ReadOnly)",
		]);
	});

	it("follow the kind that a field beside says", () => {
		const source = `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: viewer }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: mapper }
roleRef: { kind: ClusterRole }
`;
		assert.deepEqual(candidates(source, ["roleRef", "name"]), ["ClusterRole viewer"]);
	});

	it("are keys, versions, made objects and what clusters have", () => {
		const source = `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { currency: CNY }
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: till }
spec: { secretName: till-tls }
---
apiVersion: v1
kind: Pod
metadata: { name: till }
spec:
  containers:
    - env: [{ valueFrom: { configMapKeyRef: { name: settings } } }]
`;
		const env = ["spec", "containers", 0, "env", 0, "valueFrom", "configMapKeyRef", "key"];
		assert.deepEqual(candidates(source, env), ["ConfigMap currency"]);
		const cluster = {
			id: "c",
			name: "north",
			kinds: new Set<string>(),
			objects: [{ group: "", kind: "Secret", name: "registry", namespace: "a", labels: {} }],
		};
		assert.deepEqual(candidates(source, ["spec", "imagePullSecrets", 0, "name"], false, [cluster]), [
			"Secret till-tls",
			"Secret registry (north)",
		]);
	});

	it("are none where nothing is referred to", () => {
		assert.deepEqual(candidates(models, ["spec", "protocol"]), []);
		assert.deepEqual(candidates(models, []), []);
	});
});
