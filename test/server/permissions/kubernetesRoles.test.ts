import { strict as assert } from "node:assert";
import { file, kubernetes, Permissions, rulesOf } from "../../support/permissions";

const user = (name: string) => ({ kind: "User", apiGroup: "rbac.authorization.k8s.io", name });
const roleRef = (kind: string, name: string) => ({ apiGroup: "rbac.authorization.k8s.io", kind, name });

describe("permissions by Kubernetes' own roles", () => {
	const permissions = new Permissions(
		file(
			kubernetes("Role", "reader", {
				namespace: "shop",
				rules: rulesOf("get core/pods,core/pods/log\nget core/configmaps menu"),
			}),
			kubernetes("RoleBinding", "readers", {
				namespace: "shop",
				roleRef: roleRef("Role", "reader"),
				subjects: [user("alice"), { kind: "ServiceAccount", name: "robot" }],
			}),
			kubernetes("RoleBinding", "viewers", {
				namespace: "shop",
				roleRef: roleRef("ClusterRole", "view"),
				subjects: [user("bob")],
			}),
			kubernetes("RoleBinding", "bare", { roleRef: roleRef("ClusterRole", "cluster-admin"), subjects: [user("dave")] }),
			kubernetes("ClusterRole", "all", {
				aggregationRule: { clusterRoleSelectors: [{ matchLabels: { part: "all" } }] },
				rules: rulesOf("delete core/nodes"),
			}),
			kubernetes("ClusterRole", "part", { labels: { part: "all" }, rules: rulesOf("get core/nodes\nget /metrics") }),
			kubernetes("ClusterRole", "devices", {
				labels: { "rbac.authorization.k8s.io/aggregate-to-view": "true" },
				rules: rulesOf("get devices.kubeedge.io/devices"),
			}),
			kubernetes("ClusterRoleBinding", "everywhere", {
				roleRef: roleRef("ClusterRole", "all"),
				subjects: [user("carol")],
			}),
			kubernetes("ClusterRoleBinding", "made", {
				labels: {
					"iam.theriseunion.io/managed": "true",
					"iam.theriseunion.io/scope": "workspace",
					"iam.theriseunion.io/scope-value": "bakery",
				},
				roleRef: roleRef("ClusterRole", "all"),
				subjects: [user("erin")],
			}),
		),
	);
	const shop = { namespace: "shop" };

	it("keeps a Role to its namespace, subresources and names", () => {
		assert.ok(permissions.may("alice get pods", shop));
		assert.ok(permissions.may("alice get pods/log", shop));
		assert.equal(permissions.may("alice get pods/exec", shop), false);
		assert.equal(permissions.may("alice get pods", { namespace: "bakery" }), false);
		assert.equal(permissions.may("alice get pods"), false);
		assert.ok(permissions.may("alice get configmaps menu", shop));
		assert.equal(permissions.may("alice get configmaps other", shop), false);
		assert.equal(permissions.may("alice get configmaps", shop), false);
		assert.ok(permissions.may("sa:shop:robot get pods", shop), "a service account of the binding's namespace");
	});

	it("knows the roles that every cluster has, and what others add to them", () => {
		assert.ok(permissions.may("bob list deployments.apps", shop));
		assert.equal(permissions.may("bob get secrets", shop), false);
		assert.equal(permissions.may("bob create pods", shop), false);
		assert.ok(permissions.may("bob get devices.devices.kubeedge.io", shop));
	});

	it("aggregates ClusterRoles, whose own rules then do not count", () => {
		assert.ok(permissions.may("carol get nodes"));
		assert.ok(permissions.may("carol get nodes", shop));
		assert.ok(permissions.may("carol get /metrics"));
		assert.equal(permissions.may("carol delete nodes"), false);
	});

	it("gives nothing by a RoleBinding that names no namespace, and keeps what the platform made to its scope", () => {
		assert.equal(permissions.may("dave get pods", shop), false);
		assert.equal(permissions.may("erin get nodes", shop), false);
		assert.ok(permissions.may("erin get nodes", { workspace: "bakery" }));
	});
});
