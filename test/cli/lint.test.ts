import { strict as assert } from "node:assert";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../tools/lib/run";

const cli = join(__dirname, "..", "..", "dist", "cli.js");

const good =
	"apiVersion: scope.theriseunion.io/v1alpha1\nkind: Cluster\nmetadata:\n  name: store-001\nspec:\n  enable: true\n";
const bad =
	"apiVersion: devices.kubeedge.io/v1beta1\nkind: Device\nmetadata:\n  name: freezer\nspec:\n  nodeNam: store-001\n";

describe("edgewise lint", () => {
	let folder: string;
	const lint = (...args: string[]) => run(process.execPath, [cli, "lint", ...args], { cwd: folder });

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), "edgewise-lint-"));
		mkdirSync(join(folder, "stores", "node_modules"), { recursive: true });
		writeFileSync(join(folder, "stores", "cluster.yaml"), good);
		writeFileSync(join(folder, "stores", "device.yml"), `${good}---\n${bad}`);
		writeFileSync(join(folder, "stores", "notes.txt"), bad);
		writeFileSync(join(folder, "stores", "node_modules", "skipped.yaml"), bad);
	});

	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	it("ends with 0 where everything is clean", async () => {
		const { status, stdout } = await lint("stores/cluster.yaml");
		assert.equal(status, 0);
		assert.equal(stdout, "1 document in 1 file: no problems\n");
	});

	it("takes kinds from definitions among the files and in folders that are named", async () => {
		const definition = {
			apiVersion: "apiextensions.k8s.io/v1",
			kind: "CustomResourceDefinition",
			metadata: { name: "widgets.shop.example.com" },
			spec: {
				group: "shop.example.com",
				scope: "Namespaced",
				names: { kind: "Widget", plural: "widgets", singular: "widget", listKind: "WidgetList" },
				versions: [
					{
						name: "v1",
						served: true,
						storage: true,
						schema: { openAPIV3Schema: { type: "object", properties: { size: { type: "integer" } } } },
					},
				],
			},
		};
		const widget = "apiVersion: shop.example.com/v1\nkind: Widget\nmetadata:\n  name: one\nsize: large\n";
		writeFileSync(join(folder, "widget.yaml"), widget);
		mkdirSync(join(folder, "crds"));
		writeFileSync(join(folder, "crds", "widgets.yaml"), JSON.stringify(definition));
		assert.equal((await lint("widget.yaml")).status, 0);
		for (const args of [
			["widget.yaml", "crds"],
			["--schemas", "crds", "widget.yaml"],
		]) {
			const { status, stdout } = await lint(...args);
			assert.equal(status, 1, stdout);
			assert.match(stdout, /widget\.yaml:5:7: error: "size" must be a whole number, not a string\./);
		}
		const { status, stderr } = await lint("--schemas", "nowhere", "widget.yaml");
		assert.equal(status, 2);
		assert.match(stderr, /nowhere: no such file or folder/);
	});

	it("ends with 1 and tells file, line, column, message and object", async () => {
		const { status, stdout } = await lint("stores");
		assert.equal(status, 1);
		const file = join("stores", "device.yml");
		assert.ok(
			stdout.startsWith(`${file}:13:3: error: spec of a Device has no field "nodeNam"; a server would drop it.`),
			stdout,
		);
		assert.match(stdout, /Did you mean "nodeName"\? \[unknown-field\] Device\/freezer\n/);
		assert.match(stdout, /\n3 documents in 2 files: 1 error, 0 warnings\n$/);
	});

	it("prints JSON of a stable shape", async () => {
		const { status, stdout } = await lint("--format", "json", "stores/device.yml");
		assert.equal(status, 1);
		const report = JSON.parse(stdout);
		assert.deepEqual(report, {
			summary: {
				files: 1,
				documents: 2,
				errors: 1,
				warnings: 0,
				results: { valid: 1, invalid: 1, errors: 0, skipped: 0 },
			},
			problems: [
				{
					file: "stores/device.yml",
					line: 13,
					column: 3,
					endLine: 13,
					endColumn: 10,
					severity: "error",
					code: "unknown-field",
					message: report.problems[0].message,
					kind: "Device",
					name: "freezer",
				},
			],
		});
	});

	it("checks what it can read and ends with 2 where it cannot read all", async () => {
		const { status, stdout, stderr } = await lint("nowhere", "stores");
		assert.equal(status, 2);
		assert.match(stderr, /edgewise: nowhere: no such file or folder/);
		assert.match(stdout, /unknown-field/);
	});

	it("names a file that it may not read", async () => {
		// Root reads everything; there the rule has nothing to show.
		const secret = join(folder, "stores", "cluster.yaml");
		chmodSync(secret, 0);
		const { status, stderr } = await lint(secret);
		if (process.getuid?.() === 0 || process.platform === "win32") assert.equal(status, 0);
		else assert.match(stderr, /permission denied/);
	});

	it("tells the kind that it does not know, without failing the run", async () => {
		writeFileSync(join(folder, "toaster.yaml"), "apiVersion: example.com/v1\nkind: Toaster\nmetadata: {name: t}\n");
		const { status, stdout } = await lint("toaster.yaml");
		assert.equal(status, 0);
		assert.match(stdout, /info: Edgewise has no schema for Toaster in example\.com\/v1/);
	});

	it("takes a file of tens of megabytes", async () => {
		const many = `---\n${bad}`.repeat(1).concat(`---\n${good}`.repeat(20_000));
		const huge = `---\napiVersion: v1\nkind: ConfigMap\ndata:\n  a: ${"x".repeat(48_000_000)}\n`;
		writeFileSync(join(folder, "huge.yaml"), many + huge);
		const { status, stdout } = await lint("huge.yaml", "--rules", "duplicate-object=off");
		assert.equal(status, 1);
		assert.match(stdout, /document-too-large/);
		assert.match(stdout, /20002 documents in 1 file: 2 errors, 0 warnings/);
	}).timeout(120_000);
});
