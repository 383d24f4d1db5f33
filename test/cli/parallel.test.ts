import { strict as assert } from "node:assert";
import { usefulThreads } from "../../server/src/cli/check/checkAll";
import { cluster, device, Workspace } from "./workspace";

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

describe("several threads", () => {
	let workspace: Workspace;

	beforeEach(() => {
		workspace = new Workspace({ "crds/widget.yaml": definition });
		for (let i = 0; i < 150; i++) {
			const widget = `apiVersion: shop.example.com/v1\nkind: Widget\nmetadata: {name: w${i}}\nsize: large\n`;
			workspace.write(`m/${i % 7}/${i}.yaml`, [cluster, device, widget].slice(i % 3).join("---\n"));
		}
		workspace.write("m/3/latin1.yaml", Buffer.from("a: ü\n", "latin1"));
	});

	afterEach(() => workspace.remove());

	it("find the same as one, in the same order", async () => {
		for (const format of ["text", "json", "sarif", "junit"]) {
			const [one, ...others] = await Promise.all(
				["1", "2", "5"].map((jobs) => workspace.lint("m", "crds", "--format", format, "--jobs", jobs)),
			);
			assert.ok(one?.stdout.includes("wrong-type") || one?.stdout.includes("must be a whole number"), one?.stderr);
			for (const other of others) assert.deepEqual(other, one);
		}
	}).timeout(60_000);

	it("mend the same as one", async () => {
		const { stdout } = await workspace.lint("m", "crds", "--fix", "--jobs", "3");
		assert.match(stdout, /\n100 fixes made in 100 files\.\n$/);
		assert.doesNotMatch((await workspace.lint("m", "crds")).stdout, /unknown-field/);
	});

	it("are used where there is enough to do", () => {
		assert.equal(usefulThreads(0, 8), 1);
		assert.equal(usefulThreads(900_000, 8), 1);
		assert.equal(usefulThreads(2_000_000, 8), 3);
		assert.equal(usefulThreads(1e9, 8), 8);
	});
});
