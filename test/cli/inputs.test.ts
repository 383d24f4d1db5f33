import { strict as assert } from "node:assert";
import { globExpression, pathMatcher } from "../../server/src/engine/text/glob";
import { cluster, device, Workspace } from "./workspace";

describe("what the command line checks", () => {
	let workspace: Workspace;

	beforeEach(() => {
		workspace = new Workspace({
			"stores/one/device.yaml": device,
			"stores/one/cluster.yml": cluster,
			"stores/two/device.yaml": device,
			"stores/two/notes.txt": device,
			"stores/node_modules/skipped.yaml": device,
			"charts/[x].yaml": device,
		});
	});

	afterEach(() => workspace.remove());

	const files = async (...args: string[]) => {
		const { summary, problems } = await workspace.json(...args);
		return [summary.files, ...problems.map(({ file }) => file)];
	};

	it("is what quoted patterns match", async () => {
		assert.deepEqual(await files("stores/**/*.yaml"), [2, "stores/one/device.yaml", "stores/two/device.yaml"]);
		assert.deepEqual(await files("./stores/t?o/*"), [1, "stores/two/device.yaml"]);
		assert.deepEqual(await files("stores/{one,two}/*.{yaml,yml}"), [
			3,
			"stores/one/device.yaml",
			"stores/two/device.yaml",
		]);
		assert.deepEqual(await files("stores/**"), [3, "stores/one/device.yaml", "stores/two/device.yaml"]);
		assert.deepEqual(await files(`${workspace.folder}/stores/tw[a-o]/*.txt`), [
			1,
			`${workspace.folder}/stores/two/notes.txt`,
		]);
	});

	it("is a file of that name before it is a pattern", async () => {
		assert.deepEqual(await files("charts/[x].yaml"), [1, "charts/[x].yaml"]);
	});

	it("is not what stands behind an exclamation mark", async () => {
		assert.deepEqual(await files("stores", "!stores/two"), [2, "stores/one/device.yaml"]);
		assert.deepEqual(await files("!device.yaml", "stores"), [1]);
		assert.deepEqual(await files("stores/one/device.yaml", "!stores/**/*.yaml"), [0]);
	});

	it("is each file once, however often it is named", async () => {
		assert.deepEqual(await files("stores/two", "./stores/two/device.yaml", "stores/t*/*.yaml"), [
			1,
			"stores/two/device.yaml",
		]);
	});

	it("must be there", async () => {
		const { status, stderr } = await workspace.lint("stores/**/*.jsonnet", "nowhere/*.yaml", "stores/one/cluster.yml");
		assert.equal(status, 2);
		assert.equal(
			stderr,
			"edgewise: stores/**/*.jsonnet: no file matches this pattern\nedgewise: nowhere/*.yaml: no file matches this pattern\n",
		);
	});

	it("may come from standard input, under a name", async () => {
		const named = await workspace.run(["lint", "-", "--stdin-filename", "stores/new.yaml"], { input: device });
		assert.equal(named.status, 1);
		assert.match(named.stdout, /^stores\/new\.yaml:6:3: error/);
		const unnamed = await workspace.run(["lint", "-", "stores/one/cluster.yml"], { input: device });
		assert.match(unnamed.stdout, /^<stdin>:6:3: error[\s\S]*2 documents in 2 files/);
		workspace.write(
			".edgewise.yaml",
			"overrides: [{files: [stores], rules: {unknown-field: off}}]\nignore: [charts]\n",
		);
		const quiet = await workspace.run(["lint", "-", "--stdin-filename", "stores/new.yaml"], { input: device });
		assert.equal(quiet.status, 0);
		const ignored = await workspace.run(["lint", "-", "--stdin-filename", "charts/new.yaml"], { input: device });
		assert.match(ignored.stdout, /^0 documents in 0 files/);
	});

	it("may be UTF-8 with a byte order mark, or UTF-16, and is refused as anything else", async () => {
		workspace.write("bom.yaml", `\uFEFF${device}`);
		workspace.write("utf16.yaml", Buffer.from(`\uFEFF${device}`, "utf16le"));
		workspace.write("latin1.yaml", Buffer.from("name: Kühltruhe\n", "latin1"));
		const { status, stdout, stderr } = await workspace.lint("bom.yaml", "utf16.yaml", "latin1.yaml");
		assert.equal(status, 2);
		assert.match(stdout, /^bom\.yaml:6:3: error.*\n\nutf16\.yaml:6:3: error/);
		assert.equal(stderr, "edgewise: latin1.yaml: this is no text in UTF-8 or UTF-16\n");
	});
});

describe("patterns of paths", () => {
	const cases: readonly [string, readonly string[], readonly string[]][] = [
		["*.yaml", ["a.yaml", ".a.yaml"], ["b/a.yaml", "a.yml"]],
		["**/*.yaml", ["a.yaml", "b/c/a.yaml"], ["a.yml"]],
		["a/**", ["a/b", "a/b/c"], ["a", "ab/c"]],
		["a/**/b", ["a/b", "a/x/b", "a/x/y/b"], ["a/xb", "ab"]],
		["a**b", ["ab", "axxb"], ["a/b"]],
		["{a,b{c,d}}.yaml", ["a.yaml", "bc.yaml", "bd.yaml"], ["b.yaml"]],
		["{**/a,b}", ["a", "x/a", "b"], ["x/b"]],
		["[!a-c]", ["d"], ["b", "/", "dd"]],
		["a[", ["a["], ["a"]],
		["{a", ["{a"], ["a"]],
		["a.b+(c)", ["a.b+(c)"], ["axb+(c)"]],
		["\\*", ["*"], ["a"]],
		["?", ["a", "货"], ["", "/"]],
	];

	for (const [pattern, fitting, others] of cases) {
		it(`${pattern} means what it means elsewhere`, () => {
			const expression = globExpression(pattern);
			for (const path of fitting) assert.match(path, expression);
			for (const path of others) assert.doesNotMatch(path, expression);
		});
	}

	it("fit as those of .gitignore do", () => {
		const matches = pathMatcher(["templates", "/root.yaml", "stores/old/", "*.tpl.yaml"]);
		for (const path of ["a/templates/b.yaml", "root.yaml", "stores/old/x/y.yaml", "deep/x.tpl.yaml"]) {
			assert.ok(matches(path), path);
		}
		for (const path of ["a/root.yaml", "my/stores/old/x.yaml", "templates2/a.yaml"]) assert.ok(!matches(path), path);
		assert.ok(!pathMatcher([])("a"));
	});
});
