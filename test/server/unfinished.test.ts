import { checkProblems } from "../support/engine";

/** Documents that something else completes before they reach an API server. */
describe("unfinished documents", () => {
	it("may have placeholders in values, but nothing wrong besides", () => {
		checkProblems(`
			apiVersion: v1
			kind: Service
			metadata:
			  name: \${CLUSTER_NAME}
			  namespace: $(NAMESPACE)
			spec:
			  port: 80
			  ^^^^ error unknown-field
			  ports:
			  - port: \${PORT:=80}
			    protocol: "{{ .protocol }}"
		`);
	});

	it("may be templates that happen to be YAML", () => {
		checkProblems(`
			apiVersion: v1
			kind: ConfigMap
			metadata:
			  name: {{name}}
			data: {a: 1}
		`);
	});

	it("may be encrypted by SOPS", () => {
		checkProblems(`
			apiVersion: v1
			kind: Secret
			metadata:
			  name: token
			data:
			  token: ENC[AES256_GCM,data:abc,iv:def,tag:ghi,type:str]
			sops:
			  mac: ENC[AES256_GCM,data:abc]
			  version: 3.9.0
		`);
	});

	it("may be patches, which have only what they change", () => {
		checkProblems(`
			#- overlays/store-042/patches/replicas.yaml
			apiVersion: apps/v1
			kind: Deployment
			metadata:
			  name: pos
			spec:
			  replica: 3
			  ^^^^^^^ error unknown-field: Did you mean "replicas"?
			  template:
			    spec:
			      containers:
			      - $patch: delete
			        name: sidecar
		`);
	});

	it("are told from whole ones with the same mistakes", () => {
		checkProblems(`
			apiVersion: v1
			kind: Service
			metadata:
			  name: Store
			        ^^^^^ error bad-format
			spec:
			  ports:
			  - port: "80"
			          ^^^^ error wrong-type: without quotes
			sops: {}
			^^^^ error unknown-field
		`);
	});
});

describe("texts over several lines", () => {
	it("may go on left of their key, as API servers read them", () => {
		checkProblems(`
			apiVersion: v1
			kind: Pod
			metadata:
			  name: gateway
			  annotations:
			    note: '{
			  "a": 1
			}'
			spec:
			  containers:
			  - name: gateway
			    image: gateway:1.2
			    args: [
			      run
			  ]
			    imagePullPolicy: Sometimes
			                     ^^^^^^^^^ error not-allowed-value
		`);
	});
});
