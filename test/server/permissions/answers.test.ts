import { strict as assert } from "node:assert";
import { parse, parseAllDocuments } from "yaml";
import {
	answerData,
	answerReport,
	generatedRbac,
	locatorOf,
	reportDocument,
} from "../../../server/src/engine/permissions";
import { hoverOf } from "../../support/engine";
import { mayQuestion, Permissions } from "../../support/permissions";

const workspace = `
#- spaces.yaml
apiVersion: scope.theriseunion.io/v1alpha1
kind: Workspace
metadata:
  name: shop
  labels:
    scope.theriseunion.io/cluster: edge-1
spec:
  template:
    namespaces:
      - shop-prod
#- roles/templates.yaml
apiVersion: iam.theriseunion.io/v1alpha1
kind: RoleTemplate
metadata:
  name: see-apps
spec:
  rules:
    - apiGroups: [apps]
      resources: [deployments]
      verbs: [get, list]
#- roles/keeper.yaml
apiVersion: iam.theriseunion.io/v1alpha1
kind: IAMRole
metadata:
  name: keeper
  labels:
    iam.theriseunion.io/scope: workspace
    iam.theriseunion.io/scope-value: shop
spec:
  aggregationRoleTemplates:
    templateNames:
      - see-apps
  rules:
    - nonResourceURLs: [/healthz]
      verbs: [get]
#- bindings.yaml
apiVersion: iam.theriseunion.io/v1alpha1
kind: IAMRoleBinding
metadata:
  name: alice-keeper
  labels:
    iam.theriseunion.io/scope: workspace
    iam.theriseunion.io/scope-value: shop
spec:
  roleRef:
    apiGroup: iam.theriseunion.io
    kind: IAMRole
    name: keeper
  subjects:
    - kind: User
      name: alice
`;

describe("answers about permissions", () => {
	const permissions = new Permissions(workspace);
	const may = (text: string, place: object) => mayQuestion(text, place, permissions.analysis);

	it("name each step with its file and line where it is allowed", () => {
		const text = permissions.text(may("alice list deployments", { namespace: "shop-prod" }));
		assert.equal(
			text,
			`Allowed: User alice may list deployments.apps (namespace shop-prod)
Levels, from the narrowest:
  namespace shop-prod: no bindings
  workspace shop: allowed
    known from Workspace shop (spaces.yaml:10)
    IAMRoleBinding alice-keeper names User alice (bindings.yaml:14)
      and gives IAMRole keeper (roles/keeper.yaml:4)
      which names RoleTemplate see-apps (roles/keeper.yaml:11)
      whose rule allows get, list on deployments of apps (roles/templates.yaml:7)
`,
		);
	});

	it("tell what was looked at, and what nearly allowed it, where it is denied", () => {
		const here = permissions.text(may("alice delete deployments", { namespace: "shop-prod" }));
		assert.match(here, /^Denied: User alice may not delete deployments\.apps \(namespace shop-prod\)\n/);
		assert.match(here, / {2}workspace shop: bindings for this subject, none allows it\n/);
		assert.match(here, / {2}cluster edge-1: no bindings\n/);
		assert.match(here, / {2}platform: no bindings\n/);
		assert.match(
			here,
			/The verb is missing\n.*alice-keeper.*\n.*keeper\.yaml:4\)\n.*see-apps.*\n.*roles\/templates\.yaml:7/,
		);
		const elsewhere = permissions.text(may("alice list deployments", { nodegroup: "freezers" }));
		assert.match(elsewhere, /allowed in another scope: workspace shop\n.*alice-keeper/);
		const stranger = permissions.text(may("bob list deployments", { workspace: "shop" }));
		assert.match(stranger, /workspace shop: 1 binding, none for this subject/);
		const chinese = permissions.text(may("alice delete deployments", { namespace: "shop-prod" }), "zh-cn");
		assert.match(chinese, /^拒绝：User alice 不可以 delete deployments\.apps（命名空间 shop-prod）\n/);
		assert.doesNotMatch(
			chinese.replaceAll(/User|IAMRole\w*|RoleTemplate|Kubernetes RBAC/g, ""),
			/\b(?:binding|level|allowed|names)\b/,
		);
	});

	it("tell who may, and what somebody may", () => {
		const { request, place } = may("x list deployments", { namespace: "shop-prod" });
		const who = permissions.text({ ask: "who", request, place });
		assert.match(who, /^1 subject may list deployments\.apps \(namespace shop-prod\)\nUser alice, by workspace shop\n/);
		const what = permissions.text({ ask: "what", subject: { kind: "User", name: "alice" }, groups: [] });
		assert.match(what, /^What User alice may do\nworkspace shop\n/);
		assert.match(what, /get, list on deployments of apps — see-apps \(roles\/templates\.yaml:7\)/);
		assert.match(what, /get: \/healthz — its own \(roles\/keeper\.yaml:13\)/);
		assert.match(
			permissions.text({ ask: "what", subject: { kind: "Group", name: "nobody" }, groups: [] }),
			/^No binding/,
		);
	});

	it("link to places as Markdown, and are plain data besides", () => {
		const answer = permissions.ask(may("alice list deployments", { namespace: "shop-prod" }));
		const writing = {
			words: ({ en }: { readonly en: string }) => en,
			locate: locatorOf(permissions.analysis),
			nameOf: (uri: string) => uri.replace("file:///", ""),
		};
		const { text, links } = reportDocument(answerReport(answer), writing);
		assert.match(
			text,
			/^# Allowed: .*\n\nLevels, from the narrowest:\n\n- namespace shop-prod: no bindings\n- workspace shop: allowed\n {2}- /,
		);
		const linked = links.map(({ line, start, end, target }) => [
			text.split("\n")[line]?.slice(start, end),
			target.uri,
			target.line,
		]);
		assert.deepEqual(linked, [
			["spaces.yaml:10", "file:///spaces.yaml", 9],
			["bindings.yaml:14", "file:///bindings.yaml", 13],
			["roles/keeper.yaml:4", "file:///roles/keeper.yaml", 3],
			["roles/keeper.yaml:11", "file:///roles/keeper.yaml", 10],
			["roles/templates.yaml:7", "file:///roles/templates.yaml", 6],
		]);
		const data = parse(JSON.stringify(answerData(answer, writing)));
		assert.equal(data.allowed, true);
		assert.equal(data.by.binding, "IAMRoleBinding/alice-keeper");
		assert.deepEqual([data.by.file, data.by.line], ["bindings.yaml", 14]);
		assert.equal(data.by.allowedBy.rule.from, "RoleTemplate/see-apps");
		assert.deepEqual(data.by.allowedBy.templateTakenAt, { file: "roles/keeper.yaml", line: 11 });
		assert.deepEqual([data.by.allowedBy.rule.file, data.by.allowedBy.rule.line], ["roles/templates.yaml", 7]);
		assert.deepEqual(
			data.levels.map(({ level }: { level: string }) => level),
			["namespace", "workspace"],
		);
	});
});

describe("generated RBAC", () => {
	const generated = (source: string, kind: string, name: string) => {
		const { workspace: all } = new Permissions(source).analysis;
		const [object] = all.named(`iam.theriseunion.io/${kind}`, name);
		assert.ok(object);
		const text = generatedRbac(all, object, ({ en }) => en);
		assert.ok(text !== undefined);
		return { text, objects: parseAllDocuments(text).flatMap((document) => document.toJS() ?? []) };
	};

	it("of a role is a ClusterRole with its effective rules", () => {
		const { objects, text } = generated(workspace, "IAMRole", "keeper");
		assert.deepEqual(objects, [
			{
				apiVersion: "rbac.authorization.k8s.io/v1",
				kind: "ClusterRole",
				metadata: {
					name: "rs:iam:workspace:shop:keeper",
					labels: {
						"iam.theriseunion.io/managed": "true",
						"iam.theriseunion.io/scope": "workspace",
						"iam.theriseunion.io/scope-value": "shop",
						"iam.theriseunion.io/role": "keeper",
					},
				},
				rules: [
					{ apiGroups: ["apps"], resources: ["deployments"], verbs: ["get", "list"] },
					{ nonResourceURLs: ["/healthz"], verbs: ["get"] },
				],
			},
		]);
		assert.match(text, / {2}# see-apps\n {2}- apiGroups:/);
	});

	it("of a binding is a ClusterRoleBinding, with the role that it gives", () => {
		const { objects } = generated(workspace, "IAMRoleBinding", "alice-keeper");
		assert.deepEqual(
			objects.map(({ kind, metadata }) => [kind, metadata.name]),
			[
				["ClusterRoleBinding", "rs:iamrb:workspace:shop:alice-keeper"],
				["ClusterRole", "rs:iam:workspace:shop:keeper"],
			],
		);
		assert.deepEqual(objects[0].roleRef, {
			apiGroup: "rbac.authorization.k8s.io",
			kind: "ClusterRole",
			name: "rs:iam:workspace:shop:keeper",
		});
		assert.deepEqual(objects[0].subjects, [{ kind: "User", name: "alice" }]);
	});

	it("of a namespace's is a Role and a RoleBinding there, without URLs", () => {
		const source = workspace
			.replaceAll("scope: workspace", "scope: namespace")
			.replaceAll("scope-value: shop", "scope-value: shop-prod");
		const { objects, text } = generated(source, "IAMRoleBinding", "alice-keeper");
		assert.deepEqual(
			objects.map(({ kind, metadata }) => [kind, metadata.namespace]),
			[
				["RoleBinding", "shop-prod"],
				["Role", "shop-prod"],
			],
		);
		assert.equal(objects[0].roleRef.kind, "Role");
		assert.deepEqual(objects[1].rules, [{ apiGroups: ["apps"], resources: ["deployments"], verbs: ["get", "list"] }]);
		assert.match(text, /# Rules for URLs are left out/);
	});

	it("of a role for any workspace is one for each that it is bound in, and of a template those of its roles", () => {
		const open = workspace.replace(
			"    iam.theriseunion.io/scope-value: shop\nspec:\n  aggregation",
			"spec:\n  aggregation",
		);
		assert.deepEqual(
			generated(open, "RoleTemplate", "see-apps").objects.map(({ metadata }) => metadata.name),
			["rs:iam:workspace:shop:keeper"],
		);
		const unbound = generated(open.slice(0, open.indexOf("#- bindings")), "IAMRole", "keeper");
		assert.match(unbound.text, /# The role is bound nowhere/);
	});
});

describe("hover on roles and bindings", () => {
	const at = (from: string, to: string) => hoverOf(workspace.replace(from, to));

	it("shows the effective rules of a role", () => {
		const text = at("name: keeper\n  labels", "name: kee<|>per\n  labels");
		assert.match(text, /\*\*Effective rules\*\* · templates: 1 ·/);
		assert.match(text, /\| get, list \| deployments \| apps \| see-apps \|/);
		assert.match(text, /\| get \| \/healthz \| {2}\| its own \|/);
	});

	it("shows those of a template, where it stands and where it is named", () => {
		assert.match(at("  name: see-apps", "  name: see<|>-apps"), /\| get, list \| deployments \| apps \| its own \|/);
		assert.match(at("- see-apps", "- see<|>-apps"), /\| get, list \| deployments \| apps \|/);
	});

	it("shows what a binding gives, and what its subject holds", () => {
		assert.match(at("    name: keeper", "    name: kee<|>per"), /\*\*keeper\*\* in workspace shop\n\n\| verbs/);
		assert.match(
			at("      name: alice", "      name: al<|>ice"),
			/\*\*User alice\*\* holds 1 role in these files\n\n- workspace shop: `keeper`/,
		);
	});

	it("says nothing elsewhere", () => {
		assert.doesNotMatch(at("kind: User", "kind: Us<|>er"), /holds|Effective/);
		assert.doesNotMatch(hoverOf(workspace.replace("name: shop\n", "name: sh<|>op\n")), /Effective/);
	});
});
