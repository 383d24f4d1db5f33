import { strict as assert } from "node:assert";
import { isSeq } from "yaml";
import { ManifestDocument } from "../../server/src/engine/document";
import {
	addMissingFields,
	combined,
	fixAll,
	moveField,
	properPlace,
	quoteValue,
	type Repair,
	type RepairData,
	removeField,
	repairsFor,
} from "../../server/src/engine/features/fixes";
import { messagesFor } from "../../server/src/engine/messages/messages";
import { requiredOf, schemaAt } from "../../server/src/engine/schema/resolve";
import type { JsonSchema } from "../../server/src/engine/schema/types";
import { fileSnapshot } from "../../server/src/engine/snapshot";
import { applyEdits } from "../../server/src/engine/text/edit";
import { dataAt, type Path } from "../../server/src/engine/yaml/path";
import { Random } from "../conformance/random";
import { builtSchemas } from "../support/engine";
import { dedent } from "../support/fixture";
import { RandomYaml } from "../support/randomYaml";

const english = messagesFor("en");

const text: JsonSchema = { type: "string" };
const container: JsonSchema = {
	type: "object",
	required: ["image", "name"],
	properties: { image: text, name: text, pull: { enum: ["Always"] }, port: { type: "integer", default: 80 } },
};
const schema: JsonSchema = {
	type: "object",
	required: ["apiVersion", "kind", "metadata", "spec"],
	properties: {
		apiVersion: { const: "v1" },
		kind: { enum: ["Thing"] },
		metadata: { type: "object", required: ["name"], properties: { name: text } },
		spec: {
			type: "object",
			required: ["containers", "port", "selector"],
			properties: {
				containers: { type: "array", items: container },
				replicas: { type: "integer" },
				port: { type: "integer", default: 80 },
				selector: { type: "object" },
				template: { type: "object", properties: { labels: { type: "object" }, name: text } },
			},
		},
		status: { type: "object", properties: { replicas: { type: "integer" } } },
	},
};

function check(before: string, fix: (document: ManifestDocument) => Repair | undefined, after: string): void {
	const source = dedent(before);
	const repair = fix(new ManifestDocument(source));
	assert.ok(repair, "there is a fix");
	const result = applyEdits(source, repair.edits);
	assert.equal(result, dedent(after));
	assert.deepEqual(new ManifestDocument(result).parsed.problems, []);
}

describe("adding required fields", () => {
	const add = (path: Path, names?: readonly string[]) => (document: ManifestDocument) =>
		addMissingFields(document, path, schema, english, names);

	it("adds them with what they require in turn, where they usually stand", () => {
		check(
			"kind: Thing\nstatus: {}\n",
			add([]),
			`
			apiVersion: v1
			kind: Thing
			metadata:
			  name:
			spec:
			  containers:
			    - name:
			      image:
			  port: 80
			  selector: {}
			status: {}
			`,
		);
	});

	it("writes lists as the document does, and lines as the file does", () => {
		check(
			"a:\r\n- 1\r\nspec:\r\n  port: 1 # x\r\n",
			add(["spec"], ["containers"]),
			"a:\r\n- 1\r\nspec:\r\n  port: 1 # x\r\n  containers:\r\n  - name:\r\n    image:\r\n",
		);
	});

	it("puts a name first, also behind a dash", () => {
		check(
			"spec:\n  containers:\n    - image: x # y\n      pull: Always\n",
			add(["spec", "containers", 0]),
			"spec:\n  containers:\n    - name:\n      image: x # y\n      pull: Always\n",
		);
	});

	it("fills objects that are empty or have no value", () => {
		check("metadata: {} # why\nspec: 1\n", add(["metadata"]), "metadata: # why\n  name:\nspec: 1\n");
		check("metadata: # why\nspec: 1\n", add(["metadata"]), "metadata: # why\n  name:\nspec: 1\n");
		check(
			"spec:\n  containers:\n  - {}\n",
			add(["spec", "containers", 0]),
			"spec:\n  containers:\n  - name:\n    image:\n",
		);
		check("metadata:", add(["metadata"]), "metadata:\n  name:");
	});

	it("goes behind whatever the object holds last", () => {
		check(
			"spec:\n  text: |+\n    a\n\n---\n".replace("---\n", ""),
			add(["spec"], ["port"]),
			"spec:\n  text: |+\n    a\n\n  port: 80\n",
		);
		check(
			"spec:\n  a:\n    - b: [1,\n       2]\n    # - c\n\nx: 1\n",
			add(["spec"], ["port"]),
			"spec:\n  a:\n    - b: [1,\n       2]\n  port: 80\n    # - c\n\nx: 1\n",
		);
	});

	it("keeps to flow style within it", () => {
		check(
			'spec: {"containers": [{image: x}], }\n',
			add(["spec"]),
			'spec: {"containers": [{image: x}], port: 80, selector: {}, }\n',
		);
		check(
			"spec: {containers: [{image: x}]}\n",
			add(["spec", "containers", 0]),
			'spec: {containers: [{name: "", image: x}]}\n',
		);
		check("{spec: {}}\n", add(["spec"]), '{spec: { containers: [{ name: "", image: "" }], port: 80, selector: {} }}\n');
	});

	it("does not write through an alias", () => {
		const document = new ManifestDocument("a: &m {}\nmetadata: *m\n");
		assert.equal(addMissingFields(document, ["metadata"], schema, english), undefined);
	});

	it("leaves nothing missing, for any kind", () => {
		const source = builtSchemas();
		const some = source.entries.filter((entry, index) => entry.kind !== "" && index % 9 === 0);
		assert.ok(some.length > 20);
		for (const entry of some) {
			const root = source.schema(entry);
			for (const before of ["kind: X\n", "{kind: X}\n"]) {
				const repair = addMissingFields(new ManifestDocument(before), [], root, english);
				if (repair === undefined) continue;
				const document = new ManifestDocument(applyEdits(before, repair.edits));
				assert.deepEqual(document.parsed.problems, [], entry.id);
				const lacking = [...requiredOf(schemaAt(root, []) ?? {}, root)].filter(
					(name) => dataAt(document.data?.value, [name]) === undefined,
				);
				assert.deepEqual(lacking, [], entry.id);
			}
		}
	});
});

describe("removing a field", () => {
	const remove =
		(...path: Path) =>
		(document: ManifestDocument) =>
			removeField(document, path, english);

	it("takes its lines and its comments", () => {
		check(
			"a:\n  b: 1\n\n  # about c\n  # more\n  c:\n    - 1\n    - 2 # x\n  # about d\n  d: 2\n",
			remove("a", "c"),
			"a:\n  b: 1\n\n  # about d\n  d: 2\n",
		);
		check("# licence\na: 1\nb: 2\n", remove("a"), "# licence\nb: 2\n");
		check("a: 1\nb: |\n  x\n\n  y\n\nc: 1\n", remove("b"), "a: 1\n\nc: 1\n");
		check("a: 1\nb: 2", remove("b"), "a: 1\n");
	});

	it("moves up what follows behind a dash", () => {
		check("- a: 1\n  b: 2\n", remove(0, "a"), "- b: 2\n");
		check("- a: 1 # x\n  # about b\n  b: 2\n", remove(0, "a"), "- # about b\n  b: 2\n");
		check("- a: 1\n- b: 1\n", remove(0, "a"), "- {}\n- b: 1\n");
	});

	it("leaves an empty object behind, not nothing", () => {
		check("a: # x\n  # y\n  b: 1\nc: 1\n", remove("a", "b"), "a: {} # x\nc: 1\n");
		check("a: &n\n  b: 1\n", remove("a", "b"), "a: &n {}\n");
	});

	it("takes the comma in flow style", () => {
		check("a: {b: 1, c: 2, d: 3}\n", remove("a", "b"), "a: {c: 2, d: 3}\n");
		check("a: {b: 1, c: 2, d: 3}\n", remove("a", "c"), "a: {b: 1, d: 3}\n");
		check("a: {b: 1, c: 2, d: 3}\n", remove("a", "d"), "a: {b: 1, c: 2}\n");
		check("a: { b: 1 }\n", remove("a", "b"), "a: {}\n");
	});

	it("removes that field and nothing else, in random manifests", () => {
		let tried = 0;
		for (let seed = 0; seed < 150; seed++) {
			const random = new Random(seed);
			for (const document of randomDocuments(random)) {
				for (const path of pathsOf(document.data?.value)) {
					const repair = removeField(document, path, english);
					if (repair === undefined) continue;
					const after = new ManifestDocument(applyEdits(document.text, repair.edits));
					const about: string = `seed ${seed} ${path.join(".")}\n${document.text}\n=>\n${after.text}`;
					assert.deepEqual(after.parsed.problems, [], about);
					const expected: unknown = structuredClone(document.data?.value);
					const holder = dataAt(expected, path.slice(0, -1)) as Record<string, unknown>;
					delete holder[String(path.at(-1))];
					const emptied = path.length === 1 && Object.keys(holder).length === 0;
					assert.deepEqual(after.data?.value, emptied ? null : expected, about);
					tried++;
				}
			}
		}
		assert.ok(tried > 500, `${tried}`);
	});
});

/** Without anchors: those that go would take their aliases' meaning along. */
function randomDocuments(random: Random): ManifestDocument[] {
	const source = new RandomYaml(random, random.chance(0.2) ? "\r\n" : "\n").file().replace(/[&*]n\d+/g, "v");
	return fileSnapshot("file:///a.yaml", source)
		.documents.map(({ document }) => document)
		.filter(({ parsed }) => parsed.problems.length === 0);
}

function pathsOf(value: unknown, path: Path = []): Path[] {
	if (Array.isArray(value)) return value.flatMap((item, index) => pathsOf(item, [...path, index]));
	if (typeof value !== "object" || value === null) return [];
	return Object.entries(value).flatMap(([key, item]) => [[...path, key], ...pathsOf(item, [...path, key])]);
}

describe("moving a field", () => {
	const move = (path: Path, target: Path) => (document: ManifestDocument) => moveField(document, path, target, english);

	it("puts it where the schema has it", () => {
		assert.deepEqual(properPlace(["replicas"], schema), ["spec"]);
		assert.deepEqual(properPlace(["spec", "template", "port"], schema), ["spec"]);
		assert.deepEqual(properPlace(["spec", "status"], schema), []);
		assert.equal(properPlace(["nothing"], schema), undefined);
	});

	it("takes value, comments and indentation along", () => {
		check(
			"spec:\n  port: 1\nreplicas: 3 # three\nstatus: {}\n",
			move(["replicas"], ["spec"]),
			"spec:\n  port: 1\n  replicas: 3 # three\nstatus: {}\n",
		);
		check(
			"template:\n  labels:\n    a: |\n      x\n\n      y\nspec:\n    port: 1\n",
			move(["template"], ["spec"]),
			"spec:\n    port: 1\n    template:\n      labels:\n        a: |\n          x\n\n          y\n",
		);
		check("spec: {}\ncontainers:\n- a\n- b\n", move(["containers"], ["spec"]), "spec:\n  containers:\n  - a\n  - b\n");
	});

	it("makes the object that it goes to", () => {
		check("kind: A\nreplicas: 3\nb: 1\n", move(["replicas"], ["spec"]), "kind: A\nspec:\n  replicas: 3\nb: 1\n");
		check(
			"a: 1\nspec:\n  x: 1\nname: 3\n",
			move(["name"], ["spec", "template"]),
			"a: 1\nspec:\n  x: 1\n  template:\n    name: 3\n",
		);
		check("{a: 1, b: 2}\n", move(["b"], ["spec"]), "{a: 1, spec: { b: 2 }}\n");
	});

	it("moves outwards, also from an object's end", () => {
		check(
			"spec:\n  template:\n    a: 1\n    port: 2\n",
			move(["spec", "template", "port"], ["spec"]),
			"spec:\n  template:\n    a: 1\n  port: 2\n",
		);
		check(
			"spec:\n  template:\n    port: 2\nx: 1\n",
			move(["spec", "template", "port"], ["spec"]),
			"spec:\n  template: {}\n  port: 2\nx: 1\n",
		);
		check(
			"l:\n  - template:\n      a: 1\n      b: [2,\n        3]\n",
			move(["l", 0, "template", "b"], ["l", 0]),
			"l:\n  - template:\n      a: 1\n    b: [2,\n      3]\n",
		);
	});

	it("crosses between block and flow style where it can", () => {
		check("spec: {port: 1}\nreplicas: 3\n", move(["replicas"], ["spec"]), "spec: {port: 1, replicas: 3}\n");
		check(
			"spec:\n  template: {port: 1, a: 2}\n",
			move(["spec", "template", "port"], ["spec"]),
			"spec:\n  template: {a: 2}\n  port: 1\n",
		);
		const document = new ManifestDocument("spec: {port: 1}\na:\n  b: 1\n");
		assert.equal(moveField(document, ["a"], ["spec"], english), undefined);
	});

	it("changes the field's place and nothing else, in random manifests", () => {
		let tried = 0;
		for (let seed = 0; seed < 150; seed++) {
			const random = new Random(seed);
			for (const document of randomDocuments(random)) {
				const paths = pathsOf(document.data?.value);
				for (const path of paths) {
					const target = random.pick([...paths.filter((other) => !path.every((step, at) => other[at] === step)), []]);
					const missing = random.chance(0.3) ? ["new", "newer"].slice(random.below(2)) : [];
					const repair = moveField(document, path, [...target, ...missing], english);
					if (repair === undefined) continue;
					const after = new ManifestDocument(applyEdits(document.text, repair.edits));
					const about: string = `seed ${seed} ${path.join(".")} to ${target.join(".")}\n${document.text}\n=>\n${after.text}`;
					assert.deepEqual(after.parsed.problems, [], about);
					const expected: unknown = structuredClone({ root: document.data?.value });
					const from = dataAt(expected, ["root", ...path.slice(0, -1)]) as Record<string, unknown>;
					const value = from[String(path.at(-1))];
					delete from[String(path.at(-1))];
					let to = expected as Record<string, unknown>;
					for (const step of ["root", ...target, ...missing]) {
						to[step] ??= {};
						to = to[step] as Record<string, unknown>;
					}
					to[String(path.at(-1))] = value;
					assert.deepEqual({ root: after.data?.value }, expected, about);
					tried++;
				}
			}
		}
		assert.ok(tried > 300, `${tried}`);
	});

	it("overwrites nothing", () => {
		const document = new ManifestDocument("spec:\n  a: 1\na: 2\n");
		assert.equal(moveField(document, ["a"], ["spec"], english), undefined);
	});
});

describe("quoting", () => {
	it("keeps as text what YAML reads as something else", () => {
		for (const source of [
			"yes",
			"012",
			"1.20",
			"1e3",
			"null",
			"~",
			"on",
			"2026-01-02",
			"0x1F",
			"12:30:45",
			"2026-01-02T03:04:05Z",
		]) {
			check(
				`a:\n  - b: ${source} # x\n`,
				(document) => quoteValue(document, ["a", 0, "b"], english),
				`a:\n  - b: "${source}" # x\n`,
			);
		}
		check("a: &n\nb: 1\n", (document) => quoteValue(document, ["a"], english), 'a: &n ""\nb: 1\n');
		check("a: [1, yes]\n", (document) => quoteValue(document, ["a", 1], english), 'a: [1, "yes"]\n');
		check("on: 1\n", (document) => quoteValue(document, ["on"], english, "key"), '"on": 1\n');
	});

	it("leaves text and what has quotes alone", () => {
		for (const source of ["abc", '"yes"', "'1'", "v1.20", "[1]", "|\n  yes\n"]) {
			assert.equal(quoteValue(new ManifestDocument(`a: ${source}`), ["a"], english), undefined, source);
		}
	});
});

describe("fixes of a problem", () => {
	const titles = (source: string, data: RepairData) =>
		repairsFor(new ManifestDocument(source), data, schema, english).map(({ title }) => title);

	it("come with the likeliest first", () => {
		assert.deepEqual(titles("spec:\n  replicas: 1\n", { code: "missing-field", path: ["spec"], name: "port" }), [
			'Add "port"',
			'Add "containers", "port" and "selector"',
		]);
		assert.deepEqual(titles("replicas: 1\n", { code: "unknown-field", path: ["replicas"] }), [
			'Move "replicas" to spec',
			'Remove "replicas"',
		]);
		assert.deepEqual(titles("metadata:\n  name: 012\n", { code: "wrong-type", path: ["metadata", "name"] }), [
			"Put 012 in quotes",
		]);
		assert.deepEqual(titles("spec:\n  port: yes\n", { code: "wrong-type", path: ["spec", "port"] }), []);
	});

	it("remove no anchor that something else needs", () => {
		assert.deepEqual(titles("b: &n 1\nc: *n\n", { code: "unknown-field", path: ["b"] }), []);
	});

	it("go together over the documents of a file", () => {
		const file = fileSnapshot("file:///a.yaml", "b: 1\nkind: A\n---\nkind: B\nb: 2\n");
		const repairs = file.documents.flatMap(({ document, start }) => {
			const repair = removeField(document, ["b"], english);
			return repair === undefined ? [] : [{ repair, start }];
		});
		const all = fixAll("unknown-field", repairs, english);
		assert.equal(all?.title, 'Fix all 2 problems "unknown-field" in this file');
		assert.equal(applyEdits(file.text, all.edits), "kind: A\n---\nkind: B\n");
	});
});

describe("fixing all of one sort", () => {
	it("joins fixes that do not overlap", () => {
		const document = new ManifestDocument("- x: yes\n  y: no\n- {x: 1, y: 2, z: 3}\n");
		assert.ok(isSeq(document.parsed.root));
		const quotes = [
			[0, "x"],
			[0, "y"],
			[1, "x"],
		].flatMap((path) => quoteValue(document, path, english) ?? []);
		const all = combined(quotes);
		assert.equal(all.count, 3);
		assert.equal(applyEdits(document.text, all.edits), '- x: "yes"\n  y: "no"\n- {x: "1", y: 2, z: 3}\n');
	});

	it("leaves a fix out as a whole that overlaps another", () => {
		const document = new ManifestDocument("a: {x: 1, w: 2, z: 3}\nb: 1\n");
		const removals = [["a", "w"], ["a", "z"], ["b"]].flatMap((path) => removeField(document, path, english) ?? []);
		const all = combined(removals);
		assert.equal(all.count, 2);
		assert.equal(applyEdits(document.text, all.edits), "a: {x: 1, z: 3}\n");
	});
});
