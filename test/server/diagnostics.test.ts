import { strict as assert } from "node:assert";
import { checkProblems, load } from "../support/engine";

describe("diagnostics", () => {
	it("finds nothing wrong in a correct manifest", () => {
		checkProblems(`
			apiVersion: devices.kubeedge.io/v1beta1
			kind: Device
			metadata:
			  name: freezer-01
			  namespace: store-001
			spec:
			  deviceModelRef:
			    name: freezer
			  nodeName: store-001-node-1
			  protocol:
			    protocolName: modbus
			    configData:
			      anything: 1
			  properties:
			  - name: temperature
			    collectCycle: 5000
			    reportToCloud: true
		`);
	});

	it("marks an unknown field at its key and says what was meant", () => {
		checkProblems(`
			apiVersion: devices.kubeedge.io/v1beta1
			kind: Device
			metadata:
			  name: freezer-01
			spec:
			  nodeNam: store-001-node-1
			  ^^^^^^^ error unknown-field: Did you mean "nodeName"?
		`);
	});

	it("says which version has a field that this one lacks", () => {
		checkProblems(`
			apiVersion: devices.kubeedge.io/v1beta1
			kind: Device
			metadata:
			  name: freezer-01
			spec:
			  propertyVisitors: []
			  ^^^^^^^^^^^^^^^^ error unpublished-field: visitors
		`);
	});

	it("says which version writes a field with another type", () => {
		checkProblems(`
			apiVersion: devices.kubeedge.io/v1beta1
			kind: DeviceModel
			metadata:
			  name: freezer
			spec:
			  properties:
			  - name: temperature
			    type:
			    ^^^^ error wrong-type: not an object. devices.kubeedge.io/v1alpha2 writes it that way
			      double:
			        accessMode: ReadOnly
		`);
	});

	it("says where a field of the wrong level belongs", () => {
		checkProblems(`
			apiVersion: devices.kubeedge.io/v1beta1
			kind: Device
			metadata:
			  name: freezer-01
			nodeName: store-001-node-1
			^^^^^^^^ error unknown-field: It belongs in spec
		`);
	});

	it("tells a number that should be a string, and how to write it", () => {
		checkProblems(`
			apiVersion: devices.kubeedge.io/v1beta1
			kind: DeviceModel
			metadata:
			  name: freezer
			spec:
			  properties:
			  - name: temperature
			    type: DOUBLE
			    minimum: -30
			             ^^^ error wrong-type: Put it in quotes: "-30"
			    unit: on
			          ^^ error wrong-type: YAML reads on as true or false
		`);
	});

	it("tells a string that should be a number", () => {
		checkProblems(`
			apiVersion: apps/v1
			kind: Deployment
			metadata:
			  name: till
			spec:
			  replicas: "3"
			            ^^^ error wrong-type: Write 3 without quotes
			  selector: {matchLabels: {app: till}}
			  template:
			    metadata: {labels: {app: till}}
			    spec:
			      containers: [{name: till, image: till:1}]
		`);
	});

	it("marks a value that is not allowed and offers the nearest", () => {
		checkProblems(`
			apiVersion: devices.kubeedge.io/v1alpha2
			            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning deprecated-version: stored as v1beta1 without conversion
			kind: Device
			metadata:
			  name: freezer-01
			spec:
			  propertyVisitors:
			  - propertyName: temperature
			    modbus:
			      register: holding
			                ^^^^^^^ error not-allowed-value: Did you mean "HoldingRegister"?
		`);
	});

	it("marks the key of the object that lacks a field", () => {
		checkProblems(`
			apiVersion: apps/v1
			kind: Deployment
			metadata:
			  name: till
			spec:
			^^^^ error missing-field: "selector" is missing in spec
			  template:
			    spec:
			      containers:
			      - image: till:1
			        ^^^^^ error missing-field: "name" is missing in spec.template.spec.containers[0]
		`);
	});

	it("takes an empty field for an absent one, as a server does", () => {
		checkProblems(`
			apiVersion: scope.theriseunion.io/v1alpha1
			kind: Cluster
			metadata:
			  name: store-001
			spec:
			---
			apiVersion: iam.theriseunion.io/v1alpha1
			kind: IAMRoleBinding
			metadata:
			  name: a
			  labels:
			    iam.theriseunion.io/scope: cluster
			    iam.theriseunion.io/scope-value: store-001
			spec:
			^^^^ error missing-field: "roleRef" is missing in spec
			  roleRef:
		`);
	});

	it("marks a key that cannot be a label", () => {
		checkProblems(`
			apiVersion: scope.theriseunion.io/v1alpha1
			kind: Cluster
			metadata:
			  name: store-001
			  labels:
			    "region!": north
			    ^^^^^^^^^ error bad-format: "region!" cannot be the value of "labels"
		`);
	});

	it("marks the second of two list items with one key", () => {
		checkProblems(`
			apiVersion: apps/v1
			kind: Deployment
			metadata: {name: till}
			spec:
			  selector: {matchLabels: {app: till}}
			  template:
			    metadata: {labels: {app: till}}
			    spec:
			      containers:
			      - name: till
			        image: till:1
			      - name: till
			        ^^^^ error duplicate-item: Two items of "containers" have the same name
			        image: till:2
		`);
	});

	it("goes on after a syntax error, within the document and beyond", () => {
		checkProblems(`
			apiVersion: scope.theriseunion.io/v1alpha1
			kind: Cluster
			metadata:
			  name: store-001
			  namespace edge-system
			  ^^^^^^^^^^^^^^^^^^^^^ error yaml-syntax: write "namespace: edge-system"
			spec:
			  enabel: true
			  ^^^^^^ error unknown-field: "enable"
			---
			apiVersion: devices.kubeedge.io/v1beta1
			kind: Device
			metadata:
			  name: Freezer
			        ^^^^^^^ error bad-format: lower-case
		`);
	});

	it("keeps an unclosed quote from hiding the next document", () => {
		checkProblems(`
			apiVersion: devices.kubeedge.io/v1beta1
			kind: "Device
			      ^^^^^^^ error yaml-syntax: no closing quote
			---
			apiVersion: devices.kubeedge.io/v1beta1
			kind: Device
			metadata:
			  name: a
			spec:
			  nodename: x
			  ^^^^^^^^ error unknown-field: "nodeName"
		`);
	});

	it("marks a key that stands twice", () => {
		checkProblems(`
			apiVersion: scope.theriseunion.io/v1alpha1
			kind: Cluster
			metadata:
			  name: store-001
			  name: store-002
			  ^^^^ error duplicate-key: only the last one would count
		`);
	});

	it("knows near misses of kinds and versions", () => {
		checkProblems(`
			apiVersion: devices.kubeedge.io/v1beta1
			kind: Devise
			      ^^^^^^ error unknown-kind: Did you mean Device?
			---
			apiVersion: devices.kubeedge.io/v1
			            ^^^^^^^^^^^^^^^^^^^^^^ error unknown-version: v1beta1
			kind: Device
			---
			apiVersion: device.kubeedge.io/v1beta1
			            ^^^^^^^^^^^^^^^^^^^^^^^^^^ error unknown-kind: Did you mean devices.kubeedge.io/v1beta1?
			kind: Device
		`);
	});

	it("tells once that a kind has no schema, and leaves the document alone", () => {
		checkProblems(`
			apiVersion: example.com/v1
			kind: Toaster
			      ^^^^^^^ info no-schema: not checked
			spec: {anything: goes}
		`);
	});

	it("asks for apiVersion and kind", () => {
		checkProblems(`
			kind: Device
			      ^^^^^^ error missing-api-version
			metadata: {name: a}
			---
			apiVersion: devices.kubeedge.io/v1beta1
			^^^^^^^^^^ error missing-kind
		`);
	});

	it("leaves YAML alone that is no manifest, even where it is broken", () => {
		checkProblems(`
			services:
			  web: {image: nginx
			  db
		`);
	});

	it("leaves other files alone that have a field kind or apiVersion", () => {
		checkProblems(`
			#- Chart.yaml
			apiVersion: v2
			name: store
			version: 1.0.0
			#- values.yaml
			kind: DaemonSet
			replicas: 3
		`);
	});

	it("does not take kinds that it lacks for others of their group", () => {
		checkProblems(`
			apiVersion: source.toolkit.fluxcd.io/v1
			kind: OCIRepository
			      ^^^^^^^^^^^^^ info no-schema
			metadata: {name: a}
			---
			apiVersion: servicecatalog.k8s.io/v1alpha1
			kind: Binding
			      ^^^^^^^ info no-schema
			metadata: {name: a}
		`);
	});

	it("leaves the files of kustomize alone, which never get to a server", () => {
		checkProblems(`
			apiVersion: kustomize.config.k8s.io/v1alpha1
			kind: Component
			metadata: {name: a}
		`);
	});

	it("names the second of two keys, where the first has no value", () => {
		checkProblems(`
			apiVersion: v1
			kind: ConfigMap
			metadata:
			  name: a
			data:
			  # again
			data:
			^^^^ error duplicate-key: "data" stands twice
			  key: value
		`);
	});

	it("leaves templates alone whose comments go over lines", () => {
		checkProblems(`
			{{- /*
			  Roles of a site
			  name: what the site is called
			*/ -}}
			apiVersion: v1
			kind: ConfigMap
			metadata:
			  nme: a
		`);
	});

	it("knows what became of versions that Kubernetes removed", () => {
		checkProblems(`
			apiVersion: rbac.authorization.k8s.io/v1beta1
			            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error removed-version: Kubernetes 1.22 removed ClusterRole
			kind: ClusterRole
			metadata: {name: a}
			---
			apiVersion: v1
			            ^^ error unknown-kind: Did you mean apps/v1?
			kind: Deployment
			metadata: {name: a}
		`);
	});

	it("tells a namespace that the server drops", () => {
		checkProblems(`
			apiVersion: apps.openyurt.io/v1beta2
			kind: NodePool
			metadata:
			  name: store-042
			  namespace: store-042
			             ^^^^^^^^^ warning ignored-namespace: NodePool belongs to the whole cluster
		`);
	});

	it("leaves templates alone", () => {
		checkProblems(`
			apiVersion: devices.kubeedge.io/v1beta1
			kind: Device
			metadata:
			  name: {{ .Values.name }}
			  {{- if .Values.labels }}
			  labels: {}
			  {{- end }}
		`);
	});

	it("marks an alias that names no anchor, which mostly was meant as a text", () => {
		checkProblems(`
			apiVersion: networking.k8s.io/v1
			kind: Ingress
			metadata:
			  name: stores
			spec:
			  rules:
			  - host: *.example.com
			          ^^^^^^^^^^^^^ error yaml-syntax: Put it in quotes
		`);
	});

	it("follows aliases and merged maps", () => {
		checkProblems(`
			apiVersion: devices.kubeedge.io/v1beta1
			kind: Device
			metadata:
			  name: a
			spec:
			  nodeName: b
			  properties:
			  - &base
			    name: temperature
			    collectCycle: 1000
			  - <<: *base
			    name: humidity
			    reportCyle: 2000
			    ^^^^^^^^^^ error unknown-field: "reportCycle"
		`);
	});

	it("refuses a document that no API server would take, without parsing it", () => {
		const { analysis, fixture } = load(
			`apiVersion: v1\nkind: ConfigMap\ndata:\n  a: ${"x".repeat(3_200_000)}\n---\napiVersion: devices.kubeedge.io/v1beta1\nkind: Device\nmetadata: {name: a}\nspec: {nodeNam: b}\n`,
		);
		const problems = analysis.problems(fixture.files[0]?.uri ?? "");
		assert.deepEqual(
			problems.map((problem) => problem.code),
			["document-too-large", "unknown-field"],
		);
	});

	it("offers a name in lower case where that is all it lacks", () => {
		const fixesFor = (name: string) => {
			const { analysis, fixture } = load(`apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`);
			const problems = analysis.problems(fixture.files[0]?.uri ?? "");
			return problems.filter(({ code }) => code === "bad-format").map(({ fixes }) => fixes.map(({ title }) => title));
		};
		assert.deepEqual(fixesFor("Freezer-004"), [['Change to "freezer-004"']]);
		assert.deepEqual(fixesFor("Freezer_004"), [[]]);
		assert.deepEqual(fixesFor("'True'"), [[]]);
	});

	it("marks an empty item at its dash", () => {
		checkProblems(`
			apiVersion: devices.kubeedge.io/v1beta1
			kind: Device
			metadata:
			  name: a
			spec:
			  nodeName: store-001-node-1
			  properties:
			  - name: temperature
			  -
			  ^ error wrong-type: "item 2 of properties" has no value
			  - # soon
			  ^ error wrong-type: "item 3 of properties" has no value
		`);
	});

	it("says it in Chinese", () => {
		checkProblems(
			`
			apiVersion: devices.kubeedge.io/v1beta1
			kind: Device
			metadata:
			  name: a
			spec:
			  nodeNam: b
			  ^^^^^^^ error unknown-field: 是不是想写 “nodeName”？
		`,
			"zh-cn",
		);
	});
});
