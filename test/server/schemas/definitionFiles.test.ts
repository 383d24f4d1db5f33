import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findDefinitionFiles, readDefinitionFile } from "../../../server/src/node/definitionFiles";

const crd = "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n";
const jsonSchema = '{ "properties": { "apiVersion": {}, "kind": {} } }';

describe("files with definitions", () => {
	let folder: string;
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), "edgewise-definitions-"));
	});
	afterEach(() => rm(folder, { recursive: true, force: true }));

	const write = async (files: Readonly<Record<string, string>>) => {
		for (const [name, text] of Object.entries(files)) {
			await mkdir(dirname(join(folder, name)), { recursive: true });
			await writeFile(join(folder, name), text);
		}
	};
	const names = (files: readonly { readonly uri: string; readonly form: string }[]) =>
		files.map(({ uri, form }) => `${form} ${decodeURIComponent(uri).split("/").at(-1)}`).toSorted();

	it("are found by what is in them", async () => {
		await write({
			"crds/a b.yaml": crd,
			"deep/er/x.yml": `---\na: 1\n---\n${crd}`,
			"crds/list.json": '{"kind":"CustomResourceDefinition","apiVersion":"apiextensions.k8s.io/v1beta1"}',
			"schemas/example.com_widget_v1.json": jsonSchema,
			"schemas/odd.json": '{ "properties": {}, "x-kubernetes-group-version-kind": [] }',
			"schemas/package.json": '{ "name": "x" }',
			"schemas/tsconfig-v1.json": '{ "a": 1 }',
			"pod.yaml": "kind: Pod",
			"readme.md": crd,
			"mention.yaml": "# CustomResourceDefinition",
		});
		const { files, unreadable, end } = await findDefinitionFiles([folder]);
		assert.deepEqual(names(files), [
			"crds a b.yaml",
			"crds list.json",
			"crds x.yml",
			"jsonSchema example.com_widget_v1.json",
			"jsonSchema odd.json",
		]);
		assert.deepEqual([unreadable, end], [[], "complete"]);
		assert.equal(files.find(({ uri }) => uri.endsWith("a%20b.yaml"))?.text, crd);
	});

	it("are not looked for where things are downloaded, built or hidden", async () => {
		await write({
			"node_modules/a/crd.yaml": crd,
			"dist/crd.yaml": crd,
			".git/crd.yaml": crd,
			"deep/vendor-not/crd.yaml": crd,
			"large.yaml": crd + "#".repeat(100),
		});
		const { files } = await findDefinitionFiles([folder], undefined, { files: 10, bytes: 100 });
		assert.deepEqual(names(files), ["crds crd.yaml"]);
		assert.match(files[0]?.uri ?? "", /vendor-not/);
	});

	it("are found once, also through links and folders in folders", async () => {
		await write({ "a/crd.yaml": crd });
		await symlink(folder, join(folder, "a", "loop"));
		await symlink(join(folder, "a", "crd.yaml"), join(folder, "link.yaml"));
		const { files } = await findDefinitionFiles([folder, join(folder, "a"), join(folder, "a", "crd.yaml")]);
		assert.deepEqual(names(files), ["crds crd.yaml", "crds link.yaml"]);
	});

	it("are limited in number", async () => {
		await write({ "1.yaml": crd, "2.yaml": crd, "3.yaml": crd });
		const { files, end } = await findDefinitionFiles([folder], undefined, { files: 2, bytes: 1000 });
		assert.deepEqual([names(files), end], [["crds 1.yaml", "crds 2.yaml"], "limit"]);
	});

	it("are looked for until the search is cancelled", async () => {
		await write({ "1.yaml": crd });
		const controller = new AbortController();
		const search = findDefinitionFiles([folder], controller.signal);
		controller.abort();
		assert.deepEqual(await search, { files: [], unreadable: [], end: "cancelled" });
	});

	it("that cannot be read are told", async () => {
		const missing = join(folder, "missing");
		const { files, unreadable, end } = await findDefinitionFiles([missing]);
		assert.deepEqual([files, unreadable, end], [[], [{ path: missing, code: "ENOENT" }], "complete"]);
		assert.deepEqual(await readDefinitionFile(missing), { path: missing, code: "ENOENT" });
		assert.equal(await readDefinitionFile(folder), undefined);
	});
});
