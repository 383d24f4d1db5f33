import type { KindCases } from "./cases";
import { each, right, wrong } from "./casesHelpers";

const apiVersion = "rbac.authorization.k8s.io/v1";
const rule = "/rules/0";
const group = "rbac.authorization.k8s.io";

const rules = [
	wrong("no verbs", { [`${rule}/verbs`]: undefined }, `${rule} required verbs`),
	...each(`${rule}/verbs`, [[]], "minItems"),
	wrong("no groups", { [`${rule}/apiGroups`]: undefined }, `${rule} required apiGroups`),
	wrong("no resources", { [`${rule}/resources`]: undefined }, `${rule} required resources`),
	...each(`${rule}/resources`, [[]], "minItems"),
	wrong("a verb alone", { [`${rule}/verbs`]: "get" }, `${rule}/verbs type`),
	right("no rules", { "/rules": undefined }),
	...each("/metadata/name", ["system:reader", "A_b"]),
	...each("/metadata/name", ["a/b", "a%", ".", ".."], "pattern"),
];

const subjects = [
	right("no subjects", { "/subjects": undefined }),
	right("a user without group", { "/subjects": [{ kind: "User", name: "jane" }] }),
	wrong("a subject of a wrong kind", { "/subjects/0/kind": "Role" }, "/subjects/0/kind enum"),
	wrong(
		"a user of a wrong group",
		{ "/subjects": [{ kind: "User", name: "jane", apiGroup: "v1" }] },
		"/subjects/0/apiGroup enum",
	),
	wrong(
		"an account with a group",
		{ "/subjects": [{ kind: "ServiceAccount", name: "a", namespace: "b", apiGroup: group }] },
		"/subjects/0/apiGroup maxLength",
	),
	wrong(
		"an account with a wrong name",
		{ "/subjects": [{ kind: "ServiceAccount", name: "A", namespace: "b" }] },
		"/subjects/0/name pattern",
	),
	wrong("nobody", { "/subjects": [{ kind: "User", name: "" }] }, "/subjects/0/name minLength"),
	wrong("no role", { "/roleRef": undefined }, "/ required roleRef"),
	wrong("a role without name", { "/roleRef/name": undefined }, "/roleRef required name"),
	...each("/roleRef/apiGroup", [""]),
	...each("/roleRef/apiGroup", ["rbac.authorization.k8s.io/v1", "v1"], "enum"),
	...each("/roleRef/kind", ["role", ""], "enum"),
];

/** Roles and their bindings. */
export const casesOfAccess: readonly KindCases[] = [
	{
		id: `${apiVersion}/Role`,
		object: {
			apiVersion,
			kind: "Role",
			metadata: { name: "reader" },
			rules: [{ apiGroups: [""], resources: ["pods", "pods/log"], verbs: ["get", "list"], resourceNames: ["a"] }],
		},
		cases: [
			...rules,
			wrong(
				"paths in a namespace",
				{ "/rules": [{ nonResourceURLs: ["/healthz"], verbs: ["get"] }] },
				`${rule}/nonResourceURLs not`,
			),
		],
	},
	{
		id: `${apiVersion}/ClusterRole`,
		object: {
			apiVersion,
			kind: "ClusterRole",
			metadata: { name: "reader" },
			rules: [
				{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] },
				{ nonResourceURLs: ["/healthz"], verbs: ["get"] },
			],
		},
		cases: [
			...rules,
			wrong(
				"paths and resources in one",
				{ [`${rule}/nonResourceURLs`]: ["/healthz"] },
				`${rule}/apiGroups maxItems`,
				`${rule}/resources maxItems`,
			),
			right("roles put together", { "/aggregationRule": { clusterRoleSelectors: [{ matchLabels: { a: "b" } }] } }),
			wrong(
				"roles put together from none",
				{ "/aggregationRule": {} },
				"/aggregationRule required clusterRoleSelectors",
			),
		],
	},
	{
		id: `${apiVersion}/RoleBinding`,
		object: {
			apiVersion,
			kind: "RoleBinding",
			metadata: { name: "reader" },
			roleRef: { apiGroup: group, kind: "Role", name: "reader" },
			subjects: [{ kind: "ServiceAccount", name: "reader" }],
		},
		cases: [...subjects, ...each("/roleRef/kind", ["ClusterRole"])],
	},
	{
		id: `${apiVersion}/ClusterRoleBinding`,
		object: {
			apiVersion,
			kind: "ClusterRoleBinding",
			metadata: { name: "reader" },
			roleRef: { apiGroup: group, kind: "ClusterRole", name: "reader" },
			subjects: [{ kind: "ServiceAccount", name: "reader", namespace: "default" }],
		},
		cases: [
			...subjects,
			...each("/roleRef/kind", ["Role"], "enum"),
			wrong("an account of no namespace", { "/subjects/0/namespace": undefined }, "/subjects/0 required namespace"),
		],
	},
];
