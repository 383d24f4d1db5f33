import { strict as assert } from "node:assert";
import { parseAllDocuments } from "yaml";
import { generatedRbac } from "../../server/src/engine/permissions";
import { createNamespace, sharedControlPlane } from "../support/cluster";
import { binding, file, kubernetes, Permissions, role, template } from "../support/permissions";

/** Numbers that are the same in every run. */
function numbers(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

const groups = ["", "apps", "devices.kubeedge.io", "*"];
const resources = ["pods", "pods/log", "deployments", "deployments/scale", "*/scale", "devices", "*"];
const verbs = ["get", "list", "create", "delete", "*"];
const names = ["one", "two"];
const urls = ["/healthz", "/logs/*", "/logs/today", "*"];

describe("decisions about permissions", function () {
	// The first run on a machine may have to build Kubernetes.
	this.timeout(30 * 60_000);

	it("are those of an API server", async () => {
		const cluster = await sharedControlPlane();
		const namespaces = [await createNamespace(cluster, "rights"), await createNamespace(cluster, "rights")];
		const [prefix = ""] = namespaces;
		const next = numbers(7);
		const pick = <T>(list: readonly T[]): T => list[next(list.length)] as T;
		const some = <T>(list: readonly T[]): T[] => [...new Set([pick(list), pick(list)])];
		const users = ["alice", "bob", "carol"].map((name) => `${prefix}-${name}`);
		const rule = (forUrls: boolean) =>
			forUrls && next(5) === 0
				? { verbs: some(verbs), nonResourceURLs: some(urls) }
				: {
						verbs: some(verbs),
						apiGroups: some(groups),
						resources: some(resources),
						...(next(4) === 0 && { resourceNames: some(names) }),
					};
		const objects: string[] = [];
		for (let i = 0; i < 8; i++) {
			const own = { name: `${prefix}-${i}`, namespace: pick(namespaces) };
			objects.push(
				kubernetes("Role", own.name, { namespace: own.namespace, rules: [rule(false)] }),
				kubernetes("ClusterRole", own.name, { rules: [rule(true), ...(next(2) === 0 ? [rule(true)] : [])] }),
			);
			const subject = pick([
				{ kind: "User", name: pick(users), apiGroup: "rbac.authorization.k8s.io" },
				{ kind: "Group", name: `${prefix}-keepers`, apiGroup: "rbac.authorization.k8s.io" },
				{ kind: "ServiceAccount", name: "robot", namespace: pick(namespaces) },
			]);
			const roleRef = {
				apiGroup: "rbac.authorization.k8s.io",
				kind: i % 3 === 0 ? "ClusterRole" : "Role",
				name: own.name,
			};
			objects.push(kubernetes("RoleBinding", own.name, { namespace: own.namespace, roleRef, subjects: [subject] }));
			if (i % 3 === 1) {
				objects.push(
					kubernetes("ClusterRoleBinding", own.name, {
						roleRef: { ...roleRef, kind: "ClusterRole" },
						subjects: [subject],
					}),
				);
			}
		}
		for (const text of objects) await cluster.apply(JSON.parse(text));
		const permissions = new Permissions(file(...objects));
		let allowed = 0;
		for (let i = 0; i < 400; i++) {
			const account = next(4) === 0 ? pick(namespaces) : undefined;
			const user = account === undefined ? pick(users) : `system:serviceaccount:${account}:robot`;
			const extra = next(3) === 0 ? [`${prefix}-keepers`] : [];
			const accountGroups =
				account === undefined ? [] : ["system:serviceaccounts", `system:serviceaccounts:${account}`];
			const verb = pick(verbs.slice(0, -1));
			const namespace = next(4) === 0 ? undefined : pick(namespaces);
			const asUrl = next(6) === 0;
			const [resource = "", subresource = ""] = pick([
				"pods",
				"pods/log",
				"deployments",
				"deployments/scale",
				"devices",
			]).split("/");
			const group = pick(groups.slice(0, -1));
			const name = next(2) === 0 ? pick(names) : "";
			const url = pick(["/healthz", "/logs/today", "/metrics"]);
			const spec = {
				user,
				groups: [...extra, ...accountGroups, "system:authenticated"],
				...(asUrl
					? { nonResourceAttributes: { path: url, verb } }
					: { resourceAttributes: { namespace, verb, group, resource, subresource, name } }),
			};
			const path = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
			const { body } = await cluster.request("POST", path, {
				apiVersion: "authorization.k8s.io/v1",
				kind: "SubjectAccessReview",
				spec,
			});
			const expected = (body as { readonly status: { readonly allowed: boolean } }).status.allowed;
			// Everybody who logs in may look at these, by roles that no file has.
			if (asUrl && url === "/healthz" && verb === "get") continue;
			const answer = permissions.ask({
				ask: "may",
				subject: { kind: "User", name: user },
				groups: extra,
				request: asUrl ? { kind: "url", verb, url } : { kind: "resource", verb, group, resource, subresource, name },
				place: namespace === undefined || asUrl ? {} : { namespace },
			});
			assert.ok(answer.ask === "may");
			assert.equal(answer.decision.allowed, expected, JSON.stringify(spec));
			if (expected) allowed++;
		}
		assert.ok(allowed > 40 && allowed < 360, `${allowed} of the requests are allowed`);
	});

	it("hold for the RBAC objects that are shown for a role and its binding", async () => {
		const cluster = await sharedControlPlane();
		const namespace = await createNamespace(cluster, "generated");
		const permissions = new Permissions(
			file(
				template("see", "get,list apps/deployments\nget /metrics"),
				role("keeper", `namespace:${namespace}`, {
					rules: "create core/pods/exec\nget core/configmaps menu",
					aggregationRoleTemplates: { templateNames: ["see"] },
				}),
				binding("keepers", `namespace:${namespace}`, "keeper", "dora"),
				role("reader", `workspace:${namespace}`, { rules: "get core/nodes\nget /metrics" }),
				binding("readers", `workspace:${namespace}`, "reader", "emil"),
			),
		);
		const { workspace } = permissions.analysis;
		for (const name of ["keepers", "readers"]) {
			const [object] = workspace.named("iam.theriseunion.io/IAMRoleBinding", name);
			assert.ok(object);
			const yaml = generatedRbac(workspace, object, ({ en }) => en) ?? "";
			for (const document of parseAllDocuments(yaml)) {
				const made: unknown = document.toJS();
				if (made !== null) await cluster.apply(made as Parameters<typeof cluster.apply>[0]);
			}
		}
		const may = async (user: string, attributes: object) => {
			const spec = { user, groups: ["system:authenticated"], ...attributes };
			const { body } = await cluster.request("POST", "/apis/authorization.k8s.io/v1/subjectaccessreviews", {
				apiVersion: "authorization.k8s.io/v1",
				kind: "SubjectAccessReview",
				spec,
			});
			return (body as { readonly status: { readonly allowed: boolean } }).status.allowed;
		};
		const of = (verb: string, group: string, resource: string, rest: object = {}) => ({
			resourceAttributes: { namespace, verb, group, resource, ...rest },
		});
		assert.equal(await may("dora", of("list", "apps", "deployments")), true);
		assert.equal(await may("dora", of("create", "", "pods", { subresource: "exec" })), true);
		assert.equal(await may("dora", of("get", "", "configmaps", { name: "menu" })), true);
		assert.equal(await may("dora", of("get", "", "configmaps", { name: "other" })), false);
		assert.equal(await may("dora", of("list", "apps", "deployments", { namespace: "default" })), false);
		assert.equal(await may("emil", of("get", "", "nodes", { namespace: "" })), true);
		assert.equal(await may("emil", { nonResourceAttributes: { path: "/metrics", verb: "get" } }), true);
	});
});
