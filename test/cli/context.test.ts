import { strict as assert } from "node:assert";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Workspace } from "./workspace";

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: pos, labels: {app: pos}}
spec:
  selector: {matchLabels: {app: pos}}
  template:
    metadata: {labels: {app: pos}}
    spec:
      containers: [{name: pos, image: "pos:1.0", resources: {limits: {cpu: 1, memory: 64Mi}, requests: {cpu: 1, memory: 64Mi}}}]
`;
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
const widget = "apiVersion: shop.example.com/v1\nkind: Widget\nmetadata: {name: w}\nsize: large\n";

describe("what files refer to", () => {
	let workspace: Workspace;

	beforeEach(() => {
		workspace = new Workspace({
			"crds/widget.yaml": definition,
			"apps/widget.yaml": widget,
			"apps/pos.yaml": deployment,
		});
		mkdirSync(join(workspace.folder, ".git"));
	});

	afterEach(() => workspace.remove());

	const codes = async (...args: string[]) =>
		(await workspace.json(...args)).problems.map(({ file, code }) => [file, code]);

	it("is looked for in the whole repository, which is not checked itself", async () => {
		assert.deepEqual(await codes("apps"), [["apps/widget.yaml", "wrong-type"]]);
		workspace.write("crds/broken.yaml", "kind: Pod\napiVersion: v1\nspec: [\n");
		assert.deepEqual(await codes("apps"), [["apps/widget.yaml", "wrong-type"]]);
	});

	it("is looked for nowhere else where --context says so", async () => {
		assert.deepEqual(await codes("apps", "--context", "none"), [["apps/widget.yaml", "no-schema"]]);
		assert.deepEqual(await codes("apps", "--context", "crds"), [["apps/widget.yaml", "wrong-type"]]);
	});

	it("is the same for several threads", async () => {
		for (let i = 0; i < 60; i++) workspace.write(`apps/w${i}.yaml`, widget.replace("name: w", `name: w${i}`));
		const [one, three] = [await workspace.lint("apps", "--jobs", "1"), await workspace.lint("apps", "--jobs", "3")];
		assert.match(one.stdout, /wrong-type|whole number/);
		assert.deepEqual(three, one);
	});
});
