// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of templates look like those of template strings
import { strict as assert } from "node:assert";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Workspace } from "./workspace";

const description = `description: A store
parameters:
  site: { description: Name of the store, pattern: 'store-\\d{3}' }
  region: { oneOf: [north, south], default: north }
  version: {}
mayDiffer: [Deployment:spec.replicas]
`;
const manifest = `# The till of \${site}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: pos
  namespace: \${site}
  labels: { region: \${region}, version: \${version} }
spec:
  replicas: 1
  selector: { matchLabels: { app: pos } }
  template:
    metadata: { labels: { app: pos } }
    spec:
      containers:
        - name: pos
          image: registry.example.com/pos:\${version}
          args: [sh, -c, 'echo $\${HOME} \${site}']
`;

describe("edgewise scaffold", () => {
	let workspace: Workspace;

	beforeEach(() => {
		workspace = new Workspace({
			"templates/store/.edgewise-template.yaml": description,
			"templates/store/pos.yaml": manifest,
			"templates/store/${site}.txt": "Store ${site}\n",
			"sites.csv": "site;region;version\n# the first hundred\nstore-001;south;1.20\nstore-002;;012\n",
		});
	});

	afterEach(() => workspace.remove());

	const scaffold = (...args: string[]) => workspace.run(["scaffold", "templates/store", ...args]);

	it("tells what it would write, and writes it where that is asked for", async () => {
		const told = await scaffold("stores/${site}", "--values", "sites.csv");
		assert.deepEqual([told.status, told.stderr], [0, ""]);
		assert.match(told.stdout, /^new {7}stores\/store-001\/\$?store-001\.txt\n/);
		assert.match(told.stdout, /2 sites: 4 files to write, 0 as they are to be, 0 that differ/);
		assert.ok(!existsSync(join(workspace.folder, "stores")));
		const written = await scaffold("stores/${site}", "--values", "sites.csv", "--write");
		assert.deepEqual([written.status, written.stderr], [0, ""]);
		assert.match(written.stdout, /2 sites: 4 files written/);
		const first = workspace.read("stores/store-001/pos.yaml");
		assert.ok(first.startsWith("# The till of store-001\n"));
		assert.match(first, /labels: \{ region: south, version: "1\.20" \}/);
		assert.match(first, /image: registry\.example\.com\/pos:1\.20\n/);
		assert.match(first, /'echo \$\{HOME\} store-001'/);
		assert.match(workspace.read("stores/store-002/pos.yaml"), /region: north, version: "012"/);
		assert.equal(workspace.read("stores/store-002/store-002.txt"), "Store store-002\n");
		assert.equal((await workspace.lint("stores", "--rules", "unpinned-image=off")).status, 0);
		const again = await scaffold("stores/${site}", "--values", "sites.csv", "--write");
		assert.match(again.stdout, /^2 sites: 0 files written, 4 as they are to be/);
	});

	it("leaves alone what differs, unless it is told to replace it", async () => {
		await scaffold("s/${site}", "--values", "sites.csv", "--write");
		workspace.write("s/store-001/pos.yaml", "mine: true\n");
		const careful = await scaffold("s/${site}", "--values", "sites.csv", "--write");
		assert.equal(careful.status, 1);
		assert.match(careful.stdout, /^differs {3}s\/store-001\/pos\.yaml\n/);
		assert.equal(workspace.read("s/store-001/pos.yaml"), "mine: true\n");
		const forced = await scaffold("s/${site}", "--values", "sites.csv", "--write", "--force");
		assert.equal(forced.status, 0);
		assert.match(workspace.read("s/store-001/pos.yaml"), /kind: Deployment/);
	});

	it("writes nothing that would be invalid", async () => {
		workspace.write("templates/store/pos.yaml", manifest.replace("replicas: 1", "replicas: ${region}"));
		const { status, stdout, stderr } = await scaffold("s/${site}", "--values", "sites.csv", "--write");
		assert.equal(status, 1);
		assert.match(stderr, /^s\/store-001\/pos\.yaml:9: .*whole number.*\n/);
		assert.match(stderr, /Nothing was written/);
		assert.match(stdout, /4 files to write, .* left alone\.\n$/);
		assert.ok(!existsSync(join(workspace.folder, "s")));
	});

	it("tells in what sites differ from the template", async () => {
		await scaffold("s/${site}", "--values", "sites.csv", "--write");
		const clean = await scaffold("s/${site}", "--values", "sites.csv", "--check");
		assert.deepEqual([clean.status, clean.stdout], [0, "2 sites are as the template has them.\n"]);
		const text = workspace.read("s/store-002/pos.yaml");
		workspace.write("s/store-002/pos.yaml", text.replace("replicas: 1", "replicas: 3").replace("pos:012", "pos:0.9"));
		workspace.write("s/store-002/more.yaml", "a: 1\n");
		const { status, stdout } = await scaffold("s/${site}", "--values", "sites.csv", "--check");
		assert.equal(status, 1);
		assert.deepEqual(stdout.split("\n"), [
			's/store-002/pos.yaml:16: Deployment/store-002/pos: spec.template.spec.containers[0].image is "registry.example.com/pos:0.9"; the template has "registry.example.com/pos:012".',
			"s/store-002/more.yaml: the template does not have this file.",
			"1 of 2 sites differs from the template, in 2 places.",
			"",
		]);
	});

	it("makes one site of values on the command line", async () => {
		const made = await scaffold("s/${site}", "--set", "site=store-009", "--set", "version=2.0.1", "--write");
		assert.equal(made.status, 0);
		assert.match(workspace.read("s/store-009/pos.yaml"), /pos:2\.0\.1/);
	});

	it("says what is wrong with values, where", async () => {
		const complaint = async (csv: string, ...args: string[]) => {
			workspace.write("v.csv", csv);
			const { status, stdout, stderr } = await scaffold("s/${site}", "--values", "v.csv", "--write", ...args);
			assert.deepEqual([status, stdout], [2, ""]);
			return stderr.replace(/\nRun "edgewise --help".*\n$/, "");
		};
		assert.equal(
			await complaint("site,version\nstore-1,1\n"),
			'edgewise: v.csv:2: "store-1" does not do for "site"; it has to match ^(?:store-\\d{3})$.',
		);
		assert.equal(await complaint("site,version\nstore-001,\n"), 'edgewise: v.csv:2: no value for "version".');
		assert.equal(
			await complaint("site,vresion\nstore-001,1\n", "--set", "version=1"),
			'edgewise: the template has no parameter "vresion"; it has site, region, version.',
		);
		assert.equal(
			await complaint("site,version\nstore-001,1\nstore-001,2\n"),
			"edgewise: v.csv:3: s/store-001 is the folder of v.csv:2 already.",
		);
		assert.match(await complaint("site,version\nstore-001,1,2\n"), /^edgewise: v\.csv: line 2: /);
		assert.equal(await complaint("site,version\n"), "edgewise: v.csv: there is no site in it.");
		workspace.write("templates/store/.edgewise-template.yaml", "parameters: {site: , version: , region: }\n");
		assert.equal(
			await complaint("site,version,region\n../../etc,1,north\n"),
			'edgewise: v.csv:2: "s/../../etc" is no path within the folder of sites.',
		);
	});

	it("says what is wrong with a template", async () => {
		const missing = await workspace.run(["scaffold", "templates/shop", "s/${site}"]);
		assert.equal(missing.status, 2);
		assert.match(missing.stderr, /templates\/shop: there is no such file or folder|templates\/shop: /);
		workspace.write("templates/store/.edgewise-template.yaml", "parametres: {}\n");
		const { status, stderr } = await scaffold("s/${site}");
		assert.equal(status, 2);
		assert.match(
			stderr,
			/templates\/store\/\.edgewise-template\.yaml:1:1: there is no "parametres" here; use description, parameters, target, values, mayDiffer\./,
		);
		assert.equal((await workspace.run(["scaffold", "templates/store"])).status, 2);
	});

	it("finds sites and values where the template says they are", async () => {
		const text = `${description}target: ../../shops/\${site}\nvalues: ../../sites.csv\n`;
		workspace.write("templates/store/.edgewise-template.yaml", text);
		const { status, stdout } = await scaffold("--write");
		assert.equal(status, 0);
		assert.match(stdout, /^written {3}shops\/store-001\/pos\.yaml\n/m);
		assert.equal((await scaffold("--check")).status, 0);
		workspace.write("templates/store/.edgewise-template.yaml", description);
		assert.match((await scaffold()).stderr, /the template does not say where sites are to be/);
	});

	it("reads values in YAML, and speaks Chinese", async () => {
		workspace.write("v.yaml", "- {site: store-001, version: '1.0'}\n- {site: store-002, version: 2}\n");
		const { status, stdout } = await scaffold("s/${site}", "--values", "v.yaml", "--locale", "zh-cn");
		assert.equal(status, 0);
		assert.match(stdout, /2 个站点：将写入 4 个文件/);
	});
});
