import { strict as assert } from "node:assert";
import { statSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../tools/lib/run";
import { cluster, Workspace } from "./workspace";

const budget =
	"# of the tills\r\napiVersion: policy/v1beta1\r\nkind: PodDisruptionBudget\r\nmetadata:\r\n  name: till\r\nspec:\r\n  maxUnavailable: 1\r\n";

const pool = `apiVersion: apps.openyurt.io/v1beta1
kind: NodePool
metadata:
  name: north
spec:
  # the nodes
  selector:
    matchLabels: {region: north}
  type: Edge
`;

const migratedPool = `apiVersion: apps.openyurt.io/v1beta2
kind: NodePool
metadata:
  name: north
spec:
  # the nodes
  # edgewise: not carried over: spec.selector: a NodePool selects no nodes any more: label each node apps.openyurt.io/nodepool=<name of the pool>
  type: Edge
`;

const explicitKey = `apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata:
  name: odd
? spec
: maxUnavailable: 1
`;

describe("edgewise migrate", () => {
	let workspace: Workspace;

	beforeEach(() => {
		workspace = new Workspace({ "stores/budget.yaml": budget, "pool.yaml": pool, "cluster.yaml": cluster });
	});

	afterEach(() => workspace.remove());

	const migrate = (...args: string[]) => workspace.run(["migrate", ...args]);

	it("previews as a diff that git takes, and tells what is lost", async () => {
		const { status, stdout, stderr } = await migrate(".");
		assert.equal(status, 0, stderr);
		assert.deepEqual([workspace.read("pool.yaml"), workspace.read("stores/budget.yaml")], [pool, budget]);
		assert.match(stderr, /^pool\.yaml:7:3: not carried over: spec\.selector: a NodePool selects no nodes/m);
		assert.match(stderr, /2 documents in 2 files to migrate; nothing was written\.\n$/);
		const applied = await run("git", ["apply", "-"], { cwd: workspace.folder, input: stdout });
		assert.equal(applied.status, 0, applied.stderr);
		assert.equal(workspace.read("pool.yaml"), migratedPool);
		assert.equal(workspace.read("stores/budget.yaml"), budget.replace("policy/v1beta1", "policy/v1"));
	});

	it("writes with --write, and has nothing to do then", async () => {
		const before = statSync(join(workspace.folder, "cluster.yaml"));
		const { status, stdout } = await migrate("--write", ".");
		assert.equal(status, 0);
		assert.equal(
			stdout,
			"pool.yaml:1: NodePool/north is now apps.openyurt.io/v1beta2/NodePool\n" +
				"stores/budget.yaml:2: PodDisruptionBudget/till is now policy/v1/PodDisruptionBudget\n",
		);
		assert.equal(workspace.read("pool.yaml"), migratedPool);
		const after = statSync(join(workspace.folder, "cluster.yaml"));
		assert.deepEqual([after.ino, after.mtimeMs], [before.ino, before.mtimeMs]);
		const again = await migrate("--check", ".");
		assert.deepEqual([again.status, again.stdout, again.stderr], [0, "", "Nothing to migrate.\n"]);
	});

	it("fails with --check where there is something to migrate", async () => {
		const { status, stdout } = await migrate("--check", "pool.yaml");
		assert.deepEqual(
			[status, stdout],
			[1, "pool.yaml:1: NodePool/north can become apps.openyurt.io/v1beta2/NodePool\n"],
		);
		assert.equal(workspace.read("pool.yaml"), pool);
	});

	it("migrates only to what --to names", async () => {
		for (const target of ["policy/v1", "policy/v1/PodDisruptionBudget", "pod-disruption-budget"]) {
			const { stdout } = await migrate("--check", ".", "--to", target);
			assert.match(stdout, /^stores\/budget\.yaml:2: .*\n$/, target);
		}
		const wrong = await migrate(".", "--to", "polcy/v1");
		assert.equal(wrong.status, 2);
		assert.match(wrong.stderr, /nothing migrates to "polcy\/v1"\. Did you mean "policy\/v1"\?/);
	});

	it("passes standard input on, migrated", async () => {
		const { status, stdout, stderr } = await workspace.run(["migrate", "--write", "-"], { input: pool });
		assert.deepEqual([status, stdout], [0, migratedPool]);
		assert.match(stderr, /^<stdin>:7:3: not carried over/);
	});

	it("prints JSON for programs", async () => {
		const { stdout } = await migrate("--json", "pool.yaml", "cluster.yaml");
		const report: unknown = JSON.parse(stdout);
		assert.deepEqual(JSON.parse(JSON.stringify(report, (key, value) => (key === "diff" ? undefined : value))), {
			files: [
				{
					file: "pool.yaml",
					changed: true,
					documents: [
						{
							line: 1,
							column: 13,
							kind: "NodePool",
							name: "north",
							migration: "openyurt-node-pool",
							to: "apps.openyurt.io/v1beta2/NodePool",
							outcome: "migrated",
							notCarriedOver: [
								{
									line: 7,
									column: 3,
									path: "spec.selector",
									message:
										"a NodePool selects no nodes any more: label each node apps.openyurt.io/nodepool=<name of the pool>",
								},
							],
							notes: [],
						},
					],
				},
				{ file: "cluster.yaml", changed: false, documents: [] },
			],
		});
	});

	it("says which document it cannot rewrite, and why", async () => {
		workspace.write("odd.yaml", explicitKey);
		const { status, stdout, stderr } = await migrate("--write", "odd.yaml");
		assert.deepEqual([status, stdout], [1, ""]);
		assert.match(stderr, /^odd\.yaml:1:13: PodDisruptionBudget\/odd was not migrated: the YAML is laid out/);
		assert.equal(workspace.read("odd.yaml"), explicitKey);
	});

	it("tells what it cannot read, and leaves out what settings ignore", async () => {
		const missing = await migrate("nowhere.yaml", "pool.yaml");
		assert.equal(missing.status, 2);
		assert.match(missing.stderr, /^edgewise: nowhere\.yaml: no such file or folder\n/);
		workspace.write(".edgewise.yaml", "ignore: [stores]\n");
		assert.doesNotMatch((await migrate("--check", ".")).stdout, /budget/);
		assert.equal((await migrate()).status, 2);
		assert.equal((await migrate("--check", "--write", ".")).status, 2);
	});

	it("speaks Chinese", async () => {
		const { stdout, stderr } = await migrate("--locale", "zh-cn", "pool.yaml");
		assert.match(stdout, /^\+ {2}# edgewise: 未迁移：spec\.selector：NodePool 不再选择节点/m);
		assert.match(stderr, /^pool\.yaml:7:3: 未迁移：spec\.selector：NodePool 不再选择节点/m);
		const help = await migrate("--help", "--locale", "zh-cn");
		assert.match(help.stdout, /迁移目标：\n {2}kubeedge-device +devices\.kubeedge\.io\/v1beta1\/Device\n/);
	});
});
