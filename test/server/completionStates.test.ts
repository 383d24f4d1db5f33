import { strict as assert } from "node:assert";
import { checkCompletion, completionsOf } from "../support/engine";

const labels = (source: string) => completionsOf(source).map((completion) => completion.label);

const deployment = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\n";
const containers = `${deployment}spec:\n  template:\n    spec:\n      containers:\n`;

/** One state between two key strokes: what is written, what is chosen, what stands there then. */
interface State {
	readonly title: string;
	readonly head?: string;
	readonly before: string;
	readonly choose: string;
	readonly after: string;
}

const states: readonly State[] = [
	{
		title: "behind a dash without a space",
		head: containers,
		before: "      -<|>\n",
		choose: "image",
		after: "      - image: $1\n",
	},
	{
		title: "behind a dash, above the item's other fields",
		head: containers,
		before: "      - <|>\n        image: x\n",
		choose: "name",
		after: "      - name: $1\n        image: x\n",
	},
	{
		title: "behind a dash, above fields in another column",
		head: containers,
		before: "      - <|>\n          image: x\n",
		choose: "name",
		after: "      -   name: $1\n          image: x\n",
	},
	{
		title: "behind a dash, in the middle of a word",
		head: containers,
		before: "      - na<|>m\n",
		choose: "name",
		after: "      - name: $1\n",
	},
	{
		title: "a new item, with what it must have",
		head: containers,
		before: "      - name: a\n        image: b\n      <|>\n",
		choose: "- … (name, image)",
		after: "      - name: a\n        image: b\n      - name: $1\n        image: $2\n",
	},
	{
		title: "the first item below its key",
		head: containers,
		before: "      <|>\n",
		choose: "- … (name, image)",
		after: "      - name: $1\n        image: $2\n",
	},
	{
		title: "on an empty line between two fields",
		head: deployment,
		before: "spec:\n  replicas: 1\n  <|>\n  paused: true\n",
		choose: "minReadySeconds",
		after: "spec:\n  replicas: 1\n  minReadySeconds: $1\n  paused: true\n",
	},
	{
		title: "on an empty line that is not indented, between a key and its fields",
		head: deployment,
		before: "spec:\n<|>\n  paused: true\n",
		choose: "replicas",
		after: "spec:\n  replicas: $1\n  paused: true\n",
	},
	{
		title: "on an empty line deeper than anything above",
		head: deployment,
		before: "spec:\n  paused: true\n        <|>\n",
		choose: "minReadySeconds",
		after: "spec:\n  paused: true\n  minReadySeconds: $1\n",
	},
	{
		title: "at the end, back at the root",
		before: "apiVersion: apps/v1\nkind: Deployment\nspec:\n  paused: true\n<|>",
		choose: "metadata",
		after: "apiVersion: apps/v1\nkind: Deployment\nspec:\n  paused: true\nmetadata:\n  name: $1",
	},
	{
		title: "below a line that lacks its colon",
		head: deployment,
		before: "spec\n  pau<|>\n",
		choose: "paused",
		after: `spec:\n  paused: \${1|true,false|}\n`,
	},
	{
		title: "beside a field that lacks its colon",
		head: deployment,
		before: "spec:\n  replicas\n  pau<|>\n",
		choose: "paused",
		after: `spec:\n  replicas:\n  paused: \${1|true,false|}\n`,
	},
	{
		title: "in a key that lacks its colon before its value",
		head: deployment,
		before: "spec:\n  paus<|> true\n",
		choose: "paused",
		after: "spec:\n  paused: true\n",
	},
	{
		title: "in a key that lacks its colon above its fields",
		before: "apiVersion: apps/v1\nkind: Deployment\nmeta<|>\n  name: a\n",
		choose: "metadata",
		after: "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\n",
	},
	{
		title: "in the middle of a key with fields below",
		head: deployment,
		before: "spec:\n  temp<|>le:\n    spec: {}\n",
		choose: "template",
		after: "spec:\n  template:\n    spec: {}\n",
	},
	{
		title: "a value right behind its colon",
		head: containers,
		before: "      - name: a\n        imagePullPolicy:<|>\n",
		choose: "Never",
		after: "      - name: a\n        imagePullPolicy: Never\n",
	},
	{
		title: "a value typed without the space behind its colon",
		head: containers,
		before: "      - name: a\n        imagePullPolicy:Ne<|>\n",
		choose: "Never",
		after: "      - name: a\n        imagePullPolicy: Never\n",
	},
	{
		title: "in the middle of a value, before a comment",
		head: containers,
		before: "      - name: a\n        imagePullPolicy: If<|>Present # pinned\n",
		choose: "IfNotPresent",
		after: "      - name: a\n        imagePullPolicy: IfNotPresent # pinned\n",
	},
	{
		title: "within double quotes",
		head: containers,
		before: '      - name: a\n        imagePullPolicy: "Ne<|>"\n',
		choose: "Never",
		after: '      - name: a\n        imagePullPolicy: "Never"\n',
	},
	{
		title: "within a single quote that nobody closed",
		head: containers,
		before: "      - name: a\n        imagePullPolicy: 'Ne<|>\n        tty: true\n",
		choose: "Never",
		after: "      - name: a\n        imagePullPolicy: 'Never'\n        tty: true\n",
	},
	{
		title: "a quoted key",
		head: deployment,
		before: 'spec:\n  "pau<|>": true\n',
		choose: "paused",
		after: 'spec:\n  "paused": true\n',
	},
	{
		title: "with tabs",
		head: deployment,
		before: "spec:\n\tpau<|>\n",
		choose: "paused",
		after: `spec:\n  paused: \${1|true,false|}\n`,
	},
	{
		title: "behind an anchor",
		head: deployment,
		before: "spec: &base\n  pau<|>\n",
		choose: "paused",
		after: `spec: &base\n  paused: \${1|true,false|}\n`,
	},
	{
		title: "beside a merge key",
		head: deployment,
		before: "spec:\n  <<: *base\n  pau<|>\n",
		choose: "paused",
		after: `spec:\n  <<: *base\n  paused: \${1|true,false|}\n`,
	},
	{
		title: "in empty braces",
		head: deployment,
		before: "spec: {<|>}\n",
		choose: "selector",
		after: `spec: {selector: {matchLabels: {\${1:app}: $2}}}\n`,
	},
	{
		title: "in braces that nobody closed",
		head: deployment,
		before: "spec: {paused: true, re<|>\nstatus: {}\n",
		choose: "replicas",
		after: "spec: {paused: true, replicas: $1\nstatus: {}\n",
	},
	{
		title: "in braces, before another field",
		head: deployment,
		before: "spec: {<|>paused: true}\n",
		choose: "replicas",
		after: "spec: {replicas: true}\n",
	},
	{
		title: "behind a comma in braces, before another field",
		head: deployment,
		before: "spec: {paused: true, <|> minReadySeconds: 1}\n",
		choose: "replicas",
		after: "spec: {paused: true, replicas: $1, minReadySeconds: 1}\n",
	},
	{
		title: "on a line of its own in braces, behind a field without a comma",
		head: deployment,
		before: "spec: {\n  paused: true\n  <|>\n}\n",
		choose: "replicas",
		after: "spec: {\n  paused: true,\n  replicas: $1\n}\n",
	},
	{
		title: "an object in brackets",
		head: deployment,
		before: "spec: {template: {spec: {containers: [<|>]}}}\n",
		choose: "{…} (name, image)",
		after: "spec: {template: {spec: {containers: [{name: $1, image: $2}]}}}\n",
	},
	{
		title: "a value in braces",
		head: deployment,
		before: "spec: {strategy: {type: Re<|>}}\n",
		choose: "Recreate",
		after: "spec: {strategy: {type: Recreate}}\n",
	},
	{
		title: "a field of JSON",
		before: '{"apiVersion": "apps/v1", "kind": "Deployment", "spec": {<|>}}\n',
		choose: "paused",
		after: `{"apiVersion": "apps/v1", "kind": "Deployment", "spec": {"paused": \${1|true,false|}}}\n`,
	},
	{
		title: "a field of JSON, between two others",
		before: '{\n  "apiVersion": "apps/v1",\n  "kind": "Deployment"\n  <|>\n  "spec": {}\n}\n',
		choose: "metadata",
		after: '{\n  "apiVersion": "apps/v1",\n  "kind": "Deployment",\n  "metadata": {"name": "$1"},\n  "spec": {}\n}\n',
	},
	{
		title: "a value of JSON",
		before: '{"apiVersion": "apps/v1", "kind": "Deployment", "spec": {"strategy": {"type":<|>}}}\n',
		choose: "Recreate",
		after: '{"apiVersion": "apps/v1", "kind": "Deployment", "spec": {"strategy": {"type": "Recreate"}}}\n',
	},
	{
		title: "a value for which the key stands in quotes",
		head: deployment,
		before: 'spec:\n  strategy: {"type": "<|>"}\n',
		choose: "Recreate",
		after: 'spec:\n  strategy: {"type": "Recreate"}\n',
	},
	{
		title: "with dashes at the column of the key, as the file has them",
		head: `${deployment}spec:\n  template:\n    spec:\n      volumes:\n      - name: a\n`,
		before: "      cont<|>\n",
		choose: "containers",
		after: "      containers:\n      - name: $1\n        image: $2\n",
	},
	{
		title: "with four columns for a field, as the file has them",
		before: "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n    name: a\nspec:\n    selec<|>\n",
		choose: "selector",
		after: `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n    name: a\nspec:\n    selector:\n        matchLabels:\n            \${1:app}: $2\n`,
	},
	{
		title: "while a line above is broken",
		before: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: "a\n  labels: {a: [b\nspec:\n  pau<|>\n',
		choose: "paused",
		after: `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: "a\n  labels: {a: [b\nspec:\n  paused: \${1|true,false|}\n`,
	},
	{
		title: "while a line below is broken",
		head: deployment,
		before: "spec:\n  pau<|>\n  template: {spec: [}\n strategy: : x\n",
		choose: "paused",
		after: `spec:\n  paused: \${1|true,false|}\n  template: {spec: [}\n strategy: : x\n`,
	},
];

describe("completion in unfinished text", () => {
	for (const { title, head = "", before, choose, after } of states) {
		it(`writes ${title}`, () => checkCompletion(head + before, choose, head + after));
	}

	it("keeps line breaks and byte order mark", () => {
		const [selector] = completionsOf("\uFEFFapiVersion: apps/v1\r\nkind: Deployment\r\nspec:\r\n  <|>\r\n").filter(
			({ label }) => label === "selector",
		);
		assert.equal(selector?.text, `selector:\r\n    matchLabels:\r\n      \${1:app}: $2`);
	});

	it("offers nothing where text goes on", () => {
		for (const text of [
			"# pau<|>\n",
			"spec: # pau<|>\n",
			"spec:\n  paused: true # pau<|>\n",
			"metadata:\n  name: >-\n    a\n    pau<|>\n",
			"metadata:\n  name: >-\n    a\n\n    <|>\n",
			'metadata:\n  name: "a\n    pau<|>\n    b"\n',
			"metadata:\n  name: some words\n    and mo<|>\n",
			"spec: {\n  paused: true # pau<|>\n}\n",
			"--- pau<|>\n",
		]) {
			assert.deepEqual(labels(`apiVersion: apps/v1\nkind: Deployment\n${text}`), [], text);
		}
	});

	it("goes on with fields behind a block of text", () => {
		assert.ok(labels("apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    pau\n<|>").includes("immutable"));
	});

	it("starts a document above the marker of the next one", () => {
		assert.ok(labels("<|>\n---\napiVersion: v1\nkind: ConfigMap\n").includes("Deployment"));
	});

	it("asks again while the letters of a kind are typed", () => {
		const offered = labels("Deplo<|>");
		assert.ok(offered.includes("Deployment"));
		assert.ok(!offered.includes("Service"));
	});
});
