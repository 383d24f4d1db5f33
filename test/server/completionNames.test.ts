import { strict as assert } from "node:assert";
import { AnalysisHost } from "../../server/src/engine";
import { builtSchemas, checkCompletion, completionsOf } from "../support/engine";

const labels = (source: string) => completionsOf(source).map((completion) => completion.label);

const device = (name: string) => `apiVersion: devices.kubeedge.io/v1beta1\nkind: Device\nmetadata: {name: ${name}}\n`;
const secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: token, labels: {tier: db}}\n";
const service = "apiVersion: v1\nkind: Service\nmetadata: {name: shop}\n";
const model = `
#- models/freezer.yaml
apiVersion: devices.kubeedge.io/v1beta1
kind: DeviceModel
metadata: {name: freezer}
spec:
  properties:
  - {name: temperature, type: DOUBLE, accessMode: ReadOnly}
  - {name: door, type: BOOLEAN, accessMode: ReadOnly}
`;

describe("completion of kinds", () => {
	it("offers those of the file first, then of its folder, then of the workspace", () => {
		const source = `#- stores/a.yaml\n${service}---\nkind: <|>\n#- stores/b.yaml\n${device("a")}#- other/c.yaml\n${secret}`;
		assert.deepEqual(labels(source).slice(0, 3), ["Service", "Device", "Secret"]);
	});

	it("offers whole manifests in the same order, below the fields that begin one", () => {
		const source = `#- stores/a.yaml\n<|>\n#- stores/b.yaml\n${device("a")}---\n${device("b")}---\n${service}#- other/c.yaml\n${secret}`;
		assert.deepEqual(labels(source).slice(0, 6), ["apiVersion", "kind", "metadata", "Device", "Service", "Secret"]);
	});

	it("offers the apiVersion that the folder uses first", () => {
		const source = `#- stores/a.yaml\napiVersion: <|>\n#- stores/b.yaml\n${device("a")}`;
		assert.equal(labels(source)[0], "devices.kubeedge.io/v1beta1");
	});

	it("writes the apiVersion above the kind where there is none", () => {
		checkCompletion("kind: Deploy<|>\n", "Deployment", "apiVersion: apps/v1\nkind: Deployment\n");
		checkCompletion(
			"# shop\n---\nmetadata:\n  name: a\nkind:<|>\n",
			"Deployment",
			"# shop\n---\nmetadata:\n  name: a\napiVersion: apps/v1\nkind: Deployment\n",
		);
		checkCompletion("apiVersion:\nkind: Deploy<|>\n", "Deployment", "apiVersion: apps/v1\nkind: Deployment\n");
		checkCompletion("apiVersion: apps/v1\nkind: Deploy<|>\n", "Deployment", "apiVersion: apps/v1\nkind: Deployment\n");
	});

	it("tells apart kinds of one name", () => {
		const groups = completionsOf("kind: NodeGroup<|>\n").filter(({ label }) => label === "NodeGroup");
		assert.deepEqual(groups.map(({ detail }) => detail).toSorted(), [
			"Edge Platform · scope.theriseunion.io/v1alpha1",
			"KubeEdge · apps.kubeedge.io/v1alpha1",
		]);
	});

	it("writes a workload whose selector selects its pods", () => {
		checkCompletion(
			"Deploy<|>",
			"Deployment",
			`
			apiVersion: apps/v1
			kind: Deployment
			metadata:
			  name: $1
			spec:
			  selector:
			    matchLabels:
			      \${2:app}: $3
			  template:
			    metadata:
			      labels:
			        $2: $3
			    spec:
			      containers:
			        - name: $4
			          image: $5`,
		);
	});

	it("offers snippets for files where a document is empty", () => {
		const snippets = [{ name: "Store", prefix: "edge-store", description: "A store.", body: "kind: $1" }];
		const host = new AnalysisHost({ schemas: builtSchemas(), snippets });
		host.setFile("file:///a.yaml", "edge-st\n---\nkind: Secret\n");
		const at = (offset: number) => host.analysis().completions("file:///a.yaml", offset).items;
		const offered = at(7).find(({ label }) => label === "edge-store");
		assert.equal(offered?.text, "kind: $1");
		assert.match(offered?.documentation() ?? "", /A store\.\n\n```yaml\nkind: \n```/);
		assert.ok(!at(24).some(({ label }) => label === "edge-store"));
	});
});

describe("completion of names", () => {
	it("offers the objects that a value may refer to", () => {
		const head = `${model}#- devices/a.yaml\n${device("a")}spec:\n  deviceModelRef:\n`;
		const [first] = completionsOf(`${head}    name: <|>\n`);
		assert.equal(first?.label, "freezer");
		assert.equal(first?.detail, "DeviceModel");
	});

	it("offers the properties of the device's model", () => {
		const head = `${model}#- devices/a.yaml\n${device("a")}spec:\n  deviceModelRef:\n    name: freezer\n  properties:\n`;
		assert.deepEqual(labels(`${head}  - name: <|>\n`), ["door", "temperature"]);
		assert.deepEqual(labels(`${head}  - {name: te<|>}\n`), ["door", "temperature"]);
	});

	it("offers what other items of the list have last", () => {
		const head = `${model}#- devices/a.yaml\n${device("a")}spec:\n  deviceModelRef:\n    name: freezer\n  properties:\n`;
		assert.deepEqual(labels(`${head}  - name: door\n  - name: <|>\n`), ["temperature", "door"]);
	});

	it("takes the place of a half-written name, and keeps its quotes", () => {
		const head = `${device("a")}spec:\n  deviceModelRef:\n`;
		const beside = model.replace(/^\n/, "");
		const [, ofModel = ""] = beside.split(/^#- .*\n/m);
		checkCompletion(
			`${head}    name: "fre<|>zr"\n---\n${ofModel}`,
			"freezer",
			`${head}    name: "freezer"\n---\n${ofModel}`,
		);
	});

	it("offers labels that the document, its folder and other objects have", () => {
		const head = `#- a/shop.yaml\n${service}spec:\n  selector:\n`;
		const beside =
			"#- a/till.yaml\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: till}\nspec: {template: {metadata: {labels: {app: till, track: stable}}}}\n";
		const elsewhere = `#- b/token.yaml\n${secret}`;
		assert.deepEqual(labels(`${head}    <|>\n${beside}${elsewhere}`), ["app", "track", "tier"]);
		assert.deepEqual(labels(`${head}    app: <|>\n${beside}${elsewhere}`), ["till"]);
	});

	it("offers for a template's labels what its selector selects", () => {
		const head =
			"apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  selector:\n    matchLabels:\n      app: shop\n  template:\n    metadata:\n      labels:\n";
		checkCompletion(`${head}        <|>\n`, "app", `${head}        app: $1\n`);
		checkCompletion(`${head}        app: <|>\n`, "shop", `${head}        app: shop\n`);
	});

	it("offers labels of nodes to select them by", () => {
		const head = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  nodeSelector:\n";
		assert.ok(labels(`${head}    <|>\n`).includes("kubernetes.io/arch"));
		assert.deepEqual(labels(`${head}    kubernetes.io/arch: <|>\n`), ["arm64", "amd64", "arm"]);
		// It would be a boolean without its quotes.
		checkCompletion(
			`${head}    openyurt.io/is-edge-worker: <|>\n`,
			"true",
			`${head}    openyurt.io/is-edge-worker: "true"\n`,
		);
	});
});

describe("completion of what a schema leaves open", () => {
	const modbus = (name: string, config: string) =>
		`${device(name)}spec:\n  protocol:\n    protocolName: modbus\n    configData: ${config}\n`;

	it("offers what other objects of the kind have there", () => {
		const others = `#- b.yaml\n${modbus("b", "{ip: 10.0.0.1, port: 502, slaveID: 1}")}`;
		const head = `#- a.yaml\n${device("a")}spec:\n  protocol:\n    protocolName: modbus\n    configData:\n      ip: 10.0.0.2\n`;
		assert.deepEqual(labels(`${head}      <|>\n${others}`), ["port", "slaveID"]);
		assert.deepEqual(labels(`${head}      port: <|>\n${others}`), ["502"]);
		assert.deepEqual(labels(`${head}      po<|>: 1\n#- c.yaml\n${secret}`), []);
	});
});

describe("completion of objects within objects", () => {
	const application =
		"apiVersion: apps.kubeedge.io/v1alpha1\nkind: EdgeApplication\nmetadata: {name: a}\nspec:\n  workloadTemplate:\n    manifests:\n";

	it("knows their kinds", () => {
		const head = `${application}    - apiVersion: apps/v1\n      kind: Deployment\n`;
		checkCompletion(
			`${head}      spec:\n        pau<|>\n`,
			"paused",
			`${head}      spec:\n        paused: \${1|true,false|}\n`,
		);
		assert.ok(labels(`${application}    - apiVersion: apps/v1\n      kind: <|>\n`).includes("Deployment"));
		checkCompletion(
			`${application}    - kind: Deploy<|>\n`,
			"Deployment",
			`${application}    - apiVersion: apps/v1\n      kind: Deployment\n`,
		);
	});

	it("knows those of a list", () => {
		const head = "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n";
		assert.ok(labels(`${head}  <|>\n`).includes("immutable"));
	});

	it("knows a kind that one group has before its apiVersion is there", () => {
		assert.ok(labels("kind: Deployment\nspec:\n  <|>\n").includes("replicas"));
	});
});

describe("completion of values", () => {
	const container = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: a\n";

	it("offers quantities", () => {
		const head = `${container}    resources:\n      limits:\n`;
		assert.deepEqual(labels(`${head}        memory: <|>\n`).slice(0, 2), ["64Mi", "128Mi"]);
		checkCompletion(`${head}        cpu: <|>\n`, "100m", `${head}        cpu: 100m\n`);
	});

	it("offers ports and how to pull images", () => {
		assert.ok(labels(`${container}    ports:\n    - containerPort: <|>\n`).includes("8080"));
		assert.deepEqual(labels(`${container}    imagePullPolicy: <|>\n`).toSorted(), ["Always", "IfNotPresent", "Never"]);
	});

	it("offers the default first", () => {
		const [first] = completionsOf(`${container}    ports:\n    - containerPort: 1\n      protocol: <|>\n`);
		assert.equal(first?.label, "TCP");
	});
});
