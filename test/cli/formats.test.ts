import { strict as assert } from "node:assert";
import { cluster, device, type JsonReport, Workspace } from "./workspace";

const deprecated = "apiVersion: apps.openyurt.io/v1alpha1\nkind: NodePool\nmetadata: {name: a}\n";
const unknown = "apiVersion: example.com/v1\nkind: Toaster\nmetadata: {name: t}\n";

describe("formats of findings", () => {
	let workspace: Workspace;

	beforeEach(() => {
		workspace = new Workspace({
			".git/HEAD": "",
			"a/good.yaml": cluster,
			"a/with space,100%.yaml": `${cluster}---\n${device}---\n${unknown}`,
			"b/broken.yaml": "apiVersion: v1\nkind: ConfigMap\n bad: [\n",
		});
	});

	afterEach(() => workspace.remove());

	it("sum up as kubeconform does, in text where asked and in JSON always", async () => {
		const { stdout } = await workspace.lint("--summary", "a", "b");
		assert.match(stdout, /\nSummary: 5 documents in 3 files - Valid: 2, Invalid: 1, Errors: 1, Skipped: 1\n$/);
		const { summary } = await workspace.json("a", "b");
		assert.deepEqual(summary.results, { valid: 2, invalid: 1, errors: 1, skipped: 1 });
	});

	it("print annotations of GitHub with everything escaped", async () => {
		workspace.write("a/b/broken.yaml", workspace.read("b/broken.yaml"));
		const { status, stdout } = await workspace.lint("--format", "github", "a/with space,100%.yaml", "a/b");
		assert.equal(status, 1);
		const [first, second, third] = stdout.split("\n");
		const file = "file=a/with space%2C100%25.yaml";
		assert.ok(
			first?.startsWith(
				`::error ${file},line=13,col=3,endLine=13,endColumn=10,title=unknown-field Device/freezer::spec of a Device has no field "nodeNam"`,
			),
			first,
		);
		assert.match(second ?? "", /^::notice .*line=16,.*title=no-schema Toaster\/t::/);
		assert.match(third ?? "", /^::error file=a\/b\/broken\.yaml,line=/);
	});

	it("count paths of annotations from the workspace of the action", async () => {
		const { stdout } = await workspace.run(["lint", "--format", "github", "b"], {
			env: { GITHUB_WORKSPACE: `${workspace.folder}/b` },
		});
		assert.match(stdout, /^::error file=broken\.yaml,/);
	});

	it("print JUnit with a case for every document", async () => {
		const { stdout } = await workspace.lint("--format", "junit", "a", "b", "nowhere");
		assert.match(
			stdout,
			/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="edgewise" tests="6" failures="1" errors="2" skipped="1">/,
		);
		assert.match(
			stdout,
			/<testsuite name="a\/good\.yaml" tests="1" failures="0" errors="0" skipped="0">\n<testcase name="Cluster\/store-001" classname="a\/good\.yaml" file="a\/good\.yaml" line="1"\/>/,
		);
		assert.match(
			stdout,
			/<testcase name="Device\/freezer" [^>]*line="8">\n<failure message="spec of a Device has no field &quot;nodeNam&quot;; [^"]*" type="unknown-field">a\/with space,100%\.yaml:13:3: error: /,
		);
		assert.match(
			stdout,
			/<testcase name="Toaster\/t" [^>]*>\n<skipped message="not checked: [^"]*"\/>\n<system-out>a\/with space,100%\.yaml:16:7: info: /,
		);
		assert.match(stdout, /<error message="[^"]+" type="yaml-syntax">b\/broken\.yaml:/);
		assert.match(
			stdout,
			/<testcase name="nowhere"[^>]*>\n<error message="no such file or folder" type="unreadable"\/>/,
		);
	});

	it("keep JUnit's XML well-formed whatever manifests hold", async () => {
		workspace.write("odd.yaml", device.replace("freezer", '"<&\\u0007\\ud800>\\""'));
		const { stdout } = await workspace.lint("--format", "junit", "odd.yaml");
		assert.match(stdout, /<testcase name="Device\/&lt;&amp;\uFFFD\uFFFD&gt;&quot;"/);
	});

	it("print SARIF that code scanning can place and follow", async () => {
		const sarif = async (...args: string[]) => JSON.parse((await workspace.lint("--format", "sarif", ...args)).stdout);
		const log = await sarif("a", "nowhere");
		assert.equal(log.version, "2.1.0");
		const [run] = log.runs;
		const { rules } = run.tool.driver;
		assert.equal(run.invocations[0].executionSuccessful, false);
		assert.match(run.originalUriBaseIds["%SRCROOT%"].uri, /^file:\/\/\/.*\/$/);
		const [result] = run.results;
		assert.equal(result.level, "error");
		assert.equal(rules[result.ruleIndex].id, "unknown-field");
		assert.ok(rules[result.ruleIndex].help.text.length > 20);
		assert.deepEqual(result.locations[0].physicalLocation, {
			artifactLocation: { uri: "a/with%20space%2C100%25.yaml", uriBaseId: "%SRCROOT%" },
			region: { startLine: 13, startColumn: 3, endLine: 13, endColumn: 10 },
		});
		assert.equal(result.locations[0].logicalLocations[0].fullyQualifiedName, "Device/freezer/spec.nodeNam");
		// Neither lines nor the language of messages change what a finding is.
		const fingerprint = result.partialFingerprints["edgewise/v1"];
		workspace.write("a/with space,100%.yaml", `# a new line\n${workspace.read("a/with space,100%.yaml")}`);
		const [moved] = (await sarif("a", "--locale", "zh-cn")).runs[0].results;
		assert.equal(moved.locations[0].physicalLocation.region.startLine, 14);
		assert.match(moved.message.text, /没有字段/);
		assert.equal(moved.partialFingerprints["edgewise/v1"], fingerprint);
	});

	it("tell equal findings apart in SARIF", async () => {
		workspace.write("twice.yaml", `${device}---\n${device}`);
		const { stdout } = await workspace.lint("--format", "sarif", "--rules", "duplicate-object=off", "twice.yaml");
		const results: { partialFingerprints: Record<string, string> }[] = JSON.parse(stdout).runs[0].results;
		assert.equal(new Set(results.map(({ partialFingerprints }) => partialFingerprints["edgewise/v1"])).size, 2);
	});

	it("may be several at once", async () => {
		const outputs = ["json=out/report.json", "junit=out/junit.xml", "sarif=edgewise.sarif", "text=out/all.txt"];
		const args = outputs.flatMap((output) => ["--output", output]);
		const { status, stdout } = await workspace.run(["lint", ...args, "a"], { env: { FORCE_COLOR: "1" } });
		assert.equal(status, 1);
		assert.ok(stdout.includes("\u001B[31merror"));
		assert.equal((JSON.parse(workspace.read("out/report.json")) as JsonReport).problems.length, 2);
		assert.match(workspace.read("out/junit.xml"), /<testsuites /);
		assert.match(workspace.read("edgewise.sarif"), /"2\.1\.0"/);
		assert.match(workspace.read("out/all.txt"), /: error: spec of a Device/);
		const failed = await workspace.lint("--output", "json=a/good.yaml/x.json", "a/good.yaml");
		assert.equal(failed.status, 2);
		assert.match(failed.stderr, /a\/good\.yaml\/x\.json: it cannot be written: /);
	});
});

describe("severities", () => {
	const workspace = new Workspace({ "pool.yaml": deprecated, "toaster.yaml": unknown });
	after(() => workspace.remove());

	it("fail the run from a limit on", async () => {
		const status = async (...args: string[]) => (await workspace.lint(...args)).status;
		assert.equal(await status("pool.yaml", "--rules", "deprecated-version=warning"), 1);
		assert.equal(await status("pool.yaml", "--rules", "deprecated-version=warning", "--severity", "error"), 0);
		assert.equal(await status("toaster.yaml"), 0);
		assert.equal(await status("toaster.yaml", "--severity", "info"), 1);
		assert.equal(await status("toaster.yaml", "--rules", "no-schema=hint", "--severity", "info"), 0);
	});

	it("decide what is shown", async () => {
		const { stdout } = await workspace.lint("toaster.yaml", "--show", "warning");
		assert.equal(stdout, "1 document in 1 file: no problems\n");
		const quiet = await workspace.lint("toaster.yaml", "--quiet");
		assert.equal(quiet.stdout, "");
		const failing = await workspace.lint("toaster.yaml", "--quiet", "--severity=info");
		assert.match(failing.stdout, /^toaster\.yaml:2:7: info: .*\n$/);
	});

	it("fail the run also where they are not shown", async () => {
		const { status } = await workspace.lint("toaster.yaml", "--severity", "info", "--show", "error");
		assert.equal(status, 1);
	});
});
