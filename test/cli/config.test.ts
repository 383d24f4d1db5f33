import { strict as assert } from "node:assert";
import { wordsFor } from "../../server/src/cli/messages/choose";
import { readConfig, rulesMatcher } from "../../server/src/config/config";
import { cluster, device, Workspace } from "./workspace";

const { config: words } = wordsFor("en");

describe(".edgewise.yaml", () => {
	/** Mistakes as `text at the place: message`. */
	const mistakes = (text: string) => {
		const result = readConfig(text, words);
		return result.kind === "config"
			? []
			: result.problems.map(({ span, message }) => `${text.slice(span.start, span.end)}: ${message}`);
	};

	it("may be empty, and have every setting", () => {
		const empty = { rules: {}, ignore: [], schemas: [], overrides: [] };
		for (const text of ["", "# nothing\n", "rules:\nignore:\nschemas:\noverrides:\n"]) {
			assert.deepEqual(readConfig(text, words), { kind: "config", config: empty });
		}
		const text = `rules: {no-schema: off, deprecated-version: error}
ignore: [charts/**]
schemas: crds
overrides:
  - files: ["*.test.yaml"]
    rules: {unknown-field: hint}
`;
		assert.deepEqual(readConfig(text, words), {
			kind: "config",
			config: {
				rules: { "no-schema": "off", "deprecated-version": "error" },
				ignore: ["charts/**"],
				schemas: ["crds"],
				overrides: [{ files: ["*.test.yaml"], rules: { "unknown-field": "hint" } }],
			},
		});
	});

	it("says what is wrong with it, and where", () => {
		assert.deepEqual(mistakes("rule: {}\nfoo: 1\n"), [
			'rule: there is no setting "rule". Did you mean "rules"?',
			'foo: there is no setting "foo". There are rules, ignore, schemas or overrides.',
		]);
		assert.deepEqual(mistakes("rules:\n  unknown-feild: off\n  no-schema: warn\n  wrong-type: {a: 1}\n"), [
			'unknown-feild: there is no rule "unknown-feild". Did you mean "unknown-field"?',
			'warn: "no-schema" must be off, error, warning, info or hint, not "warn".',
			'{a: 1}: "wrong-type" must be off, error, warning, info or hint, not "".',
		]);
		assert.deepEqual(mistakes("ignore: [1, a]\nrules: [a]\noverrides: {}\n"), [
			'1: "ignore" must be a list of texts',
			'[a]: "rules" must be a map of names to values',
			'{}: "overrides" must be a list of entries with "files" and "rules"',
		]);
		assert.deepEqual(mistakes("overrides:\n  - rules: {}\n    fils: a\n"), [
			'rules: {}: "files" is missing in overrides[0]',
			'fils: there is no setting "fils". Did you mean "files"?',
		]);
		assert.match(mistakes("rules: {a: b\n")[0] ?? "", /this is not YAML/);
		assert.match(mistakes("ignore: [a]\nignore: [b]\n")[0] ?? "", /this is not YAML: Map keys must be unique/);
	});

	it("lets later overrides count before earlier ones", () => {
		const result = readConfig(
			"rules: {no-schema: off}\noverrides: [{files: a, rules: {no-schema: info, wrong-type: off}}, {files: a/b, rules: {no-schema: error}}]",
			words,
		);
		assert.ok(result.kind === "config");
		const rulesOf = rulesMatcher(result.config);
		assert.deepEqual(rulesOf("c.yaml"), { "no-schema": "off" });
		assert.deepEqual(rulesOf("a/c.yaml"), { "no-schema": "info", "wrong-type": "off" });
		assert.deepEqual(rulesOf("a/b/c.yaml"), { "no-schema": "error", "wrong-type": "off" });
	});
});

describe("the configuration of a run", () => {
	let workspace: Workspace;

	beforeEach(() => {
		workspace = new Workspace({
			"repo/.git/HEAD": "",
			"repo/stores/device.yaml": device,
			"repo/cluster.yaml": cluster,
		});
	});

	afterEach(() => workspace.remove());

	const codes = async (...args: string[]) =>
		(await workspace.json(...args)).problems.map(({ code, severity }) => `${code} ${severity}`);

	it("is the nearest file up to the repository's root", async () => {
		workspace.write(".edgewise.yaml", "rules: {unknown-field: off}\n");
		assert.deepEqual(await codes("repo"), ["unknown-field error"]);
		workspace.write("repo/.edgewise.yaml", "rules: {unknown-field: warning}\n");
		assert.deepEqual(await codes("repo"), ["unknown-field warning"]);
		workspace.write("repo/stores/.edgewise.yaml", "rules: {unknown-field: hint}\n");
		assert.deepEqual(await codes("repo"), ["unknown-field hint"]);
		assert.deepEqual(await codes("repo", "--config", ".edgewise.yaml"), []);
		assert.equal((await workspace.json("repo")).summary.files, 2, "the configuration is no manifest");
	});

	it("yields to --rules", async () => {
		workspace.write("repo/.edgewise.yaml", "rules: {unknown-field: off}\n");
		assert.deepEqual(await codes("repo", "--rules", "unknown-field=info,no-schema=off"), ["unknown-field info"]);
		const { status } = await workspace.lint("repo", "--rules", "unknown-field=warning", "--severity", "error");
		assert.equal(status, 0);
	});

	it("leaves files out, also those that are named", async () => {
		workspace.write("repo/.edgewise.yaml", "ignore: [stores]\n");
		const { stdout } = await workspace.lint("repo", "repo/stores/device.yaml", "repo/**/device.yaml");
		assert.equal(stdout, "1 document in 1 file: no problems\n");
	});

	it("names folders of definitions for its files alone", async () => {
		const widget = "apiVersion: shop.example.com/v1\nkind: Widget\nmetadata: {name: one}\nsize: large\n";
		const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.shop.example.com}
spec:
  group: shop.example.com
  scope: Namespaced
  names: {kind: Widget, plural: widgets, singular: widget, listKind: WidgetList}
  versions:
    - name: v1
      served: true
      storage: true
      schema: {openAPIV3Schema: {type: object, properties: {size: {type: integer}}}}
`;
		workspace.write("a/widget.yaml", widget);
		workspace.write("b/widget.yaml", widget);
		workspace.write("schemas/widget.yaml", definition);
		workspace.write("a/.edgewise.yaml", "schemas: [../schemas]\n");
		const { problems } = await workspace.json("a", "b");
		assert.deepEqual(
			problems.map(({ file, code }) => [file, code]),
			[
				["a/widget.yaml", "wrong-type"],
				["b/widget.yaml", "no-schema"],
			],
		);
		workspace.write("a/.edgewise.yaml", "schemas: [nowhere]\n");
		const { status, stderr } = await workspace.lint("a");
		assert.equal(status, 2);
		assert.match(stderr, /nowhere: no such file or folder/);
	});

	it("stops the run where it is wrong", async () => {
		workspace.write("repo/.edgewise.yaml", "rules:\n  unknown-feild: off\n");
		const { status, stdout, stderr } = await workspace.lint("repo");
		assert.equal(status, 2);
		assert.equal(stdout, "");
		assert.match(
			stderr,
			/repo\/\.edgewise\.yaml:2:3: there is no rule "unknown-feild"\. Did you mean "unknown-field"\?/,
		);
		const missing = await workspace.lint("repo", "--config", "nowhere.yaml");
		assert.equal(missing.status, 2);
		assert.match(missing.stderr, /nowhere\.yaml: no such file or folder/);
	});
});
