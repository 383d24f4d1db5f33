import { strict as assert } from "node:assert";
import {
	type EffectiveRulesResult,
	type ExplainPermissionParams,
	type ExplainPermissionResult,
	effectiveRulesRequest,
	explainPermissionRequest,
	type GeneratedRbacResult,
	generatedRbacRequest,
	type PermissionChoicesResult,
	permissionChoicesRequest,
} from "../../server/src/protocol";
import { LanguageServerClient } from "../support/languageServer";

const roles = `apiVersion: v1
kind: List
items:
  - apiVersion: iam.theriseunion.io/v1alpha1
    kind: RoleTemplate
    metadata:
      name: see-apps
    spec:
      rules:
        - apiGroups: [apps]
          resources: [deployments]
          verbs: [list, get]
  - apiVersion: iam.theriseunion.io/v1alpha1
    kind: IAMRole
    metadata:
      name: keeper
      labels:
        iam.theriseunion.io/scope: workspace
        iam.theriseunion.io/scope-value: retail
    spec:
      aggregationRoleTemplates:
        templateNames: [see-apps]
`;
const binding = `apiVersion: iam.theriseunion.io/v1alpha1
kind: IAMRoleBinding
metadata:
  name: keepers
  labels:
    iam.theriseunion.io/scope: workspace
    iam.theriseunion.io/scope-value: retail
spec:
  roleRef:
    apiGroup: iam.theriseunion.io
    kind: IAMRole
    name: keeper
  subjects:
    - kind: User
      name: alice
    - kind: ServiceAccount
      name: robot
      namespace: shop
`;

describe("permissions in the language server", () => {
	let client: LanguageServerClient;

	beforeEach(async () => {
		client = new LanguageServerClient();
		await client.start({ folders: [] });
		await client.open("iam/roles.yaml", roles);
		await client.open("iam/bindings.yaml", binding);
	});
	afterEach(() => client.end());

	const explain = (params: Omit<ExplainPermissionParams, "folders">) =>
		client.connection.sendRequest<ExplainPermissionResult>(explainPermissionRequest, {
			...params,
			folders: [client.uri("")],
		});
	const at = <T>(method: string, name: string, line: number) =>
		client.connection.sendRequest<T>(method, { uri: client.uri(name), position: { line, character: 8 } });

	it("are explained, with links to the files' lines", async () => {
		const subject = { kind: "User", name: "alice" } as const;
		const request = { verb: "list", resource: "deployments" };
		const result = await explain({ subject, request, place: { workspace: "retail" } });
		assert.ok(result.kind === "answer");
		assert.equal(result.allowed, true);
		assert.match(result.text, /^# Allowed: User alice may list deployments\.apps \(workspace retail\)\n/);
		const lines = result.text.split("\n");
		assert.deepEqual(
			result.links.map(({ line, start, end, target }) => [lines[line]?.slice(start, end), target.uri, target.line]),
			[
				["iam/bindings.yaml:14", client.uri("iam/bindings.yaml"), 13],
				["iam/roles.yaml:16", client.uri("iam/roles.yaml"), 15],
				["iam/roles.yaml:22", client.uri("iam/roles.yaml"), 21],
				["iam/roles.yaml:10", client.uri("iam/roles.yaml"), 9],
			],
		);
		const denied = await explain({ subject, request: { verb: "delete", resource: "deployments" }, place: {} });
		assert.ok(denied.kind === "answer" && denied.allowed === false);
		const who = await explain({ request, place: { workspace: "retail" } });
		assert.ok(who.kind === "answer" && who.allowed === undefined);
		assert.match(who.title, /^2 subjects may/);
		const what = await explain({ subject, place: {} });
		assert.ok(what.kind === "answer");
		assert.equal(what.title, "What User alice may do");
	});

	it("need a resource that is known and not ambiguous", async () => {
		const ask = (resource: string) => explain({ request: { verb: "get", resource }, place: {} });
		assert.deepEqual(await ask("deploymets"), { kind: "unknownResource", meant: ["deployments"] });
		const ambiguous = await ask("nodegroups");
		assert.ok(ambiguous.kind === "ambiguousResource");
		assert.ok(ambiguous.choices.includes("nodegroups.scope.theriseunion.io"));
	});

	it("offer to ask about what the files name", async () => {
		const choices = await client.connection.sendRequest<PermissionChoicesResult>(permissionChoicesRequest);
		assert.deepEqual(choices.users, ["alice"]);
		assert.deepEqual(choices.serviceAccounts, ["shop/robot"]);
		assert.deepEqual(choices.workspaces, ["retail"]);
		assert.equal(choices.resources[0], "deployments.apps");
		assert.equal(choices.verbs[0], "get");
	});

	it("are shown for the object at a position, also within a list", async () => {
		const role = await at<EffectiveRulesResult>(effectiveRulesRequest, "iam/roles.yaml", 15);
		assert.deepEqual([role?.kind, role?.name, role?.templates], ["IAMRole", "keeper", ["see-apps"]]);
		assert.deepEqual(role?.rules, [
			{
				apiGroups: ["apps"],
				resources: ["deployments"],
				resourceNames: [],
				nonResourceURLs: [],
				verbs: ["get", "list"],
			},
		]);
		const bound = await at<EffectiveRulesResult>(effectiveRulesRequest, "iam/bindings.yaml", 3);
		assert.equal(bound?.name, "keeper");
		const rbac = await at<GeneratedRbacResult>(generatedRbacRequest, "iam/bindings.yaml", 3);
		assert.match(rbac?.yaml ?? "", /kind: ClusterRoleBinding\n(?:.*\n)*.*kind: ClusterRole\n/);
		await client.open("other.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n");
		assert.equal(await at(generatedRbacRequest, "other.yaml", 3), null);
		assert.equal(await at(effectiveRulesRequest, "other.yaml", 3), null);
	});
});
