import { strict as assert } from "node:assert";
import { Workspace } from "./workspace";

const files = {
	"spaces.yaml": `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    scope.theriseunion.io/workspace: retail
`,
	"roles.yaml": `apiVersion: iam.theriseunion.io/v1alpha1
kind: IAMRole
metadata:
  name: keeper
  labels:
    iam.theriseunion.io/scope: workspace
    iam.theriseunion.io/scope-value: retail
spec:
  rules:
    - apiGroups: [apps]
      resources: [deployments]
      verbs: [get, create]
    - nonResourceURLs: [/healthz]
      verbs: [get]
`,
	"bindings.yaml": `apiVersion: iam.theriseunion.io/v1alpha1
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
`,
};

describe("edgewise explain-permission", () => {
	let workspace: Workspace;
	before(() => {
		workspace = new Workspace(files);
	});
	after(() => workspace.remove());

	const explain = (...args: readonly string[]) => workspace.run(["explain-permission", ...args, "."]);
	const create = ["--verb", "create", "--resource", "deployments.apps", "--namespace", "shop"];

	it("says yes with the chain and the status 0", async () => {
		const { status, stdout, stderr } = await explain("--user", "alice", ...create);
		assert.equal(
			stdout,
			`Allowed: User alice may create deployments.apps (namespace shop)
Levels, from the narrowest:
  namespace shop: no bindings
  workspace retail: allowed
    known from Namespace shop (spaces.yaml:6)
    IAMRoleBinding keepers names User alice (bindings.yaml:14)
      and gives IAMRole keeper (roles.yaml:4)
      whose rule allows get, create on deployments of apps (roles.yaml:10)
`,
		);
		assert.deepEqual([status, stderr], [0, ""]);
	});

	it("says no with what it looked at and the status 1", async () => {
		const { status, stdout } = await explain("--user", "bob", ...create);
		assert.equal(status, 1);
		assert.match(stdout, /^Denied: User bob may not create deployments\.apps/);
		assert.match(stdout, /workspace retail: 1 binding, none for this subject/);
	});

	it("answers who may, and what somebody may", async () => {
		const who = await explain(...create);
		assert.equal(who.status, 0);
		assert.match(who.stdout, /^2 subjects may create deployments\.apps \(namespace shop\)\n/);
		const nobody = await explain("--verb", "delete", "--resource", "deployments", "--namespace", "shop");
		assert.deepEqual([nobody.status, nobody.stdout], [1, "Nobody may delete deployments.apps (namespace shop)\n"]);
		const what = await explain("--service-account", "shop/robot");
		assert.equal(what.status, 0);
		assert.match(what.stdout, /get, create on deployments of apps — its own \(roles\.yaml:10\)/);
	});

	it("takes resources as kubectl does, URLs, groups and JSON", async () => {
		const short = ["--user", "alice", "--verb", "create", "--workspace", "retail"];
		assert.equal((await explain(...short, "--resource", "Deployment")).status, 0);
		assert.equal((await explain(...short, "--resource", "deployments/scale")).status, 1);
		assert.equal(
			(await explain("--user", "alice", "--verb", "get", "--url", "/healthz", "--workspace", "retail")).status,
			0,
		);
		assert.equal(
			(await explain("--user", "x", "--group", "system:masters", "--verb", "delete", "--resource", "nodes")).status,
			0,
		);
		const { stdout } = await explain("--json", "--user", "alice", ...create);
		const answer = JSON.parse(stdout);
		assert.equal(answer.allowed, true);
		assert.deepEqual(
			[answer.by.allowedBy.role, answer.by.allowedBy.rule.file, answer.by.allowedBy.rule.line],
			["IAMRole/keeper", "roles.yaml", 10],
		);
	});

	it("tells what it cannot understand, with the status 2", async () => {
		const cases: readonly [readonly string[], RegExp][] = [
			[[], /give --user, --group or --service-account/],
			[["--user", "a", "--verb", "get"], /--verb goes with --resource or --url/],
			[["--user", "a", "--service-account", "b/c"], /either --user or --service-account/],
			[["--service-account", "robot"], /takes NAMESPACE\/NAME, not "robot"/],
			[
				["--verb", "get", "--resource", "deploiments"],
				/no resource "deploiments" is known\. Did you mean "deployments"\?/,
			],
			[["--verb", "get", "--resource", "nodegroups"], /several groups have "nodegroups": write nodegroups\./],
			[["--usr", "a"], /--usr/],
		];
		for (const [args, expected] of cases) {
			const { status, stderr } = await explain(...args);
			assert.equal(status, 2, args.join(" "));
			assert.match(stderr, expected);
		}
		const missing = await workspace.run(["explain-permission", "--user", "alice", "nowhere"]);
		assert.equal(missing.status, 2);
		assert.match(missing.stderr, /^edgewise: nowhere: /);
	});

	it("speaks Chinese, and helps", async () => {
		const { stdout } = await explain("--locale", "zh-cn", "--user", "alice", ...create);
		assert.match(stdout, /^允许：User alice 可以 create deployments\.apps（命名空间 shop）\n/);
		const help = await workspace.run(["explain-permission", "--help"]);
		assert.match(help.stdout, /^Usage: edgewise explain-permission \[OPTION\]… PATH…\n/);
	});
});
