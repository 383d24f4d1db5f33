import { strict as assert } from "node:assert";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { device, Workspace } from "./workspace";

const pod = (name: string, containers: readonly string[]) =>
	`apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec:\n  containers:\n${containers
		.map((container) => `    - name: ${container}\n      image: nginx:1.27\n      imagePullPolic: Always\n`)
		.join("")}`;

describe("baselines", () => {
	let workspace: Workspace;

	beforeEach(async () => {
		workspace = new Workspace({ "m/device.yaml": device, "m/pod.yaml": pod("p", ["a", "b"]) });
		const { status, stderr } = await workspace.lint("m", "--baseline", "ci/base.json", "--write-baseline");
		assert.equal(status, 0);
		assert.equal(stderr, "3 findings written to ci/base.json.\n");
	});

	afterEach(() => workspace.remove());

	const lint = (...args: string[]) => workspace.lint("m", "--baseline", "ci/base.json", ...args);

	it("leave out what is known, and say so", async () => {
		const { status, stdout } = await lint("--summary");
		assert.equal(status, 0);
		assert.equal(
			stdout,
			"2 documents in 2 files: no problems\n3 findings of the baseline left out.\nSummary: 2 documents in 2 files - Valid: 2, Invalid: 0, Errors: 0, Skipped: 0\n",
		);
	});

	it("fail on what is new alone", async () => {
		workspace.write("m/other.yaml", device);
		workspace.write("m/pod.yaml", pod("p", ["a", "c", "b"]));
		const { status, stdout } = await lint();
		assert.equal(status, 1);
		assert.match(
			stdout,
			/^m\/other\.yaml:6:3: [^\n]*\n\nm\/pod\.yaml:11:7: [^\n]*\n\n2 documents|3 documents in 3 files: 2 errors/,
		);
		assert.match(stdout, /3 findings of the baseline left out\.\n$/);
	});

	it("know findings that moved, were turned round, or are told in another language", async () => {
		workspace.write(
			"m/device.yaml",
			`# one\n# two\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n---\n${device}`,
		);
		workspace.write("m/pod.yaml", pod("p", ["b", "new", "a"]).replace(/(name: new\n.*\n).*\n/, "$1"));
		assert.equal((await lint("--locale", "zh-cn")).status, 0);
	});

	it("count equal findings", async () => {
		workspace.write("m/device.yaml", `${device}---\n${device}`);
		const { summary } = await workspace.json("m", "--baseline", "ci/base.json");
		assert.equal(summary.errors, 1);
		assert.deepEqual(summary.baseline, { known: 3, gone: 0 });
	});

	it("tell what is gone, of the files that were checked, and let it go when they are written anew", async () => {
		workspace.write("m/device.yaml", device.replace("nodeNam", "nodeName"));
		const { status, stdout } = await lint();
		assert.equal(status, 0);
		assert.match(
			stdout,
			/2 findings of the baseline left out\.\n1 finding of the baseline is gone; --write-baseline removes it:\n {2}\.\.\/m\/device\.yaml: Device\/freezer spec\.nodeNam \[unknown-field\]\n$/,
		);
		const other = await workspace.lint("m/pod.yaml", "--baseline", "ci/base.json");
		assert.doesNotMatch(other.stdout, /gone/);
		await workspace.lint("m/pod.yaml", "--baseline", "ci/base.json", "--write-baseline");
		assert.match(workspace.read("ci/base.json"), /device\.yaml/, "what was not checked stays");
		rmSync(join(workspace.folder, "m/device.yaml"));
		assert.match((await lint()).stdout, /1 finding of the baseline is gone/);
		await lint("--write-baseline");
		assert.doesNotMatch(workspace.read("ci/base.json"), /device\.yaml/);
	});

	it("must be there, and be baselines", async () => {
		workspace.write("other.json", "{}");
		for (const [args, words] of [
			[["--baseline", "nowhere.json"], /nowhere\.json: no such file; --write-baseline writes it/],
			[["--baseline", "other.json"], /other\.json: this is no baseline/],
			[["--baseline", "m/pod.yaml/x", "--write-baseline"], /it cannot be written: part of this path is a file/],
			[["--write-baseline"], /--write-baseline works only together with --baseline/],
		] as const) {
			const { status, stderr } = await workspace.lint("m", ...args);
			assert.equal(status, 2);
			assert.match(stderr, words);
		}
	});
});
