import type { KindCases } from "./cases";

const statusIsApart = { accepts: true, reason: "status has an endpoint of its own, this one passes over it" };

/** Kinds of the Edge Platform. */
export const casesOfEdgePlatform: readonly KindCases[] = [
	{
		id: "scope.theriseunion.io/v1alpha1/Cluster",
		object: {
			apiVersion: "scope.theriseunion.io/v1alpha1",
			kind: "Cluster",
			metadata: {
				name: "store-042",
				labels: { "cluster.theriseunion.io/region": "east" },
				annotations: { "cluster.theriseunion.io/edge-runtime": "kubeedge" },
			},
			spec: {
				config: "Z2xvYmFsOiB7fQ==",
				connection: { type: "direct", kubeconfig: "YXBpVmVyc2lvbjogdjE=", kubernetesAPIServerPort: 6443 },
				enable: true,
				provider: "on-premise",
			},
			status: {
				conditions: [{ type: "Ready", status: "True", lastTransitionTime: "2025-03-01T08:00:00Z" }],
				configz: { logging: true },
			},
		},
		cases: [
			{ title: "any connection type", change: { "/spec/connection/type": "tunnel" } },
			{ title: "no spec", change: { "/spec": undefined } },
			{ title: "null for an absent field", change: { "/spec/provider": null, "/spec/connection": null } },
			{ title: "null in metadata", change: { "/metadata/creationTimestamp": null, "/metadata/labels": null } },
			{ title: "a generated name", change: { "/metadata/name": undefined, "/metadata/generateName": "store--" } },
			{
				title: "fields that only documents know",
				change: { "/spec/type": "virtual", "/spec/distribution": "k3s", "/spec/version": "v1.26.0" },
				errors: [
					"/spec additionalProperties distribution",
					"/spec additionalProperties type",
					"/spec additionalProperties version",
				],
			},
			{
				title: "an unknown field with nothing in it",
				change: { "/spec/x": null },
				errors: ["/spec additionalProperties x"],
			},
			{ title: "an unknown field at the top", change: { "/data": {} }, errors: ["/ additionalProperties data"] },
			{
				title: "an unknown field in metadata",
				change: { "/metadata/label": {} },
				errors: ["/metadata additionalProperties label"],
			},
			{ title: "a string for a boolean", change: { "/spec/enable": "true" }, errors: ["/spec/enable type"] },
			{
				title: "a fraction for a whole number",
				change: { "/spec/connection/kubernetesAPIServerPort": 6443.5 },
				errors: ["/spec/connection/kubernetesAPIServerPort type"],
			},
			{ title: "text that is not base64", change: { "/spec/config": "global: {}" }, errors: ["/spec/config format"] },
			{ title: "base64 without padding", change: { "/spec/config": "YWI" }, errors: ["/spec/config format"] },
			{ title: "base64 for URLs", change: { "/spec/config": "-_-_" }, errors: ["/spec/config format"] },
			{ title: "base64 with a line break", change: { "/spec/config": "YWJj\n" }, errors: ["/spec/config format"] },
			{ title: "no bytes at all", change: { "/spec/config": "" }, errors: ["/spec/config format"] },
			{ title: "no name", change: { "/metadata/name": undefined }, errors: ["/metadata required name"] },
			{ title: "no metadata", change: { "/metadata": undefined }, errors: ["/ required metadata"] },
			{ title: "a Chinese name", change: { "/metadata/name": "门店" }, errors: ["/metadata/name pattern"] },
			{ title: "a name with capitals", change: { "/metadata/name": "Store" }, errors: ["/metadata/name pattern"] },
			{ title: "a long name", change: { "/metadata/name": "x".repeat(254) }, errors: ["/metadata/name maxLength"] },
			{ title: "a number as label", change: { "/metadata/labels/a": 42 }, errors: ["/metadata/labels/a type"] },
			{
				title: "a label with a space",
				change: { "/metadata/labels/a": "b c" },
				errors: ["/metadata/labels/a pattern"],
			},
			{
				title: "a long label",
				change: { "/metadata/labels/a": "x".repeat(64) },
				errors: ["/metadata/labels/a maxLength"],
			},
			{
				title: "a label key with a space",
				change: { "/metadata/labels/a b": "c" },
				errors: ["/metadata/labels pattern a b"],
			},
			{
				title: "a label key in capitals",
				change: { "/metadata/labels/A.b~1c": "d" },
				errors: ["/metadata/labels pattern A.b/c"],
			},
			{ title: "an annotation key in capitals", change: { "/metadata/annotations/A.b~1c": "d" } },
			{
				title: "a number as annotation",
				change: { "/metadata/annotations/a": 3 },
				errors: ["/metadata/annotations/a type"],
			},
			{
				title: "a finalizer with a space",
				change: { "/metadata/finalizers": ["a b"] },
				errors: ["/metadata/finalizers/0 pattern"],
			},
			{
				title: "an owner without a uid",
				change: { "/metadata/ownerReferences": [{ apiVersion: "v1", kind: "Secret", name: "a" }] },
				errors: ["/metadata/ownerReferences/0 required uid"],
			},
			{
				title: "a condition without a status",
				change: { "/status/conditions/0/status": undefined },
				errors: ["/status/conditions/0 required status"],
				server: statusIsApart,
			},
		],
	},
	{
		id: "scope.theriseunion.io/v1alpha1/NodeGroup",
		object: {
			apiVersion: "scope.theriseunion.io/v1alpha1",
			kind: "NodeGroup",
			metadata: { name: "store-042", labels: { "scope.theriseunion.io/cluster": "east" } },
			spec: {
				selector: {
					matchLabels: { site: "store-042" },
					matchExpressions: [{ key: "kubernetes.io/arch", operator: "In", values: ["arm64"] }],
				},
				template: { labels: { tier: "edge" }, annotations: { note: "a b" }, taints: ["edge=true:NoSchedule"] },
			},
			status: {
				conditions: [
					{
						type: "Ready",
						status: "True",
						reason: "AllReady",
						message: "",
						lastTransitionTime: "2025-03-01T08:00:00Z",
					},
				],
			},
		},
		cases: [
			{
				title: "a taint as an object",
				change: { "/spec/template/taints": [{ key: "a" }] },
				errors: ["/spec/template/taints/0 type"],
			},
			{
				title: "an expression without an operator",
				change: { "/spec/selector/matchExpressions/0/operator": undefined },
				errors: ["/spec/selector/matchExpressions/0 required operator"],
			},
			{ title: "a null item", change: { "/spec/template/taints": [null] }, errors: ["/spec/template/taints/0 type"] },
			{
				title: "a condition with a wrong status and reason",
				change: { "/status/conditions/0/status": "Yes", "/status/conditions/0/reason": "not ready" },
				errors: ["/status/conditions/0/reason pattern", "/status/conditions/0/status enum"],
				server: statusIsApart,
			},
			{
				title: "a negative generation",
				change: { "/status/conditions/0/observedGeneration": -1 },
				errors: ["/status/conditions/0/observedGeneration minimum"],
				server: statusIsApart,
			},
		],
	},
	{
		id: "ext.theriseunion.io/v1alpha1/Component",
		object: {
			apiVersion: "ext.theriseunion.io/v1alpha1",
			kind: "Component",
			metadata: { name: "monitoring", namespace: "default" },
			spec: {
				chart: { name: "edge-monitoring", repository: "http://chartmuseum.edge-system.svc:8080" },
				enabled: true,
				values: { any: { thing: [1, "two"] } },
				version: "1.4.2",
			},
		},
		cases: [
			{ title: "no enabled, which has a default", change: { "/spec/enabled": undefined } },
			{ title: "null for a field with a default", change: { "/spec/enabled": null, "/spec/chart/namespace": null } },
			{ title: "values that are a list", change: { "/spec/values": [1] }, errors: ["/spec/values type"] },
			{
				title: "a version that YAML reads as a number",
				change: { "/spec/version": 1.4 },
				errors: ["/spec/version type"],
			},
			{
				title: "an unknown field",
				change: { "/spec/chart/version": "1" },
				errors: ["/spec/chart additionalProperties version"],
			},
		],
	},
	{
		id: "iam.theriseunion.io/v1alpha1/IAMRole",
		object: {
			apiVersion: "iam.theriseunion.io/v1alpha1",
			kind: "IAMRole",
			metadata: { name: "cluster-viewer", labels: { "iam.theriseunion.io/scope": "cluster" } },
			spec: {
				aggregationRoleTemplates: { templateNames: ["a", "b"], roleSelector: { matchLabels: { c: "d" } } },
				rules: [{ apiGroups: ["apps"], resources: ["deployments"], verbs: ["get"] }],
				uiPermissions: ["workload/deployment/create"],
			},
		},
		cases: [
			{
				title: "a template that is named twice",
				change: { "/spec/aggregationRoleTemplates/templateNames": ["a", "b", "a"] },
				errors: ["/spec/aggregationRoleTemplates/templateNames uniqueItems"],
			},
			{
				title: "a rule without verbs",
				change: { "/spec/rules/0/verbs": undefined },
				errors: ["/spec/rules/0 required verbs"],
			},
			{ title: "a single verb", change: { "/spec/rules/0/verbs": "get" }, errors: ["/spec/rules/0/verbs type"] },
			{ title: "a name with a colon", change: { "/metadata/name": "a:b" }, errors: ["/metadata/name pattern"] },
		],
	},
	{
		id: "iam.theriseunion.io/v1alpha1/IAMRoleBinding",
		object: {
			apiVersion: "iam.theriseunion.io/v1alpha1",
			kind: "IAMRoleBinding",
			metadata: { name: "zhang-wei" },
			spec: {
				roleRef: { apiGroup: "iam.theriseunion.io", kind: "IAMRole", name: "cluster-viewer" },
				subjects: [{ kind: "User", name: "zhang.wei" }],
			},
		},
		cases: [
			{ title: "no role", change: { "/spec/roleRef": undefined }, errors: ["/spec required roleRef"] },
			{ title: "null for a required field", change: { "/spec/roleRef": null }, errors: ["/spec required roleRef"] },
			{
				title: "a role without a name",
				change: { "/spec/roleRef/name": undefined },
				errors: ["/spec/roleRef required name"],
			},
			{
				title: "anything in status",
				change: { "/status": { phase: "Ready" } },
				errors: ["/status additionalProperties phase"],
			},
		],
	},
	{
		id: "iam.theriseunion.io/v1alpha1/RoleTemplate",
		object: {
			apiVersion: "iam.theriseunion.io/v1alpha1",
			kind: "RoleTemplate",
			metadata: { name: "view-devices", annotations: { "iam.theriseunion.io/dependencies": "view-nodes" } },
			spec: { rules: [{ apiGroups: ["devices.kubeedge.io"], resources: ["devices"], verbs: ["get", "list"] }] },
		},
		cases: [
			{ title: "no rules", change: { "/spec/rules": undefined }, errors: ["/spec required rules"] },
			{ title: "a rule that is text", change: { "/spec/rules/0": "get devices" }, errors: ["/spec/rules/0 type"] },
		],
	},
];
