import { strict as assert } from "node:assert";
import { hoverOf } from "../../support/engine";
import { definitionsOf, loadWith, referencesOf } from "./support";

const model = (name: string, namespace: string) => `
apiVersion: devices.kubeedge.io/v1beta1
kind: DeviceModel
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  protocol: modbus
  properties:
    - name: temperature
      type: FLOAT
      accessMode: ReadOnly
      maximum: "40"
    - { name: door, type: BOOLEAN, accessMode: ReadWrite }
`;
const device = (name: string, modelName: string, namespace = "store-042", property = "temperature") => `
apiVersion: devices.kubeedge.io/v1beta1
kind: Device
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  deviceModelRef: { name: ${modelName} }
  properties:
    - name: ${property}
      collectCycle: 90000
`;

describe("definition", () => {
	it("leads to another file, in the same namespace only", () => {
		const source = `#- models.yaml${model("freezer", "store-041")}---${model("freezer", "store-042")}
#- devices.yaml${device("one", "fre<|>ezer")}`;
		assert.deepEqual(definitionsOf(source), ["models.yaml:15 freezer"]);
	});

	it("leads nowhere where only another namespace has it", () => {
		const source = `#- models.yaml${model("freezer", "store-041")}
#- devices.yaml${device("one", "fre<|>ezer")}`;
		assert.deepEqual(definitionsOf(source), []);
	});

	it("leads to the nearest of many stores", () => {
		const settings = (store: number) =>
			`#- stores/${store}/settings.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\n`;
		const source = `${settings(1)}${settings(2)}${settings(3)}#- stores/2/till.yaml
apiVersion: v1
kind: Pod
metadata: { name: till }
spec:
  containers:
    - name: till
      image: till:1
      envFrom: [{ configMapRef: { name: se<|>ttings } }]
`;
		assert.deepEqual(definitionsOf(source), ["stores/2/settings.yaml:3 settings"]);
	});

	it("leads from a patch to what it patches, by the file's name or by the kustomization", () => {
		const source = `#- base/till.yaml
apiVersion: v1
kind: ConfigMap
metadata: { name: till }
#- overlay/kustomization.yaml
resources: [../base]
patches:
  - path: more.yaml
#- overlay/more.yaml
apiVersion: v1
kind: ConfigMap
metadata: { name: ti<|>ll }
data: { a: b }
`;
		assert.deepEqual(definitionsOf(source), ["base/till.yaml:3 till"]);
	});

	it("leads to the item of a list", () => {
		const source = `
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: ServiceAccount
    metadata: { name: mapper }
  - apiVersion: v1
    kind: Pod
    metadata: { name: mapper }
    spec: { serviceAccountName: map<|>per }
`;
		assert.deepEqual(definitionsOf(source), ["fixture.yaml:6 mapper"]);
	});

	it("leads to what makes an object", () => {
		const source = `
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: till }
spec: { secretName: till-tls }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: till }
spec:
  tls: [{ secretName: till<|>-tls }]
`;
		assert.deepEqual(definitionsOf(source), ["fixture.yaml:4 till-tls"]);
	});

	it("leads into manifests that an object holds", () => {
		const source = `
apiVersion: apps.kubeedge.io/v1alpha1
kind: EdgeApplication
metadata: { name: till, namespace: default }
spec:
  workloadTemplate:
    manifests:
      - apiVersion: v1
        kind: ConfigMap
        metadata: { name: settings }
      - apiVersion: apps/v1
        kind: Deployment
        metadata: { name: till }
        spec:
          template:
            spec:
              containers:
                - name: till
                  envFrom: [{ configMapRef: { name: sett<|>ings } }]
`;
		assert.deepEqual(definitionsOf(source), ["fixture.yaml:9 settings"]);
	});

	it("leads from a selector to the workloads that it selects", () => {
		const pod = (name: string, app: string, tier: string) =>
			`---\napiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, labels: { app: ${app}, tier: ${tier} } }\nspec: { containers: [] }\n`;
		const source = `apiVersion: v1
kind: Service
metadata: { name: till }
spec:
  selector:
    app: ti<|>ll
    tier: front
${pod("a", "till", "front")}${pod("b", "till", "back")}${pod("c", "till", "front")}`;
		assert.deepEqual(definitionsOf(source), ["fixture.yaml:11 a", "fixture.yaml:21 c"]);
	});

	it("leads from `latest` to the highest version, the approved ones first", () => {
		const version = (number: string, status = "") =>
			`apiVersion: app.theriseunion.io/v1alpha1\nkind: ApplicationVersion\nmetadata: { name: till-${number} }\nspec: { applicationRef: till, version: "${number}" }\n${status}---\n`;
		const deployment = `apiVersion: app.theriseunion.io/v1alpha1\nkind: ApplicationDeployment\nmetadata: { name: till }\nspec: { application: till, version: lat<|>est }\n`;
		const approved = "status: { reviewPhase: Approved }\n";
		const plain = version("1.9.0") + version("1.10.0-rc.1") + version("1.10.0") + deployment;
		assert.deepEqual(definitionsOf(plain), [`fixture.yaml:14 "1.10.0"`]);
		const reviewed = version("1.9.0", approved) + version("1.10.0") + deployment;
		assert.deepEqual(definitionsOf(reviewed), [`fixture.yaml:4 "1.9.0"`]);
	});
});

describe("references", () => {
	it("are found from the declaration and from another reference, by file and place", () => {
		const source = (at: string) => `#- b.yaml${device("two", at === "reference" ? "free<|>zer" : "freezer")}
#- a.yaml${model(at === "declaration" ? "free<|>zer" : "freezer", "store-042")}---${device("one", "freezer")}
#- c.yaml${device("other", "freezer", "store-043")}`;
		const expected = ["a.yaml:17 freezer", "b.yaml:5 freezer"];
		assert.deepEqual(referencesOf(source("declaration")), expected);
		assert.deepEqual(referencesOf(source("reference")), expected);
		assert.deepEqual(referencesOf(source("declaration"), true), ["a.yaml:3 freezer", ...expected]);
	});

	it("of a property are those of devices with its model", () => {
		const source = `#- a.yaml${model("freezer", "store-042").replace("temperature", "temp<|>erature")}
#- b.yaml${device("one", "freezer")}
#- c.yaml${device("two", "oven")}`;
		assert.deepEqual(referencesOf(source), ["b.yaml:7 temperature"]);
	});

	it("count what selects an object", () => {
		const { analysis } = loadWith(`
apiVersion: v1
kind: Service
metadata: { name: till }
spec: { selector: { app: till } }
---
apiVersion: v1
kind: Pod
metadata: { name: till, labels: { app: till } }
spec: { containers: [{ name: till, image: "till:1" }] }
`);
		const lenses = analysis.codeLenses("file:///fixture.yaml");
		const counts = lenses
			.filter(({ kind }) => kind === "references")
			.map((lens) => analysis.referenceCount("file:///fixture.yaml", lens));
		assert.deepEqual(counts, ["0 references", "1 reference"]);
		assert.equal(lenses.filter(({ kind }) => kind === "logs").length, 1);
		assert.equal(lenses.filter(({ kind }) => kind === "apply").length, 2);
	});

	it("are counted with a patch's names left out, and nothing is offered to apply there", () => {
		const { analysis } = loadWith(`#- overlay/patch.yaml
apiVersion: v1
kind: ConfigMap
metadata: { name: till }
`);
		assert.deepEqual(
			analysis.codeLenses("file:///overlay/patch.yaml").map(({ kind }) => kind),
			["references"],
		);
	});
});

describe("hover of a reference", () => {
	it("shows the properties of a model", () => {
		const text = hoverOf(`${model("freezer", "store-042")}---${device("one", "fre<|>ezer")}`);
		assert.match(
			text,
			/\*\*DeviceModel\*\* `freezer` · namespace `store-042` · \[fixture\.yaml:3\]\(file:\/\/\/fixture\.yaml#L3\)/,
		);
		assert.match(text, /- `temperature`: `FLOAT` · `ReadOnly` · `40`/);
		assert.match(text, /Name of the DeviceModel/);
	});

	it("never shows a secret's value", () => {
		const text = hoverOf(`
apiVersion: v1
kind: Secret
metadata: { name: access }
type: Opaque
stringData: { password: hunter2 }
---
apiVersion: v1
kind: Pod
metadata: { name: till }
spec:
  imagePullSecrets: [{ name: acc<|>ess }]
`);
		assert.match(text, /\*\*Secret\*\* `access`/);
		assert.match(text, /`password`/);
		assert.doesNotMatch(text, /hunter2/);
	});

	it("is told in Chinese", () => {
		const text = hoverOf(`${model("freezer", "store-042")}---${device("one", "fre<|>ezer")}`, "zh-cn");
		assert.match(text, /命名空间 `store-042`/);
	});

	it("tells of an object that only a cluster has", () => {
		const cluster = {
			id: "c",
			name: "north",
			kinds: new Set(["/Node"]),
			objects: [{ group: "", kind: "Node", name: "edge-1", namespace: undefined, labels: {} }],
		};
		const { analysis, fixture } = loadWith(
			"apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { nodeName: edge<|>-1 }\n",
			[cluster],
		);
		const { uri, offset } = fixture.cursor ?? { uri: "", offset: 0 };
		assert.match(analysis.hover(uri, offset)?.markdown ?? "", /\*\*Node\*\* `edge-1` · on cluster north/);
	});
});

describe("live objects", () => {
	const pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { nodeName: edge-2 }\n";
	const cluster = (complete: boolean, name: string) => ({
		id: "c",
		name: "north",
		kinds: new Set(complete ? ["/Node"] : []),
		objects: [{ group: "", kind: "Node", name, namespace: undefined, labels: {} }],
	});
	const found = (clusters: Parameters<typeof loadWith>[1]) =>
		loadWith(pod, clusters)
			.analysis.problems("file:///fixture.yaml")
			.filter(({ code }) => code === "unresolved-reference")
			.map(({ severity, message }) => `${severity} ${message}`);

	it("count as targets", () => assert.deepEqual(found([cluster(true, "edge-2")]), []));

	it("are missed only where all of the kind are known", () => {
		assert.deepEqual(found([cluster(false, "edge-1")]), []);
		assert.deepEqual(found([cluster(true, "edge-1")]), [`info Neither the workspace nor "north" has a Node "edge-2".`]);
	});
});

describe("inlay hints", () => {
	it("show a property's type, a period in larger units, and the version that `latest` is", () => {
		const { analysis } = loadWith(`${model("freezer", "store-042")}---${device("one", "freezer")}---
apiVersion: app.theriseunion.io/v1alpha1
kind: ApplicationVersion
metadata: { name: till-1 }
spec: { applicationRef: till, version: "1.4.0" }
---
apiVersion: app.theriseunion.io/v1alpha1
kind: ApplicationDeployment
metadata: { name: till }
spec: { application: till, version: latest }
`);
		const uri = "file:///fixture.yaml";
		const text = analysis.file(uri)?.text ?? "";
		const hints = analysis.inlayHints(uri, { start: 0, end: text.length });
		assert.deepEqual(
			hints.map(({ offset, label }) => `${/[\w.]*$/.exec(text.slice(0, offset))?.[0]} ${label}`),
			["temperature FLOAT · ReadOnly", "90000 = 1.5 min", "latest → 1.4.0"],
		);
	});

	it("show quantities only where the text hides how much they are", () => {
		const { analysis } = loadWith(`
apiVersion: v1
kind: Pod
metadata: { name: till }
spec:
  containers:
    - name: till
      image: till:1
      resources:
        requests: { memory: 134217728, cpu: 500m }
        limits: { memory: 512m, ephemeral-storage: 1Gi }
`);
		const hints = analysis.inlayHints("file:///fixture.yaml", { start: 0, end: 10_000 });
		assert.deepEqual(
			hints.map(({ label }) => label),
			["= 128 MiB", "= 0.512 B"],
		);
	});
});
