import type { KindCases } from "./cases";
import { acrossFields, each, right, wrong } from "./casesHelpers";

const limit = "/spec/limits/0";
const hard = (name: string, value: unknown) => ({ "/spec/hard": { [name]: value } });

/** ConfigMaps, Secrets, namespaces, service accounts, and what limits a namespace. */
export const casesOfConfiguration: readonly KindCases[] = [
	{
		id: "v1/ConfigMap",
		object: {
			apiVersion: "v1",
			kind: "ConfigMap",
			metadata: { name: "settings" },
			data: { "app.conf": "a=b" },
			binaryData: { logo: "AAEC" },
		},
		cases: [
			right("nothing in it", { "/data": undefined, "/binaryData": undefined }),
			wrong("a number", { "/data/port": 80 }, "/data/port type"),
			wrong("a flag", { "/data/debug": true }, "/data/debug type"),
			wrong("an object", { "/data/a": { b: "c" } }, "/data/a type"),
			...["A_b.c-d", ".hidden", "..."].slice(0, 2).map((key) => right(`the key ${key}`, { "/data": { [key]: "a" } })),
			...["a b", "a/b", "..a", "", "ä"].map((key) =>
				wrong(`the key "${key}"`, { "/data": { [key]: "a" } }, `/data pattern ${key}`),
			),
			wrong("a long key", { "/data": { ["a".repeat(254)]: "a" } }, `/data maxLength ${"a".repeat(254)}`),
			...each("/binaryData/logo", ["no base64"], "format"),
			acrossFields("a key in both", { "/data/logo": "a" }),
			wrong("fields of a spec", { "/spec": {} }, "/ additionalProperties spec"),
		],
	},
	{
		id: "v1/Secret",
		object: {
			apiVersion: "v1",
			kind: "Secret",
			metadata: { name: "token" },
			type: "Opaque",
			data: { token: "c2VjcmV0" },
			stringData: { user: "edge" },
		},
		cases: [
			right("no type", { "/type": undefined }),
			right("a type of one's own", { "/type": "example.com/token" }),
			wrong("text that is not encoded", { "/data/token": "secret!" }, "/data/token format"),
			wrong("a wrong key", { "/data": { "a b": "YQ==" } }, "/data pattern a b"),
			wrong("a number", { "/stringData/port": 80 }, "/stringData/port type"),
			right("a certificate", {
				"/type": "kubernetes.io/tls",
				"/stringData": undefined,
				"/data": { "tls.crt": "YQ==", "tls.key": "YQ==" },
			}),
			right("a certificate in plain text", {
				"/type": "kubernetes.io/tls",
				"/data": undefined,
				"/stringData": { "tls.crt": "a", "tls.key": "b" },
			}),
			right("a certificate half encoded", {
				"/type": "kubernetes.io/tls",
				"/data": { "tls.crt": "YQ==" },
				"/stringData": { "tls.key": "b" },
			}),
			wrong(
				"a certificate without key",
				{ "/type": "kubernetes.io/tls", "/stringData": undefined, "/data": { "tls.crt": "YQ==" } },
				"/data required tls.key",
			),
			wrong(
				"a certificate without key in plain text",
				{ "/type": "kubernetes.io/tls", "/data": undefined, "/stringData": { "tls.crt": "a" } },
				"/stringData required tls.key",
			),
			acrossFields("a certificate missing in both", { "/type": "kubernetes.io/tls" }),
			wrong(
				"a certificate of nothing",
				{ "/type": "kubernetes.io/tls", "/data": undefined, "/stringData": undefined },
				"/ required data",
			),
			right("a registry", {
				"/type": "kubernetes.io/dockerconfigjson",
				"/stringData": { ".dockerconfigjson": "{}" },
				"/data": undefined,
			}),
			wrong(
				"a registry under a wrong key",
				{ "/type": "kubernetes.io/dockerconfigjson", "/stringData": undefined, "/data": { "config.json": "e30=" } },
				"/data required .dockerconfigjson",
			),
			wrong(
				"an old registry under a wrong key",
				{ "/type": "kubernetes.io/dockercfg", "/stringData": undefined, "/data": { a: "e30=" } },
				"/data required .dockercfg",
			),
			wrong(
				"no key for SSH",
				{ "/type": "kubernetes.io/ssh-auth", "/stringData": undefined },
				"/data required ssh-privatekey",
			),
			right("a password alone", {
				"/type": "kubernetes.io/basic-auth",
				"/data": undefined,
				"/stringData": { password: "a" },
			}),
			wrong(
				"neither user nor password",
				{ "/type": "kubernetes.io/basic-auth", "/stringData": undefined },
				"/data anyOf",
				"/data required password",
				"/data required username",
			),
			right("a token for an account", {
				"/type": "kubernetes.io/service-account-token",
				"/metadata/annotations": { "kubernetes.io/service-account.name": "a" },
			}),
			wrong("a token for nobody", { "/type": "kubernetes.io/service-account-token" }, "/metadata required annotations"),
		],
	},
	{
		id: "v1/Namespace",
		object: { apiVersion: "v1", kind: "Namespace", metadata: { name: "edge-7", labels: { site: "store-7" } } },
		cases: [
			...each("/metadata/name", ["a.b", "A"], "pattern"),
			...each("/metadata/name", ["a".repeat(64)], "maxLength"),
			right("an empty spec", { "/spec": {} }),
		],
	},
	{
		id: "v1/ServiceAccount",
		object: {
			apiVersion: "v1",
			kind: "ServiceAccount",
			metadata: { name: "reader" },
			automountServiceAccountToken: false,
			imagePullSecrets: [{ name: "registry" }],
		},
		cases: [
			...each("/metadata/name", ["A"], "pattern"),
			wrong("a flag in quotes", { "/automountServiceAccountToken": "false" }, "/automountServiceAccountToken type"),
			wrong("names without fields", { "/imagePullSecrets": ["registry"] }, "/imagePullSecrets/0 type"),
		],
	},
	{
		id: "v1/ResourceQuota",
		object: {
			apiVersion: "v1",
			kind: "ResourceQuota",
			metadata: { name: "site" },
			spec: {
				hard: { pods: 20, "requests.cpu": "4", "limits.memory": "8Gi", "count/deployments.apps": "5" },
				scopes: ["NotBestEffort"],
			},
		},
		cases: [
			right("no spec", { "/spec": undefined }),
			...[
				"services.nodeports",
				"requests.storage",
				"example.com/gpu",
				"requests.nvidia.com/gpu",
				"hugepages-2Mi",
				"fast.storageclass.storage.k8s.io/requests.storage",
			].map((name) => right(name, { ...hard(name, 1), "/spec/scopes": undefined })),
			...["requests.disk", "storage", "deployments", "CPU"].map((name) =>
				wrong(name, { ...hard(name, 1), "/spec/scopes": undefined }, `/spec/hard pattern ${name}`),
			),
			wrong("a part of a pod", hard("pods", "0.5"), "/spec/hard/pods pattern"),
			right("thousands of pods", hard("pods", "2k")),
			wrong("fewer than none", hard("pods", -1), "/spec/hard/pods minimum"),
			wrong("no amount", hard("cpu", "lots"), "/spec/hard/cpu pattern"),
			wrong("a wrong scope", { "/spec/scopes": ["Best"] }, "/spec/scopes/0 enum"),
			right("a scope by priority", {
				"/spec/scopes": undefined,
				"/spec/scopeSelector": { matchExpressions: [{ scopeName: "PriorityClass", operator: "In", values: ["a"] }] },
			}),
			wrong(
				"a scope by no priority",
				{
					"/spec/scopes": undefined,
					"/spec/scopeSelector": { matchExpressions: [{ scopeName: "PriorityClass", operator: "In" }] },
				},
				"/spec/scopeSelector/matchExpressions/0 required values",
			),
			wrong(
				"a scope that only exists",
				{
					"/spec/scopes": undefined,
					"/spec/scopeSelector": { matchExpressions: [{ scopeName: "BestEffort", operator: "DoesNotExist" }] },
				},
				"/spec/scopeSelector/matchExpressions/0/operator enum",
			),
		],
	},
	{
		id: "v1/LimitRange",
		object: {
			apiVersion: "v1",
			kind: "LimitRange",
			metadata: { name: "site" },
			spec: {
				limits: [{ type: "Container", default: { cpu: "500m" }, defaultRequest: { cpu: "100m" }, max: { cpu: 2 } }],
			},
		},
		cases: [
			right("no spec", { "/spec": undefined }),
			right("limits of claims", { [limit]: { type: "PersistentVolumeClaim", max: { storage: "10Gi" } } }),
			wrong(
				"no limits of claims",
				{ [limit]: { type: "PersistentVolumeClaim" } },
				`${limit} anyOf`,
				`${limit} required max`,
				`${limit} required min`,
			),
			...each(`${limit}/type`, ["Node", "container"], "pattern"),
			wrong("no type", { [`${limit}/type`]: undefined }, `${limit} required type`),
			wrong("defaults for pods", { [`${limit}/type`]: "Pod" }, `${limit}/default not`, `${limit}/defaultRequest not`),
			wrong("storage of containers", { [`${limit}/max`]: { storage: "1Gi" } }, `${limit}/max pattern storage`),
			wrong("a resource that there is not", { [`${limit}/max`]: { disk: "1Gi" } }, `${limit}/max pattern disk`),
			wrong(
				"a type twice",
				{ "/spec/limits": [{ type: "Pod" }, { type: "Pod" }] },
				"/spec/limits x-kubernetes-list-map-keys",
			),
			acrossFields("more at least than at most", { [`${limit}/min`]: { cpu: 3 } }),
		],
	},
];
