import type { Case, KindCases } from "./cases";
import { acrossFields, each, newerFeature, newerRule, right, wrong } from "./casesHelpers";

const container = "/spec/containers/0";
const probe = `${container}/livenessProbe`;
const volume = (source: object) => ({ "/spec/volumes": [{ name: "v", ...source }] });
const projected = (source: object) => volume({ projected: { sources: [source] } });
const source = "/spec/volumes/0/projected/sources/0";
const variable = (valueFrom: object) => ({ [`${container}/env`]: [{ name: "A", valueFrom }] });
const nodeTerms = "/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms";
const nodeRule = (rule: object) => ({ [nodeTerms]: [{ matchExpressions: [rule] }] });
const nodeRulePath = `${nodeTerms}/0/matchExpressions/0`;
const podTerms = "/spec/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution";

const fields: readonly Case[] = [
	right("null for absent fields", { "/spec/nodeName": null, [`${container}/env`]: null }),
	wrong("no spec", { "/spec": undefined }, "/ required spec"),
	wrong("no containers", { "/spec/containers": undefined }, "/spec required containers"),
	wrong("an unknown field", { "/spec/restartpolicy": "Never" }, "/spec additionalProperties restartpolicy"),
	...each("/metadata/name", ["a.b"]),
	...each("/metadata/name", ["A", "a_b", "-a"], "pattern"),
	...each("/spec/restartPolicy", ["Always", "OnFailure", "Never", ""]),
	...each("/spec/restartPolicy", ["never"], "enum"),
	...each("/spec/activeDeadlineSeconds", [1]),
	...each("/spec/activeDeadlineSeconds", [0], "minimum"),
	...each("/spec/hostname", ["a.b", "A"], "pattern"),
	...each("/spec/subdomain", ["A"], "pattern"),
	...each("/spec/nodeName", ["node-1.example.com", ""]),
	...each("/spec/nodeName", ["Node"], "pattern"),
	...each("/spec/serviceAccountName", ["A"], "pattern"),
	...each("/spec/nodeSelector", [{ arch: "b c" }], "pattern").map((one) => ({
		...one,
		errors: ["/spec/nodeSelector/arch pattern"],
	})),
	right("a pod with its own DNS", { "/spec/dnsPolicy": "None", "/spec/dnsConfig": { nameservers: ["10.0.0.10"] } }),
	wrong("no DNS at all", { "/spec/dnsPolicy": "None" }, "/spec required dnsConfig"),
	wrong("no DNS server", { "/spec/dnsPolicy": "None", "/spec/dnsConfig": {} }, "/spec/dnsConfig required nameservers"),
	wrong(
		"a DNS server by name",
		{ "/spec/dnsConfig": { nameservers: ["dns"] } },
		"/spec/dnsConfig/nameservers/0 pattern",
	),
	wrong("an option without name", { "/spec/dnsConfig": { options: [{}] } }, "/spec/dnsConfig/options/0 required name"),
	right("a host alias", { "/spec/hostAliases": [{ ip: "fd00::1", hostnames: ["a.b"] }] }),
	wrong("an alias of no address", { "/spec/hostAliases": [{ ip: "host" }] }, "/spec/hostAliases/0/ip pattern"),
	wrong(
		"a wrong gate",
		{ "/spec/readinessGates": [{ conditionType: "a b" }] },
		"/spec/readinessGates/0/conditionType pattern",
	),
	...newerRule("1.24", wrong("a system that there is not", { "/spec/os": { name: "mac" } }, "/spec/os/name enum")),
	...newerRule(
		"1.25",
		wrong(
			"a debug container from the start",
			{ "/spec/ephemeralContainers": [{ name: "b", image: "c" }] },
			"/spec/ephemeralContainers not",
		),
	),
	right("an init container", { "/spec/initContainers": [{ name: "b", image: "c" }] }),
	wrong(
		"an init container with a probe",
		{ "/spec/initContainers": [{ name: "b", image: "c", readinessProbe: { exec: { command: ["x"] } } }] },
		"/spec/initContainers/0/readinessProbe not",
	),
	...newerFeature(
		"1.28",
		right("an init container that stays and is probed", {
			"/spec/initContainers": [
				{ name: "b", image: "c", restartPolicy: "Always", readinessProbe: { exec: { command: ["x"] } } },
			],
		}),
	),
	acrossFields("two containers of one name in two lists", { "/spec/initContainers": [{ name: "a", image: "c" }] }),
	acrossFields("a mount of no volume", { [`${container}/volumeMounts`]: [{ name: "v", mountPath: "/v" }] }),
];

const containers: readonly Case[] = [
	wrong(
		"two ports of one name",
		{
			[`${container}/ports`]: [
				{ containerPort: 1, name: "a" },
				{ containerPort: 2, name: "a" },
			],
		},
		`${container}/ports x-kubernetes-list-map-keys`,
	),
	...each(`${container}/ports`, [[{ containerPort: 80 }, { containerPort: 81, name: "" }]]),
	...each(`${container}/resources`, [
		{
			limits: { "example.com/gpu": 1, "hugepages-2Mi": "4Mi", cpu: "1", memory: "1Gi" },
			requests: { "ephemeral-storage": "1Gi" },
		},
	]),
	wrong(
		"a resource that there is not",
		{ [`${container}/resources`]: { limits: { ram: "1Gi" } } },
		`${container}/resources/limits pattern ram`,
	),
	wrong(
		"a negative request",
		{ [`${container}/resources`]: { requests: { cpu: "-1" } } },
		`${container}/resources/requests/cpu pattern`,
	),
	acrossFields("more requested than allowed", {
		[`${container}/resources`]: { limits: { cpu: "1" }, requests: { cpu: "2" } },
	}),
	...each(`${container}/securityContext`, [{ privileged: true }, { privileged: true, allowPrivilegeEscalation: true }]),
	wrong(
		"privileges without escalation",
		{ [`${container}/securityContext`]: { privileged: true, allowPrivilegeEscalation: false } },
		`${container}/securityContext/allowPrivilegeEscalation enum`,
	),
	wrong("a negative user", { "/spec/securityContext": { runAsUser: -1 } }, "/spec/securityContext/runAsUser minimum"),
	...each("/spec/securityContext", [
		{ seccompProfile: { type: "Localhost", localhostProfile: "a.json" } },
		{ sysctls: [{ name: "kernel.shm_rmid_forced", value: "1" }] },
	]),
	wrong(
		"a profile that is not named",
		{ "/spec/securityContext": { seccompProfile: { type: "Localhost" } } },
		"/spec/securityContext/seccompProfile required localhostProfile",
	),
	wrong(
		"a profile's name in vain",
		{ "/spec/securityContext": { seccompProfile: { type: "RuntimeDefault", localhostProfile: "a" } } },
		"/spec/securityContext/seccompProfile/localhostProfile not",
	),
	wrong(
		"a wrong kernel setting",
		{ "/spec/securityContext": { sysctls: [{ name: "A", value: "1" }] } },
		"/spec/securityContext/sysctls/0/name pattern",
	),

	// Environment
	right("variables from everywhere", {
		[`${container}/env`]: [
			{ name: "A", value: "", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } },
			{ name: "B", valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } },
			{ name: "C", valueFrom: { resourceFieldRef: { resource: "limits.cpu" } } },
			{ name: "D", valueFrom: { configMapKeyRef: { name: "a", key: "b" } } },
		],
		[`${container}/envFrom`]: [{ prefix: "A_", secretRef: { name: "a" } }],
	}),
	wrong(
		"a value beside its source",
		{ [`${container}/env`]: [{ name: "A", value: "b", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }] },
		`${container}/env/0/valueFrom not`,
	),
	...newerFeature("1.30", right("a variable with any name", { [`${container}/env`]: [{ name: "1 a", value: "b" }] })),
	wrong(
		"an unknown field of the pod",
		variable({ fieldRef: { fieldPath: "spec.hostname" } }),
		`${container}/env/0/valueFrom/fieldRef/fieldPath pattern`,
	),
	wrong(
		"an unknown resource",
		variable({ resourceFieldRef: { resource: "limits.disk" } }),
		`${container}/env/0/valueFrom/resourceFieldRef/resource pattern`,
	),
	wrong(
		"a key of no ConfigMap",
		variable({ configMapKeyRef: { key: "a" } }),
		`${container}/env/0/valueFrom/configMapKeyRef required name`,
	),
	wrong(
		"a wrong key",
		variable({ secretKeyRef: { name: "a", key: "b c" } }),
		`${container}/env/0/valueFrom/secretKeyRef/key pattern`,
	),
	wrong(
		"variables from nowhere",
		{ [`${container}/envFrom`]: [{}] },
		`${container}/envFrom/0 anyOf`,
		`${container}/envFrom/0 required configMapRef`,
		`${container}/envFrom/0 required secretRef`,
	),
	wrong(
		"variables from two places",
		{ [`${container}/envFrom`]: [{ configMapRef: { name: "a" }, secretRef: { name: "b" } }] },
		`${container}/envFrom/0/secretRef not`,
	),

	// Probes
	...each(probe, [{ exec: { command: ["x"] } }, { httpGet: { path: "/", port: 80 } }, { tcpSocket: { port: "http" } }]),
	wrong(
		"two ways to probe",
		{ [probe]: { exec: { command: ["x"] }, tcpSocket: { port: 1 } } },
		`${probe}/tcpSocket not`,
	),
	wrong("a command of no words", { [probe]: { exec: { command: [] } } }, `${probe}/exec/command minItems`),
	wrong("no command", { [probe]: { exec: {} } }, `${probe}/exec required command`),
	wrong(
		"a header with a colon",
		{ [probe]: { httpGet: { port: 1, httpHeaders: [{ name: "a:", value: "b" }] } } },
		`${probe}/httpGet/httpHeaders/0/name pattern`,
	),
	wrong(
		"more than one success to live",
		{ [probe]: { tcpSocket: { port: 1 }, successThreshold: 2 } },
		`${probe}/successThreshold maximum`,
	),
	...newerRule(
		"1.22",
		wrong(
			"a pod that ends because it is not ready",
			{ [`${container}/readinessProbe`]: { tcpSocket: { port: 1 }, terminationGracePeriodSeconds: 5 } },
			`${container}/readinessProbe/terminationGracePeriodSeconds not`,
		),
	),
	right("more than one success to be ready", {
		[`${container}/readinessProbe`]: { tcpSocket: { port: 1 }, successThreshold: 2 },
	}),
	...each(`${container}/lifecycle/preStop`, [{ exec: { command: ["x"] } }]),
	wrong(
		"two hooks in one",
		{
			[`${container}/lifecycle/preStop`]: { exec: { command: ["x"] }, httpGet: { port: 1 } },
		},
		`${container}/lifecycle/preStop maxProperties`,
	),
];

const scheduling: readonly Case[] = [
	...each("/spec/tolerations", [
		[{ key: "a", operator: "Exists", effect: "NoExecute", tolerationSeconds: 5 }],
		[{ key: "a", value: "b" }],
	]),
	wrong(
		"a toleration of all that equals",
		{ "/spec/tolerations": [{ operator: "Equal", value: "a" }] },
		"/spec/tolerations/0/operator enum",
	),
	wrong("a toleration of nothing", { "/spec/tolerations": [{}] }, "/spec/tolerations/0 required operator"),
	wrong(
		"a toleration that needs no value",
		{ "/spec/tolerations": [{ key: "a", operator: "Exists", value: "b" }] },
		"/spec/tolerations/0/value maxLength",
	),
	wrong(
		"seconds of what does not end",
		{ "/spec/tolerations": [{ key: "a", effect: "NoSchedule", tolerationSeconds: 5 }] },
		"/spec/tolerations/0/effect enum",
	),
	wrong(
		"seconds of no effect",
		{ "/spec/tolerations": [{ key: "a", tolerationSeconds: 5 }] },
		"/spec/tolerations/0 required effect",
	),
	right("an affinity", nodeRule({ key: "a", operator: "Gt", values: ["5"] })),
	wrong("an affinity without values", nodeRule({ key: "a", operator: "In" }), `${nodeRulePath} required values`),
	wrong(
		"an affinity with values in vain",
		nodeRule({ key: "a", operator: "Exists", values: ["b"] }),
		`${nodeRulePath}/values maxItems`,
	),
	wrong(
		"an affinity greater than two",
		nodeRule({ key: "a", operator: "Gt", values: ["1", "2"] }),
		`${nodeRulePath}/values maxItems`,
	),
	wrong("an affinity to a wrong label", nodeRule({ key: "a b", operator: "Exists" }), `${nodeRulePath}/key pattern`),
	wrong("an affinity to no nodes", { [nodeTerms]: [] }, `${nodeTerms} minItems`),
	right("an affinity to a node", {
		[nodeTerms]: [{ matchFields: [{ key: "metadata.name", operator: "In", values: ["b"] }] }],
	}),
	wrong(
		"an affinity to another field",
		{ [nodeTerms]: [{ matchFields: [{ key: "spec.a", operator: "In", values: ["b"] }] }] },
		`${nodeTerms}/0/matchFields/0/key enum`,
	),
	wrong(
		"pods apart by nothing",
		{ [podTerms]: [{ topologyKey: "" }] },
		`${podTerms}/0/topologyKey minLength`,
		`${podTerms}/0/topologyKey pattern`,
	),
	right("pods apart", {
		[podTerms]: [{ topologyKey: "kubernetes.io/hostname", labelSelector: { matchLabels: { a: "b" } } }],
	}),
	...newerRule(
		"1.27",
		wrong(
			"pods apart from a label that cannot be",
			{
				[podTerms]: [
					{ topologyKey: "a", labelSelector: { matchExpressions: [{ key: "b", operator: "In", values: ["c d"] }] } },
				],
			},
			`${podTerms}/0/labelSelector/matchExpressions/0/values/0 pattern`,
		),
	),
	wrong(
		"pods spread twice",
		{
			"/spec/topologySpreadConstraints": [
				{ maxSkew: 1, topologyKey: "a", whenUnsatisfiable: "DoNotSchedule" },
				{ maxSkew: 2, topologyKey: "a", whenUnsatisfiable: "DoNotSchedule" },
			],
		},
		"/spec/topologySpreadConstraints x-kubernetes-list-map-keys",
	),
	wrong(
		"pods spread without skew",
		{ "/spec/topologySpreadConstraints": [{ maxSkew: 0, topologyKey: "a", whenUnsatisfiable: "DoNotSchedule" }] },
		"/spec/topologySpreadConstraints/0/maxSkew minimum",
	),
];

const volumes: readonly Case[] = [
	right("volumes of many sorts", {
		"/spec/serviceAccountName": "default",
		"/spec/volumes": [
			{ name: "a", emptyDir: { medium: "Memory", sizeLimit: "1Gi" } },
			{ name: "b", configMap: { name: "x", items: [{ key: "k", path: "a/b", mode: 420 }] } },
			{ name: "c", secret: { secretName: "x", optional: true } },
			{ name: "d", persistentVolumeClaim: { claimName: "x" } },
			{ name: "e", nfs: { server: "s", path: "/" } },
			{ name: "f", downwardAPI: { items: [{ path: "l", fieldRef: { fieldPath: "metadata.labels" } }] } },
			{ name: "g", projected: { sources: [{ serviceAccountToken: { path: "t", expirationSeconds: 600 } }] } },
			{ name: "h", csi: { driver: "csi.example.com" } },
		],
	}),
	wrong(
		"two volumes of one name",
		{ "/spec/volumes": [{ name: "a" }, { name: "a" }] },
		"/spec/volumes x-kubernetes-list-map-keys",
	),
	wrong(
		"three sources",
		volume({ emptyDir: {}, hostPath: { path: "/" }, configMap: { name: "a" } }),
		"/spec/volumes/0/emptyDir not",
		"/spec/volumes/0/hostPath not",
	),
	wrong("a volume of a wrong name", { "/spec/volumes": [{ name: "a.b" }] }, "/spec/volumes/0/name pattern"),
	wrong("a ConfigMap without name", volume({ configMap: {} }), "/spec/volumes/0/configMap required name"),
	wrong(
		"a Secret by a wrong field",
		volume({ secret: { name: "a" } }),
		"/spec/volumes/0/secret additionalProperties name",
		"/spec/volumes/0/secret required secretName",
	),
	wrong(
		"a path out of the volume",
		volume({ configMap: { name: "a", items: [{ key: "k", path: "../b" }] } }),
		"/spec/volumes/0/configMap/items/0/path pattern",
	),
	wrong(
		"an absolute path",
		volume({ configMap: { name: "a", items: [{ key: "k", path: "/b" }] } }),
		"/spec/volumes/0/configMap/items/0/path pattern",
	),
	wrong(
		"a host path that goes back",
		volume({ hostPath: { path: "/a/../b" } }),
		"/spec/volumes/0/hostPath/path pattern",
	),
	wrong("a share that is no path", volume({ nfs: { server: "s", path: "a" } }), "/spec/volumes/0/nfs/path pattern"),
	wrong(
		"a claim without name",
		volume({ persistentVolumeClaim: { claimName: "" } }),
		"/spec/volumes/0/persistentVolumeClaim/claimName minLength",
	),
	wrong(
		"a field that is no file",
		volume({ downwardAPI: { items: [{ path: "l", fieldRef: { fieldPath: "spec.nodeName" } }] } }),
		"/spec/volumes/0/downwardAPI/items/0/fieldRef/fieldPath pattern",
	),
	wrong(
		"a file of two contents",
		volume({
			downwardAPI: {
				items: [
					{
						path: "l",
						fieldRef: { fieldPath: "metadata.name" },
						resourceFieldRef: { containerName: "a", resource: "limits.cpu" },
					},
				],
			},
		}),
		"/spec/volumes/0/downwardAPI/items/0/resourceFieldRef not",
	),
	wrong(
		"limits of no container",
		volume({ downwardAPI: { items: [{ path: "l", resourceFieldRef: { resource: "limits.cpu" } }] } }),
		"/spec/volumes/0/downwardAPI/items/0/resourceFieldRef required containerName",
	),
	wrong(
		"a projection of two",
		projected({ configMap: { name: "a" }, secret: { name: "b" } }),
		`${source} maxProperties`,
	),
	wrong("a projection of no name", projected({ configMap: {} }), `${source}/configMap required name`),
	wrong(
		"a short-lived token",
		projected({ serviceAccountToken: { path: "t", expirationSeconds: 60 } }),
		`${source}/serviceAccountToken/expirationSeconds minimum`,
	),
	wrong("a wrong driver", volume({ csi: { driver: "a_b" } }), "/spec/volumes/0/csi/driver pattern"),
	wrong(
		"a disk with a wrong partition",
		volume({ gcePersistentDisk: { pdName: "a", partition: 256 } }),
		"/spec/volumes/0/gcePersistentDisk/partition maximum",
	),
	...["../a", "/a", "a/../b"].map((subPath) =>
		wrong(
			`a mount of ${subPath}`,
			{ "/spec/volumes": [{ name: "v" }], [`${container}/volumeMounts`]: [{ name: "v", mountPath: "/v", subPath }] },
			`${container}/volumeMounts/0/subPath pattern`,
		),
	),
	wrong(
		"a mount of two paths",
		{
			"/spec/volumes": [{ name: "v" }],
			[`${container}/volumeMounts`]: [{ name: "v", mountPath: "/v", subPath: "a", subPathExpr: "b" }],
		},
		`${container}/volumeMounts/0/subPathExpr maxLength`,
	),
	wrong(
		"two mounts at one path",
		{
			"/spec/volumes": [{ name: "v" }],
			[`${container}/volumeMounts`]: [
				{ name: "v", mountPath: "/v" },
				{ name: "v", mountPath: "/v" },
			],
		},
		`${container}/volumeMounts x-kubernetes-list-map-keys`,
	),
];

/** Pods. What templates of pods have in common is tried here, and with Deployments. */
export const casesOfPod: readonly KindCases[] = [
	{
		id: "v1/Pod",
		object: {
			apiVersion: "v1",
			kind: "Pod",
			metadata: { name: "probe", labels: { app: "probe" } },
			spec: { containers: [{ name: "a", image: "registry.example.com/probe:1" }] },
		},
		cases: [...fields, ...containers, ...scheduling, ...volumes],
	},
];
