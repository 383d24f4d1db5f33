import { strict as assert } from "node:assert";
import { binding, file, labelled, mayQuestion, Permissions, role, rulesOf, template } from "../../support/permissions";

const namespace = (name: string, labels: Readonly<Record<string, string>>) => labelled("v1", "Namespace", name, labels);
const workspace = (name: string, namespaces: readonly string[] = [], cluster?: string) =>
	labelled(
		"scope.theriseunion.io/v1alpha1",
		"Workspace",
		name,
		cluster === undefined ? {} : { "scope.theriseunion.io/cluster": cluster },
		{ template: { namespaces } },
	);
const cluster = (name: string) => labelled("scope.theriseunion.io/v1alpha1", "Cluster", name, {}, {});
const reader = role("reader", "workspace", { rules: "get,list apps/deployments" });
const roleRef = (kind: string, name: string) => ({ apiGroup: "rbac.authorization.k8s.io", kind, name });

describe("the cascade of permissions", () => {
	it("asks namespace, workspace, cluster and platform, and stops at the first that allows", () => {
		for (const scope of [
			"namespace:shop-prod",
			"workspace:shop",
			"cluster:edge-1",
			"platform:global",
			"global:platform",
		]) {
			const [level = ""] = scope.split(":");
			const permissions = new Permissions(
				file(
					namespace("shop-prod", { "scope.theriseunion.io/workspace": "shop" }),
					workspace("shop", [], "edge-1"),
					reader,
					binding("alice", scope, "reader", "alice"),
				),
			);
			assert.equal(
				permissions.level("alice list deployments.apps", { namespace: "shop-prod" }),
				level === "global" ? "platform" : level,
			);
			assert.equal(permissions.may("alice delete deployments.apps", { namespace: "shop-prod" }), false);
			assert.equal(permissions.may("bob list deployments.apps", { namespace: "shop-prod" }), false);
			assert.equal(
				permissions.may("alice list deployments.apps", { namespace: "bakery" }),
				level === "platform" || level === "global",
			);
		}
	});

	it("lets no lower level take away what a higher one grants", () => {
		const permissions = new Permissions(
			file(
				namespace("shop-prod", { "scope.theriseunion.io/workspace": "shop" }),
				reader,
				role("nothing", "namespace", { rules: "get core/pods" }),
				binding("low", "namespace:shop-prod", "nothing", "alice"),
				binding("high", "workspace:shop", "reader", "alice"),
			),
		);
		assert.equal(permissions.level("alice get deployments.apps", { namespace: "shop-prod" }), "workspace");
	});

	it("does not reach up, or aside", () => {
		const permissions = new Permissions(
			file(
				namespace("shop-prod", { "scope.theriseunion.io/workspace": "shop" }),
				namespace("shop-test", { "scope.theriseunion.io/workspace": "shop" }),
				reader,
				binding("low", "namespace:shop-prod", "reader", "alice"),
			),
		);
		assert.ok(permissions.may("alice get deployments.apps", { namespace: "shop-prod" }));
		for (const place of [{ namespace: "shop-test" }, { workspace: "shop" }, { cluster: "edge-1" }, {}]) {
			assert.equal(permissions.may("alice get deployments.apps", place), false);
		}
	});

	it("keeps workspaces and node groups apart, and lets both inherit from the cluster", () => {
		const permissions = new Permissions(
			file(
				workspace("shop", ["shop-prod"], "edge-1"),
				labelled(
					"scope.theriseunion.io/v1alpha1",
					"NodeGroup",
					"freezers",
					{ "scope.theriseunion.io/cluster": "edge-1" },
					{
						selector: { matchLabels: { room: "cold" } },
					},
				),
				labelled("v1", "Node", "n1", { room: "cold" }),
				role("nodes", "nodegroup", { rules: "get core/nodes" }),
				binding("group", "nodegroup:freezers", "nodes", "alice"),
				binding("cluster", "cluster:edge-1", "nodes", "bob"),
			),
		);
		assert.equal(permissions.level("alice get nodes", { nodegroup: "freezers" }), "nodegroup");
		assert.equal(permissions.level("alice get nodes", { node: "n1" }), "nodegroup");
		assert.equal(permissions.may("alice get nodes", { workspace: "shop" }), false);
		assert.equal(permissions.may("alice get nodes", { namespace: "shop-prod" }), false);
		assert.equal(permissions.level("bob get nodes", { namespace: "shop-prod" }), "cluster");
		assert.equal(permissions.level("bob get nodes", { node: "n1" }), "cluster");
	});

	it("finds the workspace by the namespace's label, else by the workspace's list, and skips a missing one", () => {
		const permissions = new Permissions(
			file(
				namespace("labelled", { "scope.theriseunion.io/workspace": "shop", "scope.theriseunion.io/cluster": "edge-2" }),
				namespace("lonely", { "scope.theriseunion.io/cluster": "edge-1" }),
				workspace("bakery", ["labelled", "listed"], "edge-1"),
				cluster("edge-1"),
				cluster("edge-2"),
				reader,
				binding("shop", "workspace:shop", "reader", "alice"),
				binding("bakery", "workspace:bakery", "reader", "bob"),
				binding("edge-1", "cluster:edge-1", "reader", "carol"),
			),
		);
		assert.ok(permissions.may("alice get deployments.apps", { namespace: "labelled" }));
		assert.equal(permissions.may("bob get deployments.apps", { namespace: "labelled" }), false);
		assert.ok(permissions.may("bob get deployments.apps", { namespace: "listed" }));
		assert.ok(permissions.may("carol get deployments.apps", { namespace: "listed" }));
		assert.equal(permissions.may("carol get deployments.apps", { namespace: "labelled" }), false, "in another cluster");
		assert.ok(permissions.may("carol get deployments.apps", { namespace: "lonely" }));
		assert.equal(permissions.may("carol get deployments.apps", { namespace: "unknown" }), false, "two clusters");
		assert.ok(permissions.may("carol get deployments.apps", { namespace: "unknown", cluster: "edge-1" }));
	});

	it("takes the only cluster there is for that of a namespace without one", () => {
		const permissions = new Permissions(
			file(cluster("edge-1"), reader, binding("c", "cluster:edge-1", "reader", "alice")),
		);
		assert.equal(permissions.level("alice get deployments.apps", { namespace: "anything" }), "cluster");
		assert.equal(permissions.may("alice get deployments.apps"), false, "the platform is no part of it");
	});

	it("knows users by their groups, and service accounts", () => {
		const permissions = new Permissions(
			file(
				labelled("iam.theriseunion.io/v1alpha1", "User", "alice", {}, { groups: ["keepers"] }),
				reader,
				binding("groups", "workspace:shop", "reader", "group:keepers", "sa:shop-prod:robot"),
				binding("all", "workspace:bakery", "reader", "group:system:authenticated"),
			),
		);
		assert.ok(permissions.may("alice get deployments.apps", { workspace: "shop" }));
		assert.equal(permissions.may("bob get deployments.apps", { workspace: "shop" }), false);
		assert.ok(permissions.may("bob get deployments.apps", { workspace: "shop" }, ["keepers"]));
		assert.ok(permissions.may("group:keepers get deployments.apps", { workspace: "shop" }));
		assert.ok(permissions.may("sa:shop-prod:robot get deployments.apps", { workspace: "shop" }));
		assert.ok(permissions.may("system:serviceaccount:shop-prod:robot get deployments.apps", { workspace: "shop" }));
		assert.equal(permissions.may("sa:shop-test:robot get deployments.apps", { workspace: "shop" }), false);
		assert.ok(permissions.may("sa:shop-test:robot get deployments.apps", { workspace: "bakery" }));
		assert.equal(permissions.may("system:anonymous get deployments.apps", { workspace: "bakery" }), false);
		assert.ok(permissions.may("bob delete secrets", {}, ["system:masters"]), "as Kubernetes does");
		const request = {
			kind: "resource",
			verb: "get",
			group: "apps",
			resource: "deployments",
			subresource: "",
			name: "",
		} as const;
		assert.match(
			permissions.text({ ask: "who", request, place: { workspace: "shop" } }),
			/Group keepers, by workspace shop\n {2}its users in these files: alice\n/,
		);
		const why = permissions.text(
			mayQuestion("alice get deployments.apps", { workspace: "shop" }, permissions.analysis),
		);
		assert.match(why, /names Group keepers \(fixture\.yaml:\d+\)\n +which User alice belongs to \(fixture\.yaml:1\)\n/);
	});

	it("takes rules of templates, by name and by label", () => {
		const permissions = new Permissions(
			file(
				template("see", "get,list apps/deployments"),
				template("exec", "create core/pods/exec", { labels: { "iam.theriseunion.io/aggregate-to-keeper": "" } }),
				role("keeper", "workspace", {
					aggregationRoleTemplates: {
						templateNames: ["see", "nowhere"],
						roleSelector: {
							matchLabels: { "iam.theriseunion.io/aggregate-to-keeper": "" },
							matchExpressions: [{ key: "iam.theriseunion.io/scope", operator: "In", values: ["namespace"] }],
						},
					},
				}),
				binding("k", "workspace:shop", "keeper", "alice"),
			),
		);
		assert.ok(permissions.may("alice list deployments.apps", { workspace: "shop" }));
		assert.ok(permissions.may("alice create pods/exec", { workspace: "shop" }));
		assert.equal(permissions.may("alice create pods", { workspace: "shop" }), false);
	});

	it("gives nothing through a binding without a scope, and through one whose role is missing", () => {
		const permissions = new Permissions(
			file(
				reader,
				binding("a", "", "reader", "alice"),
				binding("b", "workspace", "reader", "bob"),
				binding("c", "workspace:shop", "gone", "carol"),
			),
		);
		for (const who of ["alice", "bob", "carol"]) {
			assert.equal(permissions.may(`${who} get deployments.apps`, { workspace: "shop" }), false);
		}
	});

	it("takes a ClusterRole for what it is where a binding of the platform refers to one", () => {
		const bound = JSON.parse(binding("a", "workspace:shop", "view", "alice"));
		bound.spec.roleRef = roleRef("ClusterRole", "view");
		const permissions = new Permissions(JSON.stringify(bound));
		assert.equal(permissions.level("alice get pods", { workspace: "shop" }), "workspace");
		assert.equal(permissions.may("alice delete pods", { workspace: "shop" }), false);
	});

	it("gives URLs nowhere in a namespace, and to everybody what the platform's anonymous role allows", () => {
		const permissions = new Permissions(
			file(
				role("urls", "namespace", { rules: "get /metrics,/logs/*" }),
				binding("ns", "namespace:shop", "urls", "alice"),
				binding("ws", "workspace:shop", "urls", "bob"),
				JSON.stringify({
					apiVersion: "iam.theriseunion.io/v1alpha1",
					kind: "IAMRole",
					metadata: {
						name: "anonymous",
						annotations: { "theriseunion.io/creator": "system" },
						labels: { "iam.theriseunion.io/scope": "platform", "iam.theriseunion.io/scope-value": "global" },
					},
					spec: { rules: rulesOf("get /healthz") },
				}),
			),
		);
		assert.equal(permissions.may("alice get /metrics", { namespace: "shop" }), false);
		assert.ok(permissions.may("bob get /logs/today", { workspace: "shop" }));
		assert.equal(permissions.may("bob get /log", { workspace: "shop" }), false);
		assert.ok(permissions.may("nobody get /healthz"));
		assert.equal(permissions.may("nobody delete /healthz"), false);
	});
});
