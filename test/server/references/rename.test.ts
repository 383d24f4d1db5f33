import { strict as assert } from "node:assert";
import { applyEdits } from "../../../server/src/engine/text/edit";
import { parseFixture } from "../../support/fixture";
import { loadWith } from "./support";

/** Asserts the files after a rename at the cursor; files that do not change need not be given. */
function checkRename(source: string, name: string, expected: string): void {
	const { fixture, analysis } = loadWith(source);
	assert.ok(fixture.cursor);
	const result = analysis.rename(fixture.cursor.uri, fixture.cursor.offset, name);
	assert.ok("edits" in result, "refused" in result ? result.refused : "");
	const after = new Map(
		[...result.edits].map(([uri, edits]) => [uri, applyEdits(analysis.file(uri)?.text ?? "", edits)]),
	);
	assert.deepEqual(after, new Map(parseFixture(expected).files.map(({ uri, text }) => [uri, text])));
}

function refusal(source: string, name: string): string {
	const { fixture, analysis } = loadWith(source);
	assert.ok(fixture.cursor);
	const result = analysis.rename(fixture.cursor.uri, fixture.cursor.offset, name);
	return "refused" in result ? result.refused : "";
}

const template = (name: string, dependencies = "") =>
	`apiVersion: iam.theriseunion.io/v1alpha1\nkind: RoleTemplate\nmetadata:\n  name: ${name}\n  annotations:\n    iam.theriseunion.io/dependencies: ${dependencies}\nspec: { rules: [] }\n`;

describe("rename", () => {
	it("changes one name among several, whichever way the list is written", () => {
		checkRename(
			`#- a.yaml\n${template("no<|>de-view", "''")}#- b.yaml\n${template("b", "x, node-view ,y")}#- c.yaml\n${template("c", `'["node-view","node-viewer"]'`)}`,
			"machine-view",
			`#- a.yaml\n${template("machine-view", "''")}#- b.yaml\n${template("b", "x, machine-view ,y")}#- c.yaml\n${template("c", `'["machine-view","node-viewer"]'`)}`,
		);
	});

	it("keeps quotes, and sets them where a name would read as something else", () => {
		const source = (name: string, quoted: string, plain: string) => `#- a.yaml
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name} }
#- b.yaml
apiVersion: v1
kind: Pod
metadata: { name: till }
spec:
  containers:
    - name: till
      envFrom:
        - configMapRef: { name: ${quoted} }
        - configMapRef: { name: ${plain}, optional: true }
`;
		checkRename(source("set<|>tings", `"settings"`, "settings"), "0123", source(`"0123"`, `"0123"`, `"0123"`));
	});

	it("changes a model's property with its uses in devices, keys included", () => {
		checkRename(
			`#- a.yaml
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data:
  currency: CNY
  other: x
#- b.yaml
apiVersion: v1
kind: Pod
metadata: { name: till }
spec:
  containers:
    - name: till
      env:
        - name: C
          valueFrom: { configMapKeyRef: { name: settings, key: 'curr<|>ency' } }
`,
			"money",
			`#- a.yaml
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data:
  money: CNY
  other: x
#- b.yaml
apiVersion: v1
kind: Pod
metadata: { name: till }
spec:
  containers:
    - name: till
      env:
        - name: C
          valueFrom: { configMapKeyRef: { name: settings, key: 'money' } }
`,
		);
	});

	it("changes patches of the object as well", () => {
		const source = (name: string) => `#- base/till.yaml
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name} }
#- overlay/patch-till.yaml
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name.replace("<|>", "")} }
data: { a: b }
`;
		checkRename(source("ti<|>ll"), "scale", source("scale"));
	});

	it("leaves the objects of other stores alone", () => {
		const source = (name: string, other = "settings") => `#- stores/1/all.yaml
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name} }
#- stores/2/all.yaml
apiVersion: v1
kind: ConfigMap
metadata: { name: ${other} }
`;
		const expected = source("options").split("#- stores/2")[0] ?? "";
		// What the file before a header ends with is not part of the fixture.
		checkRename(source("set<|>tings"), "options", expected.trimEnd());
	});

	it("refuses names that no server takes, names that are taken, and places without a name", () => {
		const source = `
apiVersion: v1
kind: ConfigMap
metadata: { name: set<|>tings }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: options }
`;
		assert.match(refusal(source, "Settings"), /no name that an API server takes/);
		assert.match(refusal(source, ""), /must not be empty/);
		assert.match(refusal(source, "options"), /is taken: fixture\.yaml has a ConfigMap/);
		assert.match(refusal("apiVersion: v1\nkind: Config<|>Map\nmetadata: { name: a }\n", "b"), /no name here/);
	});

	it("refuses to change a name that other places share", () => {
		const source = `
apiVersion: v1
kind: ConfigMap
metadata:
  name: &name set<|>tings
  labels:
    app: *name
`;
		assert.match(refusal(source, "options"), /cannot be changed in one go/);
	});

	it("says what it would change", () => {
		const { fixture, analysis } = loadWith(`
apiVersion: v1
kind: ConfigMap
metadata: { name: "set<|>tings" }
`);
		const { uri, offset } = fixture.cursor ?? { uri: "", offset: 0 };
		const place = analysis.prepareRename(uri, offset);
		assert.equal(place?.text, "settings");
		assert.equal(analysis.file(uri)?.text.slice(place?.span.start, place?.span.end), "settings");
		assert.equal(analysis.prepareRename(uri, 2), undefined);
	});
});
