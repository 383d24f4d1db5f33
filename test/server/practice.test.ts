import { strict as assert } from "node:assert";
import { AnalysisHost, rules } from "../../server/src/engine";
import { kindsWithSecrets } from "../../server/src/engine/lint/rules/practice/inline-secret";
import { sensitiveFields } from "../../server/src/engine/schema/sensitive";
import { builtSchemas, load } from "../support/engine";
import { loadWithLevels } from "../support/rules";

const practice = new Set(rules.filter(({ topic }) => topic === "practice").map(({ id }) => id));

/** What practice rules find in a fixture at their usual levels: rule and file. */
function foundIn(source: string): string[] {
	const { fixture, analysis } = load(source);
	return fixture.files.flatMap(({ uri }) =>
		analysis
			.problems(uri)
			.filter(({ code }) => practice.has(code))
			.map(({ code }) => `${uri.replace("file:///", "")} ${code}`),
	);
}

describe("edge practice", () => {
	it("has no quarrel with an ordinary cluster", () => {
		const found = foundIn(`
			apiVersion: apps/v1
			kind: Deployment
			metadata: { name: web }
			spec:
			  replicas: 3
			  selector: { matchLabels: { app: web } }
			  template:
			    metadata: { labels: { app: web } }
			    spec:
			      nodeSelector: { kubernetes.io/os: linux, kubernetes.io/arch: arm64 }
			      tolerations:
			        - { key: node-role.kubernetes.io/master, operator: Exists, effect: NoSchedule }
			        - { operator: Exists, effect: NoExecute }
			      hostNetwork: true
			      containers:
			        - name: web
			          image: nginx:1.25
			          imagePullPolicy: Always
			          securityContext: { privileged: true }
			          ports: [{ name: http, containerPort: 80 }]
			          env: [{ name: DB_PASSWORD, value: example }]
			          volumeMounts: [{ name: data, mountPath: /data }, { name: memory, mountPath: /memory }]
			      volumes:
			        - name: data
			          nfs: { server: files.example.com, path: / }
			        - name: memory
			          emptyDir: { medium: Memory }
			---
			apiVersion: v1
			kind: Service
			metadata: { name: web }
			spec:
			  type: LoadBalancer
			  selector: { app: web }
			  ports: [{ port: 80, targetPort: http }]
			---
			apiVersion: batch/v1
			kind: CronJob
			metadata: { name: report, namespace: default }
			spec:
			  schedule: "* * * * *"
			  jobTemplate:
			    spec:
			      template:
			        spec:
			          restartPolicy: Never
			          containers: [{ name: report, image: "report:1.0" }]
			---
			apiVersion: apps/v1
			kind: DaemonSet
			metadata: { name: agent }
			spec:
			  selector: { matchLabels: { app: agent } }
			  template:
			    metadata: { labels: { app: agent } }
			    spec:
			      tolerations: [{ operator: Exists }]
			      hostPID: true
			      containers: [{ name: agent, image: "agent:2.0", ports: [{ containerPort: 9100, hostPort: 9100 }] }]
			---
			apiVersion: v1
			kind: Secret
			metadata: { name: database }
			stringData: { password: example }
		`);
		assert.deepEqual(found, []);
	});

	it("asks of edge workloads alone what only makes sense at the edge, and takes a node for one that anything says is", () => {
		const pod = (place: string) => `
			apiVersion: v1
			kind: Pod
			metadata: { name: till }
			spec:
			  ${place}
			  containers:
			    - name: till
			      image: registry.example.com/till:1.4.2
			      imagePullPolicy: Always
			      resources: { limits: { cpu: 100m, memory: 64Mi } }
			---
			apiVersion: v1
			kind: Node
			metadata: { name: labelled, labels: { openyurt.io/is-edge-worker: "true" } }
			---
			apiVersion: apps.kubeedge.io/v1alpha1
			kind: NodeGroup
			metadata: { name: stores }
			spec: { nodes: [grouped] }
			---
			apiVersion: devices.kubeedge.io/v1beta1
			kind: Device
			metadata: { name: freezer }
			spec: { nodeName: with-device }
			---
			apiVersion: apps.openyurt.io/v1beta2
			kind: NodePool
			metadata: { name: cloud }
			spec: { type: Cloud }
		`;
		const atTheEdge = (place: string) => foundIn(pod(place)).includes("fixture.yaml image-pull-always");
		for (const place of [
			'nodeSelector: { node-role.kubernetes.io/edge: "" }',
			'nodeSelector: { openyurt.io/is-edge-worker: "true" }',
			"nodeSelector: { apps.openyurt.io/nodepool: hangzhou }",
			"nodeSelector: { apps.kubeedge.io/belonging-to: stores }",
			"nodeName: labelled",
			"nodeName: grouped",
			"nodeSelector: { kubernetes.io/hostname: with-device }",
		]) {
			assert.ok(atTheEdge(place), place);
		}
		for (const place of [
			"restartPolicy: Always",
			"nodeName: somewhere",
			"nodeSelector: { apps.openyurt.io/nodepool: cloud }",
			'nodeSelector: { openyurt.io/is-edge-worker: "false" }',
			"tolerations: [{ key: node-role.kubernetes.io/edge, operator: Exists }]",
		]) {
			assert.ok(!atTheEdge(place), place);
		}
	});

	it("adds up anew what is bound to a node when a file changes", () => {
		const host = new AnalysisHost({ schemas: builtSchemas() });
		const node = "file:///node.yaml";
		const till = (cpu: string) =>
			`apiVersion: v1\nkind: Pod\nmetadata: { name: till }\nspec:\n  nodeName: store-042\n  containers:\n    - { name: till, image: "till:1.4.2", resources: { requests: { cpu: ${cpu} } } }\n`;
		host.setFile(
			node,
			"apiVersion: v1\nkind: Node\nmetadata: { name: store-042 }\nstatus: { allocatable: { cpu: 2, memory: 4Gi } }\n",
		);
		host.setWorkspaceFiles(new Map([["file:///till.yaml", till("3")]]));
		const full = () =>
			host
				.analysis()
				.problems(node)
				.filter(({ code }) => code === "over-capacity");
		const [problem] = full();
		assert.match(problem?.message ?? "", /3 of 2 CPU/);
		assert.equal(problem?.related?.[0]?.uri, "file:///till.yaml");
		host.setWorkspaceFiles(new Map([["file:///till.yaml", till("1")]]));
		assert.deepEqual(full(), []);
		host.setFile("file:///till.yaml", till("4"));
		assert.match(full()[0]?.message ?? "", /4 of 2 CPU/);
		host.removeFile("file:///till.yaml");
		assert.deepEqual(full(), []);
	});

	it("counts a DaemonSet once for each node of a pool", () => {
		const source = (cpu: string) => `
			apiVersion: apps.openyurt.io/v1beta2
			kind: NodePool
			metadata: { name: hangzhou }
			spec: { type: Edge }
			---
			apiVersion: v1
			kind: Node
			metadata: { name: a, labels: { apps.openyurt.io/nodepool: hangzhou, node-class: micro } }
			---
			apiVersion: v1
			kind: Node
			metadata: { name: b, labels: { apps.openyurt.io/nodepool: hangzhou, node-class: micro } }
			---
			apiVersion: apps/v1
			kind: DaemonSet
			metadata: { name: agent }
			spec:
			  updateStrategy: { type: OnDelete }
			  selector: { matchLabels: { app: agent } }
			  template:
			    metadata: { labels: { app: agent } }
			    spec:
			      nodeSelector: { apps.openyurt.io/nodepool: hangzhou }
			      containers:
			        - { name: agent, image: "agent:1.0", resources: { requests: { cpu: ${cpu} }, limits: { memory: 64Mi } } }
		`;
		assert.deepEqual(foundIn(source("900m")), []);
		assert.deepEqual(foundIn(source("1100m")), ["fixture.yaml over-capacity", "fixture.yaml larger-than-node"]);
	});

	it("does not add up what is bound to nodes of one name in several clusters", () => {
		const site = (name: string) => `
#- ${name}/node.yaml
apiVersion: v1
kind: Node
metadata: { name: edge-1 }
status: { allocatable: { cpu: 2, memory: 4Gi } }
#- ${name}/till.yaml
apiVersion: v1
kind: Pod
metadata: { name: till, namespace: ${name} }
spec:
  nodeName: edge-1
  containers: [{ name: till, image: "till:1.4.2", resources: { requests: { cpu: 1500m, memory: 1Gi } } }]`;
		const found = foundIn(`${site("store-1")}${site("store-2")}`.trimStart());
		assert.deepEqual(
			found.filter((line) => line.endsWith("over-capacity")),
			[],
		);
	});

	it("leaves what changes the running of things to somebody who looks at it", () => {
		const { fixture, analysis } = loadWithLevels(
			"#- etc/rancher/k3s/config.yaml\nflannel-external-ip: true\nwrite-kubeconfig-mode: 644\netcd-disable-snapshots: true\n",
			{},
		);
		const byHand = fixture.files.flatMap(({ uri }) =>
			analysis
				.problems(uri)
				.map(({ code, fixes }): [string, boolean] => [code, fixes.every((fix) => fix.byHand === true)]),
		);
		assert.deepEqual(new Map(byHand).get("k3s-open-pod-traffic"), true);
		assert.deepEqual(new Map(byHand).get("k3s-no-snapshots"), false);
	});

	it("looks for secrets in every kind whose schema marks some", () => {
		const { entries, schema } = builtSchemas();
		const marked = entries
			.filter((entry) => entry.group !== "" || entry.form === "file")
			.filter((entry) => sensitiveFields(schema(entry)).length > 0)
			.map((entry) => (entry.form === "file" && entry.group === "" ? entry.id : `${entry.group}/${entry.kind}`));
		assert.deepEqual([...new Set(marked)].sort(), [...kindsWithSecrets].sort());
	});
});
