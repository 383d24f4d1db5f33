import type { Case, KindCases } from "./cases";
import { each } from "./casesHelpers";

const pod = "/spec/template/spec";
const container = `${pod}/containers/0`;
const cpu = `${container}/resources/limits/cpu`;
const surge = "/spec/strategy/rollingUpdate/maxSurge";
const volume = (source: object): object => ({ [`${pod}/volumes`]: [{ name: "v", ...source }] });

const acrossFields = { accepts: false, reason: "it takes two fields to see the mistake" };

const cases: readonly Case[] = [
	{ title: "null for an absent field", change: { "/spec/replicas": null, "/metadata/creationTimestamp": null } },
	{
		title: "any name in the pod template, where it means nothing",
		change: { "/spec/template/metadata/name": "UPPER" },
	},
	{
		title: "an unknown field",
		change: { [`${container}/imagePullPolcy`]: "Always" },
		errors: [`${container} additionalProperties imagePullPolcy`],
	},
	{ title: "no spec", change: { "/spec": undefined }, errors: ["/ required spec"] },
	{ title: "no selector", change: { "/spec/selector": null }, errors: ["/spec required selector"] },
	{ title: "no template", change: { "/spec/template": undefined }, errors: ["/spec required template"] },
	{ title: "an empty selector", change: { "/spec/selector": {} }, errors: ["/spec/selector minProperties"] },
	{ title: "no containers", change: { [`${pod}/containers`]: [] }, errors: [`${pod}/containers minItems`] },
	{ title: "no image", change: { [`${container}/image`]: undefined }, errors: [`${container} required image`] },
	{
		title: "two containers with one name",
		change: {
			[`${pod}/containers`]: [
				{ name: "a", image: "b" },
				{ name: "c", image: "d" },
				{ name: "a", image: "e" },
			],
		},
		errors: [`${pod}/containers x-kubernetes-list-map-keys`],
	},
	...each("/spec/replicas", [0, 3]),
	...each("/spec/replicas", ["3", 1.5], "type"),
	...each("/spec/replicas", [3_000_000_000], "format"),
	...each("/spec/replicas", [-1], "minimum"),
	...each("/spec/strategy/type", ["Recreate", ""]).map((one) => ({
		...one,
		change: { ...one.change, "/spec/strategy/rollingUpdate": undefined },
	})),
	...each("/spec/strategy/type", ["Rolling"], "enum"),
	...each(surge, [1, "25%", "200%"]),
	...each(surge, ["2"], "pattern"),
	...each(surge, [-1], "minimum"),
	...each(surge, [0.5], "type"),
	...each("/spec/strategy/rollingUpdate/maxUnavailable", ["101%"], "pattern"),
	...each(cpu, ["250m", "2", 2, 0.5, ".5", "1.", "+1", "1e3", "100000u", "1Ki"]),
	...each(cpu, ["2 x", "1KiB", "1MB", "", "-1", "two"], "pattern"),
	...each(cpu, [-1], "minimum"),
	...each(cpu, [true], "type"),
	...each(`${pod}/restartPolicy`, ["Always", ""]),
	...each(`${pod}/restartPolicy`, ["Sometimes"], "enum"),
	...each(`${pod}/restartPolicy`, ["Never", "OnFailure"], "enum"),
	{
		title: "surge for a Deployment that does not roll",
		change: { "/spec/strategy/type": "Recreate" },
		errors: ["/spec/strategy/rollingUpdate not"],
	},
	{
		title: "neither surge nor missing pods",
		change: { "/spec/strategy/rollingUpdate": { maxSurge: 0, maxUnavailable: 0 } },
		server: acrossFields,
	},
	{
		title: "labels that the selector misses",
		change: { "/spec/template/metadata/labels/app": "b" },
		server: acrossFields,
	},
	...each(`${pod}/dnsPolicy`, ["Foo"], "enum"),
	...each(`${pod}/activeDeadlineSeconds`, [5], "not"),
	...each(`${container}/imagePullPolicy`, ["IfNotPresent", "", null]),
	...each(`${container}/imagePullPolicy`, ["ifnotpresent"], "enum"),
	...each(`${container}/terminationMessagePolicy`, ["Logs"], "enum"),
	...each(`${container}/name`, ["", "A", "a.b"], "pattern").map((one) =>
		one.title.startsWith('""') ? { ...one, errors: [`${container}/name minLength`, `${container}/name pattern`] } : one,
	),
	...each(`${container}/env`, [[{ name: "A", value: "1" }, { name: "A" }]]),
	...each(`${container}/env/0/value`, [1, true], "type").map((one) => ({
		...one,
		change: { [`${container}/env`]: [{ name: "A", value: Object.values(one.change)[0] }] },
	})),
	{
		title: "a variable from nowhere",
		change: { [`${container}/env`]: [{ name: "A", valueFrom: {} }] },
		errors: [
			`${container}/env/0/valueFrom anyOf`,
			...["configMapKeyRef", "fieldRef", "fileKeyRef", "resourceFieldRef", "secretKeyRef"].map(
				(name) => `${container}/env/0/valueFrom required ${name}`,
			),
		],
	},
	{
		title: "a variable from two places",
		change: {
			[`${container}/env`]: [{ name: "A", value: "b", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }],
		},
		errors: [`${container}/env/0/valueFrom not`],
	},
	{
		title: "a variable name with =",
		change: { [`${container}/env`]: [{ name: "A=B" }] },
		errors: [`${container}/env/0/name pattern`],
	},
	...each(`${container}/ports/0/containerPort`, ["80"], "type"),
	...each(`${container}/ports/0/containerPort`, [0], "minimum"),
	...each(`${container}/ports/0/containerPort`, [65536], "maximum"),
	...each(`${container}/ports/0/protocol`, ["SCTP", ""]),
	...each(`${container}/ports/0/protocol`, ["tcp"], "enum"),
	...each(`${container}/ports/0/name`, ["HTTP", "80", "a--b"], "pattern"),
	...each(`${container}/ports/0/name`, ["abcdefghijklmnop"], "maxLength"),
	...each(`${container}/livenessProbe`, [
		{ httpGet: { port: "http" } },
		{ httpGet: { port: 80, scheme: "HTTPS" } },
		{ tcpSocket: { port: 80 }, timeoutSeconds: 0 },
	]),
	{
		title: "a probe on a port in quotes",
		change: { [`${container}/livenessProbe`]: { httpGet: { port: "80" } } },
		errors: [`${container}/livenessProbe/httpGet/port pattern`],
	},
	{
		title: "a probe on no port",
		change: { [`${container}/livenessProbe`]: { httpGet: {} } },
		errors: [`${container}/livenessProbe/httpGet required port`],
	},
	{
		title: "a probe with a scheme in small letters",
		change: { [`${container}/livenessProbe`]: { httpGet: { port: 80, scheme: "https" } } },
		errors: [`${container}/livenessProbe/httpGet/scheme enum`],
	},
	{
		title: "a probe that does nothing",
		change: { [`${container}/livenessProbe`]: {} },
		errors: [
			`${container}/livenessProbe anyOf`,
			...["exec", "grpc", "httpGet", "tcpSocket"].map((name) => `${container}/livenessProbe required ${name}`),
		],
	},
	{
		title: "a hook that does nothing",
		change: { [`${container}/lifecycle`]: { preStop: {} } },
		errors: [
			`${container}/lifecycle/preStop anyOf`,
			...["exec", "httpGet", "sleep", "tcpSocket"].map((name) => `${container}/lifecycle/preStop required ${name}`),
		],
	},
	...each(`${container}/args`, [[null]]).map((one) => ({
		...one,
		errors: [`${container}/args/0 type`],
		server: { accepts: true, reason: "it reads null as an empty string, and kubectl refuses it" },
	})),
	...each(`${pod}/tolerations`, [[{ operator: "Exists" }], [{ key: "a", effect: "" }], [{ key: "a", operator: "" }]]),
	{
		title: "a toleration with a wrong effect",
		change: { [`${pod}/tolerations`]: [{ key: "a", effect: "noexecute" }] },
		errors: [`${pod}/tolerations/0/effect enum`],
	},
	{
		title: "a toleration with a wrong operator",
		change: { [`${pod}/tolerations`]: [{ key: "a", operator: "In" }] },
		errors: [`${pod}/tolerations/0/operator enum`],
	},
	...each(`${pod}/nodeSelector/arch`, ["b c"], "pattern"),
	...each(`${pod}/nodeSelector/edge`, [true], "type"),
	{
		title: "an affinity with a wrong operator",
		change: {
			[`${pod}/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms`]: [
				{ matchExpressions: [{ key: "a", operator: "Equals" }] },
			],
		},
		errors: [
			`${pod}/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/0/operator enum`,
		],
	},
	{ title: "a volume without a source, which is an empty folder", change: { ...volume({}) } },
	{
		title: "a volume with two sources",
		change: { ...volume({ emptyDir: {}, hostPath: { path: "/" } }) },
		errors: [`${pod}/volumes/0/hostPath not`],
	},
	{
		title: "a wrong type of host path",
		change: { ...volume({ hostPath: { path: "/", type: "Dir" } }) },
		errors: [`${pod}/volumes/0/hostPath/type enum`],
	},
	{
		title: "a file mode beyond 0777",
		change: { ...volume({ configMap: { name: "a", defaultMode: 644 } }) },
		errors: [`${pod}/volumes/0/configMap/defaultMode maximum`],
	},
	{ title: "a size limit", change: { ...volume({ emptyDir: { sizeLimit: "64Mi" } }) } },
];

/** Built-in kinds. */
export const casesOfDeployment: readonly KindCases[] = [
	{
		id: "apps/v1/Deployment",
		object: {
			apiVersion: "apps/v1",
			kind: "Deployment",
			metadata: { name: "gateway", namespace: "default", labels: { app: "gateway" } },
			spec: {
				replicas: 1,
				selector: { matchLabels: { app: "gateway" } },
				strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 1 } },
				template: {
					metadata: { labels: { app: "gateway" } },
					spec: {
						nodeSelector: { "kubernetes.io/arch": "arm64" },
						containers: [
							{
								name: "gateway",
								image: "registry.example.com/gateway:1.4.2",
								ports: [{ containerPort: 8080, name: "http" }],
								resources: { limits: { memory: "128Mi" } },
							},
						],
					},
				},
			},
		},
		cases,
	},
];
