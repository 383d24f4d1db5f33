import { strict as assert } from "node:assert";
import { checkCompletion, completionsOf } from "../support/engine";

const labels = (source: string) => completionsOf(source).map((completion) => completion.label);

describe("completion", () => {
	it("starts an empty file with its first fields and whole manifests", () => {
		const offered = labels("<|>");
		assert.deepEqual(offered.slice(0, 3), ["apiVersion", "kind", "metadata"]);
		assert.ok(offered.includes("Device"));
		assert.ok(offered.includes("Deployment"));
	});

	it("writes a whole manifest", () => {
		checkCompletion(
			"Compo<|>",
			"Component",
			"apiVersion: ext.theriseunion.io/v1alpha1\nkind: Component\nmetadata:\n  name: $1\nspec:\n  $0",
		);
	});

	it("completes kind within the given apiVersion", () => {
		assert.deepEqual(labels("apiVersion: devices.kubeedge.io/v1beta1\nkind: <|>\n"), [
			"Device",
			"DeviceModel",
			"DeviceStatus",
		]);
	});

	it("completes apiVersion by the given kind, what a server stores first", () => {
		assert.deepEqual(labels("apiVersion: <|>\nkind: Device\n"), [
			"devices.kubeedge.io/v1beta1",
			"iot.openyurt.io/v1alpha1",
			"devices.kubeedge.io/v1alpha2",
		]);
	});

	it("inserts the space that is missing behind the colon", () => {
		checkCompletion(
			"apiVersion: devices.kubeedge.io/v1beta1\nkind:<|>\n",
			"Device",
			"apiVersion: devices.kubeedge.io/v1beta1\nkind: Device\n",
		);
	});

	it("offers the fields that an object lacks, required ones first", () => {
		const offered = labels(`
			apiVersion: iam.theriseunion.io/v1alpha1
			kind: IAMRoleBinding
			metadata:
			  name: a
			spec:
			  roleRef:
			    name: viewer
			    <|>
		`);
		assert.deepEqual(offered.toSorted(), ["apiGroup", "kind"]);
	});

	it("puts required fields before the others", () => {
		const offered = labels(`
			apiVersion: apps/v1
			kind: Deployment
			metadata:
			  name: a
			spec:
			  <|>
		`);
		assert.deepEqual(offered.slice(0, 2), ["selector", "template"]);
	});

	it("writes a field with the fields that it must have", () => {
		checkCompletion(
			`
			apiVersion: iam.theriseunion.io/v1alpha1
			kind: IAMRoleBinding
			metadata:
			  name: a
			spec:
			  ro<|>
		`,
			"roleRef",
			`
			apiVersion: iam.theriseunion.io/v1alpha1
			kind: IAMRoleBinding
			metadata:
			  name: a
			spec:
			  roleRef:
			    kind: $1
			    name: $2
			    apiGroup: $3
		`,
		);
	});

	it("completes a key in its middle and leaves its value alone", () => {
		checkCompletion(
			`
			apiVersion: devices.kubeedge.io/v1beta1
			kind: Device
			metadata:
			  name: a
			spec:
			  node<|>Nam: store-001
		`,
			"nodeName",
			`
			apiVersion: devices.kubeedge.io/v1beta1
			kind: Device
			metadata:
			  name: a
			spec:
			  nodeName: store-001
		`,
		);
	});

	it("completes behind a dash", () => {
		checkCompletion(
			`
			apiVersion: devices.kubeedge.io/v1beta1
			kind: Device
			metadata:
			  name: a
			spec:
			  properties:
			  - <|>
		`,
			"collectCycle",
			`
			apiVersion: devices.kubeedge.io/v1beta1
			kind: Device
			metadata:
			  name: a
			spec:
			  properties:
			  - collectCycle: $1
		`,
		);
	});

	it("completes the second key of a list item", () => {
		const offered = labels(`
			apiVersion: devices.kubeedge.io/v1beta1
			kind: Device
			metadata:
			  name: a
			spec:
			  properties:
			  - name: temperature
			    re<|>
		`);
		assert.ok(offered.includes("reportToCloud"));
		assert.ok(!offered.includes("name"));
	});

	it("offers the values that a field allows", () => {
		assert.deepEqual(
			labels(`
			apiVersion: devices.kubeedge.io/v1beta1
			kind: DeviceModel
			metadata:
			  name: a
			spec:
			  properties:
			  - name: temperature
			    accessMode: <|>
		`),
			["ReadWrite", "ReadOnly"],
		);
	});

	it("takes the place of a half-written value", () => {
		checkCompletion(
			`
			apiVersion: devices.kubeedge.io/v1beta1
			kind: DeviceModel
			metadata:
			  name: a
			spec:
			  properties:
			  - name: temperature
			    type: DOU<|>
			    unit: "°C"
		`,
			"DOUBLE",
			`
			apiVersion: devices.kubeedge.io/v1beta1
			kind: DeviceModel
			metadata:
			  name: a
			spec:
			  properties:
			  - name: temperature
			    type: DOUBLE
			    unit: "°C"
		`,
		);
	});

	it("offers true and false", () => {
		assert.deepEqual(
			labels("apiVersion: scope.theriseunion.io/v1alpha1\nkind: Cluster\nmetadata: {name: a}\nspec:\n  enable: <|>\n"),
			["true", "false"],
		);
	});

	it("works in flow style, closed and open", () => {
		const head = "apiVersion: scope.theriseunion.io/v1alpha1\nkind: Cluster\nmetadata: {name: a}\n";
		assert.ok(labels(`${head}spec: {en<|>}\n`).includes("enable"));
		assert.ok(labels(`${head}spec: {enable: true, pro<|>\n`).includes("provider"));
		assert.deepEqual(labels(`${head}spec: {enable: <|>}\n`), ["true", "false"]);
	});

	it("works from the second document on", () => {
		const offered = labels(`
			apiVersion: v1
			kind: ConfigMap
			---
			apiVersion: scope.theriseunion.io/v1alpha1
			kind: NodeGroup
			metadata:
			  name: a
			spec:
			  <|>
		`);
		assert.deepEqual(offered, ["selector", "template"]);
	});

	it("works while another line is broken", () => {
		const offered = labels(`
			apiVersion: scope.theriseunion.io/v1alpha1
			kind: NodeGroup
			metadata:
			  name: a
			  labels
			spec:
			  sel<|>
		`);
		assert.ok(offered.includes("selector"));
	});

	it("works with CRLF and below a comment", () => {
		const offered = labels(
			"apiVersion: scope.theriseunion.io/v1alpha1\r\nkind: NodeGroup\r\nmetadata:\r\n  name: a\r\nspec:\r\n  # which nodes\r\n  <|>\r\n",
		);
		assert.deepEqual(offered, ["selector", "template"]);
	});

	it("moves the line to where its object's fields start", () => {
		checkCompletion(
			`
			apiVersion: scope.theriseunion.io/v1alpha1
			kind: NodeGroup
			metadata:
			  name: a
			spec:
			  template: {}
			   sel<|>
		`,
			"selector",
			`
			apiVersion: scope.theriseunion.io/v1alpha1
			kind: NodeGroup
			metadata:
			  name: a
			spec:
			  template: {}
			  selector:
			    matchLabels:
			      \${1:app}: $2
		`,
		);
	});

	it("offers nothing in comments, block text and objects with any fields", () => {
		const head = "apiVersion: ext.theriseunion.io/v1alpha1\nkind: Component\nmetadata: {name: a}\nspec:\n";
		assert.deepEqual(labels(`${head}  # en<|>\n`), []);
		assert.deepEqual(labels(`${head}  version: |\n    en<|>\n`), []);
		assert.deepEqual(labels(`${head}  values:\n    en<|>\n`), []);
	});

	it("survives every prefix of a manifest", () => {
		const text =
			'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n  template:\n    spec:\n      containers:\n      - name: "x"\n        env: [{name: A, value: "b: c"}]\n        args: [a, \'b\']\n';
		for (let end = 0; end <= text.length; end++) {
			assert.doesNotThrow(() => labels(`${text.slice(0, end)}<|>`), `at ${end}`);
			assert.doesNotThrow(() => labels(`${text.slice(0, end)}<|>${text.slice(end)}`), `within ${end}`);
		}
	});
});
